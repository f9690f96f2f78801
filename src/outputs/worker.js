// Answers from what a reader has kept when the network does not. It is registered by the page «keep» alone, and stores nothing.
const wait = (time) => new Promise((ready) => setTimeout(ready, time));
// The first kept address that fits.
const find = async (fits) => {
  for (const name of await caches.keys()) {
    const found = (await (await caches.open(name)).keys()).find((request) => fits(request.url));
    if (found) return found.url;
  }
};
// A page offers each picture in several sizes, and one of them is kept.
const sameInAnotherSize = async (address) => {
  const stem = (of) => (/^(.*\.[0-9a-f]{12})(-\d+)?\.\w+$/.exec(of) || [])[1];
  const wanted = stem(address);
  const kept = wanted && await find((of) => stem(of) === wanted);
  return kept && caches.match(kept);
};
// Leads to a page whose address is written in another way: with other escapes, or without the last slash.
const sameWrittenOtherwise = async (request) => {
  if (request.mode !== "navigate") return undefined;
  const plain = (of) => {
    const path = new URL(of).pathname.replace(/\/$/, "");
    try { return decodeURIComponent(path); } catch { return path; }
  };
  const wanted = plain(request.url), kept = await find((of) => plain(of) === wanted);
  return kept && Response.redirect(kept + new URL(request.url).search);
};
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
// A file whose name holds its own hash is never another.
const isHashed = (address) => /\.[0-9a-f]{12}(-\d+)?\.\w+$/.test(address);
// All else is asked for anew: where a host does not say how long an answer holds, a browser guesses, and a page that was
// corrected or taken away would stay as it was. A navigation can't be asked for as one; it follows redirects itself.
const ask = (request) => {
  if (isHashed(request.url)) return fetch(request);
  const { headers, credentials, redirect, signal } = request;
  return fetch(new Request(request.url, { headers, credentials, redirect, signal, cache: "no-cache" }));
};
// A page that is gone was taken away by its authors, and an old copy would hide that. Whatever else fails says nothing.
const holds = (answer, request) => answer.status < 400 || (request.mode === "navigate" && (answer.status === 404 || answer.status === 410));
// Where no page of the kind was kept, the page that says so. Of feeds and data nothing is kept, though they exist.
const notFound = async (request, error) => {
  const isPage = request.mode === "navigate" && /\/[^/.]*(\.html)?$/.test(new URL(request.url).pathname);
  const page = isPage && await caches.match(new URL("404.html", self.registration.scope));
  if (!page) throw error;
  return page;
};
self.addEventListener("fetch", (event) => {
  const request = event.request;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  // What is to be kept, as the page «keep» asks for it, never comes from what was kept before.
  if (request.destination === "" && request.cache === "no-store") return;
  event.respondWith((async () => {
    const same = await caches.match(request, { ignoreSearch: true, ignoreVary: true });
    if (same && isHashed(request.url)) return same;
    const kept = same || await sameInAnotherSize(request.url) || await sameWrittenOtherwise(request);
    if (!kept) return ask(request).catch((error) => notFound(request, error));
    const asked = ask(request).then((answer) => holds(answer, request) ? answer : kept);
    // A weak signal is no better than none.
    return Promise.race([asked, wait(3000).then(() => kept)]).catch(() => kept);
  })());
});
