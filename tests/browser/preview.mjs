// The preview and the pages in a real browser. Run by tests/browser.rs: node preview.mjs LYKTA ROOT_OF_THE_REPOSITORY
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { end, freshSite, launch, repository, serve, story, violations } from "./support.mjs";

const { root, remove } = freshSite();
const browser = await launch();
const file = path.join(root, "content/tools/first-tool/en.md");
const original = fs.readFileSync(file, "utf8");
const said = [];
let preview = await serve(root, 0);
const port = Number(new URL(preview.address).port);

try {
  const page = await browser.newPage();
  let loads = 0;
  page.on("load", () => { loads += 1; });
  // The checker sets styles of its own, which the policy rightly refuses.
  let checking = false;
  page.on("console", (message) => { if (!checking) said.push(message.text()); });
  // A page that is read may still be loading; it is counted when it has come whole.
  const reads = async (word) => {
    const whole = (w) => document.readyState === "complete" && document.body.innerText.includes(w);
    await page.waitForFunction(whole, word, { timeout: 10000 });
    await page.waitForTimeout(100);
  };
  // Playwright's selectors see into the preview's own tree.
  const panel = page.locator(".panel");
  const focused = () => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className ?? "");
  await page.goto(`${preview.address}en/tools/first-tool/`);
  await page.waitForTimeout(500);

  await story("a page that changed reloads, another does not", async () => {
    const before = loads;
    fs.writeFileSync(file, original.replace("Copy this folder", "Copy the changed folder"));
    await reads("Copy the changed folder");
    assert.equal(loads, before + 1);
    fs.appendFileSync(path.join(root, "content/terms/first-term/en.md"), "\nMore.\n");
    await page.waitForTimeout(700);
    assert.equal(loads, before + 1);
  });
  await story("a style is exchanged without reloading", async () => {
    const before = loads;
    fs.writeFileSync(path.join(root, "themes/mine/assets/own.css"), "body { background: rgb(1, 2, 3); }");
    await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === "rgb(1, 2, 3)", null, { timeout: 10000 });
    assert.equal(loads, before);
    fs.writeFileSync(path.join(root, "themes/mine/assets/own.css"), "");
    await page.waitForTimeout(500);
  });
  await story("what is saved while a page is loading is shown", async () => {
    for (const gap of [0, 30, 60, 90, 180]) {
      fs.writeFileSync(file, original.replace("Copy this folder", `First of ${gap}`));
      await page.waitForTimeout(gap);
      fs.writeFileSync(file, original.replace("Copy this folder", `Second of ${gap}`));
      await reads(`Second of ${gap}`);
    }
    fs.writeFileSync(file, original);
    await reads("Copy this folder");
  });
  await story("a save that takes its time shows no emptied page", async () => {
    const before = loads;
    const handle = fs.openSync(file, "w");
    await page.waitForTimeout(120);
    fs.writeSync(handle, original.replace("Copy this folder", "Written slowly"));
    fs.closeSync(handle);
    await reads("Written slowly");
    assert.equal(loads, before + 1);
    fs.writeFileSync(file, original);
    await reads("Copy this folder");
  });
  await story("Escape closes the list of what is wrong, and is not the page's then", async () => {
    fs.writeFileSync(file, `${original}\n[gone](../gone/)\n`);
    await panel.waitFor({ timeout: 10000 });
    await page.locator("summary", { hasText: "View" }).click();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    assert.equal(new URL(page.url()).host, new URL(preview.address).host);
    fs.writeFileSync(file, original);
    await page.waitForTimeout(500);
    await page.evaluate(() => sessionStorage.removeItem("lykta-panel"));
    await page.reload();
  });
  await story("a list of findings folds where it hides what has the focus", async () => {
    fs.writeFileSync(file, `${original}\n[gone](../gone/)\n`);
    await panel.waitFor({ timeout: 10000 });
    // The page may still be about to load anew.
    await page.waitForTimeout(500);
    await page.locator("main").focus();
    await page.waitForTimeout(1000);
    assert.equal(await panel.count(), 1, "a part of the page is no more than partly hidden");
    await page.locator(".search-link").focus();
    await panel.waitFor({ state: "detached" });
    await page.locator(".found").click();
    await panel.waitFor();
    fs.writeFileSync(file, original);
    await panel.waitFor({ state: "detached", timeout: 10000 });
    await page.waitForTimeout(500);
    await page.evaluate(() => sessionStorage.removeItem("lykta-panel"));
    await page.reload();
  });
  await story("what is wrong appears in the page and goes with the fault, also by keyboard", async () => {
    fs.writeFileSync(file, `${original}\n[gone](../gone/)\n`);
    await panel.waitFor({ timeout: 10000 });
    const told = await panel.innerText();
    assert.match(told, /On this page: One error/);
    assert.match(told, /no work or file lies at «content\/tools\/gone»/);
    assert.equal(await panel.locator("mark").innerText(), "[gone](../gone/)");
    await page.waitForFunction(() => document.querySelector("div[data-lykta-preview]").shadowRoot.querySelector("[role=status]").textContent.includes("One error"));
    checking = true;
    assert.deepEqual(await violations(page, "div[data-lykta-preview]"), []);
    checking = false;
    // It is folded by keyboard, stays folded over a reload, and opens again.
    await panel.locator("button").first().focus();
    await page.keyboard.press("Escape");
    assert.equal(await panel.count(), 0);
    assert.match(await focused(), /found/);
    await page.reload();
    await page.locator(".found").waitFor();
    assert.equal(await panel.count(), 0);
    await page.locator(".found").focus();
    await page.keyboard.press("Enter");
    await panel.waitFor();
    fs.writeFileSync(file, original);
    await panel.waitFor({ state: "detached", timeout: 10000 });
    assert.match(await page.locator(".found").innerText(), /Nothing found|still looking/);
    await page.waitForTimeout(500);
  });
  await story("a page keeps its place and what was opened when it reloads", async () => {
    fs.writeFileSync(file, original + "\nA paragraph.\n".repeat(120));
    await reads("A paragraph.");
    await page.waitForTimeout(500);
    await page.evaluate(() => { document.querySelector("details").open = true; scrollTo({ top: 1500, behavior: "instant" }); });
    const [before, at] = [loads, await page.evaluate(() => scrollY)];
    fs.writeFileSync(file, original + "\nA paragraph.\n".repeat(120) + "\nThe last one.\n");
    await reads("The last one.");
    await page.waitForTimeout(300);
    assert.equal(loads, before + 1);
    assert.equal(await page.evaluate(() => scrollY), at);
    assert.ok(await page.evaluate(() => document.querySelector("details").open));
    // A mistake takes the page away for a moment, and so does a folder that is called otherwise.
    const folder = path.dirname(file), site = path.join(root, "content/site.yaml"), configuration = fs.readFileSync(site, "utf8");
    const moments = [
      ["can't be shown yet", () => fs.writeFileSync(site, configuration.replace("title:", "title: [")), () => fs.writeFileSync(site, configuration)],
      ["This page does not exist", () => fs.renameSync(folder, path.join(root, "elsewhere")), () => fs.renameSync(path.join(root, "elsewhere"), folder)],
    ];
    for (const [said, take, bring] of moments) {
      take();
      await reads(said);
      bring();
      await reads("The last one.");
      assert.deepEqual(await page.evaluate(() => [scrollY, document.querySelector("details").open]), [at, true], said);
    }
    fs.writeFileSync(file, original);
    await page.waitForTimeout(700);
  });
  await story("the list of what is wrong keeps its place and what has the focus while another file is saved", async () => {
    const elsewhere = path.join(root, "content/terms/first-term/en.md");
    const term = fs.readFileSync(elsewhere, "utf8");
    fs.writeFileSync(elsewhere, `${term}\n${Array.from({ length: 12 }, (_, number) => `[gone](../gone-${number}/)\n`).join("\n")}`);
    await page.locator(".found", { hasText: "12 errors" }).waitFor({ timeout: 10000 });
    if (!(await panel.count())) await page.locator(".found").click();
    // In one step, since the list may be drawn anew between two.
    const place = () => page.evaluate(() => {
      const { shadowRoot } = [...document.body.children].find((element) => element.shadowRoot);
      return [shadowRoot.querySelector(".panel").scrollTop, shadowRoot.activeElement?.dataset.key];
    });
    // The list may still be drawn anew.
    for (let tries = 0; tries < 50 && (await place())[0] <= 30; tries += 1) {
      await panel.locator(".place button").last().focus();
      await page.waitForTimeout(200);
    }
    await panel.evaluate((list) => { list.scrollTop -= 30; });
    const before = await place();
    assert.ok(before[0] > 0);
    // The list is drawn anew once all has been looked at.
    const brief = path.join(root, "content/briefs/first-brief/en.md");
    const text = fs.readFileSync(brief, "utf8");
    fs.writeFileSync(brief, `${text}\n[gone](../gone/)\n`);
    await page.locator(".found", { hasText: "13 errors" }).waitFor({ timeout: 10000 });
    assert.equal((await place())[1], before[1]);
    fs.writeFileSync(brief, text);
    await page.locator(".found", { hasText: "12 errors" }).waitFor({ timeout: 10000 });
    assert.deepEqual(await place(), before);
    // What had the focus is mended.
    fs.writeFileSync(elsewhere, `${term}\n[gone](../gone-0/)\n`);
    await page.locator(".found", { hasText: "One error" }).waitFor({ timeout: 10000 });
    assert.equal((await place())[1], "panel");
    fs.writeFileSync(elsewhere, term);
    await panel.waitFor({ state: "detached", timeout: 10000 });
    await page.evaluate(() => sessionStorage.removeItem("lykta-panel"));
    await page.waitForTimeout(500);
  });
  await story("a page that can't be drawn says why, and comes back when that is mended", async () => {
    const template = path.join(root, "themes/mine/templates/tool.html");
    fs.mkdirSync(path.dirname(template), { recursive: true });
    fs.writeFileSync(template, '{% extends "base.html" %}{% block main %}{{ no.such }}{% endblock %}');
    await reads("can't be shown yet");
    await reads("themes/mine/templates/tool.html");
    fs.rmSync(template);
    await reads("Copy this folder");
    fs.writeFileSync(file, original.replace("title:", "titel:"));
    await page.locator(".panel", { hasText: "there is no key «titel» here" }).waitFor({ timeout: 10000 });
    fs.writeFileSync(file, original);
    await reads("Copy this folder");
    await page.waitForTimeout(500);
  });
  await story("a new page is there, and the list that names it reloads", async () => {
    await page.goto(`${preview.address}en/briefs/`);
    await page.waitForTimeout(300);
    fs.mkdirSync(path.join(root, "content/briefs/new"));
    fs.writeFileSync(path.join(root, "content/briefs/new/work.yaml"), "kind: brief\n");
    fs.writeFileSync(path.join(root, "content/briefs/new/en.md"), "---\ntitle: Quite new\n---\n\nText.\n");
    await reads("Quite new");
    await page.waitForTimeout(700);
  });
  await story("after a restart the page shows what is there now", async () => {
    await page.goto(`${preview.address}en/tools/first-tool/`);
    await page.waitForTimeout(300);
    preview.child.kill("SIGINT");
    await page.waitForTimeout(300);
    fs.writeFileSync(file, original.replace("Copy this folder", "Copy after the restart"));
    preview = await serve(root, port);
    await reads("Copy after the restart");
  });
  await page.close();

  const own = await serve(repository, 0);
  const mirrored = fs.mkdtempSync(path.join(os.tmpdir(), "lykta-arabic-"));
  execFileSync(path.join(repository, ".ci/arabic"), [path.join(mirrored, "site")]);
  const arabic = await serve(path.join(mirrored, "site"), 0);
  const pages = [
    [own, "sv/"], [own, "en/briefs/identifying-a-child-victim/"], [own, "sv/verktyg/"], [own, "en/seminars/vilnius/"], [own, "uk/глосарій/"],
    [own, "sv/ordlista/god-man/"], [own, "lt/priemonės/open-question-interview/"], [own, "fi/kenelle/"], [own, ""], [arabic, "ar/"], [arabic, "ar/ملخصات/علامات/"],
    [arabic, "ar/مسرد/وصي/"], [arabic, "ar/أدوات/أسئلة-مفتوحة/"], [arabic, "ar/منظمات/"],
  ];
  // Each page is looked at in one mode, and the first three in each.
  const modes = ["light", "dark"].flatMap((scheme) => [[390, 844], [1280, 900]].map(([width, height]) => ({ scheme, width, height })));
  for (const [number, { scheme, width, height }] of modes.entries()) {
    await story(`axe finds nothing, and nothing is wider than the screen: ${scheme}, ${width} px`, async () => {
      for (const [site, at] of pages.filter((_, at) => at < 3 || at % modes.length === number)) {
        const mode = { viewport: { width, height }, colorScheme: scheme };
        const context = await browser.newContext(mode);
        const one = await context.newPage();
        one.on("console", (message) => said.push(`${at}: ${message.text()}`));
        await one.goto(site.address + at);
        assert.ok(await one.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${at} is wider than the screen`);
        await context.close();
        const checked = await browser.newContext({ ...mode, bypassCSP: true });
        const two = await checked.newPage();
        await two.goto(site.address + at);
        assert.deepEqual(await violations(two), [], at);
        await checked.close();
      }
    });
  }
  await story("on narrow screens, too, the bar names the file, and nothing of it lies over another", async () => {
    for (const width of [320, 390, 600, 760]) {
      const context = await browser.newContext({ viewport: { width, height: 800 } });
      const narrow = await context.newPage();
      await narrow.goto(`${own.address}en/briefs/identifying-a-child-victim/`);
      await narrow.locator("section.bar .file").waitFor();
      const parts = "section.bar :is(.badge, .file, .found, summary, .fold), section.bar > a";
      const boxes = await narrow.locator(parts).evaluateAll((all) =>
        all.filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect().toJSON()));
      const over = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
      assert.ok(boxes.every((box) => box.right <= width && box.width >= 24), `${width}: ${JSON.stringify(boxes)}`);
      assert.ok(!boxes.some((a, at) => boxes.slice(at + 1).some((b) => over(a, b))), `${width}: ${JSON.stringify(boxes)}`);
      await context.close();
    }
  });
  own.child.kill("SIGINT");
  arabic.child.kill("SIGINT");
  fs.rmSync(mirrored, { recursive: true, force: true });
  await story("the browser has nothing to say against the policy", async () => {
    const against = said.filter((text) => text.includes("Content Security Policy"));
    assert.deepEqual(against, []);
  });
} finally {
  await browser.close();
  preview.child.kill("SIGINT");
  remove();
}
end();
