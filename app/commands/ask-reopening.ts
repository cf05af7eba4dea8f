import { termFault } from "#app/domain/ledger/reopening.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { fiscalYears } from "#db/queries/fiscal-year.ts";
import { closingInForce, closingsOf } from "#db/queries/ledger/closing.ts";
import { holdPeriods } from "#db/queries/ledger/periods.ts";
import { reopeningUnderWay, saveReopeningRequest } from "#db/queries/ledger/reopening.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

export interface ReopeningInput {
  readonly fiscalYear: number;
  /** Absent: the whole exercise. */
  readonly period?: number | undefined;
  readonly reason: string;
  /** How long it may then be written in. */
  readonly termHours: number;
}

/**
 * Asks that a closed exercise, or a closed month of an open one, be written in again for a term. Nothing opens until a second person
 * approves. Exercises reopen in the reverse order of their closing: what follows was carried from it.
 */
export async function askReopening(context: CommandContext, input: ReopeningInput): Promise<Result<{ reopeningId: bigint }>> {
  const { fiscalYear, period = null, reason, termHours } = input;
  return await runCommand(context, { name: "ask-reopening", capability: "ledger.close" }, input, async (db, touch) => {
    const closer = await requireWholeLedger(db, context, "ledger.close");
    if (!closer.ok) return closer;
    if (reason.trim() === "") return refuse({ kind: "reason-required" });
    const fault = termFault(termHours);
    if (fault) return refuse(fault);
    await holdPeriods(db, [{ year: fiscalYear, period: 0 }]);
    const closing = period === null ? await closingInForce(db, fiscalYear) : await monthClosing(db, fiscalYear, period);
    if (!closing) return refuse({ kind: "wrong-state", what: period === null ? "year" : "period", state: "open", expected: ["closed"] });
    const obstacle = await refusalOfOrder(db, fiscalYear, period);
    if (obstacle) return refuse(obstacle);
    const request = { fiscalYear, period, closingId: closing.id, reason: reason.trim(), termHours, askedBy: context.actor.id };
    const id = await saveReopeningRequest(db, request);
    touch({ kind: "reopening", id: id.toString(), detail: { ...input } });
    return accept({ reopeningId: id });
  });
}

/** Why an exercise may not reopen now: it is asked already, or one after it is closed. A month of a closed exercise reopens with it. */
export async function refusalOfOrder(db: Db, year: number, period: number | null, approving = false): Promise<Refusal | undefined> {
  const years = await fiscalYears(db);
  if (!approving && (await reopeningUnderWay(db, year, period))) {
    return { kind: "wrong-state", what: "reopening", state: "asked", expected: ["closed"] };
  }
  if (period !== null) return years.some((own) => own.year === year && own.status === "closed") ? { kind: "year-closed", year } : undefined;
  const later = years.find((own) => own.year > year && own.status === "closed");
  return later && { kind: "later-year-closed", year, later: later.year };
}

async function monthClosing(db: Db, year: number, period: number) {
  return (await closingsOf(db, year)).find((closing) => closing.period === period && closing.reopenedAt === null);
}
