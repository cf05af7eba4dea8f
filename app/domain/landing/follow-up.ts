import type { Quantity } from "../quantity.ts";
import type { History } from "./back-test.ts";
import { type Landing, type LandingCase, landingsOf, quantile } from "./estimate.ts";
import { monthCount, outturn, releasedBy, usedBy } from "./series.ts";

/** Where a year is bound to end, in the smallest unit: the likely end, and between what it stays eight times out of ten. */
export interface LandingRange {
  readonly low: Quantity;
  readonly likely: Quantity;
  readonly high: Quantity;
}

/** What a unit held of one class and resource, year after year. */
export interface FollowedPart {
  readonly history: History;
  /** What it was notified for each year. */
  readonly notified: ReadonlyMap<number, Quantity>;
}

/** A share of what was notified for the year, cumulated since January, in tenths of a point: the least, the middle and the most of the past years. */
export interface ProfileShare {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** A month of a unit. */
export interface FollowedMonth {
  /** Cumulated since January; null in a month that is not over. */
  readonly used: Quantity | null;
  /** Put at disposal by the end of the month; in a month that is not over, so far. */
  readonly released: Quantity;
  /** The year before, by the end of the same month; null without one. */
  readonly previous: Quantity | null;
  /** None without a past. */
  readonly profile: ProfileShare | undefined;
  /** What is used less the middle of the profile, in tenths of a point; null in a month that is not over, or without a profile. */
  readonly gap: number | null;
}

/** A unit, or several together, in the year that is followed, its classes together. */
export interface Followed {
  readonly notified: Quantity;
  /** January first. */
  readonly months: readonly FollowedMonth[];
  /** None where nothing tells where the year lands. The one that counts: what a unit says itself takes the place of what the methods say. */
  readonly landing: LandingRange | undefined;
  /** What the methods say, whatever was said by hand. */
  readonly model: LandingRange | undefined;
  /** What was notified of the parts of which something tells where they land: what the landing is to be compared with. */
  readonly landed: Quantity;
  /** For how many of its parts (a unit and a class) what a unit says itself counts. */
  readonly byHand: number;
  /** Where it lands less where its past years ended, in tenths of a point of what it was notified. */
  readonly landingGap: number | undefined;
}

/** How many past years a profile is drawn from. */
const profileYears = 3;

/** Where each part of one class and resource lands, in whole smallest units: the whole group is given, for each is told by the errors of its like. */
export function landingRanges(parts: ReadonlyMap<string, FollowedPart>, year: number, months: number): Map<string, LandingRange> {
  const cases = new Map([...parts].flatMap(([unit, part]): [string, LandingCase][] => caseOf(unit, part, year)));
  return new Map([...landingsOf(cases, months)].map(([unit, landing]) => [unit, rangeOf(landing)]));
}

function caseOf(unit: string, { history }: FollowedPart, year: number): [string, LandingCase][] {
  const own = history.find((each) => each.year === year);
  return own ? [[unit, { year: own.series, past: history.filter((each) => each.year < year).map(({ series }) => series) }]] : [];
}

function rangeOf({ low, estimate, high }: Landing): LandingRange {
  const [least, likely, most] = [low, estimate, high].map((amount) => BigInt(Math.round(amount))) as [Quantity, Quantity, Quantity];
  return { low: least, likely, high: most };
}

/**
 * Landings together: likely ends add up, so that parts are the whole on every screen; their errors are taken as independent, so that the
 * range is narrower than the sum of the ranges.
 */
export function landingsTogether(ranges: readonly LandingRange[]): LandingRange | undefined {
  if (ranges.length === 0) return undefined;
  const likely = ranges.reduce((sum, range) => sum + range.likely, 0n);
  const width = (of: (range: LandingRange) => Quantity) => BigInt(Math.round(Math.hypot(...ranges.map((range) => Number(of(range))))));
  return { low: likely - width((own) => own.likely - own.low), likely, high: likely + width((own) => own.high - own.likely) };
}

/** What stands beside the landings that count: those of the methods, which parts land, and how many were said by hand. */
export interface LandingsBeside {
  readonly landed: readonly FollowedPart[];
  readonly models: readonly LandingRange[];
  readonly byHand: number;
}

/** Parts together in a year of which so many months are over, with where they land: of one unit its classes, of several units all of theirs. */
export function followed(
  parts: readonly FollowedPart[],
  landings: readonly LandingRange[],
  year: number,
  months: number,
  { models, landed, byHand }: LandingsBeside = { models: landings, landed: parts, byHand: 0 },
): Followed {
  const notified = notifiedIn(parts, year);
  const landing = landingsTogether(landings);
  const profile = profileOf(parts, year);
  const shareOf = (amount: number) => (notified > 0n ? Math.round((amount * 1000) / Number(notified)) : undefined);
  const end = profile[monthCount];
  const share = landing && shareOf(Number(landing.likely));
  return {
    ...{ notified, landing, byHand },
    model: landingsTogether(models),
    landed: notifiedIn(landed, year),
    landingGap: share !== undefined && end ? share - end.middle : undefined,
    months: Array.from({ length: monthCount }, (_, index): FollowedMonth => {
      const over = index + 1;
      const usual = profile[over];
      const before = usedIn(parts, year - 1, over);
      const known = {
        profile: usual,
        released: BigInt(seriesIn(parts, year).reduce((sum, series) => sum + releasedBy(series, over), 0)),
        previous: before === 0 && usedIn(parts, year - 1, monthCount) === 0 ? null : BigInt(before),
      };
      if (over > months) return { ...known, used: null, gap: null };
      const used = usedIn(parts, year, over);
      const share = shareOf(used);
      return { ...known, used: BigInt(used), gap: usual && share !== undefined ? share - usual.middle : null };
    }),
  };
}

/** By the end of each month, 0 before the first: what the past years had used of what they were notified. */
function profileOf(parts: readonly FollowedPart[], year: number): (ProfileShare | undefined)[] {
  const past = [...new Set(parts.flatMap(({ history }) => history.map((own) => own.year)))]
    .filter((own) => own < year && notifiedIn(parts, own) > 0n && seriesIn(parts, own).some((series) => outturn(series) !== 0))
    .sort((left, right) => right - left)
    .slice(0, profileYears);
  return Array.from({ length: monthCount + 1 }, (_, over) => {
    const shares = past.map((own) => {
      return (usedIn(parts, own, over) * 1000) / Number(notifiedIn(parts, own));
    });
    const sorted = shares.sort((left, right) => left - right);
    const at = (place: number) => Math.round(quantile(sorted, place));
    return sorted.length === 0 ? undefined : { low: at(0), middle: at(0.5), high: at(1) };
  });
}

function notifiedIn(parts: readonly FollowedPart[], year: number): Quantity {
  return parts.reduce((sum, { notified }) => sum + (notified.get(year) ?? 0n), 0n);
}

/** By the end of so many months. */
function usedIn(parts: readonly FollowedPart[], year: number, months: number): number {
  return seriesIn(parts, year).reduce((sum, series) => sum + usedBy(series, months), 0);
}

function seriesIn(parts: readonly FollowedPart[], year: number) {
  return parts.flatMap(({ history }) => history.filter((own) => own.year === year).map(({ series }) => series));
}
