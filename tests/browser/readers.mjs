// A reader in a hurry: leaves the page, keeps a language, carries the site on a stick, prints it.
import assert from "node:assert";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { end, executablePath, freshSite, launch, lykta, story as told, violations } from "./support.mjs";

const site = freshSite();
const out = path.join(site.root, "public");
const stick = path.join(os.tmpdir(), `lykta-stick-${process.pid}`);
const TYPES = { html: "text/html; charset=utf-8", js: "text/javascript; charset=utf-8", css: "text/css", svg: "image/svg+xml", png: "image/png", webp: "image/webp", xml: "application/xml" };
let policy = "";
let neutralAsked = 0;
// What the host does instead of answering as it should, by address. As most hosts do, it says how old a file is, and not how
// long an answer holds; and it takes the ending of a page away.
let instead = () => null;
const silent = [];
const answerAgain = () => {
  silent.splice(0).forEach((response) => response.destroy());
  instead = () => null;
};
// Without a network, also for a worker that a busy browser has started anew: that one is not told that it is offline.
const setOffline = async (is) => {
  instead = () => (is ? "no network" : null);
  await context.setOffline(is);
};
// What a story asked of the host and the browser is over with it, also where it failed.
const story = (name, tell) => told(name, () => tell().finally(async () => {
  answerAgain();
  await context.setOffline(false);
}));
const server = http.createServer((request, response) => {
  const address = decodeURIComponent(new URL(request.url, "http://x").pathname);
  if (address === "/neutral") {
    neutralAsked += 1;
    response.writeHead(200, { "content-type": "text/html" }).end("<title>Weather</title><h1>Weather</h1>");
    return;
  }
  const trouble = instead(address);
  if (trouble === "silence") {
    silent.push(response);
    return;
  }
  if (trouble === "no network") {
    response.destroy();
    return;
  }
  if (trouble) {
    response.writeHead(trouble).end("Service unavailable");
    return;
  }
  if (address.endsWith(".html")) {
    response.writeHead(301, { location: address.slice(0, -".html".length) }).end();
    return;
  }
  const at = path.join(out, address.replace(/\/$/, "/index.html"));
  const file = fs.existsSync(`${at}.html`) ? `${at}.html` : at;
  if (!fs.existsSync(file) || fs.statSync(file).isDirectory()) {
    response.writeHead(404, { "content-type": TYPES.html, "content-security-policy": policy }).end(fs.readFileSync(path.join(out, "404.html")));
    return;
  }
  response.writeHead(200, {
    "content-type": TYPES[file.split(".").pop()] ?? "text/plain", "content-security-policy": policy, "last-modified": "Mon, 01 Jun 2026 00:00:00 GMT",
  });
  response.end(fs.readFileSync(file));
});
await new Promise((ready) => server.listen(0, ready));
const address = `http://localhost:${server.address().port}`;
// Where leaving leads has a name, as it has for everybody.
const neutral = `http://weather.example:${server.address().port}/neutral`;
const named = ["--host-resolver-rules=MAP weather.example 127.0.0.1"];
const siteFile = path.join(site.root, "content/site.yaml");
fs.writeFileSync(siteFile, `${fs.readFileSync(siteFile, "utf8")}\nleave_url: ${neutral}\n`);
const brief = path.join(site.root, "content/briefs/first-brief/en.md");
fs.writeFileSync(brief, fs.readFileSync(brief, "utf8").replace(/^in_a_minute:\n/m, "$&  - Use [the form](https://form.example/f).\n") +
  "\n![The first page](first-page.png) [The form](form.txt)\n\nCall [the line](tel:116000), [116 000](tel:116000).\n");
fs.appendFileSync(path.join(path.dirname(brief), "work.yaml"), "neutral_title: Recipes\naliases: [/en/briefs/older/]\n");
fs.writeFileSync(path.join(path.dirname(brief), "form.txt"), "A form.\n");
fs.copyFileSync(new URL("../../docs/pictures/desktop.png", import.meta.url), path.join(path.dirname(brief), "first-page.png"));
execFileSync(lykta, ["build", "-q", "--root", site.root]);
execFileSync(lykta, ["build", "-q", "--root", site.root, "--portable", "--out", stick]);
policy = fs.readFileSync(path.join(out, "_headers"), "utf8").match(/Content-Security-Policy: (.*)/)[1];

