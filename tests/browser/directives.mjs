// Every directive of the built-in theme, in a real browser.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { end, launch, repository, serve, story, violations } from "./support.mjs";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "lykta-"));
const site = path.join(folder, "site");
fs.cpSync(path.join(repository, "tests/sites/directives"), site, { recursive: true });
const preview = await serve(site, 0);
const browser = await launch();
const pictures = process.env.LYKTA_PICTURES;
const address = new URL("/en/all/", preview.address).href;
try {
  for (const scheme of ["light", "dark"]) {
    for (const width of [320, 390, 1280]) {
      await story(`axe finds nothing, and nothing is wider than the screen: ${scheme}, ${width} px`, async () => {
        const page = await browser.newPage({ colorScheme: scheme, viewport: { width, height: 900 } });
        await page.goto(address);
        if (pictures) await page.screenshot({ path: path.join(pictures, `${scheme}-${width}.png`), fullPage: true });
        const found = await violations(page, "body > *:not([data-lykta-preview])");
        if (found.length) throw new Error(found.join("\n"));
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (wide > 0) throw new Error(`${wide} px wider than the screen`);
        await page.close();
      });
    }
  }
  await story("long words break where they stand alone", async () => {
    const page = await browser.newPage({ viewport: { width: 320, height: 640 } });
    await page.goto(address);
    await page.evaluate(() => {
      document.querySelector(".text").insertAdjacentHTML("beforeend", '<ul class="doors"><li><a href="/"><b></b> <span class="count">1</span></a></li></ul>');
      for (const one of document.querySelectorAll(".name span, .more > summary, .term, .doors b")) one.textContent = "Menneskehandelskompetencecenterets";
    });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) throw new Error(`${wide} px wider than the screen`);
    await page.close();
  });
  await story("a term opens by the keyboard, without a script of the theme", async () => {
    const page = await browser.newPage();
    await page.goto(address);
    await page.focus("button.term");
    await page.keyboard.press("Enter");
    // A browser opens and closes it when it comes to it.
    await page.locator(".definition:popover-open").first().waitFor({ timeout: 5000 });
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !document.querySelector(".definition:popover-open"), null, { timeout: 5000 });
    await page.close();
  });
  await story("nothing covers the way out", async () => {
    const page = await browser.newPage();
    for (const width of [320, 390, 768, 900]) {
      await page.setViewportSize({ width, height: 700 });
      await page.goto(address);
      await page.locator("button.term").first().click();
      const [shown, leave] = [await page.locator(".definition:popover-open").boundingBox(), await page.locator("a.leave").boundingBox()];
      if (shown.y + shown.height > leave.y) throw new Error(`covered at ${width} px`);
    }
    await page.close();
  });
  await story("signs are shown for one role", async () => {
    const page = await browser.newPage();
    await page.goto(address);
    const rows = () => page.locator("tr.sign:visible").count();
    if ((await rows()) !== 2) throw new Error("not all signs are shown at first");
    await page.check(".indicators input[value=police]");
    if ((await rows()) !== 1) throw new Error("the others' signs are still shown");
    await page.emulateMedia({ media: "print" });
    if ((await rows()) !== 2) throw new Error("paper leaves signs out");
    await page.close();
  });
  await story("what a link leads to is shown, whatever role is chosen", async () => {
    const page = await browser.newPage();
    await page.goto(address);
    await page.check(".indicators input[value=police]");
    const hidden = page.locator("tr.sign:not(:visible)");
    await hidden.evaluate((sign) => { sign.querySelector("td").insertAdjacentHTML("beforeend", '<a id="cited">[1]</a>'); });
    await page.evaluate(() => {
      document.querySelector(".text").insertAdjacentHTML("beforeend", '<p style="margin-block-start: 200vh"><a id="to-cited" href="#cited">↩</a></p>');
      document.querySelector("#to-cited").click();
    });
    await page.locator("#cited").waitFor();
    await page.waitForFunction(() => {
      const box = document.querySelector("#cited").getBoundingClientRect();
      return box.top >= 0 && box.bottom <= innerHeight;
    }, null, { timeout: 5000 });
    await page.close();
  });
  await story("a checklist prints as four cards", async () => {
    const page = await browser.newPage();
    await page.goto(address);
    await page.emulateMedia({ media: "print" });
    const cards = await page.locator(".text > .checklist .card-a6:visible").count();
    if (cards !== 4) throw new Error(`${cards} cards`);
    const within = page.locator(".callout .checklist");
    const shown = await within.locator(".card-a6:visible").count();
    if (shown !== 1 || (await within.evaluate((list) => getComputedStyle(list).display)) !== "block") throw new Error("no list where it stands");
    if (pictures) await page.pdf({ path: path.join(pictures, "print.pdf"), preferCSSPageSize: true });
    await page.close();
  });
} finally {
  await browser.close();
  preview.child.kill();
  fs.rmSync(folder, { recursive: true, force: true });
}
end();
