import { costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import { type Accuracy, accuracyOf, foretoldTogether, gapOf, type Horizon, horizons } from "#app/domain/review/accuracy.ts";
import { type ReviewedResource, reviewedResources } from "#app/domain/review/cause.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import { parseSort, type Sort } from "#app/ui/table/sort.ts";
import type { VisibleUnit } from "#db/queries/access.ts";
import { fiscalYears } from "#db/queries/fiscal-year.ts";
import { foretoldByUnit, type UnitForetold, type VotedAndUsed, votedByAction, votedByYear } from "#db/queries/review/foretold.ts";
import { classesOf, type ReviewedClass, reviewedClasses } from "../shown.ts";

/** How the forecasts of a unit missed: horizon by horizon over the years, and its last year from one horizon to the next. */
export interface AccuracyOfUnit {
  readonly unit: string;
  readonly label: string;
  readonly byHorizon: Readonly<Record<Horizon, Accuracy | null>>;
  /** Every horizon and year together. */
  readonly all: Accuracy | null;
  /** Of the last year, in thousandths; null where nothing was foretold. */
  readonly lastYear: Readonly<Record<Horizon, bigint | null>>;
}

export interface AccuracyShown {
  readonly resource: ReviewedResource;
  readonly spendingClass: ReviewedClass;
  readonly classes: readonly ReviewedClass[];
  /** Those that are over, the oldest first. */
  readonly years: readonly number[];
  /** Those at which anything was foretold. */
  readonly horizons: readonly Horizon[];
  readonly sort: Sort;
  readonly rows: readonly AccuracyOfUnit[];
  readonly whole: AccuracyOfUnit;
  readonly programme: { readonly byYear: readonly VotedAndUsed[]; readonly byAction: readonly VotedAndUsed[]; readonly of: number } | null;
}

const yearsRead = 5;

/** How people foretold the years that are over, up to the one of the address; undefined while none is. */
export async function loadAccuracy(
  { db, url, year, today, access }: LoaderScene,
  units: readonly VisibleUnit[],
  seesProgramme: boolean,
): Promise<AccuracyShown | undefined> {
  const over = (await fiscalYears(db)).filter((own) => own.lastDay < today && own.year <= year).map((own) => own.year);
  const years = over.sort((left, right) => left - right).slice(-yearsRead);
  const last = years.at(-1);
  if (last === undefined) return undefined;
  const { measure } = searchOf(url);
  const resource = reviewedResources.find((each) => each === measure) ?? "CP";
  const codes = units.map(({ code }) => code);
  const sight = costSightOf(access);
  const partial = codes.some((code) => costView(sight, code) !== "whole");
  const asked = url.searchParams.get("class");
  const spendingClass = reviewedClasses.find((each) => each === asked) ?? "nonPersonnel";
  const found = await foretoldByUnit(db, { years, resource, units: codes, sight: partial ? new Set() : sight });
  const foretold = found.filter((own) => classesOf(spendingClass).includes(own.spendingClass));
  const shownHorizons = horizons.filter((horizon) => foretold.some((own) => own.horizon === horizon && own.forecast !== 0n));
  const sort = parseSort(url.searchParams, ["row", ...shownHorizons, "error"], { key: "error", descending: true });
  const rows = units.flatMap(({ code, shortLabel }): AccuracyOfUnit[] => {
    const own = accuracyOfUnit(
      code,
      shortLabel,
      foretold.filter(({ unit }) => unit === code),
      last,
    );
    return own.all === null ? [] : [own];
  });
  return {
    ...{ resource, spendingClass, classes: reviewedClasses, years, horizons: shownHorizons, sort },
    rows: sorted(rows, sort),
    whole: accuracyOfUnit("", "", foretold, last),
    programme: seesProgramme
      ? { byYear: await votedByYear(db, { years, resource }), byAction: await votedByAction(db, last, resource), of: last }
      : null,
  };
}

/** A unit, or several as one: their years are added up before they are compared. */
function accuracyOfUnit(unit: string, label: string, foretold: readonly UnitForetold[], last: number): AccuracyOfUnit {
  const yearly = horizons.flatMap((horizon) =>
    [...new Set(foretold.map(({ year }) => year))].flatMap((year) => {
      const own = foretold.filter((each) => each.horizon === horizon && each.year === year);
      return own.length === 0 ? [] : [{ horizon, year, ...foretoldTogether(own) }];
    }),
  );
  const of = <Value>(value: (horizon: Horizon) => Value) =>
    Object.fromEntries(horizons.map((horizon) => [horizon, value(horizon)])) as Record<Horizon, Value>;
  const lastYear = (horizon: Horizon) => {
    const own = yearly.find((each) => each.horizon === horizon && each.year === last);
    return own ? gapOf(own) : null;
  };
  return {
    ...{ unit, label, all: accuracyOf(yearly), lastYear: of(lastYear) },
    byHorizon: of((horizon) => accuracyOf(yearly.filter((each) => each.horizon === horizon))),
  };
}

/** By name, by the size of a bias or of the mean error; what was not foretold comes last. */
function sorted(rows: readonly AccuracyOfUnit[], { key, descending }: Sort): AccuracyOfUnit[] {
  const turn = descending ? -1 : 1;
  if (key === "row") return [...rows].sort((left, right) => turn * left.label.localeCompare(right.label, "fr"));
  const of = (row: AccuracyOfUnit) => {
    if (key === "error") return row.all?.error;
    const bias = row.byHorizon[key as Horizon]?.bias;
    return bias === undefined ? undefined : bias < 0n ? -bias : bias;
  };
  return [...rows].sort((left, right) => {
    const [own, other] = [of(left), of(right)];
    if (own === undefined || other === undefined) return Number(own === undefined) - Number(other === undefined);
    return own === other ? 0 : turn * (own < other ? -1 : 1);
  });
}
