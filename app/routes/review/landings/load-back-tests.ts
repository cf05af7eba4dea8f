import { type BackTest, type BackTestSummary, backTests, type History, missed, summaryOf } from "#app/domain/landing/back-test.ts";
import { type LandedResource, landedResources } from "#app/domain/landing/manual.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import { parseSort, type Sort } from "#app/ui/table/sort.ts";
import type { VisibleUnit } from "#db/queries/access.ts";
import { fiscalYears } from "#db/queries/fiscal-year.ts";
import { KeptUntilPosted } from "#db/queries/kept-until-posted.ts";
import { landingHistories } from "#db/queries/landing.ts";
import { classesOf, type ReviewedClass, reviewedClasses } from "../shown.ts";

/** What the landings of a unit, or of a time of the year, would have been worth. */
export interface TestedRow {
  readonly key: string;
  readonly label: string;
  readonly summary: BackTestSummary;
}

/** A landing that would have been wrong: the outturn lay outside its range. */
export interface MissedLanding {
  readonly unit: string;
  readonly label: string;
  readonly spendingClass: SpendingClass;
  readonly year: number;
  readonly months: number;
  readonly low: Quantity;
  readonly likely: Quantity;
  readonly high: Quantity;
  readonly outturn: Quantity;
  readonly error: number;
}

export interface BackTestsShown {
  readonly resource: LandedResource;
  readonly spendingClass: ReviewedClass;
  readonly classes: readonly ReviewedClass[];
  /** Those that are told again, the oldest first; each from the years before it. */
  readonly years: readonly number[];
  readonly all: BackTestSummary;
  /** By how many months were over. */
  readonly horizons: readonly (TestedRow & { readonly months: number })[];
  readonly byClass: readonly TestedRow[];
  readonly units: readonly TestedRow[];
  readonly sort: Sort;
  readonly missed: readonly MissedLanding[];
}

const yearsRead = 6;
const missedShown = 10;
const sortKeys = ["row", "held", "error", "linear", "lastYear"] as const;

/**
 * Every landing that could have been said of the exercises that are over, up to the one of the address: told from what was known then, and compared
 * with what came. All units are told again, for the errors of each tell the range of its like; what is given is of `units` alone. Null: too few years.
 */
export async function loadBackTests({ db, url, year, today }: LoaderScene, units: readonly VisibleUnit[]): Promise<BackTestsShown | null> {
  const over = (await fiscalYears(db)).filter((own) => own.lastDay < today && own.year <= year).map((own) => own.year);
  const { measure } = searchOf(url);
  const resource = landedResources.find((each) => each === measure) ?? "CP";
  const asked = url.searchParams.get("class");
  const spendingClass = reviewedClasses.find((each) => each === asked) ?? "all";
  const years = over.sort((left, right) => left - right).slice(-yearsRead);
  const labels = new Map(units.map(({ code, shortLabel }) => [code, shortLabel]));
  const tests = (await testsOf(db, { years, resource })).filter(
    ({ key }) => labels.has(key.unit) && classesOf(spendingClass).includes(key.spendingClass),
  );
  if (tests.length === 0) return null;
  const sort = parseSort(url.searchParams, sortKeys, { key: "error", descending: true });
  const months = [...new Set(tests.map((test) => test.months))].sort((left, right) => left - right);
  const rowOf = (key: string, label: string, own: readonly BackTest<unknown>[]): TestedRow[] =>
    own.length === 0 ? [] : [{ key, label, summary: summaryOf(own) }];
  return {
    ...{ resource, spendingClass, classes: reviewedClasses, sort },
    years: [...new Set(tests.map((test) => test.year))].sort((left, right) => left - right),
    all: summaryOf(tests),
    horizons: months.flatMap((each) =>
      rowOf(
        String(each),
        "",
        tests.filter((test) => test.months === each),
      ).map((row) => ({ ...row, months: each })),
    ),
    byClass: classesOf(spendingClass).flatMap((each) =>
      rowOf(
        each,
        each,
        tests.filter(({ key }) => key.spendingClass === each),
      ),
    ),
    units: sorted(
      units.flatMap(({ code, shortLabel }) =>
        rowOf(
          code,
          shortLabel,
          tests.filter(({ key }) => key.unit === code),
        ),
      ),
      sort,
    ),
    missed: missed(tests)
      .slice(0, missedShown)
      .map((test): MissedLanding => {
        const { key, year: told, months: said, landing, error } = test;
        const [low, likely, high, outturn] = [landing.low, landing.estimate, landing.high, test.outturn].map((each) =>
          BigInt(Math.round(each)),
        );
        return {
          ...{ ...key, label: labels.get(key.unit) ?? key.unit, year: told, months: said, error },
          ...({ low, likely, high, outturn } as Pick<MissedLanding, "low" | "likely" | "high" | "outturn">),
        };
      }),
  };
}

interface Tested {
  readonly unit: string;
  readonly spendingClass: SpendingClass;
}

/** The back-tests of an organisation are seconds of arithmetic. */
const keptTests = new KeptUntilPosted<readonly BackTest<Tested>[]>(12);

async function testsOf(
  db: LoaderScene["db"],
  { years, resource }: { readonly years: readonly number[]; readonly resource: LandedResource },
): Promise<readonly BackTest<Tested>[]> {
  return await keptTests.of(db, `${resource} ${years.join(",")}`, async () => {
    const groups = await landingHistories(db, { years, resources: [resource] });
    return groups.flatMap(({ spendingClass, units }) =>
      backTests([new Map([...units].map(([unit, history]): [Tested, History] => [{ unit, spendingClass }, history]))]),
    );
  });
}

function sorted(rows: readonly TestedRow[], { key, descending }: Sort): TestedRow[] {
  const turn = descending ? -1 : 1;
  if (key === "row") return [...rows].sort((left, right) => turn * left.label.localeCompare(right.label, "fr"));
  const of = ({ summary }: TestedRow) =>
    ({ held: summary.held, error: summary.error, linear: summary.linearError, lastYear: summary.lastYearError })[key] ?? 0;
  return [...rows].sort((left, right) => turn * (of(left) - of(right)));
}
