import { guard } from "#app/http/guard.ts";
import { eventStream } from "#app/http/live/event-stream.ts";
import { sheetAt } from "#db/queries/forecast/live.ts";

/**
 * What happens on a unit's sheet, for as long as its page is open: « revision » when somebody wrote, « standing » when lines were locked or unlocked,
 * « people » when somebody came, moved or left. Figures are not in it: the page reads them from `changes`.
 */
export const loader = guard.loader({ capability: "planning.read", unit: ({ params }) => params.unit, quiet: true }, async (scene) => {
  const { db, request, url, params, services, organisation, person, mayStay, notFound } = scene;
  const unit = params["unit"] ?? "";
  const sheet = await sheetAt(db, url.searchParams.get("campaign"), unit);
  if (!sheet) throw notFound("sheet", unit);
  const since = revisionIn(request.headers.get("last-event-id") ?? url.searchParams.get("since")) ?? sheet.revision;
  let isFull = false;
  const response = eventStream(request.signal, (sink) => {
    const joined = services.live.join({ organisation, sheet: sheet.id, person, since, mayStay }, sink);
    isFull = joined === undefined;
    return () => joined?.leave();
  });
  if (!isFull) return response;
  await response.body?.cancel();
  return new Response(null, { status: 429, headers: { "Retry-After": "60" } });
});

function revisionIn(text: string | null): bigint | undefined {
  return text !== null && /^\d{1,18}$/.test(text) ? BigInt(text) : undefined;
}
