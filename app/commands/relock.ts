import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { recordClosing } from "#db/queries/ledger/closing-record.ts";
import { holdPeriods, setPeriodStatus, setYearStatus } from "#db/queries/ledger/periods.ts";
import {
  endReopening,
  entriesSince,
  expiredReopenings,
  matchedSince,
  type Reopening,
  reopeningById,
  restoreClosings,
} from "#db/queries/ledger/reopening.ts";
import { keysOf } from "./decide-reopening.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

export interface Relocked {
  readonly fiscalYear: number;
  readonly period: number | null;
  /** Posted while it was open: an exercise then has to be closed again, for its closing no longer says what it holds. */
  readonly entries: number;
  /** The closing that was suspended stands again: nothing was posted, nor matched. */
  readonly stands: boolean;
}

/** Puts back the locks of every reopening whose term is over. The posting refuses from that instant on: this writes it down. */
export async function relockExpired(context: CommandContext): Promise<Result<Relocked[]>> {
  return await runCommand(context, { name: "relock-expired", capability: "ledger.close" }, {}, async (db, touch) => {
    const closer = await requireWholeLedger(db, context, "ledger.close");
    if (!closer.ok) return closer;
    const done: Relocked[] = [];
    for (const reopening of await expiredReopenings(db)) {
      const relocked = await relock(db, context, reopening);
      if (!relocked) continue;
      touch({ kind: "reopening", id: reopening.id.toString(), detail: { relocked: true, entries: relocked.entries } });
      done.push(relocked);
    }
    return accept(done);
  });
}

export interface EndedReopening {
  readonly fiscalYear: number;
  /** Null: nobody had approved it, and it is taken back. */
  readonly relocked: Relocked | null;
}

/** Takes back a request that nobody has approved, or puts the lock back before the term is over. */
export async function endOrWithdraw(context: CommandContext, input: { readonly reopeningId: bigint }): Promise<Result<EndedReopening>> {
  return await runCommand<EndedReopening>(context, { name: "end-reopening", capability: "ledger.close" }, input, async (db, touch) => {
    const closer = await requireWholeLedger(db, context, "ledger.close");
    if (!closer.ok) return closer;
    const found = await reopeningById(db, input.reopeningId);
    if (!found) return refuse({ kind: "not-found", what: "reopening", id: input.reopeningId.toString() });
    await holdPeriods(db, await keysOf(db, found));
    const current = (await reopeningById(db, found.id)) ?? found;
    if (current.endedAt !== null) {
      return refuse({ kind: "wrong-state", what: "reopening", state: current.outcome ?? "relocked", expected: ["asked", "approved"] });
    }
    const relocked = await relock(db, context, current);
    if (!relocked) await endReopening(db, { id: found.id, by: context.actor.id, outcome: "withdrawn" });
    touch({
      kind: "reopening",
      id: found.id.toString(),
      detail: relocked ? { relocked: true, entries: relocked.entries } : { withdrawn: true },
    });
    return accept({ fiscalYear: found.fiscalYear, relocked: relocked ?? null });
  });
}

/**
 * Nothing was posted or matched: the closing that was suspended stands again. Something was: a month is written down again at once; an exercise stays
 * shut, and waits for a closing that carries the difference. Undefined when it has ended meanwhile, or was never approved.
 */
async function relock(db: Db, { actor, today, organisation }: CommandContext, found: Reopening): Promise<Relocked | undefined> {
  await holdPeriods(db, await keysOf(db, found));
  const reopening = await reopeningById(db, found.id);
  if (!reopening || reopening.endedAt !== null || reopening.approvedAt === null) return undefined;
  const { id, fiscalYear, period } = reopening;
  const entries = await entriesSince(db, id);
  await setPeriodStatus(db, { year: fiscalYear, ...(period === null ? {} : { period }), status: "closed", by: actor.id });
  if (period === null) await setYearStatus(db, fiscalYear, "closed");
  const stands = entries === 0 && !(await matchedSince(db, id));
  if (stands) await restoreClosings(db, id);
  else if (period !== null) {
    const record = { fiscalYear, period, closedOn: today, actor: actor.id, organisation: organisation.slug };
    await recordClosing(db, { ...record, result: 0n, checks: [] });
  }
  await endReopening(db, { id, by: actor.id, outcome: "relocked" });
  return { fiscalYear, period, entries, stands };
}
