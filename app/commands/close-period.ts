import { closeFault } from "#app/domain/ledger/period-lock.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { recordClosing } from "#db/queries/ledger/closing-record.ts";
import { holdPeriods, periodLocks, setPeriodStatus } from "#db/queries/ledger/periods.ts";
import { endReopening, reopeningUnderWay } from "#db/queries/ledger/reopening.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

export interface PeriodClosingInput {
  readonly fiscalYear: number;
  readonly period: number;
}

export interface ClosedPeriod {
  readonly closingId: bigint;
  /** Of the minutes, in the exercise. */
  readonly number: number;
}

/**
 * Closes a month for good, in their order: nobody posts in it any more. What it holds is written down (totals, last numbers, hashes).
 * A month that was reopened closes again in the same way, and its record then replaces the one before.
 */
export async function closePeriod(context: CommandContext, input: PeriodClosingInput): Promise<Result<ClosedPeriod>> {
  const { fiscalYear, period } = input;
  const { actor, today, organisation } = context;
  return await runCommand(context, { name: "close-period", capability: "ledger.close" }, input, async (db, touch) => {
    const closer = await requireWholeLedger(db, context, "ledger.close");
    if (!closer.ok) return closer;
    const key = { year: fiscalYear, period };
    await holdPeriods(db, [{ year: fiscalYear, period: 0 }, key]);
    const periods = await periodLocks(db, fiscalYear);
    const chosen = periods.find((own) => own.period === period);
    if (!chosen) return refuse({ kind: "not-found", what: "period", id: `${fiscalYear}-${period}` });
    const fault = closeFault(fiscalYear, periods, chosen, today);
    if (fault) return refuse(fault);
    if (await reopeningUnderWay(db, fiscalYear, null)) return refuse({ kind: "closes-with-year", year: fiscalYear });
    await setPeriodStatus(db, { ...key, status: "closed", by: actor.id });
    const record = { ...input, closedOn: today, actor: actor.id, organisation: organisation.slug };
    const closing = await recordClosing(db, { ...record, result: 0n, checks: [] });
    const reopening = await reopeningUnderWay(db, fiscalYear, period);
    if (reopening) await endReopening(db, { id: reopening.id, by: actor.id, outcome: "reclosed" });
    touch({ kind: "period", id: `${fiscalYear}-${period}`, detail: { status: "closed", entries: chosen.entryCount, closing: closing.id } });
    return accept({ closingId: closing.id, number: closing.number });
  });
}
