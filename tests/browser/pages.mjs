// Every kind of page, in every language, light, dark, in forced colours, on the smallest screen and magnified fourfold: axe
// finds nothing, nothing is wider than the screen, and the keyboard leads through it in the order in which it is read.
import assert from "node:assert/strict";
import { builtSites, end, kindsOfPages, launch, story, violations } from "./support.mjs";

const sites = await builtSites();
const browser = await launch();

const MODES = {
  light: { viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  dark: { viewport: { width: 390, height: 844 }, colorScheme: "dark" },
  "forced colours": { viewport: { width: 390, height: 844 }, forcedColors: "active" },
  "320 px": { viewport: { width: 320, height: 640 }, colorScheme: "light" },
  // 400 % of 1,280 px leave 320, at a quarter of the height.
  "400 %": { viewport: { width: 320, height: 256 }, colorScheme: "dark", deviceScaleFactor: 4 },
};
// A page is looked at in one mode, and what is read most in each; the languages differ in their words alone. All of all takes
// minutes: THOROUGH=1.
const names = Object.keys(MODES);
const readMost = ({ language, kind }) => ["sv", "ar"].includes(language) && ["home", "brief", "tool", "search"].includes(kind);
const isOpened = (one, at, mode) => process.env.THOROUGH || readMost(one) || names[at % names.length] === mode;
// Axe takes ten times as long as all else: outside of Swedish and Arabic it sees every second page.
const isLooked = ({ language }, at) => process.env.THOROUGH || ["sv", "ar"].includes(language) || Math.floor(at / names.length) % 2 === 0;

let looked = 0;
for (const [mode, settings] of Object.entries(MODES)) {
  await story(`axe finds nothing, and nothing is wider than the screen: ${mode}`, async () => {
    const context = await browser.newContext({ ...settings, bypassCSP: true });
    const page = await context.newPage();
    const wrong = [];
    for (const [at, one] of kindsOfPages(sites).entries()) {
      if (!isOpened(one, at, mode)) continue;
      const { language, kind, address } = one;
      await page.goto(address);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) wrong.push(`${language} ${kind}: ${wide} px wider than the screen`);
      if (!isLooked(one, at)) continue;
      // Colours are the same in every language, and take as long as all else.
      const without = ["sv", "ar"].includes(language) ? [] : ["color-contrast"];
      for (const found of await violations(page, null, without)) wrong.push(`${language} ${kind}: ${found}`);
      looked += 1;
    }
    await context.close();
    assert.deepEqual(wrong, []);
  });
}
console.log(`${looked} pages looked at`);

await story("targets are 44 px high, but for links within sentences", async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const page = await context.newPage();
  const small = new Set();
  for (const { kind, address } of kindsOfPages(sites).filter(({ language }) => language === "sv" || language === "ar")) {
    await page.goto(address);
    const found = await page.evaluate(() => [...document.querySelectorAll("a[href], button, summary, input, select, label:has(input)")]
      .filter((one) => {
        const style = getComputedStyle(one), box = one.getBoundingClientRect();
        if (!one.checkVisibility() || style.position === "absolute" || box.width === 0 || one.matches(".back, .citation a, .indicators input")) return false;
        // A link in the flow of a sentence is as high as its line: other words stand in its block.
        const block = one.parentElement.closest("p, li, dt, dd, td, h1, h2, h3, summary, div, section, body"), words = block.cloneNode(true);
        for (const link of words.querySelectorAll("a, button")) link.remove();
        if (one.closest(".term, .facts, .references, .cited, .definition, .text :is(p, li)") || (style.display === "inline" && /\p{L}/u.test(words.textContent))) return false;
        return box.height < 43.5;
      })
      .map((one) => `${one.className || one.parentElement.className} ${one.tagName} ${Math.round(one.getBoundingClientRect().height)}`));
    for (const one of found) small.add(`${kind}: ${one}`);
  }
  await context.close();
  assert.deepEqual([...small], []);
});