const browser = await launch(named);
const context = await browser.newContext();
const first = "/en/briefs/first-brief/";

await story("Escape twice leaves, and the way back does not lead to the page", async () => {
  const page = await context.newPage();
  await page.goto(neutral);
  await page.goto(`${address}${first}`);
  assert.equal(await page.title(), "Recipes");
  await page.keyboard.press("Escape");
  await page.waitForTimeout(1200);
  await page.keyboard.press("Escape");
  await page.waitForTimeout(100);
  assert.equal(page.url(), `${address}${first}`, "once is not twice");
  await page.keyboard.press("Escape");
  await page.waitForURL(neutral);
  await page.goBack();
  assert.equal(page.url(), neutral);
  await page.goForward();
  assert.equal(page.url(), neutral);
  await page.close();
});

await story("the page is gone from the history, whatever was opened before and after", async () => {
  const page = await context.newPage();
  await page.goto(`${address}/en/`);
  await page.goto(`${address}${first}`);
  const before = await page.evaluate(() => history.length);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.waitForURL(neutral);
  assert.equal(await page.evaluate(() => history.length), before, "its place is taken, none is added");
  assert.equal(await page.title(), "Weather");
  // What was read before it is a page that was left in its own time; the one that was left so is not behind it.
  await page.goBack();
  assert.equal(page.url(), `${address}/en/`);
  await page.goForward();
  assert.equal(page.url(), neutral);
  await page.close();
});

