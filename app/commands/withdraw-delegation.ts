import { mayDo } from "#app/domain/access.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { findDelegation, markWithdrawn } from "#db/queries/arbitration/delegation.ts";
import { sendNotices } from "#db/queries/inbox.ts";
import { type CommandContext, runCommand } from "./run.ts";

/**
 * Ends a delegation before its last day: whoever gave it, or an administrator. What was decided under it stands. Refused: one that the person
 * neither gave nor administers (`not-found`), one that was withdrawn or is over (`wrong-state`).
 */
export async function withdrawDelegation(
  context: CommandContext,
  input: { readonly delegationId: string },
): Promise<Result<{ delegate: string }>> {
  return await runCommand(context, { name: "withdraw-delegation", capability: "signed-in" }, input, async (db, touch) => {
    const { actor, today } = context;
    const found = await findDelegation(db, input.delegationId);
    if (!found || (found.delegatorId !== actor.id && !mayDo(actor.access, "admin.users")))
      return refuse({ kind: "not-found", what: "delegation", id: input.delegationId });
    const state = found.withdrawnAt !== null ? "withdrawn" : found.until < today ? "over" : "inForce";
    if (state !== "inForce") return refuse({ kind: "wrong-state", what: "delegation", state, expected: ["inForce"] });
    await markWithdrawn(db, found.id, actor.id);
    await sendNotices(db, [
      {
        ...{
          recipient: found.delegateId,
          kind: "delegationWithdrawn",
          unit: null,
          campaign: null,
          address: "/settings/delegations",
          author: actor.id,
        },
        values: { day: found.from, until: found.until },
      },
    ]);
    touch({ kind: "delegation", id: found.id, unit: found.unit, detail: { withdrawn: true } });
    return accept({ delegate: found.delegate });
  });
}
