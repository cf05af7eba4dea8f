import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { holdPeriods, type PeriodKey, periodKeys, setPeriodStatus, setYearStatus } from "#db/queries/ledger/periods.ts";
import { approveReopening, endReopening, type Reopening, reopeningById, suspendClosings } from "#db/queries/ledger/reopening.ts";
import { refusalOfOrder } from "./ask-reopening.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

export interface ReopeningDecisionInput {
  readonly reopeningId: bigint;
  readonly decision: "approve" | "refuse";
  /** Said with a refusal. */
  readonly note?: string;
}

export interface DecidedReopening {
  readonly fiscalYear: number;
  /** Null: refused. */
  readonly relockAt: string | null;
}

/**
 * The second person's word. Approved: the chief accountant may write there again until the term is over (the posting refuses from that
 * instant on, whether or not the lock was put back); the closing no longer stands. The person who asked never approves.
 */
export async function decideReopening(context: CommandContext, input: ReopeningDecisionInput): Promise<Result<DecidedReopening>> {
  const { reopeningId, decision, note = "" } = input;
  const { actor } = context;
  return await runCommand<DecidedReopening>(
    context,
    { name: "decide-reopening", capability: "ledger.approve" },
    input,
    async (db, touch) => {
      const second = await requireWholeLedger(db, context, "ledger.approve");
      if (!second.ok) return second;
      const asked = await heldReopening(db, reopeningId);
      if (!asked.ok) return asked;
      const reopening = asked.value;
      if (reopening.askedById === actor.id) return refuse({ kind: "author-decides", author: actor.login });
      touch({ kind: "reopening", id: reopeningId.toString(), detail: { decision, note } });
      if (decision === "refuse") {
        if (note.trim() === "") return refuse({ kind: "reason-required" });
        await endReopening(db, { id: reopeningId, by: actor.id, outcome: "refused", note: note.trim() });
        return accept({ fiscalYear: reopening.fiscalYear, relockAt: null });
      }
      const obstacle = await refusalOfOrder(db, reopening.fiscalYear, reopening.period, true);
      if (obstacle) return refuse(obstacle);
      const { relockAt } = await reopen(db, reopening, actor.id);
      return accept({ fiscalYear: reopening.fiscalYear, relockAt: relockAt.toISOString() });
    },
  );
}

/** A request that waits for its second person, under the lock of what it would open. */
async function heldReopening(db: Db, id: bigint): Promise<Result<Reopening>> {
  const found = await reopeningById(db, id);
  if (!found) return refuse({ kind: "not-found", what: "reopening", id: id.toString() });
  await holdPeriods(db, await keysOf(db, found));
  const current = await reopeningById(db, id);
  if (current && current.endedAt === null && current.approvedAt === null) return accept(current);
  return refuse({ kind: "wrong-state", what: "reopening", state: current?.outcome ?? "approved", expected: ["asked"] });
}

/** The periods that a reopening concerns, and the act of closing them. */
export async function keysOf(db: Db, { fiscalYear, period }: Pick<Reopening, "fiscalYear" | "period">): Promise<PeriodKey[]> {
  const keys = await periodKeys(db, fiscalYear);
  return keys.filter((key) => period === null || key.period === 0 || key.period === period);
}

async function reopen(db: Db, { id, fiscalYear, period }: Reopening, by: bigint): Promise<{ relockAt: Date }> {
  const { relockAt } = await approveReopening(db, id, by);
  await suspendClosings(db, fiscalYear, period, id);
  const periods = period === null ? {} : { period };
  await setPeriodStatus(db, { year: fiscalYear, ...periods, status: "locked", openUntil: relockAt, by });
  if (period === null) await setYearStatus(db, fiscalYear, "open");
  return { relockAt };
}
