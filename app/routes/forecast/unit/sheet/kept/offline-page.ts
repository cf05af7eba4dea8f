/**
 * Has the browser keep the page that stands in place of a sheet of this year when it is loaded without a network. Where it keeps none (plain HTTP,
 * some private windows) the browser shows its own.
 */
export async function readyOfflinePage(year: number): Promise<void> {
  if (!("serviceWorker" in navigator) || !("caches" in globalThis)) return;
  await navigator.serviceWorker.register("/service-worker.js", { scope: `/${year}/forecast/` });
  // At each visit: the page is in the language of its reader, under the policy of the day.
  await (await caches.open("offline")).add("/offline");
}
