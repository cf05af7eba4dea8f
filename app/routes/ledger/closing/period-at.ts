import type { ActionScene, LoaderScene } from "#app/http/scene.ts";
import { type PeriodLock, periodLocks } from "#db/queries/ledger/periods.ts";

/** The period of the address, or the 404 of one that does not exist. */
export async function periodAt({ db, year, params, notFound }: LoaderScene, asked = params["period"] ?? ""): Promise<PeriodLock> {
  const found = (await periodLocks(db, year)).find(({ period }) => String(period) === asked);
  if (!found) throw notFound("period", asked);
  return found;
}

/** The number of the period that an act is about; the command says whether it exists. */
export function periodIn({ params, notFound }: Pick<ActionScene, "params" | "notFound">): number {
  const asked = params["period"] ?? "";
  if (!/^\d{1,2}$/.test(asked)) throw notFound("period", asked);
  return Number(asked);
}
