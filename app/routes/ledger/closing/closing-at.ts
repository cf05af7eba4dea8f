import type { LoaderScene } from "#app/http/scene.ts";
import { type Closing, closingById } from "#db/queries/ledger/closing.ts";

/** The closing of the address, or the 404 of one that does not exist. */
export async function closingAt({ db, year, params, notFound }: LoaderScene): Promise<Closing> {
  const id = params["id"] ?? "";
  const found = /^\d{1,18}$/.test(id) ? await closingById(db, BigInt(id)) : undefined;
  if (found?.fiscalYear !== year) throw notFound("closing", id);
  return found;
}