await story("links within the page add nothing to the history that could lead back to it", async () => {
  const page = await context.newPage();
  await page.goto(neutral);
  await page.goto(`${address}${first}`);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main", "the link past the menu moves the focus");
  await page.locator(".text a.anchor").first().click();
  assert.match(page.url(), /#./);
  assert(await page.evaluate(() => document.querySelector(":target") !== null));
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.waitForURL(neutral);
  await page.goBack();
  assert.equal(page.url(), neutral);
  await page.close();
});

await story("the page that offers all languages can be left in the same way", async () => {
  const page = await context.newPage();
  await page.goto(`${address}/`);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.waitForURL(neutral);
  await page.close();
});

await story("a click leaves, opens a page without a way back, and stores nothing", async () => {
  const page = await context.newPage();
  await page.goto(`${address}${first}`);
  const asked = neutralAsked;
  const opened = context.waitForEvent("page");
  await page.getByRole("link", { name: "Leave this page" }).click();
  await page.waitForURL(neutral);
  const other = await opened;
  await other.waitForURL(neutral);
  assert.equal(await other.evaluate(() => history.length), 1);
  assert(neutralAsked >= asked + 2);
  const state = await context.storageState();
  assert.deepEqual([state.cookies, state.origins], [[], []]);
  await other.close();
  await page.close();
});

await story("without a script the link leads away", async () => {
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const page = await plain.newPage();
  await page.goto(`${address}${first}`);
  await page.getByRole("link", { name: "Leave this page" }).click();
  await page.waitForURL(neutral);
  await plain.close();
});

await story("nothing is kept until somebody asks, and all of it goes in one act", async () => {
  const page = await context.newPage();
  const stored = () => page.evaluate(async () => [(await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length]);
  await page.goto(`${address}/en/keep/`);
  await page.getByText("Nothing is kept on this device.").waitFor();
  assert.deepEqual(await stored(), [0, 0]);
  assert.deepEqual(await violations(page), []);
  await page.getByRole("button", { name: "Keep all pages in English" }).click();
  await page.getByText(/^Kept since .*: .*MB/).waitFor();
  assert.deepEqual(await stored(), [1, 1]);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await setOffline(true);
  await page.goto(`${address}${first}`);
  assert.equal(await page.locator("h1").count(), 1);
  // The size that this screen asks for was not kept, another is.
  await page.locator("picture img").scrollIntoViewIfNeeded();
  const shown = await page.waitForFunction(() => document.querySelector("picture img").naturalWidth > 0 && document.querySelector("picture img").currentSrc);
  assert.match(await shown.jsonValue(), /-\d+\.webp$/);
  // So was the file that it offers, and what is said where nothing is.
  const offered = await page.evaluate(async () => (await fetch(document.querySelector("a[href$='.txt']").href)).text());
  assert.equal(offered, "A form.\n");
  await page.goto(`${address}/en/briefs/never-written/`);
  await page.getByRole("heading", { name: "This page does not exist" }).waitFor();
  // What exists is not said not to: a page whose address is written in another way, an old address, a feed that is not kept.
  for (const written of ["/en/tools", "/en/%74ools/"]) {
    await page.goto(`${address}${written}?from=paper#main`);
    assert.equal(page.url(), `${address}/en/tools/?from=paper#main`);
    await page.getByRole("heading", { name: "Tools", level: 1 }).waitFor();
  }
  await page.goto(`${address}/en/briefs/older/`);
  await page.waitForURL(`${address}${first}`);
  const other = await context.newPage();
  await assert.rejects(other.goto(`${address}/en/feed.xml`), /net::ERR/);
  await other.close();
  await page.goto(`${address}/en/search/`);
  await page.fill("#q", "first");
  await page.locator(".results > li").first().waitFor();
  await setOffline(false);
  await page.goto(`${address}/en/keep/`);
  await page.getByRole("button", { name: "Remove everything that is kept" }).click();
  await page.getByText("Nothing is kept on this device.").waitFor();
  assert.deepEqual(await stored(), [0, 0]);
  // Nor is it in the cache of HTTP, for whoever opens what was never opened.
  instead = () => "no network";
  await assert.rejects(page.goto(`${address}/en/briefs/print/`), /net::ERR/);
  await page.close();
});

await story("what was removed is gone from the disk at once, though a page still holds it", async () => {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), "lykta-profile-"));
  const holding = () => fs.readdirSync(profile, { recursive: true })
    .filter((file) => fs.statSync(path.join(profile, file), { throwIfNoEntry: false })?.isFile() && fs.readFileSync(path.join(profile, file)).includes("<title>Tools"));
  const own = await chromium.launchPersistentContext(profile, { executablePath, args: ["--no-sandbox", "--disable-gpu", "--no-first-run"] });
  const page = own.pages()[0];
  await page.goto(`${address}/en/keep/`);
  await page.getByRole("button", { name: "Keep all pages in English" }).click();
  await page.getByText(/^Kept since/).waitFor();
  assert(holding().length > 0);
  await page.getByRole("button", { name: "Remove everything that is kept" }).click();
  await page.getByText("Nothing is kept on this device.").waitFor();
  for (let waited = 0; holding().length && waited < 20; waited += 1) await page.waitForTimeout(100);
  assert.deepEqual(holding(), []);
  await own.close();
  fs.rmSync(profile, { recursive: true, force: true });
});

