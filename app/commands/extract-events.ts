import { randomUUID } from "node:crypto";
import type { CodeFinder } from "#app/domain/chorus/codes.ts";
import { type ChorusEvent, eventsOf, type UnitOverrun } from "#app/domain/chorus/events.ts";
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
  const moves = [...new Set(changes.map(({ kind }) => kind))].flatMap((kind) => {
    const own = changes.flatMap((change, index) => (change.kind === kind ? [{ change, index }] : []));
    const made = movesOf(
      own.map(({ change }) => change),
      { kind, ...scene },
    );
    return made.map((move) => ({ ...move, change: own[move.change]?.index ?? 0 }));
  });
  if (moves.length === 0) return accept({ events: [], overruns: [] });
  const entryDay = await entryDays(db, exercise, asOf);
  if (!entryDay) return refuse({ kind: "year-closed", year: exercise.year });
  const classes = new Map<string, "personnel" | "nonPersonnel">(
    codes.natures().map(({ code, spendingClass = "nonPersonnel" }) => [code, spendingClass]),
  );
  const classOf = (nature: string) => classes.get(nature) ?? "nonPersonnel";
  const controlOf = await controlUnitsOf(
    db,
    exercise.year,
    moves.map(({ place }) => place.unit),
  );
  const levels = moves.flatMap(({ kind, place }): ControlLevel[] =>
    resourcesOf(kind).map((resource) => ({ unit: controlOf(place.unit), spendingClass: classOf(place.nature), resource })),
  );
  const accounts = await natureFacts(
    db,
    moves.map(({ place, on }) => ({ nature: place.nature, on: entryDay(on) })),
  );
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
      accountsOf: (nature, on) => accountsOr(accounts(nature, entryDay(on)).accounts),
      payrollOf: (nature) => payrollAccounts(categories.get(nature) ?? "") ?? { expense: "641", owed: "421" },
    }),
  );
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

/** The day of the books for a day of an extract; undefined when nothing of the exercise is open. */
export async function entryDays(db: Db, { year, firstDay, lastDay }: ExerciseDays, asOf: Day): Promise<((on: Day) => Day) | undefined> {
  const open = await openPeriods(db, year);
  const last = open.at(-1);
  if (!last) return undefined;
  const days = new Map<string, Day>();
  return (on) => {
    const known = days.get(on);
    if (known !== undefined) return known;
    const within = on < firstDay ? firstDay : on > lastDay ? lastDay : on;
    const end = lastDayOf(monthOf(within));
    const ofMonth = monthOf(within) === monthOf(asOf) && within <= asOf ? asOf : end > lastDay ? lastDay : end;
    // What opens the exercise is of its first day.
    const wanted = within === firstDay ? firstDay : ofMonth;
    const period = open.find((own) => own.lastDay >= wanted) ?? last;
    const day = wanted < period.firstDay ? period.lastDay : wanted > period.lastDay ? period.lastDay : wanted;
    days.set(on, day);
    return day;
  };
}
