import type { AsOf } from "#app/domain/as-of.ts";
import { type Followed, type FollowedPart, followed, type LandingRange, landingRanges } from "#app/domain/landing/follow-up.ts";
import { landedResources, landingInForce } from "#app/domain/landing/manual.ts";
import { usedBy } from "#app/domain/landing/series.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "../client.ts";
import { readCube } from "./cube/cube.ts";
import { KeptUntilPosted } from "./kept-until-posted.ts";
import { landingHistories, pastYears } from "./landing.ts";
import { landedKey, manualLandings } from "./manual-landing.ts";

/** What units used of a resource in a year, month by month, against their past years, and where they land. */
export interface FollowUp {
  /** Each unit that was notified something, or used something. */
  readonly units: () => ReadonlyMap<string, Followed>;
  /** These units together. */
  readonly of: (units: readonly string[]) => Followed;
  /** One class of one unit. */
  readonly ofClass: (unit: string, spendingClass: SpendingClass) => Followed;
}

interface FollowedYear {
  readonly year: number;
  /** So many are over. */
  readonly months: number;
  readonly units: readonly string[];
  readonly asOf?: AsOf | undefined;
}

/** The follow-up of a year of which so many months are over, in one resource: see `followUps`. */
export async function followUp(db: Db, { resource, ...asked }: FollowedYear & { readonly resource: BudgetResource }): Promise<FollowUp> {
  const found = (await followUps(db, { ...asked, resources: [resource] })).get(resource);
  if (!found) throw new Error(`${resource} was asked for.`);
  return found;
}

/**
 * The same in several resources, read at once. Every unit is read, for the errors of all tell the range of each; what is given is of `units` alone.
 */
export async function followUps<Asked extends BudgetResource>(
  db: Db,
  { resources, ...asked }: FollowedYear & { readonly resources: readonly Asked[] },
): Promise<Map<Asked, FollowUp>> {
  if (resources.length === 0) return new Map();
  const { year, months, asOf } = asked;
  const held = await keptYears.of(db, [year, months, asOf?.on, asOf?.known, ...resources].join(" "), () =>
    modelledYears(db, { year, months, asOf, resources }),
  );
  const found = new Map<Asked, FollowUp>();
  for (const resource of resources) {
    const landed = landedResources.find((each) => each === resource);
    const manual = landed ? await manualLandings(db, { year, resource: landed, months, asOf }) : new Map();
    found.set(resource, followUpOf(held.get(resource) ?? [], { ...asked, manual }));
  }
  return found;
}

/** The units of one class, and where the methods say that each lands. */
interface ModelledClass {
  readonly spendingClass: SpendingClass;
  readonly own: ReadonlyMap<string, FollowedPart>;
  readonly models: ReadonlyMap<string, LandingRange>;
}

type ModelledYears = ReadonlyMap<BudgetResource, readonly ModelledClass[]>;

const keptYears = new KeptUntilPosted<ModelledYears>(12);

async function modelledYears(
  db: Db,
  { year, months, asOf, resources }: Omit<FollowedYear, "units"> & { readonly resources: readonly BudgetResource[] },
): Promise<ModelledYears> {
  const years = Array.from({ length: pastYears + 1 }, (_, back) => year - pastYears + back);
  const notified = await notifiedIn(db, years, resources, asOf);
  const found = new Map<BudgetResource, ModelledClass[]>();
  for (const { resource, spendingClass, units } of await landingHistories(db, { years, resources, asOf })) {
    const own = new Map(
      [...units].map(([unit, history]): [string, FollowedPart] => [
        unit,
        { history, notified: notified.get(`${resource} ${unit} ${spendingClass}`) ?? new Map() },
      ]),
    );
    const modelled = { spendingClass, own, models: landingRanges(own, year, months) };
    found.set(resource, [...(found.get(resource) ?? []), modelled]);
  }
  return found;
}

interface FollowUpOf extends FollowedYear {
  readonly manual: Awaited<ReturnType<typeof manualLandings>>;
}

function followUpOf(classes: readonly ModelledClass[], { year, months, units, manual }: FollowUpOf): FollowUp {
  const parts = classes.map(({ spendingClass, own, models }) => {
    const said = [...own].map(([unit, { history }]) => {
      const series = history.find((each) => each.year === year)?.series;
      const used = series ? BigInt(usedBy(series, months)) : 0n;
      return [unit, landingInForce(models.get(unit), manual.get(landedKey(unit, spendingClass)), used, months)] as const;
    });
    return {
      ...{ spendingClass, own, models },
      landings: new Map(said.flatMap(([unit, { range }]) => (range ? [[unit, range] as const] : []))),
      byHand: new Set(said.filter(([, { byHand }]) => byHand).map(([unit]) => unit)),
    };
  });
  const together = (some: readonly string[], counted = parts): Followed => {
    const pick = <Value>(from: (part: (typeof parts)[number]) => ReadonlyMap<string, Value>): Value[] =>
      counted.flatMap((part) => some.flatMap((unit) => from(part).get(unit) ?? []));
    return followed(
      pick<FollowedPart>(({ own }) => own),
      pick<LandingRange>(({ landings }) => landings),
      year,
      months,
      {
        models: pick<LandingRange>(({ models }) => models),
        landed: counted.flatMap(({ own, landings }) => some.flatMap((unit) => (landings.has(unit) ? (own.get(unit) ?? []) : []))),
        byHand: counted.reduce((count, { byHand }) => count + some.filter((unit) => byHand.has(unit)).length, 0),
      },
    );
  };
  const of = (some: readonly string[]) => together(some);
  const ofClass = (unit: string, spendingClass: SpendingClass) =>
    together(
      [unit],
      parts.filter((part) => part.spendingClass === spendingClass),
    );
  const stands = (found: Followed) => found.notified !== 0n || found.months.some(({ used }) => used !== null && used !== 0n);
  const each = () => new Map(units.map((unit) => [unit, of([unit])] as const).filter(([, found]) => stands(found)));
  return { of, ofClass, units: each };
}

/** « resource unit class » → year by year. */
async function notifiedIn(
  db: Db,
  years: readonly number[],
  resources: readonly BudgetResource[],
  asOf: AsOf | undefined,
): Promise<Map<string, Map<number, Quantity>>> {
  const rows = await readCube(db, { measures: ["notified"], resources, years, by: ["year", "unit", "spendingClass"], asOf });
  const found = new Map<string, Map<number, Quantity>>();
  for (const { at, resource, amounts } of rows) {
    const key = `${resource} ${at.unit} ${at.spendingClass}`;
    found.set(key, (found.get(key) ?? new Map<number, Quantity>()).set(Number(at.year), amounts.notified));
  }
  return found;
}
