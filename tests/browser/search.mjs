// What readers find: each line of search-queries.txt, asked of a built site below a base path, under the policy that it is
// published with; then the page itself by keyboard, with a screen reader's eyes, without a script, and opened as a file.
import assert from "node:assert";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { end, launch, lykta, repository, story, violations } from "./support.mjs";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "lykta-search-"));
const read = (name) => fs.readFileSync(path.join(repository, "tests/browser", name), "utf8");
for (const [, file, text] of read("search-site.txt").matchAll(/^-- (\S+) --\n([\s\S]*?)(?=^-- \S+ --$|$(?![\s\S]))/gm)) {
  fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  fs.writeFileSync(path.join(folder, file), text);
}
// More than are shown at once.
for (let number = 1; number < 31; number += 1) {
  const work = path.join(folder, `content/briefs/finch-${number}`);
  fs.mkdirSync(work);
  fs.writeFileSync(path.join(work, "work.yaml"), "kind: brief\n");
  fs.writeFileSync(path.join(work, "sv.md"), `---\ntitle: Zebrafink ${number}\n---\n\nFinken sjunger.\n`);
}
const out = path.join(folder, "public");
execFileSync(lykta, ["build", "-q", "--root", folder]);

const POLICY = fs.readFileSync(path.join(out, "_headers"), "utf8").match(/Content-Security-Policy: (.*)/)[1];
const TYPES = { html: "text/html; charset=utf-8", js: "text/javascript; charset=utf-8", css: "text/css", svg: "image/svg+xml" };
const asked = [];
let delay = 0;
const server = http.createServer((request, response) => {
  const address = decodeURIComponent(new URL(request.url, "http://x").pathname);
  asked.push(address);
  const file = path.join(out, address.replace(/^\/lykta\//, "/").replace(/\/$/, "/index.html"));
  if (!address.startsWith("/lykta/") || !fs.existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { "content-type": TYPES[file.split(".").pop()] ?? "text/plain", "content-security-policy": POLICY });
  setTimeout(() => response.end(fs.readFileSync(file)), address.includes("/words/") ? delay : 0);
}).listen(0);
const site = `http://127.0.0.1:${server.address().port}/lykta/`;

const browser = await launch();
const context = await browser.newContext();
const page = await context.newPage();
const faults = [];
page.on("pageerror", (error) => faults.push(String(error)));
page.on("console", (message) => message.type() === "error" && faults.push(message.text()));

const search = async (text) => {
  await page.fill("#q", "");
  await page.waitForFunction(() => document.querySelector(".results").hidden && !document.querySelector("#search-status").textContent);
  await page.fill("#q", text);
  await page.waitForFunction(() => document.querySelector("#search-status").textContent, null, { timeout: 5000 });
};
const workOf = (href) => href.split("/").filter(Boolean);

await story("each query leads to the work that a reader means", async () => {
  const queries = read("search-queries.txt").split("\n").filter((line) => line && !line.startsWith("#")).map((line) => line.split(" | "));
  assert(queries.length >= 60);
  const wrong = [];
  let now = null;
  for (const [first, text, expected] of queries) {
    const missing = first.startsWith("- ");
    const language = first.replace("- ", "");
    if (language !== now) {
      await page.goto(`${site}${language}/search/`);
      now = language;
    }
    await search(text);
    if (missing) {
      if (await page.locator(".results > li").count()) wrong.push(`${language} «${text}» is found now: move it up in the list`);
      continue;
    }
    const [work, section] = expected.trim().split("#");
    const result = page.locator(".results > li").first();
    await result.waitFor({ timeout: 3000 }).catch(() => {});
    const href = (await result.count()) ? await result.locator("> a").getAttribute("href") : "nothing";
    if (!workOf(href).includes(work)) {
      wrong.push(`${language} «${text}»: ${href}, not ${expected}`);
    } else if (section) {
      const link = result.locator(`.passage a[href$="#${section}"]`);
      await link.waitFor({ timeout: 3000 }).catch(async () => wrong.push(`${language} «${text}»: no way to #${section}: ${await result.innerText()}`));
    }
  }
  console.log(`${queries.length} queries, ${wrong.length} wrong`);
  assert.equal(wrong.length, 0, wrong.join("\n"));
});

await story("nothing is loaded before somebody types, and nothing typed leaves the device", async () => {
  asked.length = 0;
  await page.goto(`${site}sv/search/`);
  await page.waitForTimeout(200);
  assert(!asked.some((address) => address.includes("/words/") || address.endsWith("text.js")), asked.join(" "));
  await search("skulderna");
  assert(asked.some((address) => address.includes("/words/")));
  assert(!asked.some((address) => address.includes("skuld")));
  assert(!page.url().includes("skuld"));
});

await story("a passage shows the words marked, and drafts are nowhere", async () => {
  await search("skulderna");
  await page.locator(".passage mark").first().waitFor();
  const marked = await page.locator(".results > li").first().locator("mark").allInnerTexts();
  assert(marked.some((word) => /^skuld/i.test(word)), marked.join(" "));
  await search("krokodilvatten");
  assert.equal(await page.locator(".results > li").count(), 0);
  assert.equal(await page.locator(".site-map").isVisible(), true);
  const told = fs.readdirSync(out, { recursive: true }).filter((name) => /\.(js|html|xml)$/.test(name)
    && /krokodil|hemlig/i.test(fs.readFileSync(path.join(out, name), "utf8")));
  assert.deepEqual(told, []);
});

await story("marked is the word as it stands there, with its apostrophe, soft hyphen or sign", async () => {
  const marks = async (language, text) => {
    await page.goto(`${site}${language}/search/`);
    await search(text);
    await page.locator(".passage mark").first().waitFor({ timeout: 3000 }).catch(() => {});
    const marked = await page.locator(".results > li").first().locator("mark").allInnerTexts();
    return marked.map((word) => word.replace(/\s/g, " "));
  };
  assert.deepEqual(await marks("uk", "обов'язок"), ["обов’язок"]);
  assert.deepEqual(await marks("sv", "1a"), ["1 a"]);
  assert.deepEqual(await marks("en", "didn't"), ["didn’t"]);
  assert.deepEqual(await marks("en", "7000"), ["7,000"]);
  assert((await marks("sv", "ställföreträdare")).includes("ställ\u00ADföreträdare"));
  // All forms of a word that is misspelt.
  assert.deepEqual(await marks("sv", "toklen"), ["Tolken", "tolk"]);
});

await story("another number is no misspelling, and one word in Arabic is found with its article and without alike", async () => {
  await page.goto(`${site}en/search/`);
  for (const year of ["2017", "2020", "117000"]) {
    await search(year);
    assert.equal(await page.locator(".results > li").count(), 0, year);
  }
  await page.goto(`${site}ar/search/`);
  const found = [];
  for (const text of ["أطفال", "الأطفال", "الاطفال"]) {
    await search(text);
    found.push(await page.locator("#search-status").innerText());
  }
  assert.equal(new Set(found).size, 1, found.join(" "));
});

await story("a search that has not looked yet says nothing of what there is", async () => {
  await page.goto(`${site}sv/search/`);
  await page.evaluate(() => {
    window.said = [];
    const status = document.querySelector("#search-status");
    new MutationObserver(() => window.said.push(status.textContent)).observe(status, { childList: true });
  });
  delay = 600;
  for (const letter of "tolken") {
    await page.locator("#q").pressSequentially(letter);
    await page.waitForTimeout(200);
  }
  await page.locator(".results > li").first().waitFor();
  delay = 0;
  const said = await page.evaluate(() => window.said.filter(Boolean));
  assert(said.includes("Söker …") && !said.some((text) => /^Inget/.test(text)), said.join(" | "));
});

await story("on the way back as many hits are shown as were, at the same place", async () => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto(`${site}sv/search/`);
  await search("zebrafink");
  const more = page.locator(".more button"), hits = page.locator(".results > li");
  await more.click();
  assert.equal(await hits.count(), 20);
  await hits.nth(17).locator("> a").click();
  await page.waitForURL(/finch/);
  await page.goBack();
  await hits.nth(19).waitFor();
  await page.waitForTimeout(500);
  const top = await hits.nth(17).evaluate((hit) => hit.getBoundingClientRect().top);
  assert(top > -200 && top < 800, `the same place: ${top}`);
  await search("finken");
  assert.equal(await hits.count(), 10);
  await page.setViewportSize({ width: 1280, height: 720 });
});

await story("a text in another language is found by its words and marked as foreign", async () => {
  await search("luggage");
  const first = page.locator(".results > li").first();
  assert.equal(await first.locator(".in-language").getAttribute("lang"), "en");
  await first.locator(".passage").waitFor();
  assert.equal(await first.locator(".passage").getAttribute("lang"), "en");
});

await story("filters narrow what is found, and list what there is", async () => {
  await search("barn");
  const before = await page.locator(".results > li").count();
  await page.getByLabel("Slags text").selectOption({ label: "Verktyg" });
  await page.waitForFunction(() => document.querySelectorAll(".results > li").length === 1);
  assert(before > 1);
  await page.fill("#q", "");
  await page.waitForTimeout(300);
  assert.equal(await page.locator(".results > li").count(), 1);
  await page.getByLabel("Slags text").selectOption("");
});

await story("a search is there again after reloading and on the way back, and nowhere in the address", async () => {
  await page.goto(`${site}sv/search/#q=skulderna`);
  const result = page.locator(".results > li > a").first();
  await result.waitFor();
  await page.goto(`${site}sv/search/`);
  await search("skulderna");
  await result.waitFor();
  await page.reload();
  await result.waitFor();
  assert.equal(page.url(), `${site}sv/search/`);
  await result.click();
  await page.goBack();
  await result.waitFor();
  assert.equal(await page.inputValue("#q"), "skulderna");
});

await story("the keyboard leads from the field to a result and back", async () => {
  await page.goto(`${site}sv/search/`);
  await page.focus("#q");
  await page.keyboard.type("barn");
  await page.locator(".results > li").first().waitFor();
  // What is found for the last letter takes the place of what the others found.
  await page.waitForTimeout(800);
  assert.match(await page.locator("#search-status").innerText(), /^Träffar: \d+$/);
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement.closest(".results > li") !== null), true);
  await page.keyboard.press("ArrowUp");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  await page.keyboard.press("ArrowDown");
  const href = await page.evaluate(() => document.activeElement.href);
  await page.keyboard.press("Enter");
  await page.waitForURL(href);
});

await story("axe finds nothing, in any mode", async () => {
  for (const [language, text] of [["sv", "skulderna"], ["ar", "الفتيات"]]) {
    for (const colorScheme of ["light", "dark"]) {
      for (const width of [390, 1280]) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        await page.goto(`${site}${language}/search/`);
        assert.deepEqual(await violations(page), []);
        await search(text);
        await page.locator(".passage").first().waitFor();
        assert.deepEqual(await violations(page), []);
        assert(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${language} ${width}: wider than the screen`);
        if (process.env.PICTURES) {
          await page.screenshot({ path: path.join(process.env.PICTURES, `search-${language}-${colorScheme}-${width}.png`) });
        }
      }
    }
  }
});

await story("without a script the page lists everything", async () => {
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const still = await plain.newPage();
  await still.goto(`${site}sv/search/`);
  assert.equal(await still.locator("form.search").isVisible(), false);
  assert.equal(await still.getByRole("link", { name: "God man för ensamkommande barn" }).isVisible(), true);
  await plain.close();
});

await story("the policy is never broken", async () => assert.deepEqual(faults, []));

await browser.close();
server.close();
fs.rmSync(folder, { recursive: true, force: true });
end();