await story("what is kept stays until all is there anew, and answers where the host fails", async () => {
  const page = await context.newPage();
  const keep = page.getByRole("button", { name: "Keep all pages in English" });
  const names = () => page.evaluate(() => caches.keys());
  await page.goto(`${address}/en/keep/`);
  await page.evaluate(() => {
    window.told = 0;
    new MutationObserver(() => { window.told += 1; }).observe(document.querySelector(".keep [role=status]"), { childList: true });
  });
  await keep.click();
  await page.getByText(/^Kept since/).waitFor();
  assert(await page.evaluate(() => window.told) <= 8, "each file is told aloud");
  assert.equal(await page.evaluate(() => document.activeElement.className), "do", "the focus stays");
  const before = await names();
  instead = (at) => (at === first ? 503 : null);
  await keep.click();
  await page.getByText(/^It did not succeed\. Kept since/).waitFor();
  assert.deepEqual(await names(), before);
  // Closed midway.
  instead = (at) => (at === first ? "silence" : null);
  await keep.click();
  await page.waitForFunction(() => document.querySelector(".keep progress").value > 3);
  await page.goto(neutral);
  instead = (at) => (at.endsWith("/") || at.endsWith(".css") ? 503 : null);
  const styled = () => page.evaluate(() => getComputedStyle(document.querySelector(".skip")).position === "absolute");
  await page.goto(`${address}${first}`);
  assert.equal(await page.title(), "Recipes", "the page is there though the host fails");
  assert(await styled(), "and its style");
  // After a new edition the old style is gone, and the page comes too late.
  instead = (at) => (at.endsWith(".css") ? 404 : at === first ? "silence" : null);
  await page.goto(`${address}${first}`);
  assert(await styled(), "an old page without its style");
  answerAgain();
  // Nor does what was kept, or read before, hide what was mended or taken away.
  const file = path.join(out, first, "index.html"), text = fs.readFileSync(file, "utf8");
  await page.goto(`${address}${first}`);
  fs.writeFileSync(file, text.replace("</h1>", " mended</h1>"));
  await page.goto(`${address}/en/tools/`);
  await page.goto(`${address}${first}`);
  await page.getByRole("heading", { name: "mended" }).waitFor();
  fs.writeFileSync(file, text);
  instead = (at) => (at === first ? 404 : null);
  assert.equal((await page.goto(`${address}${first}`)).status(), 404);
  instead = () => null;
  await page.goto(`${address}/en/keep/`);
  await keep.click();
  await page.waitForFunction(async () => (await caches.keys()).length === 1);
  const remove = page.getByRole("button", { name: "Remove everything that is kept" });
  await remove.click();
  await page.getByText("Nothing is kept on this device.").waitFor();
  assert.deepEqual(await names(), []);
  // Whoever removes it while it is being kept needs not wait, and nothing of it is left.
  instead = (at) => (at === first ? "silence" : null);
  await keep.click();
  await page.waitForFunction(() => document.querySelector(".keep progress").value > 3);
  await remove.click();
  await page.getByText("Nothing is kept on this device.").waitFor();
  assert.deepEqual(await names(), []);
  await page.close();
});

await story("Escape in a composition, or once to clear a search or a menu, leaves nothing", async () => {
  const page = await context.newPage();
  await page.goto(`${address}/en/search/`);
  await page.evaluate(() => [1, 2].forEach(() => dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", isComposing: true }))));
  await page.fill("#q", "first");
  await page.keyboard.press("Escape");
  await page.waitForTimeout(1100);
  assert.equal(page.url(), `${address}/en/search/`);
  await page.locator(".languages summary").click();
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".languages").getAttribute("open"), null);
  assert.equal(await page.evaluate(() => document.activeElement.parentElement.className), "languages");
  await page.close();
});

await story("Escape twice leaves, also while somebody writes in the search", async () => {
  const page = await context.newPage();
  await page.goto(`${address}/en/search/`);
  await page.fill("#q", "first");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.waitForURL(neutral);
  await page.close();
});

