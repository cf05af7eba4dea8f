import { guard } from "#app/http/guard.ts";
import { eventStream } from "#app/http/live/event-stream.ts";
import { sittingOfAddress } from "../sitting-place.ts";

/** What happens in a sitting, for as long as its page is open: « revision » when anything of it moved. The page then reads itself again. */
export const loader = guard.loader({ capability: "arbitration.read", quiet: true }, async (scene) => {
  const { db, request, url, services, organisation, person, mayStay } = scene;
  const sitting = await sittingOfAddress(db, scene);
  const seen = request.headers.get("last-event-id") ?? url.searchParams.get("since") ?? "";
  const since = /^\d{1,18}$/.test(seen) ? BigInt(seen) : sitting.revision;
  let isFull = false;
  const response = eventStream(request.signal, (sink) => {
    const joined = services.live.join({ organisation, sheet: sitting.id, person, since, mayStay }, sink);
    isFull = joined === undefined;
    return () => joined?.leave();
  });
  if (!isFull) return response;
  await response.body?.cancel();
  return new Response(null, { status: 429, headers: { "Retry-After": "60" } });
});
