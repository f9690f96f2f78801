// Opens every page below a folder in a browser that does not heed the pages' policy, and looks whether anything ran.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { launch } from "./support.mjs";

const folder = process.argv[2];
const browser = await launch();
const context = await browser.newContext({ bypassCSP: true });
const page = await context.newPage();
const asked = [];
page.on("request", (request) => {
  if (!request.url().startsWith("file:")) asked.push(request.url());
});
page.on("dialog", (dialog) => dialog.dismiss());

// That it would be seen: a page that does run something.
const proof = path.join(folder, "proof.html");
fs.writeFileSync(proof, "<!doctype html><meta http-equiv=Content-Security-Policy content=\"default-src 'none'\"><script>__ran=1</script>");
await page.goto(pathToFileURL(proof).href);
if (await page.evaluate(() => window.__ran) !== 1) throw new Error("what runs is not seen");
fs.unlinkSync(proof);

const ran = [];
let looked = 0;
const files = fs.readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".html"));
for (const name of files) {
  await page.goto(pathToFileURL(path.join(folder, name)).href, { waitUntil: "domcontentloaded" });
  const did = await page.evaluate(() => {
    // What waits for a hand: everything is pointed at, focused and, where it leads to no other page, clicked.
    for (const element of document.querySelectorAll("*")) {
      for (const kind of ["mouseover", "focus", "mouseenter", "toggle", "animationstart"]) element.dispatchEvent(new Event(kind));
      const address = element.getAttribute("href");
      if (address && /^[\s\u0000-\u001f]*(javascript|data|vbscript)/i.test(address)) return `a link to ${address}`;
    }
    return window.__ran;
  });
  if (did) ran.push(`${name}: ${did}`);
  looked += 1;
}
await browser.close();
console.log(`${looked} pages looked at`);
if (ran.length > 0 || asked.length > 0) {
  console.log(ran.join("\n"), [...new Set(asked)].join("\n"));
  process.exit(1);
}
