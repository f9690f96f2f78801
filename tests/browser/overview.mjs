// The overview, the bar and the views in a real browser. Run by tests/browser.rs: node overview.mjs LYKTA ROOT_OF_THE_REPOSITORY
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { end, freshSite, launch, serve, story, violations } from "./support.mjs";

const { root, remove } = freshSite();
const browser = await launch();
const put = (file, text) => {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), text);
};
put("content/briefs/hidden/work.yaml", "kind: brief\ndraft: true\nreview_by: 2020-01-01\ntopics: [law]\n");
put("content/briefs/hidden/en.md", "---\ntitle: A hidden brief\n---\n\nSee [this](../gone/) and [out](https://example.org/).\n");
put("content/briefs/broken/work.yaml", "kind: brief\n");
put("content/briefs/broken/en.md", "---\ntitle: Half broken\n---\n\nText.\n");
put("content/briefs/broken/sv.md", "---\ntitel: Trasig\n---\n\nText.\n");
const opened = path.join(root, "opened");
const preview = await serve(root, 0, "--editor", `touch ${opened}`);
const at = (address) => preview.address.replace(/\/$/, "") + address;
const said = [];

// How somebody has the overview before the eyes, from within the page.
const LOOKS = () => {
  const details = [...document.querySelectorAll("#main details")].map((one) => [one.querySelector("summary").firstChild.textContent.trim(), one.open]);
  const focused = document.activeElement;
  return {
    open: Object.fromEntries(details),
    top: document.querySelector("#review").getBoundingClientRect().top,
    across: document.querySelector(".scroll").scrollLeft,
    focused: `${focused.tagName} ${focused.textContent} ${focused.getAttribute("href")}`,
  };
};

