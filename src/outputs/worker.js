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
self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || new URL(event.request.url).origin !== self.location.origin) return;
  event.respondWith((async () => {
    const kept = await caches.match(event.request, { ignoreSearch: true }) || await sameInAnotherSize(event.request.url);
    const asked = fetch(event.request);
    if (!kept) return asked;
    asked.catch(() => {});
    // A weak signal is no better than none.
    return Promise.race([asked, wait(3000).then(() => kept)]).catch(() => kept);
  })());
});
