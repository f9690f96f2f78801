// What the stories of the browser share: a browser, a site, a running preview, and how a story is told.
import { spawn, execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

export const [lykta, repository] = process.argv.slice(2);
export const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const serve = (site, port, ...more) => new Promise((ready) => {
  const child = spawn(lykta, ["serve", "--root", site, "--port", String(port), ...more]);
  child.stdout.once("data", (line) => ready({ child, address: String(line).trim() }));
});

export const launch = () => chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
});

// A fresh site, and how to be rid of it.
export const freshSite = () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "lykta-"));
  const root = path.join(folder, "site");
  execFileSync(lykta, ["init", "-q", root]);
  return { root, remove: () => fs.rmSync(folder, { recursive: true, force: true }) };
};

let failed = false;
export const story = async (name, tell) => {
  try {
    await tell();
    console.log(`ok ${name}`);
  } catch (error) {
    failed = true;
    console.log(`FAILED ${name}\n${error.stack}`);
  }
};
export const end = () => process.exit(failed ? 1 : 0);

// What axe finds on a page, as short texts; the place is a selector of what is looked at.
export const violations = async (page, place) => {
  await page.evaluate(axe);
  const found = await page.evaluate((at) => axe.run(at ?? document), place ?? null);
  return found.violations.map((violation) => `${violation.id}: ${violation.nodes[0].html}`);
};
