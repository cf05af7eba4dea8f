import type { Progress } from "#app/domain/job.ts";
import { isBlocking } from "#app/domain/ledger/closing-check.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { exerciseAfter } from "#app/domain/reference/fiscal-year.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { type FiscalYear, fiscalYears } from "#db/queries/fiscal-year.ts";
import { closingInForce } from "#db/queries/ledger/closing.ts";
import { recordClosing } from "#db/queries/ledger/closing-record.ts";
import { openingEntries, resultOf } from "#db/queries/ledger/opening.ts";
import { holdPeriods, type PeriodKey, periodKeys, setPeriodStatus, setYearStatus, writingIn } from "#db/queries/ledger/periods.ts";
import { type ReadinessCheck, readiness, readinessNames } from "#db/queries/ledger/readiness.ts";
import { endReopeningsOf } from "#db/queries/ledger/reopening.ts";
import { endWaivers, liveWaivers } from "#db/queries/ledger/waiver.ts";
import { allowLongStatements } from "#db/statement-time.ts";
import { carryForward, openingToPost, takeResult } from "./carry-forward.ts";
import { applyLapse } from "./lapse-credits.ts";
import { applyFiscalYear } from "./open-fiscal-year.ts";
import { type CommandContext, runCommand, type Touched } from "./run.ts";
import { toStored } from "./stored-value.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

export interface YearClosingInput {
  readonly fiscalYear: number;
  /** What the page showed when the button was pressed: the result, in cents. Refused as stale when the books say another. */
  readonly seenResult?: Quantity;
}

export interface ClosedYear {
  readonly closingId: bigint;
  /** Of the minutes, in the exercise. */
  readonly number: number;
  readonly result: Quantity;
}

/** What goes along with a closing that outlasts a page; none of it is needed. */
export interface ClosingWatch {
  /** Aborted: nothing is closed. */
  readonly signal?: AbortSignal;
  /** Told how many of its steps are done. */
  readonly progress?: (progress: Progress) => void;
}

type Touch = (touched: Touched) => void;
type Step = (done: number) => void;

/** After the checks: the credits, the opening of the next exercise, the record. */
const stepsAfterChecks = 3;
const steps = readinessNames.length + stepsAfterChecks;

/**
 * Closes an exercise, in one transaction: nothing that blocks under the locks; unused credits lapse; what it leaves is carried to the next
 * exercise (the difference with the provisional opening), its result is taken to the liaison account; every period is closed and what
 * the books hold is written down. Closing again after a reopening does the same and posts only what has changed.
 */
export async function closeYear(context: CommandContext, input: YearClosingInput, watch: ClosingWatch = {}): Promise<Result<ClosedYear>> {
  const { fiscalYear } = input;
  const step = stepsOf(watch);
  return await runCommand(context, { name: "close-year", capability: "ledger.close" }, input, async (db, touch) => {
    const closer = await requireWholeLedger(db, context, "ledger.close");
    if (!closer.ok) return closer;
    if (watch.signal) await allowLongStatements(db);
    const years = await exercisesHeld(db, context, fiscalYear, touch);
    if (!years.ok) return years;
    const { exercise, next } = years.value;
    const checked = await ready(db, context, exercise, step);
    if (!checked.ok) return checked;
    const result = await resultOf(db, fiscalYear);
    if (input.seenResult !== undefined && input.seenResult !== result) {
      return refuse({ kind: "stale", what: "year", seen: input.seenResult, current: result });
    }
    const lapsed = await lapseUnused(db, context, exercise, touch);
    if (!lapsed.ok) return lapsed;
    step(readinessNames.length + 1);
    const carried = await carry(db, context, exercise, next);
    if (!carried.ok) return carried;
    step(readinessNames.length + 2);
    await setPeriodStatus(db, { year: fiscalYear, status: "closed", by: context.actor.id });
    await setYearStatus(db, fiscalYear, "closed");
    const { actor, today, organisation } = context;
    const head = { fiscalYear, period: null, closedOn: today, actor: actor.id, organisation: organisation.slug, result };
    const closing = await recordClosing(db, { ...head, ...carried.value, checks: toStored(checked.value) });
    await concludeActs(db, context, fiscalYear);
    step(steps);
    touch({ kind: "closing", id: closing.id.toString(), detail: { fiscalYear, number: closing.number, result } });
    return accept({ closingId: closing.id, number: closing.number, result });
  });
}

/** Says each step, and stops at the next one when asked to: the transaction is then undone. */
function stepsOf({ signal, progress }: ClosingWatch): Step {
  return (done) => {
    signal?.throwIfAborted();
    progress?.({ done: BigInt(done), total: BigInt(steps) });
  };
}

