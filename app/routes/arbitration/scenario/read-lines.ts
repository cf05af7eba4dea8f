import type { LineState } from "#app/domain/arbitration/scenario/line-state.ts";
import type { CostSight } from "#app/domain/forecast/staff/cost-sight.ts";
import { absolute, type BudgetResource } from "#app/domain/quantity.ts";
import type { Db } from "#db/client.ts";
import type { Frame } from "#db/queries/arbitration/scenario-frame.ts";
import { type LineValue, type LineWords, lineValues, lineWords } from "#db/queries/arbitration/scenario-reading.ts";
import { preparedCells } from "#db/queries/arbitration/scenario-writing.ts";
import { says } from "./says.ts";

/** What the lines of a scenario are filtered by, as the address says it. */
export interface LineFilter {
  readonly unit: string | undefined;
  readonly state: LineState | undefined;
  /** Every line, and not only those that the scenario changes. */
  readonly all: boolean;
  readonly query: string;
  readonly page: number;
}

export interface ShownLine extends LineValue, Omit<LineWords, "requestId" | "unit" | "nature"> {
  /** Turned down: the amount does not count, and the line says so. */
  readonly rejected: boolean;
}

export interface ShownLines {
  readonly lines: readonly ShownLine[];
  readonly count: number;
  readonly from: number;
}

export const linesOnAPage = 50;

/** A page of lines in one measure of one year: those that move the most first. */
export async function shownLines(
  db: Db,
  { frame, scenario, units, sight }: { frame: Frame; scenario: string; units: ReadonlySet<string>; sight: CostSight },
  { measure, year, filter }: { measure: BudgetResource; year: number; filter: LineFilter },
): Promise<ShownLines> {
  const scope = filter.unit === undefined ? units : new Set([filter.unit].filter((unit) => units.has(unit)));
  const values = await lineValues(db, frame, { sight, measure, year, units: scope });
  const turnedDown = new Set(
    (await preparedCells(db, scenario, { state: "rejected" })).flatMap((cell) =>
      cell.measure === measure && cell.targetYear === year ? [cell.lineId] : [],
    ),
  );
  const touched = (line: LineValue) => line.state !== null || line.inherited || line.decided !== null || turnedDown.has(line.lineId);
  const ofState = (line: LineValue) =>
    filter.state === undefined || (filter.state === "rejected" ? turnedDown.has(line.lineId) : line.state === filter.state);
  const wanted = values.filter((line) => (filter.all || touched(line) || line.amount !== line.asked) && ofState(line)).sort(byGap);
  const named = await lineWords(
    db,
    wanted.map(({ lineId }) => lineId),
    year,
  );
  const found = wanted.flatMap((line): ShownLine[] => {
    const words = named.get(line.lineId);
    return words && says(filter.query, words) ? [{ ...words, ...line, rejected: turnedDown.has(line.lineId) }] : [];
  });
  const from = Math.min(filter.page * linesOnAPage, Math.max(0, found.length - 1));
  return { lines: found.slice(from, from + linesOnAPage), count: found.length, from };
}

function byGap(left: LineValue, right: LineValue): number {
  const [one, other] = [absolute(left.amount - left.asked), absolute(right.amount - right.asked)];
  if (one !== other) return one > other ? -1 : 1;
  const [asked, otherAsked] = [absolute(left.asked), absolute(right.asked)];
  if (asked !== otherAsked) return asked > otherAsked ? -1 : 1;
  return left.lineId < right.lineId ? -1 : 1;
}
