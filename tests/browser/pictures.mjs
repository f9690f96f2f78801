// Pictures of each kind of page, at the sizes and in the modes of readers, compared with those that are kept.
//   node pictures.mjs LYKTA REPOSITORY            compares, and says what differs
//   node pictures.mjs LYKTA REPOSITORY --keep     takes today's as those to be kept
// LYKTA_PICTURES=FOLDER also lays all pictures there in full, to be looked at.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { builtSites, end, kindsOfPages, launch, repository, story } from "./support.mjs";

const keep = process.argv.includes("--keep");
const kept = path.join(repository, "tests/browser/pictures");
const full = process.env.LYKTA_PICTURES;
if (keep) fs.rmSync(kept, { recursive: true, force: true });
if (keep) fs.mkdirSync(kept, { recursive: true });
if (full) fs.mkdirSync(full, { recursive: true });

const MODES = [
  ["320-light", "sv", { viewport: { width: 320, height: 1200 } }],
  ["390-dark", "sv", { viewport: { width: 390, height: 1200 }, colorScheme: "dark" }],
  ["768-light", "fi", { viewport: { width: 768, height: 1100 } }],
  ["1440-light", "en", { viewport: { width: 1440, height: 1000 } }],
  ["1440-contrast", "uk", { viewport: { width: 1440, height: 1000 }, contrast: "more", colorScheme: "dark" }],
  ["390-forced", "lv", { viewport: { width: 390, height: 1200 }, forcedColors: "active" }],
  ["390-right-to-left", "ar", { viewport: { width: 390, height: 1200 } }],
  ["1440-right-to-left", "ar", { viewport: { width: 1440, height: 1000 } }],
];
// What is kept is small: so many pixels wide, in shades of grey. It tells whether something moved, broke or went, not
// whether a letter is drawn a little otherwise.
const WIDE = 144;
// How far a picture may be from the kept one: the mean difference of its pixels, of 255, and that of the worst of its parts,
// of which there are 8 × 8.
const MEAN = 4;
const WORST = 40;

const sites = await builtSites();
const browser = await launch();
// The browser itself makes pictures small and compares them, so that nothing else is needed.
const judge = await browser.newPage();
const small = (png) => judge.evaluate(async ({ data, wide }) => {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
  const canvas = document.createElement("canvas");
  canvas.width = wide;
  canvas.height = Math.round((image.height * wide) / image.width);
  const brush = canvas.getContext("2d");
  brush.filter = "grayscale(1)";
  brush.imageSmoothingQuality = "high";
  brush.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png").split(",")[1];
}, { data: png.toString("base64"), wide: WIDE }).then((data) => Buffer.from(data, "base64"));
const difference = (one, other) => judge.evaluate(async ([one, other]) => {
  const read = async (data) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    const brush = canvas.getContext("2d");
    brush.drawImage(image, 0, 0);
    return brush.getImageData(0, 0, image.width, image.height);
  };
  const [a, b] = [await read(one), await read(other)];
  if (a.width !== b.width || a.height !== b.height) return { mean: 255, worst: 255 };
  const parts = new Map();
  let sum = 0;
  for (let y = 0; y < a.height; y += 1) {
    for (let x = 0; x < a.width; x += 1) {
      const off = Math.abs(a.data[(y * a.width + x) * 4] - b.data[(y * a.width + x) * 4]);
      const part = Math.floor((y * 8) / a.height) * 8 + Math.floor((x * 8) / a.width);
      parts.set(part, (parts.get(part) ?? 0) + off);
      sum += off;
    }
  }
  const size = a.width * a.height;
  return { mean: sum / size, worst: (Math.max(...parts.values()) * 64) / size };
}, [one.toString("base64"), other.toString("base64")]);

let count = 0;
for (const [mode, language, settings] of MODES) {
  await story(`pages look as they did: ${mode}, ${language}`, async () => {
    const context = await browser.newContext({ ...settings, reducedMotion: "reduce" });
    const page = await context.newPage();
    const wrong = [];
    for (const { kind, address } of kindsOfPages(sites).filter((one) => one.language === language)) {
      await page.goto(address);
      const name = `${kind.replaceAll(" ", "-")}-${mode}.png`;
      if (full) await page.screenshot({ path: path.join(full, name), fullPage: true });
      const now = await small(await page.screenshot());
      const file = path.join(kept, name);
      count += 1;
      if (keep) fs.writeFileSync(file, now);
      else if (!fs.existsSync(file)) wrong.push(`${name} is not kept yet`);
      else {
        const { mean, worst } = await difference(now, fs.readFileSync(file));
        if (mean > MEAN || worst > WORST) wrong.push(`${name}: ${mean.toFixed(1)} on the whole, ${worst.toFixed(1)} in one part`);
      }
    }
    await context.close();
    assert.deepEqual(wrong, [], "look at them; if they are meant so: node tests/browser/pictures.mjs LYKTA . --keep");
  });
}
console.log(`${count} pictures`);
await browser.close();
sites.close();
end();
