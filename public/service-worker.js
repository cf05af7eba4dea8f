/**
 * Stands between the sheets of a year and the network for one thing: a sheet that is loaded without a network is the page « offline », which the
 * browser keeps, rather than the browser's own error. It keeps nothing else of the site (docs/decisions/0157).
 */
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate" && request.method === "GET") event.respondWith(fetch(request).catch(kept));
});

async function kept(cut) {
  const page = await caches.match("/offline");
  if (!page) throw cut;
  return page;
}
