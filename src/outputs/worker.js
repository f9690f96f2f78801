// Answers from what a reader has kept when the network does not. It is registered by the page «keep» alone, and stores nothing.
const wait = (time) => new Promise((ready) => setTimeout(ready, time));
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || new URL(event.request.url).origin !== self.location.origin) return;
  event.respondWith((async () => {
    const kept = await caches.match(event.request, { ignoreSearch: true });
    const asked = fetch(event.request);
    if (!kept) return asked;
    asked.catch(() => {});
    // A weak signal is no better than none.
    return Promise.race([asked, wait(3000).then(() => kept)]).catch(() => kept);
  })());
});
