import type { LoaderScene } from "#app/http/scene.ts";
import { type Reopening, reopeningById } from "#db/queries/ledger/reopening.ts";

/** The reopening of the address, or the 404 of one that does not exist. */
export async function reopeningAt({ db, year, params, notFound }: LoaderScene): Promise<Reopening> {
  const id = params["id"] ?? "";
  const found = /^\d{1,18}$/.test(id) ? await reopeningById(db, BigInt(id)) : undefined;
  if (found?.fiscalYear !== year) throw notFound("reopening", id);
  return found;
}

/** What an action takes of the address: digits that name one, or zero, which names none. */
export function idOf(params: Readonly<Record<string, string | undefined>>): bigint {
  const id = params["id"] ?? "";
  return /^\d{1,18}$/.test(id) ? BigInt(id) : 0n;
}
