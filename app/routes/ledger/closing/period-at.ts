import type { LoaderScene } from "#app/http/scene.ts";
import { type PeriodLock, periodLocks } from "#db/queries/ledger/periods.ts";

/** The period of the address, or the 404 of one that does not exist. */
export async function periodAt({ db, year, params, notFound }: LoaderScene, asked = params["period"] ?? ""): Promise<PeriodLock> {
  const found = (await periodLocks(db, year)).find(({ period }) => String(period) === asked);
  if (!found) throw notFound("period", asked);
  return found;
}
