import { type LandingMethodName, landingMethods } from "./methods.ts";
import { mean, monthCount, outturn, usedBy, type YearSeries } from "./series.ts";

/** A year that lands, and the years before it, the oldest first. */
export interface LandingCase {
  readonly year: YearSeries;
  readonly past: readonly YearSeries[];
}

/** Where a year is bound to end, in the smallest unit of its resource. */
export interface Landing {
  readonly estimate: number;
  /** Eight times out of ten, the outturn lies between these two. */
  readonly low: number;
  readonly high: number;
  /** What each method says, and its part in the estimate (their sum is 1): the better it told the past at this time of the year, the larger. */
  readonly methods: readonly { readonly name: LandingMethodName; readonly estimate: number; readonly weight: number }[];
}

/** How often the outturn should lie in the range. */
export const bandShare = 0.8;
/** How many months around a horizon tell of it: with few past years, its neighbours are heard too. */
const around = 1;
/** Years that differ too little to tell two methods apart: a share of what was used. */
const indifference = 0.002;
/** A unit's own errors count as much as those of so many others: they are few, and they are its own. */
const ownWeight = 4;

/**
 * Where each of these years lands when so many of its months are over: the methods weighed by how well each told the past years of the same
 * unit at this time of the year, and a range from the errors made there, the unit's own first and those of its like beside them. With all
 * months over, what was used. The cases are of one class and resource: what is known of the others widens or narrows the range of each.
 */
export function landingsOf<Key>(cases: ReadonlyMap<Key, LandingCase>, months: number): Map<Key, Landing> {
  if (months >= monthCount) return new Map([...cases].map(([key, { year }]) => [key, ended(outturn(year))]));
  const lessons = new Map([...cases].map(([key, { past }]) => [key, lessonsOf(past, months)]));
  const everybody = [...lessons.values()].flatMap(({ errors }) => errors);
  return new Map(
    [...cases].flatMap(([key, { year, past }]): [Key, Landing][] => {
      const { errors: own, trust } = lessons.get(key) ?? lessonsOf(past, months);
      const point = pointOf(year, months, past, trust);
      if (!point) return [];
      const pool = [...Array.from({ length: ownWeight }, () => own).flat(), ...everybody].sort((left, right) => left - right);
      const done = usedBy(year, months);
      const scale = scaleOf(point.estimate, done);
      const low = point.estimate + quantile(pool, (1 - bandShare) / 2) * scale;
      const high = point.estimate + quantile(pool, (1 + bandShare) / 2) * scale;
      return [
        [
          key,
          { ...point, low: Math.min(point.estimate, Math.max(low, Math.min(done, point.estimate))), high: Math.max(point.estimate, high) },
        ],
      ];
    }),
  );
}

function ended(used: number): Landing {
  return { estimate: used, low: used, high: used, methods: [] };
}

type Point = Pick<Landing, "estimate" | "methods">;

/** How far each method may be trusted. */
type Trust = Readonly<Record<LandingMethodName, number>>;

const methodNames = Object.keys(landingMethods) as LandingMethodName[];

function pointOf(year: YearSeries, months: number, past: readonly YearSeries[], trust: Trust): Point | undefined {
  const said = methodNames.flatMap((name) => {
    const estimate = landingMethods[name](year, months, past);
    return estimate === undefined ? [] : [{ name, estimate }];
  });
  if (said.length === 0) return undefined;
  const whole = said.reduce((sum, { name }) => sum + trust[name], 0);
  const methods = said.map(({ name, estimate }) => ({ name, estimate, weight: trust[name] / whole }));
  return { estimate: methods.reduce((sum, { estimate, weight }) => sum + estimate * weight, 0), methods };
}

/** What the past of a unit teaches at a horizon. */
interface Lessons {
  readonly trust: Trust;
  readonly errors: readonly number[];
}

/** A past year does not change from a page to the next: what it taught is kept, by its own figures, for as many units and months as an organisation has. */
const learnt = new Map<string, Lessons>();
const mostLearnt = 5_000;

function lessonsOf(past: readonly YearSeries[], months: number): Lessons {
  const name = `${months} ${past.map(({ used, released, scheduled, paidOnCommitments }) => [used, released, scheduled, paidOnCommitments].join(" ")).join("|")}`;
  const known = learnt.get(name);
  if (known) return known;
  const lessons = { trust: trustOf(months, past), errors: pastErrors(past, months) };
  for (const oldest of learnt.keys()) {
    if (learnt.size < mostLearnt) break;
    learnt.delete(oldest);
  }
  learnt.set(name, lessons);
  return lessons;
}

function trustOf(months: number, past: readonly YearSeries[]): Trust {
  return Object.fromEntries(methodNames.map((name) => [name, trustIn(name, months, past)])) as Record<LandingMethodName, number>;
}

/** How far a method may be trusted at a horizon: the inverse of its squared error over the past years, each told from the others. */
function trustIn(name: LandingMethodName, months: number, past: readonly YearSeries[]): number {
  const errors = eachPast(past).flatMap(([year, others]) =>
    horizonsAround(months).flatMap((horizon) => {
      const estimate = landingMethods[name](year, horizon, others);
      const end = outturn(year);
      return estimate === undefined || end <= 0 ? [] : [(Math.abs(estimate - end) / end) ** 2];
    }),
  );
  // A method that the past cannot judge is heard, faintly.
  return errors.length === 0 ? 1 : 1 / (mean(errors) + indifference ** 2);
}

/** The errors of the estimate at a horizon over the past years, each told from the others: outturn − estimate, over the scale of what was left. */
function pastErrors(past: readonly YearSeries[], months: number): number[] {
  return eachPast(past).flatMap(([year, others]) =>
    horizonsAround(months).flatMap((horizon) => {
      const point = pointOf(year, horizon, others, trustOf(horizon, others));
      return point ? [(outturn(year) - point.estimate) / scaleOf(point.estimate, usedBy(year, horizon))] : [];
    }),
  );
}

/** What an error is measured by: what is still to come, and never less than a hundredth of the whole. */
function scaleOf(estimate: number, done: number): number {
  return Math.max(Math.abs(estimate - done), Math.abs(estimate) / 100, 1);
}

function eachPast(past: readonly YearSeries[]): [YearSeries, YearSeries[]][] {
  return past.map((year, index) => [year, past.filter((_, other) => other !== index)]);
}

function horizonsAround(months: number): number[] {
  return Array.from({ length: 2 * around + 1 }, (_, index) => months - around + index).filter(
    (horizon) => horizon >= 0 && horizon < monthCount,
  );
}

/** Of values in order, interpolated; 0 of none. */
export function quantile(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) return 0;
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const [left = 0, right = left] = [sorted[below], sorted[below + 1]];
  return left + (right - left) * (place - below);
}