await story("another language opens at the same section", async () => {
  const page = await context.newPage();
  await page.goto(`${address}${first}#signs`);
  await page.locator(".languages summary").click();
  await page.locator(".languages a[lang=sv]").click();
  await page.waitForURL(/\/sv\/.*#signs$/);
  await page.close();
});

await story("what opens the menu closes it at the same place, and what opens fits the screen", async () => {
  for (const [width, names] of [[320, ["menu", "languages"]], [1000, ["menu", "languages"]], [1280, ["languages"]]]) {
    const screen = await browser.newContext({ viewport: { width, height: 640 } });
    const page = await screen.newPage();
    await page.goto(`${address}/en/`);
    for (const name of names) {
      const opened = page.locator(`.${name}[open]`), { x, y, width: wide, height } = await page.locator(`.${name} > summary`).boundingBox();
      for (const count of [1, 0]) {
        await page.mouse.click(x + wide / 2, y + height / 2);
        assert.equal(await opened.count(), count, `${name} at ${width}`);
        if (!count) continue;
        const list = await opened.locator("nav").boundingBox();
        assert(list.x >= 0 && list.x + list.width <= width && list.y >= y + height - 1, `${name} at ${width}: ${JSON.stringify(list)}`);
      }
    }
    await screen.close();
  }
});

await story("the list of languages stays in the window and at its button, however long the bar is", async () => {
  const screen = await browser.newContext();
  const page = await screen.newPage();
  await page.goto(`${address}/en/`);
  await page.evaluate(() => { document.querySelector(".languages").open = true; });
  const outside = [];
  for (const title of ["Lykta", "Nordic Baltic Network of Policewomen", "Nätverket mot människohandel med barn i Norden och Baltikum"]) {
    for (const style of ["", "letter-spacing: 0.12em; word-spacing: 0.16em", "font-size: 225%"]) {
      for (const direction of ["ltr", "rtl"]) {
        await page.evaluate(([title, style, direction]) => {
          document.querySelector(".name span").textContent = title;
          Object.assign(document.documentElement, { dir: direction }).style.cssText = style;
        }, [title, style, direction]);
        for (const width of [320, 640, ...Array.from({ length: 25 }, (_, at) => 960 + 40 * at)]) {
          await page.setViewportSize({ width, height: 640 });
          const fits = await page.evaluate(() => {
            const [list, button] = ["nav", "summary"].map((part) => document.querySelector(`.languages > ${part}`).getBoundingClientRect());
            const below = list.top >= button.bottom - 1 && list.left < button.right && list.right > button.left;
            return below && list.left >= 0 && list.right <= document.documentElement.clientWidth;
          });
          if (!fits) outside.push(`${width} px, ${direction}, ${title}, ${style}`);
        }
      }
    }
  }
  await screen.close();
  assert.deepEqual(outside, []);
});

await story("the menu is there in a browser that can't show what is closed", async () => {
  const older = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await older.route("**/*.css", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replaceAll("::details-content", "::of-another-day") });
  });
  const page = await older.newPage();
  await page.goto(`${address}/en/`);
  await page.locator(".menu summary").click();
  assert(await page.locator(".menu a").first().isVisible());
  await older.close();
});

await story("the site works from a stick, search included", async () => {
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await page.goto(pathToFileURL(path.join(stick, "index.html")).href);
  await page.getByRole("link", { name: "English" }).click();
  await page.getByRole("link", { name: "Search", exact: true }).click();
  await page.fill("#q", "first");
  const result = page.locator(".results > li > a").first();
  await result.waitFor();
  await page.locator(".passage").first().waitFor();
  await result.click();
  await page.waitForURL(/index\.html/);
  assert.equal(await page.locator("h1").count(), 1);
  assert(await page.evaluate(() => getComputedStyle(document.querySelector(".skip")).position === "absolute"), "no style");
  assert.deepEqual(faults, []);
  await page.close();
});

await story("a kind prints as one document, without navigation", async () => {
  const page = await context.newPage();
  await page.goto(`${address}/en/briefs/print/`);
  assert.deepEqual(await violations(page), []);
  await page.emulateMedia({ media: "print" });
  for (const gone of [".menu", ".languages", ".leave", ".search-link"]) {
    assert.equal(await page.locator(gone).isVisible(), false, gone);
  }
  const pdf = await page.pdf({ format: "A4" });
  assert(pdf.length > 1000);
  const said = await page.evaluate(() => {
    dispatchEvent(new Event("beforeprint"));
    return document.querySelector(".printed-on").textContent;
  });
  assert.equal(said, `Printed ${new Intl.DateTimeFormat("en-GB", { dateStyle: "long" }).format(new Date())}`);
  // Browsers know other calendars for some languages; the dates of pages are of one.
  const thai = await page.evaluate(() => new Promise((done) => {
    document.documentElement.lang = "th";
    const script = document.createElement("script");
    script.onload = () => {
      dispatchEvent(new Event("beforeprint"));
      done(document.querySelector(".printed-on").textContent);
    };
    script.src = document.querySelector('script[src*="/print."]').src;
    document.head.append(script);
  }));
  assert(thai.endsWith(` ${new Date().getFullYear()}`), thai);
  assert(await page.evaluate(() => Array.from(document.styleSheets, (sheet) => Array.from(sheet.cssRules, (rule) => rule.cssText).join("")).join("").includes("counter(pages)")));
  if (process.env.PICTURES) fs.writeFileSync(path.join(process.env.PICTURES, "print.pdf"), pdf);
  await page.close();
});

