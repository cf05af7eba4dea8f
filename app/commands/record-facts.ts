import { randomUUID } from "node:crypto";
import type { Place } from "#app/domain/allotment/movement.ts";
import { isCredit } from "#app/domain/allotment/notification.ts";
import type { Event } from "#app/domain/execution/expense-entries.ts";
import type { CoveredFact } from "#app/domain/execution/fact-entries.ts";
import type { EntryDraft } from "#app/domain/ledger/entry.ts";
import { type Day, isMonth, type Month, monthOf, monthsBetween } from "#app/domain/month.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { type FactDocument, saveFacts } from "#db/queries/execution-documents.ts";
import { exercise, exercisesOf } from "#db/queries/execution-reference.ts";
import { coverTakings } from "./cover-takings.ts";
import { markOverruns } from "./mark-overruns.ts";
import { postEvents } from "./post-events.ts";
import type { CommandContext, Touched } from "./run.ts";

/** One recorded amount, > 0, in the smallest unit of its resource. */
export interface FactLine extends Place {
  readonly amount: Quantity;
}
export interface FactsInput<Line extends FactLine = FactLine> {
  /** The month that the facts are of. */
  readonly month: Month;
  /** The day on which they count: it decides the exercise and the period. */
  readonly on: Day;
  readonly lines: readonly Line[];
  /** The entries' label; absent: the journal, the month and the unit. */
  readonly label?: string;
}
export interface RecordedFacts {
  /** One document for each unit. */
  readonly factIds: readonly string[];
  /** What no available credit covered, unit by unit: to be cleared by a redeployment. */
  readonly overruns: readonly { readonly unit: string; readonly resource: BudgetResource; readonly amount: Quantity }[];
}

export interface FactKind<Line extends FactLine> {
  readonly kind: FactDocument["kind"];
  readonly journal: "PY" | "EF" | "PC";
  readonly resources: readonly BudgetResource[];
  entries(event: Event, facts: readonly CoveredFact[], lines: readonly Line[], factId: string): Result<EntryDraft[]>;
}

/**
 * Records what happened elsewhere: never refused for lack of credit. The positions are locked first, what exceeds them comes from
 * `overrun`; one event for each unit, one audit line and one overrun in the answer for each unit and resource that exceeds. Days are no credits
 * (decision 0183): what nothing covers of them exceeds nothing.
 */
export async function recordFacts<Line extends FactLine>(
  db: Db,
  context: CommandContext,
  input: FactsInput<Line>,
  kind: FactKind<Line>,
  touch: (touched: Touched) => void,
): Promise<Result<RecordedFacts>> {
  const fault = inputFault(input);
  if (fault) return refuse(fault);
  const calendar = await monthOfExercise(db, input);
  if (!calendar.ok) return calendar;
  const { year, month } = calendar.value;
  const takings = input.lines.flatMap(({ unit, nature, activity, amount }) =>
    kind.resources.map((resource) => ({ unit, nature, activity, amount, resource })),
  );
  const covered = await coverTakings(db, year, takings, "consumed");
  if (!covered.ok) return covered;
  const events: EntryDraft[][] = [];
  const documents: FactDocument[] = [];
  for (const unit of new Set(input.lines.map((line) => line.unit))) {
    const [id, eventId] = [randomUUID(), randomUUID()];
    const event = { eventId, on: input.on, label: input.label ?? `${kind.journal} ${input.month} ${unit}` };
    const own = <Row extends Place>(rows: readonly Row[]) => rows.filter((row) => row.unit === unit);
    const entries = kind.entries(event, own(covered.value), own(input.lines), id);
    if (!entries.ok) return entries;
    events.push(entries.value);
    documents.push({ id, fiscalYear: year, month, kind: kind.kind, unit, on: input.on, author: context.actor.id, eventId });
  }
  const posted = await postEvents(db, context, events);
  if (!posted.ok) return posted;
  await saveFacts(db, documents);
  const beyond = covered.value.filter(isCredit);
  const overruns = overrunsOf(beyond);
  const detail = { kind: kind.kind, month: input.month, units: documents.length };
  touch({ kind: "monthlyFact", id: documents[0]?.id ?? "", detail });
  const marks = beyond.flatMap(({ unit, spendingClass, resource, fromOverrun }) => {
    const document = documents.find((own) => own.unit === unit);
    if (!document || fromOverrun === 0n) return [];
    return [
      { fiscalYear: year, unit, spendingClass, resource, amount: fromOverrun, document: "monthlyFact" as const, documentId: document.id },
    ];
  });
  await markOverruns(db, context, { marks, cause: "fact", reason: "" }, touch, () => ({
    name: input.label ?? `${kind.journal} ${input.month}`,
    address: `/${year}/execution/months/${kind.kind}?month=${input.month}`,
  }));
  return accept({ factIds: documents.map(({ id }) => id), overruns });
}

function inputFault({ month, lines }: FactsInput): Refusal | undefined {
  if (!isMonth(month)) return { kind: "not-a-day", text: month };
  if (lines.length === 0) return { kind: "too-few-lines", count: 0 };
  const index = lines.findIndex(({ amount }) => amount <= 0n);
  const wrong = lines[index];
  if (!wrong) return undefined;
  return wrong.amount === 0n
    ? { kind: "line-without-amount", line: index + 1 }
    : { kind: "negative-amount", line: index + 1, amount: wrong.amount };
}

/** The exercise of the day, and which of its months (from 1) the facts are of: one that is not its own is no month of it. */
async function monthOfExercise(db: Db, { month, on }: FactsInput): Promise<Result<{ year: number; month: number }>> {
  const years = await exercisesOf(db, [on]);
  if (!years.ok) return years;
  const year = years.value(on);
  const days = await exercise(db, year);
  const first = days ? monthOf(days.firstDay) : month;
  const rank = monthsBetween(first, month) + 1;
  const last = days ? monthsBetween(first, monthOf(days.lastDay)) + 1 : rank;
  return rank >= 1 && rank <= last ? accept({ year, month: rank }) : refuse({ kind: "unknown-year", date: `${month}-01` });
}

function overrunsOf(facts: readonly CoveredFact[]): RecordedFacts["overruns"] {
  const totals = new Map<string, { unit: string; resource: BudgetResource; amount: Quantity }>();
  for (const { unit, resource, fromOverrun } of facts) {
    const key = `${unit} ${resource}`;
    const before = totals.get(key)?.amount ?? 0n;
    if (fromOverrun > 0n) totals.set(key, { unit, resource, amount: before + fromOverrun });
  }
  return [...totals.values()];
}