await story("Tab goes through the page in the order in which it is read, and everything that has the focus is seen", async () => {
  for (const [language, width] of [["sv", 1280], ["sv", 390], ["ar", 1280]]) {
    const context = await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: "reduce" });
    const page = await context.newPage();
    for (const { kind, address } of kindsOfPages(sites).filter((one) => one.language === language && ["brief", "tool", "home", "search", "glossary"].includes(one.kind))) {
      await page.goto(address);
      const expected = await page.evaluate(() => [...document.querySelectorAll("a[href], button, summary, input, select, [tabindex='0']")]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.matches("[tabindex='-1']"))
        .filter((one) => one.type !== "radio" || one.checked).length);
      let at = -1;
      let stops = 0;
      for (; stops < expected + 20; stops += 1) {
        await page.keyboard.press("Tab");
        const now = await page.evaluate(() => {
          const one = document.activeElement;
          if (!one || one === document.body) return null;
          const box = one.getBoundingClientRect(), style = getComputedStyle(one);
          const order = [...document.querySelectorAll("*")].indexOf(one);
          const first = one.getClientRects()[0] ?? box;
          const seen = first.bottom > 0 && first.top < innerHeight && first.right > 0 && first.left < innerWidth;
          const top = document.elementFromPoint(Math.min(Math.max(first.left + first.width / 2, 1), innerWidth - 1), Math.min(Math.max(first.top + first.height / 2, 1), innerHeight - 1));
          const covered = Boolean(top && top.closest(".leave") && one !== top);
          return { order, seen, covered, marked: style.outlineStyle !== "none", html: one.outerHTML.slice(0, 120) };
        });
        // After the last stop comes the browser, or the first one again.
        if (!now || (stops > 0 && /class="skip"/.test(now.html))) break;
        if (stops === 0) assert.match(now.html, /class="skip"/, `${language} ${kind}: first the way to the content`);
        assert(now.order > at, `${language} ${kind}: ${now.html} comes too early`);
        assert(now.seen, `${language} ${kind}: ${now.html} has the focus out of sight`);
        assert(!now.covered, `${language} ${kind}: ${now.html} lies under «Leave this page»`);
        assert(now.marked, `${language} ${kind}: ${now.html} does not show that it has the focus`);
        at = now.order;
      }
      assert(stops >= expected, `${language} ${kind}: ${stops} stops, ${expected} expected`);
    }
    await context.close();
  }
});

await story("the way to the content leads there, and the menu opens by keyboard", async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await page.goto(new URL("/sv/", sites.own).href);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await page.locator(".menu > summary").focus();
  await page.keyboard.press("Enter");
  assert(await page.locator(".menu a").first().isVisible());
  await page.close();
});

await story("what is in another language says so", async () => {
  const page = await browser.newPage();
  for (const { kind, address } of kindsOfPages(sites).filter(({ language }) => language === "fi" || language === "ar")) {
    await page.goto(address);
    // A page that shows another language's text marks its title; its own words stay in the reader's language.
    const fallback = await page.locator(".notice.fallback").count();
    if (fallback && !["home", "print"].includes(kind)) assert.notEqual(await page.locator("h1").getAttribute("lang"), null, address);
    const bare = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
      const script = { ar: /\p{Script=Arabic}/u, uk: /\p{Script=Cyrillic}/u };
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const lang = node.parentElement.closest("[lang]").lang;
        if (script.ar.test(node.data) && lang !== "ar") found.push(node.data.slice(0, 60));
        if (script.uk.test(node.data) && lang !== "uk") found.push(node.data.slice(0, 60));
      }
      return found;
    });
    assert.deepEqual(bare, [], address);
  }
  await page.close();
});

await story("a table has a caption or a heading, heads with scope, and stays within the phone", async () => {
  const page = await browser.newPage({ viewport: { width: 320, height: 640 } });
  for (const { address } of kindsOfPages(sites).filter(({ language }) => language === "sv" || language === "ar")) {
    await page.goto(address);
    const wrong = await page.evaluate(() => [...document.querySelectorAll("table")].filter((table) => {
      const heads = [...table.querySelectorAll("th")];
      const place = table.parentElement, label = document.getElementById(place.getAttribute("aria-labelledby"));
      const named = /^(region|group)$/.test(place.getAttribute("role")) && (place.ariaLabel || label?.textContent);
      return !named || !heads.length || heads.some((head) => !head.scope) || !table.closest("[tabindex='0']");
    }).map((table) => table.outerHTML.slice(0, 200)));
    assert.deepEqual(wrong, [], address);
  }
  await page.close();
});

await story("no page is wider than a phone with text at 225 %", async () => {
  const page = await browser.newPage({ viewport: { width: 320, height: 640 } });
  for (const { address } of kindsOfPages(sites).filter(({ language }) => language === "sv")) {
    await page.goto(address);
    const over = await page.evaluate(() => {
      document.documentElement.style.fontSize = "225%";
      return document.documentElement.scrollWidth - document.documentElement.clientWidth;
    });
    assert.equal(over, 0, address);
  }
  await page.close();
});

await story("nothing moves for those who asked for stillness", async () => {
  const page = await browser.newPage({ reducedMotion: "reduce" });
  for (const { address } of kindsOfPages(sites).filter(({ language }) => language === "sv")) {
    await page.goto(address);
    const moving = await page.evaluate(() => [...document.querySelectorAll("*")].filter((one) => {
      const style = getComputedStyle(one);
      return style.animationName !== "none" || style.scrollBehavior === "smooth" || parseFloat(style.transitionDuration) > 0;
    }).length);
    assert.equal(moving, 0, address);
  }
  await page.close();
});

await browser.close();
sites.close();
end();
