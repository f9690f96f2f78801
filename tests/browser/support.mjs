// What the stories of the browser share: a browser, a site, a running preview, and how a story is told.
import { spawn, execFileSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import zlib from "node:zlib";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

export const [lykta, repository] = process.argv.slice(2);
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const serve = (site, port, ...more) => new Promise((ready) => {
  const child = spawn(lykta, ["serve", "--root", site, "--port", String(port), ...more]);
  child.stdout.once("data", (line) => ready({ child, address: String(line).trim() }));
});

// The shell is the same engine without a window of its own, which starts and draws faster.
export const executablePath = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].find((at) => fs.existsSync(at));
export const launch = (more = []) => chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", ...more],
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
  const begun = Date.now();
  try {
    await tell();
    console.log(`ok ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
  } catch (error) {
    failed = true;
    console.log(`FAILED ${name}\n${error.stack}`);
  }
};
export const end = () => process.exit(failed ? 1 : 0);

// What axe finds on a page, as short texts; the place is a selector of what is looked at, and rules are left out by name.
export const violations = async (page, place = null, without = []) => {
  await page.evaluate(axe);
  const rules = Object.fromEntries(without.map((name) => [name, { enabled: false }]));
  const found = await page.evaluate(([at, chosen]) => axe.run(at ?? document, { resultTypes: ["violations"], preload: false, rules: chosen }), [place, rules]);
  return found.violations.map((violation) => `${violation.id}: ${violation.nodes[0].html}`);
};

const TYPES = {
  html: "text/html; charset=utf-8", js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8", svg: "image/svg+xml",
  png: "image/png", xml: "application/xml", txt: "text/plain; charset=utf-8", json: "application/json",
};

// A published folder as a static host serves it: compressed, with the headers that the folder asks for, 404.html where
// nothing is.
export const host = async (folder) => {
  const headers = fs.readFileSync(path.join(folder, "_headers"), "utf8").split("\n").slice(1)
    .map((line) => line.match(/^ {2}([\w-]+): (.*)$/)).filter((found) => found && !/Strict-Transport|Cache-Control/.test(found[1]));
  const server = http.createServer((request, response) => {
    const address = decodeURIComponent(new URL(request.url, "http://x").pathname);
    let file = path.join(folder, address.replace(/\/$/, "/index.html"));
    const found = fs.existsSync(file) && fs.statSync(file).isFile();
    if (!found) file = path.join(folder, "404.html");
    for (const [, name, value] of headers) response.setHeader(name, value);
    response.setHeader("content-type", TYPES[file.split(".").pop()] ?? "application/octet-stream");
    if (/^\/(assets|share|media)\//.test(address)) response.setHeader("cache-control", "public, max-age=31536000, immutable");
    const bytes = fs.readFileSync(file);
    if (/\.png$/.test(file)) { response.writeHead(found ? 200 : 404).end(bytes); return; }
    response.setHeader("content-encoding", "gzip");
    response.writeHead(found ? 200 : 404).end(zlib.gzipSync(bytes));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
};

// The repository's own site and its Arabic mirror, built and served.
export const builtSites = async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "lykta-built-"));
  const build = (root, name) => {
    const out = path.join(folder, name);
    execFileSync(lykta, ["build", "-q", "--root", root, "--out", out], { env: { ...process.env, SOURCE_DATE_EPOCH: "1795478400" }, stdio: "ignore" });
    return out;
  };
  const mirrored = path.join(folder, "arabic-site");
  execFileSync(path.join(repository, ".ci/arabic"), [mirrored]);
  const [own, arabic] = [await host(build(repository, "own")), await host(build(mirrored, "arabic"))];
  return {
    own: own.address,
    arabic: arabic.address,
    folder,
    close: () => {
      own.close();
      arabic.close();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
};

// One page of each kind in each language, found as a reader finds them: by the address of the Swedish page and the links to
// it in other languages.
const PAGES = {
  chooser: "/", home: "/sv/", brief: "/sv/underlag/tecken-på-att-ett-barn-är-offer/", tool: "/sv/verktyg/öppna-frågor/",
  seminar: "/sv/seminarier/vilnius/", term: "/sv/ordlista/god-man/", organisation: null, page: "/sv/tillgänglighet/",
  list: "/sv/underlag/", "list of one line each": "/sv/organisationer/", glossary: "/sv/ordlista/", taxonomy: "/sv/ämnen/",
  "works of a term": null, search: "/sv/search/", sources: "/sv/sources/", keep: "/sv/keep/", print: "/sv/verktyg/print/",
  "not found": "/sv/404.html", "not found anywhere": "/404.html",
};
export const kindsOfPages = (sites) => {
  const found = [];
  const read = (folder, address) => fs.readFileSync(path.join(folder, address.replace(/\/$/, "/index.html")), "utf8");
  const [own, arabic] = ["own", "arabic"].map((name) => path.join(sites.folder, name));
  const first = (list) => decodeURIComponent(read(own, list).match(/<li class="card">\n<a href="([^"]+)"/)[1]);
  const pages = { ...PAGES, organisation: first(PAGES["list of one line each"]) };
  pages["works of a term"] = decodeURIComponent(read(own, PAGES.taxonomy).match(/<ul class="doors">\n<li><a href="([^"]+)"/)[1]);
  for (const [kind, address] of Object.entries(pages)) {
    const html = read(arabic, address);
    const links = [...html.matchAll(/<li><a href="([^"]+)" lang="([^"]+)" hreflang/g)].map(([, href, language]) => [language, decodeURIComponent(href)]);
    if (kind === "chooser" || kind === "not found anywhere") found.push({ kind, language: "sv", address: new URL(address, sites.own).href });
    else {
      for (const [language, href] of new Map(links)) {
        const at = kind === "not found" ? `${href}404.html` : href;
        found.push({ kind, language, address: new URL(at, language === "ar" ? sites.arabic : sites.own).href });
      }
    }
  }
  return found;
};
