import type { PlannedAmount } from "#app/domain/arbitration/amount.ts";
import type { Db } from "../../client.ts";
import { type Opinion, opinionsOn } from "./opinion.ts";
import { boardAmounts } from "./proposal/board.ts";

/**
 * What is proposed for each of these requests: by the proposal that stands on the board, where it knows the request, else by the opinion given on it.
 * A request without either has none. `known`: the opinions on them, for whom has read them already.
 */
export async function amountsProposed(
  db: Db,
  requests: readonly string[],
  known?: ReadonlyMap<string, Opinion>,
): Promise<Map<string, readonly PlannedAmount[]>> {
  const opinions = known ?? (await opinionsOn(db, requests));
  return new Map([...[...opinions].map(([id, { amounts }]) => [id, amounts] as const), ...(await boardAmounts(db, requests))]);
}
