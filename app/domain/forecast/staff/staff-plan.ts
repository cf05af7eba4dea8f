import { grouped } from "../../grouped.ts";
import { absolute, type Quantity, spread, sum } from "../../quantity.ts";
import { accept, type Result } from "../../result.ts";
import type { PlannedCell } from "../request.ts";
import type { RequestKind } from "../request-state.ts";
import { addedBridges, bridgeOf, type StaffBridge } from "./bridge.ts";
import { type CostTable, costOf, hypothesesOf } from "./cost.ts";
import { presenceOf, type StaffLine } from "./staff-line.ts";

/** The cells that staff gives to the line of a nature and an activity. */
export interface StaffedPlace {
  readonly nature: string;
  readonly activity: string;
  readonly cells: readonly PlannedCell[];
}

export interface YearBridge extends StaffBridge {
  readonly year: number;
}

/** What the staff lines of a request make of its sheet, and why: the places, and the bridge of each year. */
export interface StaffPlan {
  readonly places: readonly StaffedPlace[];
  /** The place that bears the CAS Pensions of each line, by activity; none where there are none. */
  readonly pensionsNatures: ReadonlyMap<string, string>;
  readonly bridges: readonly YearBridge[];
}

/**
 * ETPT by month, and AE = CP by month, of each category and activity: the year's pay is spread over the months in proportion to the people
 * present, and so are the CAS Pensions on their own nature (that of the first year's hypotheses). Refused: no average cost for a category, no
 * hypotheses for a year in which somebody is there.
 */
export function staffPlan(kind: RequestKind, lines: readonly StaffLine[], years: readonly number[], table: CostTable): Result<StaffPlan> {
  const places = [...grouped(lines, ({ category, activity }) => `${category} ${activity}`).values()];
  const cells = new Map<string, { nature: string; activity: string; cells: PlannedCell[] }>();
  const add = (nature: string, activity: string, own: readonly PlannedCell[]) => {
    const place = cells.get(`${nature} ${activity}`) ?? { nature, activity, cells: [] };
    place.cells.push(...own);
    cells.set(`${nature} ${activity}`, place);
  };
  const pensionsNatures = new Map<string, string>();
  const bridges: YearBridge[] = [];
  for (const year of years) {
    const own: StaffBridge[] = [];
    const pensions = new Map<string, Quantity[]>();
    for (const place of places) {
      const [first] = place;
      if (!first) continue;
      const presences = place.map((line) => presenceOf(kind, line, year));
      const months = Array.from({ length: 12 }, (_, month) => sum(presences.map((presence) => presence.months[month] ?? 0n)));
      const cost = costOf(table, first.category, year);
      if (!cost.ok) return cost;
      const hypotheses = hypothesesOf(table, year);
      if (!hypotheses.ok) return hypotheses;
      const part = (name: "base" | "moves" | "earlier") => sum(presences.map((presence) => presence[name]));
      const bridge = bridgeOf({ base: part("base"), moves: part("moves"), earlier: part("earlier") }, cost.value, hypotheses.value);
      own.push(bridge);
      add(first.category, first.activity, [...monthly("ETPT", year, months), ...twins(year, overMonths(bridge.pay, months))]);
      if (hypotheses.value.pensions === 0n) continue;
      const nature = pensionsNatures.get(first.activity) ?? hypotheses.value.pensionsNature;
      pensionsNatures.set(first.activity, nature);
      const due = overMonths(bridge.pensions, months);
      const sofar = pensions.get(first.activity);
      pensions.set(first.activity, sofar ? sofar.map((amount, month) => amount + (due[month] ?? 0n)) : due);
    }
    for (const [activity, due] of pensions) add(pensionsNatures.get(activity) ?? "", activity, twins(year, due));
    bridges.push({ year, ...addedBridges(own) });
  }
  return accept({ places: [...cells.values()], pensionsNatures, bridges });
}

/** In proportion to the people of each month; nobody all year costs nothing. */
function overMonths(amount: Quantity, months: readonly Quantity[]): Quantity[] {
  return spread(amount, months.map(absolute));
}

function twins(year: number, months: readonly Quantity[]): PlannedCell[] {
  return [...monthly("AE", year, months), ...monthly("CP", year, months)];
}

function monthly(measure: PlannedCell["measure"], targetYear: number, months: readonly Quantity[]): PlannedCell[] {
  return months.flatMap((amount, index) => (amount === 0n ? [] : [{ measure, targetYear, month: index + 1, amount }]));
}