try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en" });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  page.on("console", (message) => said.push(message.text()));

  await story("the overview shows what is there, and follows what is written", async () => {
    await page.goto(at("/_lykta/"));
    const row = page.locator("tr", { hasText: "A hidden brief" });
    assert.match(await row.innerText(), /draft/);
    assert.match(await page.locator("tr", { hasText: "Half broken" }).innerText(), /can't be read/);
    assert.match(await page.locator(".tasks").innerText(), /errors keep the site from being published/);
    assert.match(await page.locator("section[aria-labelledby=review]").innerText(), /A hidden brief was due on 1 January 2020/);
    put("content/briefs/fresh/work.yaml", "kind: brief\n");
    put("content/briefs/fresh/en.md", "---\ntitle: Quite fresh\n---\n\nText.\n");
    await page.locator("tr", { hasText: "Quite fresh" }).waitFor({ timeout: 10000 });
    await page.locator("a", { hasText: "One text is a draft" }).click();
    await page.waitForURL(/state=draft/);
    assert.equal(await page.locator("tbody tr").count(), 1);
  });
  await story("what has the focus in the table of works is seen", async () => {
    for (const width of [1280, 800, 320]) {
      const narrow = await browser.newPage({ viewport: { width, height: 800 } });
      await narrow.goto(at("/_lykta/"));
      // As on a site in many languages.
      await narrow.evaluate(() => document.querySelectorAll(".scroll tr").forEach((row) => {
        for (let more = 0; more < 8; more += 1) row.append(row.lastElementChild.cloneNode(true));
        row.cells[0].querySelector(".title")?.append(" with a title that takes all the room there is for one");
      }));
      await narrow.locator(".scroll tbody a").last().focus();
      const hidden = [];
      for (let stop = 0; stop < 40; stop += 1) {
        await narrow.keyboard.press("Shift+Tab");
        const under = await narrow.evaluate(async () => {
          // A browser may scroll with one of the next frames.
          let under = "";
          for (let frame = 0; frame < 60; frame += 1) {
            await new Promise((drawn) => requestAnimationFrame(drawn));
            const one = document.activeElement;
            if (!one.closest("td")) return "";
            const link = one.getBoundingClientRect(), title = one.closest("tr").cells[0].getBoundingClientRect();
            under = link.left < title.right - 1 ? `${one.textContent}: ${link.left} < ${title.right} after ${frame}` : "";
            if (!under) break;
          }
          return under;
        });
        if (under) hidden.push(under);
      }
      assert.deepEqual(hidden, [], `${width} px`);
      await narrow.close();
    }
  });
  await story("a save leaves the overview as it is read: what is open, where it stands and what has the focus", async () => {
    const reader = await browser.newPage({ viewport: { width: 390, height: 844 }, locale: "en" });
    await reader.goto(at("/_lykta/"));
    const settled = () => reader.waitForFunction(() => !document.querySelector("[data-looking]"), null, { timeout: 20000 });
    await settled();
    const before = await reader.evaluate(async () => {
      document.querySelectorAll("#main details").forEach((details) => { details.open = !details.open; });
      document.querySelector(".scroll").scrollLeft = 40;
      document.querySelector(".scroll a.state").focus({ preventScroll: true });
      document.querySelector("#review").scrollIntoView({ behavior: "instant" });
      await new Promise((drawn) => setTimeout(drawn, 100));
    }).then(() => reader.evaluate(LOOKS));
    assert.ok(before.across > 0 && before.top > 0, "there is something to lose");
    // It brings a group of findings and a row above, and a task.
    put("content/briefs/another/work.yaml", "kind: brief\ndraft: true\n");
    put("content/briefs/another/en.md", "---\ntitle: Another\n---\n\n[gone](../nowhere/)\n");
    await reader.locator("#main summary", { hasText: "content/briefs/another/en.md" }).waitFor({ timeout: 20000 });
    await settled();
    const after = await reader.evaluate(LOOKS);
    assert.ok(Math.abs(after.top - before.top) < 2, `it stands at ${after.top} and stood at ${before.top}`);
    const { top } = after;
    assert.deepEqual(after, { ...before, top, open: { "content/briefs/another/en.md": true, ...before.open } });
    // What is mended takes along what had the focus.
    await reader.locator("#main details", { hasText: "briefs/another/en.md" }).locator("[data-copy]").focus();
    fs.rmSync(path.join(root, "content/briefs/another"), { recursive: true });
    await reader.locator("#main summary", { hasText: "content/briefs/another/en.md" }).waitFor({ state: "detached", timeout: 20000 });
    assert.equal(await reader.evaluate(() => document.activeElement.id), "main");
    await settled();
    await reader.close();
  });
  await story("that a place was copied is told aloud", async () => {
    await page.goto(at("/_lykta/"));
    await page.locator("#main [data-copy]").first().click();
    await page.locator("[role=status]", { hasText: "Copied" }).waitFor({ state: "attached" });
  });
  await story("a place is copied at a click and opened in the editor", async () => {
    await page.goto(at("/en/briefs/hidden/"));
    await page.locator(".panel").waitFor();
    await page.locator(".panel .place button", { hasText: "Copy" }).first().click();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "content/briefs/hidden/en.md:5:5");
    await page.locator(".panel .place button", { hasText: "Open" }).first().click();
    for (let waited = 0; !fs.existsSync(opened); waited += 20) {
      assert.ok(waited < 5000, "the editor never started");
      await page.waitForTimeout(20);
    }
  });
  await story("the bar names the file, its state and its languages, and folds for the session", async () => {
    const bar = page.locator("section.bar");
    assert.match(await bar.innerText(), /draft[\s\S]*content\/briefs\/hidden\/en\.md/);
    await bar.locator("summary", { hasText: "Languages" }).focus();
    await page.keyboard.press("Enter");
    assert.match(await bar.innerText(), /svenska\s*missing/);
    await page.keyboard.press("Escape");
    assert.equal(await bar.locator("details[open]").count(), 0);
    await bar.locator(".fold").focus();
    await page.keyboard.press("Enter");
    await page.locator("section.bar.folded").waitFor();
    await page.reload();
    await page.locator("section.bar.folded").waitFor();
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).paddingTop), "0px");
    await page.locator("section.bar .fold").click();
    await page.locator("section.bar:not(.folded)").waitFor();
  });
  await story("the smallest screen says in words what is wrong", async () => {
    const small = await browser.newPage({ viewport: { width: 320, height: 640 }, locale: "sv" });
    await small.goto(at("/en/briefs/hidden/"));
    for (const width of [320, 390, 420]) {
      await small.setViewportSize({ width, height: 640 });
      // How it stands with the page.
      await small.locator("section.bar .grow .badge.draft").waitFor();
      for (const summary of await small.locator("section.bar summary").all()) {
        await summary.click();
        const { left, right } = await small.locator("section.bar .menu:visible").evaluate((menu) => menu.getBoundingClientRect());
        assert.ok(left >= 0 && right <= width, `${width}: a menu reaches from ${left} to ${right}`);
        await summary.click();
      }
    }
    await small.setViewportSize({ width: 320, height: 640 });
    const found = small.locator("section.bar .found");
    await found.waitFor();
    assert.match(await found.innerText(), /fel/);
    assert.ok(await found.evaluate((button) => button.scrollWidth <= button.clientWidth), "it is cut short");
    const room = await small.evaluate(() => parseFloat(getComputedStyle(document.documentElement).paddingTop));
    assert.equal(room, await small.locator("section.bar").evaluate((bar) => bar.offsetHeight), "the page begins below the bar");
    await small.close();
  });
  await story("as the public sees it, and back", async () => {
    await page.locator("section.bar summary", { hasText: "View" }).click();
    await page.locator("section.bar button", { hasText: "As the public sees it" }).click();
    await page.waitForFunction(() => document.body.innerText.includes("This page does not exist"), null, { timeout: 10000 });
    await page.locator("section.bar.public").waitFor();
    await page.locator("section.bar button", { hasText: "Back to the author's view" }).click();
    await page.waitForFunction(() => document.body.innerText.includes("A hidden brief"), null, { timeout: 10000 });
  });
  await story("a page is shown on a phone, as printed, and from right to left", async () => {
    const inner = async (as, look) => {
      await page.goto(at(`/_lykta/view?path=/en/briefs/first-brief/&as=${as}`));
      const frame = page.frames()[1];
      await frame.waitForLoadState("load");
      await page.waitForTimeout(200);
      assert.equal(await frame.locator("section.bar:visible").filter({ hasText: "Overview" }).count(), 0, "the bar stays out of the frame");
      return frame.evaluate(look);
    };
    assert.equal(await inner("phone", () => innerWidth), 390);
    assert.equal(await inner("rtl", () => getComputedStyle(document.querySelector("main")).direction), "rtl");
    assert.equal(await inner("print", () => getComputedStyle(document.querySelector(".leave")).display), "none");
  });
  await story("the form starts a work, by keyboard alone", async () => {
    await page.goto(at("/_lykta/#start"));
    await page.locator(".start select[name=kind]").focus();
    await page.keyboard.type("Brief");
    await page.keyboard.press("Tab");
    await page.keyboard.type("What we <b>learned</b>");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL(/started/);
    assert.match(await page.locator("main").innerText(), /content\/\w+\/what-we-b-learned-b\//);
    await page.locator("a.button").click();
    await page.waitForFunction(() => document.querySelector("h1")?.textContent === "What we <b>learned</b>", null, { timeout: 10000 });
    await page.goto(at("/_lykta/#start"));
    await page.locator(".start input[name=title]").fill("…");
    await page.locator(".start button").click();
    await page.locator("#refusal").waitFor();
    assert.equal(await page.locator(".start input[name=title]").inputValue(), "…");
  });
  await story("all of it works without a script", async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const one = await plain.newPage();
    await one.goto(at("/_lykta/?ui=sv"));
    await one.locator(".filter select[name=state]").selectOption("draft");
    await one.locator(".filter button").click();
    assert.match(one.url(), /state=draft/);
    assert.equal(await one.locator("html").getAttribute("lang"), "sv");
    assert.match(await one.locator("tbody").innerText(), /A hidden brief/);
    await one.locator(".audience button").click();
    await one.locator(".audience.public").waitFor();
    assert.match(one.url(), /state=draft/, "it leads back to where one was");
    await one.locator(".audience button").click();
    await plain.close();
  });
  for (const scheme of ["light", "dark"]) {
    for (const [width, height] of [[390, 844], [1280, 900], [320, 640]]) {
      await story(`axe finds nothing on the preview's own pages, and nothing is wider than the screen: ${scheme}, ${width} px`, async () => {
        const checked = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, locale: width === 390 ? "sv" : "en", bypassCSP: true });
        const one = await checked.newPage();
        for (const address of [
          "/_lykta/", "/_lykta/?state=draft&page=2", "/_lykta/started?work=briefs/fresh&language=en",
          "/_lykta/view?path=/en/&as=phone", "/en/briefs/hidden/", "/sv/briefs/broken/", "/en/briefs/",
        ]) {
          await one.goto(at(address));
          if (address.startsWith("/_lykta/")) {
            await one.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
          } else {
            await one.locator("section.bar").waitFor();
            await one.locator("section.bar summary").last().click();
            assert.ok(await one.locator("section.bar").evaluate((bar) => bar.scrollWidth <= bar.clientWidth), `${address}: the bar is wider than the screen`);
          }
          assert.ok(await one.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${address} is wider than the screen`);
          assert.deepEqual(await violations(one, address.startsWith("/_lykta/") ? null : "div[data-lykta-preview]"), [], address);
        }
        await checked.close();
      });
    }
  }
  await story("the public's view is clear and fits, light and dark, on a phone and at a desk", async () => {
    await page.goto(at("/_lykta/"));
    await page.locator(".audience button").click();
    await page.locator(".audience.public").waitFor();
    for (const [width, scheme] of [[390, "light"], [390, "dark"], [320, "dark"], [1280, "dark"]]) {
      const checked = await browser.newContext({ viewport: { width, height: 700 }, colorScheme: scheme, locale: "sv", bypassCSP: true });
      const one = await checked.newPage();
      await one.goto(at("/sv/"));
      const bar = one.locator("section.bar.public");
      await bar.waitFor();
      assert.match(await bar.innerText(), /Som allmänheten ser den\s*Tillbaka till författarens vy/);
      assert.ok(await bar.evaluate((element) => element.scrollWidth <= element.clientWidth), `the bar is wider than ${width} px`);
      const room = await one.evaluate(() => parseFloat(getComputedStyle(document.documentElement).paddingTop));
      assert.equal(room, await bar.evaluate((element) => element.offsetHeight), "the page begins below the bar");
      assert.deepEqual(await violations(one, "div[data-lykta-preview]"), [], `${width} ${scheme}`);
      await one.goto(at("/_lykta/"));
      assert.deepEqual(await violations(one, null), [], `${width} ${scheme}`);
      await checked.close();
    }
    await page.locator(".audience button").click();
    await page.locator(".audience:not(.public)").waitFor();
  });
  await story("the browser has nothing to say against the policy", async () => {
    assert.deepEqual(said.filter((text) => text.includes("Content Security Policy")), []);
  });
} finally {
  await browser.close();
  preview.child.kill("SIGINT");
  remove();
}
end();
