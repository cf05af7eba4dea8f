import { type Landing, landingsOf, quantile } from "./estimate.ts";
import { asLastYear, type LandingMethod, linear } from "./methods.ts";
import { monthCount, outturn, type YearSeries } from "./series.ts";

/** What was known of a unit, class and resource in each year, the oldest first. */
export type History = readonly { readonly year: number; readonly series: YearSeries }[];

/** One landing said again, as if the rest of its year were not known. */
export interface BackTest<Key> {
  readonly key: Key;
  readonly year: number;
  readonly months: number;
  readonly outturn: number;
  readonly landing: Landing;
  /** |estimate − outturn| over the outturn. */
  readonly error: number;
  /** The same of a rule of three, and of last year's profile. */
  readonly linearError: number;
  readonly lastYearError: number;
  readonly isHeld: boolean;
}

/** A year is told from two at least before it. */
const leastPast = 2;

/** Every landing that could have been said of the whole years of these histories, at the end of each of their months. Each group is of one class and resource. */
export function backTests<Key>(groups: readonly ReadonlyMap<Key, History>[]): BackTest<Key>[] {
  return groups.flatMap((group) => {
    const years = [...new Set([...group.values()].flatMap((history) => history.map(({ year }) => year)))].sort(
      (left, right) => left - right,
    );
    return years.flatMap((year) => {
      const cases = new Map([...group].flatMap(([key, history]) => caseOf(key, history, year)));
      return Array.from({ length: monthCount - 1 }, (_, index) => index + 1).flatMap((months) => testsAt(cases, year, months));
    });
  });
}

function caseOf<Key>(key: Key, history: History, year: number): [Key, { year: YearSeries; past: YearSeries[] }][] {
  const own = history.find((each) => each.year === year);
  const past = history.filter((each) => each.year < year).map(({ series }) => series);
  return own && past.length >= leastPast && outturn(own.series) > 0 ? [[key, { year: own.series, past }]] : [];
}

function testsAt<Key>(
  cases: ReadonlyMap<Key, { year: YearSeries; past: readonly YearSeries[] }>,
  year: number,
  months: number,
): BackTest<Key>[] {
  return [...landingsOf(cases, months)].flatMap(([key, landing]) => {
    const own = cases.get(key);
    if (!own) return [];
    const end = outturn(own.year);
    const errorOf = (estimate: number) => Math.abs(estimate - end) / end;
    const compared = (method: LandingMethod) => errorOf(method(own.year, months, own.past) ?? 0);
    const isHeld = landing.low <= end && end <= landing.high;
    return [
      {
        ...{ key, year, months, outturn: end, landing, isHeld, error: errorOf(landing.estimate) },
        ...{ linearError: compared(linear), lastYearError: compared(asLastYear) },
      },
    ];
  });
}

/** What back-tests say together: how often the outturn lay in the range, and the middle error of the landing and of what it is compared with. */
export interface BackTestSummary {
  readonly count: number;
  readonly held: number;
  readonly error: number;
  readonly linearError: number;
  readonly lastYearError: number;
}

export function summaryOf(tests: readonly BackTest<unknown>[]): BackTestSummary {
  const middle = (of: (test: BackTest<unknown>) => number) =>
    quantile(
      tests.map(of).sort((left, right) => left - right),
      0.5,
    );
  return {
    count: tests.length,
    held: tests.length === 0 ? 0 : tests.filter(({ isHeld }) => isHeld).length / tests.length,
    error: middle(({ error }) => error),
    linearError: middle(({ linearError }) => linearError),
    lastYearError: middle(({ lastYearError }) => lastYearError),
  };
}

/** Those whose outturn lay outside the range, the furthest off first. */
export function missed<Key>(tests: readonly BackTest<Key>[]): BackTest<Key>[] {
  return tests.filter(({ isHeld }) => !isHeld).sort((left, right) => right.error - left.error);
}