await story("paper says behind words whom to call and where to write, and nothing twice", async () => {
  const page = await context.newPage();
  await page.goto(`${address}${first}`);
  await page.emulateMedia({ media: "print" });
  const links = page.locator(".minute a[href^=http], .text a:is([href^=tel], [href^=mailto])");
  const behind = await links.evaluateAll((all) => all.map((link) => [link.textContent.replace("\u00A0", " "), getComputedStyle(link, "::after").content.replace(/"/g, "")]));
  assert.deepEqual(behind, [
    ["the form", " (https://form.example/f)"], ["the line", " (tel:116000)"], ["116 000", "none"],
  ]);
  await page.close();
});

await story("words that a language of the other direction lends keep their stop at the end", async () => {
  const page = await context.newPage();
  await page.goto(`${address}${first}`);
  const [before, stop] = await page.evaluate(() => {
    document.documentElement.dir = "rtl";
    const words = document.querySelector(".colophon > p:last-of-type").lastChild;
    return [2, 1].map((behind) => {
      const range = document.createRange();
      range.setStart(words, words.length - behind);
      range.setEnd(words, words.length - behind + 1);
      return { sign: String(range), left: range.getBoundingClientRect().left };
    });
  });
  assert.equal(stop.sign, ".");
  assert(stop.left > before.left, `${stop.left} ${before.left}`);
  await page.close();
});

await story("a drawing is as large on paper as on the screen", async () => {
  const page = await context.newPage();
  await page.goto(`${address}${first}`);
  await page.emulateMedia({ media: "print" });
  // The lantern has a view box and no size.
  const width = await page.evaluate(() => new Promise((done) => {
    const drawing = new Image(24, 24);
    drawing.onload = () => done(drawing.getBoundingClientRect().width);
    drawing.src = document.querySelector("link[rel=icon]").href;
    document.querySelector(".text").append(drawing);
  }));
  assert.equal(width, 24);
  await page.close();
});

await story("what is wide breaks: a table of many columns on paper, a long word in the foot of a phone", async () => {
  const page = await context.newPage();
  // The width of A4 between its margins.
  await page.setViewportSize({ width: 658, height: 900 });
  await page.goto(`${address}${first}`);
  await page.emulateMedia({ media: "print" });
  const over = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await page.evaluate(() => {
    const row = (cell) => `<tr>${`<${cell}>Människohandelslagstiftning</${cell}>`.repeat(12)}</tr>`;
    const table = `<div class="table"><table><thead>${row("th")}</thead><tbody>${row("td")}</tbody></table></div>`;
    document.querySelector(".text").insertAdjacentHTML("beforeend", table);
  });
  assert.equal(await over(), 0);
  await page.emulateMedia({ media: "screen" });
  await page.setViewportSize({ width: 320, height: 600 });
  await page.evaluate(() => { document.querySelector(".site-footer nav a").textContent = "Tillgänglighetsredogörelse".repeat(2); });
  assert.equal(await over(), 0);
  await page.close();
});

await story("the link of a section is a link, and its address is copied", async () => {
  const page = await context.newPage();
  await page.goto(`${address}/en/tools/first-tool/`);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const anchor = page.locator("a.anchor").first();
  const id = (await anchor.getAttribute("href")).slice(1);
  assert.match(await anchor.getAttribute("aria-label"), /^Link to this section: ./);
  await anchor.focus();
  await page.keyboard.press("Enter");
  assert.equal(page.url(), `${address}/en/tools/first-tool/#${id}`);
  await page.getByText("Copied", { exact: true }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), page.url());
  assert.deepEqual(await violations(page), []);
  await page.close();
});

await story("a page can be cited: as text, as BibTeX and as CSL-JSON", async () => {
  const page = await context.newPage();
  await page.goto(`${address}${first}`);
  const copied = async (name) => {
    await page.getByRole("button", { name, exact: true }).click();
    await page.locator(".copied:not(:empty)").waitFor();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  await page.getByText("Cite this page").click();
  assert.deepEqual(await violations(page), []);
  const title = await page.locator("h1").innerText();
  const text = await copied("Copy");
  assert(text.includes(title) && /version [0-9a-f]{8}/.test(text) && text.endsWith(first), text);
  const bibtex = await copied("Copy as BibTeX");
  assert.match(bibtex, /^@misc\{\w+,\n  author = \{\{.+\}\},\n  title = \{\{.+\}\},\n[^]*  year = \d{4},\n  month = [a-z]{3},\n/);
  const [csl] = JSON.parse(await copied("Copy as CSL-JSON"));
  assert.deepEqual([csl.type, csl.title, csl.URL], ["webpage", title, await page.locator(".cited a").getAttribute("href")]);
  await page.close();
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const still = await plain.newPage();
  await still.goto(`${address}${first}`);
  await still.getByText("Cite this page").click();
  assert(await still.locator(".cited").isVisible());
  assert.equal(await still.locator(".copying").isVisible(), false, "no button that does nothing");
  await plain.close();
});

await story("where a script comes late, nothing that is seen moves", async () => {
  const page = await context.newPage();
  await page.route(/\.js$/, async (route) => {
    await page.waitForTimeout(500);
    await route.continue();
  });
  for (const at of ["/en/", `${first}`, "/en/search/", "/en/keep/", "/en/404.html", "/en/quite/something/else-altogether/"]) {
    await page.goto(new URL(at, address).href, { waitUntil: "networkidle" });
    const moved = await page.evaluate(() => new Promise((tell) => {
      new PerformanceObserver((list) => tell(list.getEntries().map((one) => one.value))).observe({ type: "layout-shift", buffered: true });
      setTimeout(() => tell([]), 500);
    }));
    assert(moved.reduce((sum, one) => sum + one, 0) < 0.01, `${at}: ${moved}`);
  }
  await page.close();
});

await story("an address with a fault leads to the nearest pages, in the language of the address", async () => {
  const page = await context.newPage();
  await page.goto(`${address}/en/briefs/frst-breif/`);
  const nearest = page.locator(".nearest li a").first();
  await nearest.waitFor();
  assert((await nearest.getAttribute("href")).endsWith(first));
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  assert.deepEqual(await violations(page), []);
  for (const [wrong, right] of [["breifs", "briefs"], ["tool", "tools"], ["serach", "search"], ["soruces", "sources"]]) {
    await page.goto(`${address}/en/${wrong}/`);
    await nearest.waitFor();
    assert.equal(await nearest.getAttribute("href"), `/en/${right}/`, wrong);
  }
  await page.goto(`${address}/en/quite/something/else-altogether/`);
  await page.getByRole("heading", { name: "This page does not exist" }).waitFor();
  await page.waitForTimeout(300);
  assert.equal(await page.locator(".nearest").isVisible(), false, "nothing is proposed that is not near");
  await page.close();
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const still = await plain.newPage();
  await still.goto(`${address}/en/briefs/frst-breif/`);
  assert(await still.getByRole("main").getByRole("link", { name: /Search|Sök/ }).isVisible());
  assert(await still.getByText("English: This page does not exist").isVisible() || await still.locator("html[lang=en]").count());
  await plain.close();
});

await story("a feed is readable in a browser, and leads to its pages", async () => {
  const page = await context.newPage();
  await page.goto(`${address}/en/feed.xml`);
  assert(await page.getByText("This is a feed.").isVisible());
  const link = page.locator("entry > a").first();
  assert(await link.isVisible());
  assert.equal(await page.locator("entry > content").first().isVisible(), false);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("entry")).display), "flex", "its style came");
  if (process.env.PICTURES) await page.screenshot({ path: path.join(process.env.PICTURES, "feed.png") });
  await page.close();
});

await story("nothing is broken against the policy", async () => {
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(String(error)));
  for (const at of ["/", "/en/", first, "/en/tools/first-tool/", "/en/search/", "/en/keep/"]) await page.goto(`${address}${at}`);
  assert.deepEqual(faults, []);
  await page.close();
});

await browser.close();
server.close();
site.remove();
fs.rmSync(stick, { recursive: true, force: true });
end();
