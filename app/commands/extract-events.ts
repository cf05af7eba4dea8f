import { randomUUID } from "node:crypto";
import type { CodeFinder } from "#app/domain/chorus/codes.ts";
import { type ChorusEvent, type EntryDay, type EntryDays, eventsOf, type UnitOverrun } from "#app/domain/chorus/events.ts";
import type { ItemChange } from "#app/domain/chorus/item.ts";
import type { ExtractKind } from "#app/domain/chorus/kind.ts";
import { CreditLevels } from "#app/domain/chorus/levels.ts";
import { type Move, movesOf } from "#app/domain/chorus/moves.ts";
import { payrollAccounts } from "#app/domain/execution/accounts.ts";
import type { ControlLevel } from "#app/domain/execution/overrun.ts";
import { type Day, lastDayOf, monthOf } from "#app/domain/month.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { levelsOf, openPeriods } from "#db/queries/chorus/reference.ts";
import { controlUnitsOf, type ExerciseDays, natureFacts } from "#db/queries/execution-reference.ts";
import { accountsOr } from "./compare-extract.ts";

export interface PlannedChange extends ItemChange {
  readonly kind: ExtractKind;
}

export interface EventsAsked {
  readonly importId: string;
  readonly changes: readonly PlannedChange[];
  readonly asOf: Day;
  readonly exercise: ExerciseDays;
  readonly codes: CodeFinder;
  /** What the entries are called, after what they are of: « extrait du 31/03/2026 ». */
  readonly title: string;
  readonly lock: boolean;
}

/**
 * The events that changes post, each unit's on the last day of its month, or on the extract's own in the month that it ends in. A month in
 * which nothing is posted any more gives its facts to the next one that is open. Refused: no month of the exercise is open.
 */
export async function extractEvents(
  db: Db,
  { importId, changes, asOf, exercise, codes, title, lock }: EventsAsked,
): Promise<Result<{ events: readonly ChorusEvent[]; overruns: readonly UnitOverrun[] }>> {
  const scene = { asOf, firstDay: exercise.firstDay };
  // The commitments that requests cite come first: those of a kind stand together.
  const moves: Move[] = [];
  for (let first = 0; first < changes.length; ) {
    const kind = changes[first]?.kind ?? "commitments";
    const next = changes.findIndex((change, index) => index > first && change.kind !== kind);
    const end = next < 0 ? changes.length : next;
    for (const move of movesOf(changes.slice(first, end), { kind, ...scene, from: first })) moves.push(move);
    first = end;
  }
  if (moves.length === 0) return accept({ events: [], overruns: [] });
  const entryDay = await entryDays(db, exercise, asOf);
  if (!entryDay) return refuse({ kind: "year-closed", year: exercise.year });
  const classes = new Map<string, "personnel" | "nonPersonnel">(
    codes.natures().map(({ code, spendingClass = "nonPersonnel" }) => [code, spendingClass]),
  );
  const classOf = (nature: string) => classes.get(nature) ?? "nonPersonnel";
  const { taken, dated } = namedBy(moves, entryDay);
  const controlOf = await controlUnitsOf(
    db,
    exercise.year,
    taken.map(({ unit }) => unit),
  );
  const levels = taken.flatMap(({ kind, unit, nature }): ControlLevel[] =>
    resourcesOf(kind).map((resource) => ({ unit: controlOf(unit), spendingClass: classOf(nature), resource })),
  );
  const accounts = await natureFacts(db, dated);
  const categories = new Map(codes.natures().map(({ code, category }) => [code, category ?? ""]));
  return accept(
    eventsOf(moves, {
      importId,
      entryDay,
      newId: randomUUID,
      labelOf: (on, unit) => `${title}, ${unit}, ${on.slice(5, 7)}/${on.slice(0, 4)}`,
      levels: new CreditLevels(await levelsOf(db, exercise.year, levels, { lock })),
      controlOf,
      classOf,
      accountsOf: (nature, on) => accountsOr(accounts(nature, on.day).accounts),
      payrollOf: (nature) => payrollAccounts(categories.get(nature) ?? "") ?? { expense: "641", owed: "421" },
    }),
  );
}

/** What moves take from, and the natures whose accounts they need with their days: each once, of a few hundred thousand moves. */
function namedBy(moves: readonly Move[], entryDay: EntryDays) {
  const taken = new Map<string, { kind: Move["kind"]; unit: string; nature: string }>();
  const dated = new Map<string, { nature: string; on: Day }>();
  for (const { kind, on: own, isComplementary, place } of moves) {
    const { unit, nature } = place;
    const name = `${kind} ${unit} ${nature}`;
    if (!taken.has(name)) taken.set(name, { kind, unit, nature });
    const on = entryDay(own, isComplementary).day;
    const onDay = `${on} ${nature}`;
    if (!dated.has(onDay)) dated.set(onDay, { nature, on });
  }
  return { taken: [...taken.values()], dated: [...dated.values()] };
}

function resourcesOf(kind: Move["kind"]): readonly BudgetResource[] {
  switch (kind) {
    case "committed":
    case "withdrawn":
      return ["AE"];
    case "requested":
    case "paid":
    case "paidLater":
      return ["CP"];
    case "refunded":
    case "payroll":
      return ["AE", "CP"];
    case "staffing":
      return ["ETPT"];
    default:
      return [];
  }
}

/**
 * The day of the books for a day of an extract; undefined when nothing of the exercise is open. Once its months are closed, what it still brings is
 * of its closing period.
 */
export async function entryDays(db: Db, { year, firstDay, lastDay }: ExerciseDays, asOf: Day): Promise<EntryDays | undefined> {
  const periods = await openPeriods(db, year);
  const open = periods.filter(({ complementary }) => !complementary);
  const closing = periods.some(({ complementary }) => complementary) ? { day: lastDay, complementary: true } : undefined;
  const last = open.at(-1);
  if (!last && !closing) return undefined;
  const days = new Map<string, EntryDay>();
  return (on, complementary) => {
    if (complementary && closing) return closing;
    const known = days.get(on);
    if (known !== undefined) return known;
    const within = on < firstDay ? firstDay : on > lastDay ? lastDay : on;
    const end = lastDayOf(monthOf(within));
    const ofMonth = monthOf(within) === monthOf(asOf) && within <= asOf ? asOf : end > lastDay ? lastDay : end;
    // What opens the exercise is of its first day.
    const wanted = within === firstDay ? firstDay : ofMonth;
    const found = openDay(wanted, open) ?? closing ?? openDay(last?.lastDay ?? wanted, open) ?? { day: wanted, complementary: false };
    days.set(on, found);
    return found;
  };
}

/** A day, or the last one of the next period that is open. */
function openDay(wanted: Day, open: readonly { readonly firstDay: Day; readonly lastDay: Day }[]): EntryDay | undefined {
  const period = open.find(({ lastDay }) => lastDay >= wanted);
  return period && { day: wanted < period.firstDay ? period.lastDay : wanted, complementary: false };
}