/** Takes the locks of the exercise, of the opening of the next, and of those that are opened provisionally after it. */
async function exercisesHeld(
  db: Db,
  context: CommandContext,
  year: number,
  touch: Touch,
): Promise<Result<{ exercise: FiscalYear; next: FiscalYear }>> {
  const known = await fiscalYears(db);
  const after = known
    .filter((other) => other.year > year)
    .flatMap((other): PeriodKey[] => [0, 1].map((period) => ({ year: other.year, period })));
  await holdPeriods(db, [...(await periodKeys(db, year)), ...after]);
  const exercise = (await fiscalYears(db)).find((own) => own.year === year);
  if (!exercise) return refuse({ kind: "not-found", what: "year", id: String(year) });
  if (await closingInForce(db, year)) return refuse({ kind: "wrong-state", what: "year", state: "closed", expected: ["open"] });
  const next = await exerciseThatFollows(db, exercise, touch);
  return next.ok ? accept({ exercise, next: next.value }) : next;
}

/** The next exercise, opened on the way where it was not. */
async function exerciseThatFollows(db: Db, exercise: FiscalYear, touch: Touch): Promise<Result<FiscalYear>> {
  const known = (await fiscalYears(db)).find(({ year }) => year > exercise.year);
  if (known) return accept(known);
  const following = exerciseAfter(exercise);
  const opened = await applyFiscalYear(db, following);
  if (!opened.ok) return opened;
  touch({ kind: "fiscalYear", id: String(following.year) });
  return accept({ ...following, status: "open", opening: "voted" });
}

/** What the list said, waivers included; refused with the first check that blocks. */
async function ready(db: Db, { today }: CommandContext, exercise: FiscalYear, step: Step): Promise<Result<ReadinessCheck[]>> {
  const checks = await readiness(db, exercise, today, { told: step });
  const waivers = await liveWaivers(db, exercise.year);
  const blocking = checks.filter((check) => isBlocking(check, waivers));
  const [first] = blocking;
  return first ? refuse({ kind: "closing-not-ready", year: exercise.year, count: blocking.length, first: first.name }) : accept(checks);
}

/** In the complementary period, whatever its lock. */
async function lapseUnused(db: Db, context: CommandContext, { year, lastDay }: FiscalYear, touch: Touch): Promise<Result<unknown>> {
  const complementary = (await periodKeys(db, year)).at(-1)?.period ?? 0;
  const lapse = { fiscalYear: year, on: lastDay, reason: `Crédits non consommés de l’exercice ${year}` };
  return await writingIn(db, year, [complementary], () => applyLapse(db, context, lapse, touch));
}

/** The opening of the next exercise, then the provisional ones of the exercises after it, which it changes. */
async function carry(
  db: Db,
  context: CommandContext,
  from: FiscalYear,
  to: FiscalYear,
): Promise<Result<{ openingEntry: bigint | undefined; resultEntry: bigint | undefined }>> {
  if (await standsClosed(db, to)) {
    const missing = await openingToPost(db, { from, to });
    if (!missing.ok) return missing;
    if (missing.value.length > 0) return refuse({ kind: "later-year-closed", year: from.year, later: to.year });
    return accept({ openingEntry: undefined, resultEntry: undefined });
  }
  const opening = await carryForward(db, context, { from, to, provisional: false });
  if (!opening.ok) return opening;
  const taken = await takeResult(db, context, { from, to });
  if (!taken.ok) return taken;
  const renewed = await renewAfter(db, context, to);
  return renewed.ok ? accept({ openingEntry: opening.value, resultEntry: taken.value }) : renewed;
}

/** Shut, and its closing says what it holds. One that was reopened and written in is shut and waits for a closing: its opening may still change. */
async function standsClosed(db: Db, { year, status }: FiscalYear): Promise<boolean> {
  return status === "closed" && (await closingInForce(db, year)) !== undefined;
}

async function renewAfter(db: Db, context: CommandContext, first: FiscalYear): Promise<Result<true>> {
  let from = first;
  for (const to of (await fiscalYears(db)).filter(({ year }) => year > first.year)) {
    if ((await standsClosed(db, to)) || (await openingEntries(db, to.year)).length === 0) break;
    const carried = await carryForward(db, context, { from, to, provisional: true });
    if (!carried.ok) return carried;
    from = to;
  }
  return accept(true);
}

/** Its reopening, and those of its months, end with the closing of an exercise; a waiver serves once. */
async function concludeActs(db: Db, { actor }: CommandContext, year: number): Promise<void> {
  await endReopeningsOf(db, year, actor.id);
  await endWaivers(db, year);
}
