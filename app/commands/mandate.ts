import type { DecidedAmount } from "#app/domain/arbitration/amount.ts";
import { type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { type Mandate, mandatesOn } from "#db/queries/arbitration/authority.ts";
import { authorsOf, type RequestRow } from "#db/queries/forecast/request.ts";
import type { CommandContext } from "./run.ts";

/** In whose name the actor decides these amounts on a request, or why they may not (`author-decides`, `beyond-authority`). */
export async function mandateFor(
  db: Db,
  { actor, today }: Pick<CommandContext, "actor" | "today">,
  { id, unit, state }: Pick<RequestRow, "id" | "unit" | "state">,
  amounts: readonly DecidedAmount[],
): Promise<Result<Mandate>> {
  const authors = await authorsOf(db, id);
  const mandates = await mandatesOn(db, { actor, today }, [{ id, unit, state, amounts, authors }]);
  return mandates.get(id) ?? refuse({ kind: "forbidden", capability: "arbitration.decide" });
}
