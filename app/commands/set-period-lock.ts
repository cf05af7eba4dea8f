import { lockFault } from "#app/domain/ledger/period-lock.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { takeAnchors } from "#db/anchor.ts";
import { holdPeriods, periodLocks, setPeriodStatus } from "#db/queries/ledger/periods.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

export interface PeriodLockInput {
  readonly fiscalYear: number;
  readonly period: number;
  /** `locked`: the chief accountant alone posts in it; `open`: every accountant does. */
  readonly status: "open" | "locked";
}

/**
 * Locks a period to all but the chief accountant, or unlocks it; the entries at work in it end before. Never a closed one. Locking anchors
 * the chains: what was there when the others were kept out can be proved.
 */
export async function setPeriodLock(context: CommandContext, input: PeriodLockInput): Promise<Result<PeriodLockInput>> {
  const { fiscalYear, period, status } = input;
  return await runCommand(context, { name: "set-period-lock", capability: "ledger.close" }, input, async (db, touch) => {
    const closer = await requireWholeLedger(db, context, "ledger.close");
    if (!closer.ok) return closer;
    await holdPeriods(db, [{ year: fiscalYear, period }]);
    const chosen = (await periodLocks(db, fiscalYear)).find((own) => own.period === period);
    if (!chosen) return refuse({ kind: "not-found", what: "period", id: `${fiscalYear}-${period}` });
    const fault = lockFault(chosen, status);
    if (fault) return refuse(fault);
    await setPeriodStatus(db, { year: fiscalYear, period, status, by: context.actor.id });
    if (status === "locked") await takeAnchors(db, context.organisation.slug, "closing");
    touch({ kind: "period", id: `${fiscalYear}-${period}`, detail: { status, entries: chosen.entryCount } });
    return accept(input);
  });
}
