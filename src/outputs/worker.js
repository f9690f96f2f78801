// Answers from what a reader has kept when the network does not. It is registered by the page «keep» alone, and stores nothing.
const wait = (time) => new Promise((ready) => setTimeout(ready, time));
// A page offers each picture in several sizes, and one of them is kept.
const sameInAnotherSize = async (address) => {
  const stem = (of) => (/^(.*\.[0-9a-f]{12})(-\d+)?\.\w+$/.exec(of) || [])[1];
  const wanted = stem(address);
  if (!wanted) return undefined;
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) if (stem(request.url) === wanted) return cache.match(request);
  }
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
// Where nothing of the kind was kept, the page that says so.
const notFound = async (request, error) => {
  const page = request.mode === "navigate" && await caches.match(new URL("404.html", self.registration.scope));
  if (!page) throw error;
  return page;
};
self.addEventListener("fetch", (event) => {
  const request = event.request;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  // What is to be kept, as the page «keep» asks for it, never comes from what was kept before.
  if (request.destination === "" && request.cache === "no-store") return;
  event.respondWith((async () => {
    const same = await caches.match(request, { ignoreSearch: true });
    if (same && isHashed(request.url)) return same;
    const kept = same || await sameInAnotherSize(request.url);
    if (!kept) return ask(request).catch((error) => notFound(request, error));
    const asked = ask(request).then((answer) => holds(answer, request) ? answer : kept);
    // A weak signal is no better than none.
    return Promise.race([asked, wait(3000).then(() => kept)]).catch(() => kept);
  })());
});
