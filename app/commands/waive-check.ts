import { isWaivable } from "#app/domain/ledger/reopening.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { fiscalYears } from "#db/queries/fiscal-year.ts";
import { readiness } from "#db/queries/ledger/readiness.ts";
import { approveWaiver, saveWaiver, waiverById } from "#db/queries/ledger/waiver.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

export interface WaiverInput {
  readonly fiscalYear: number;
  readonly check: string;
  readonly reason: string;
}

/** Asks that the exercise close in spite of an overrun, which then stays in its outturn (`books.md`); a second person has to agree. */
export async function askWaiver(context: CommandContext, input: WaiverInput): Promise<Result<{ waiverId: bigint }>> {
  const { fiscalYear, check, reason } = input;
  return await runCommand(context, { name: "ask-waiver", capability: "ledger.close" }, input, async (db, touch) => {
    const closer = await requireWholeLedger(db, context, "ledger.close");
    if (!closer.ok) return closer;
    if (reason.trim() === "") return refuse({ kind: "reason-required" });
    if (!isWaivable(check)) return refuse({ kind: "check-not-waivable", check });
    const exercise = (await fiscalYears(db)).find(({ year }) => year === fiscalYear);
    if (!exercise) return refuse({ kind: "not-found", what: "year", id: String(fiscalYear) });
    const found = (await readiness(db, exercise, context.today)).find(({ name }) => name === check);
    if (!found || found.count === 0 || found.amount === null) return refuse({ kind: "check-not-waivable", check });
    const waiver = { fiscalYear, check, amount: found.amount, reason: reason.trim(), askedBy: context.actor.id };
    const id = await saveWaiver(db, waiver);
    touch({ kind: "closingWaiver", id: id.toString(), detail: { ...input, amount: found.amount } });
    return accept({ waiverId: id });
  });
}

/** The second person agrees, for the amount that was asked: another amount asks for another agreement. */
export async function agreeToWaiver(
  context: CommandContext,
  input: { readonly waiverId: bigint },
): Promise<Result<{ fiscalYear: number }>> {
  const { actor } = context;
  return await runCommand(context, { name: "agree-to-waiver", capability: "ledger.approve" }, input, async (db, touch) => {
    const second = await requireWholeLedger(db, context, "ledger.approve");
    if (!second.ok) return second;
    const waiver = await waiverById(db, input.waiverId);
    if (!waiver) return refuse({ kind: "not-found", what: "closingWaiver", id: input.waiverId.toString() });
    if (waiver.askedById === actor.id) return refuse({ kind: "author-decides", author: actor.login });
    if (waiver.approvedAt !== null) return refuse({ kind: "wrong-state", what: "closingWaiver", state: "approved", expected: ["asked"] });
    await approveWaiver(db, input.waiverId, actor.id);
    touch({ kind: "closingWaiver", id: input.waiverId.toString(), detail: { approved: true } });
    return accept({ fiscalYear: waiver.fiscalYear });
  });
}
