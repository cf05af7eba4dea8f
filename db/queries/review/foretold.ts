import type { CostSight } from "#app/domain/forecast/staff/cost-sight.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import type { Foretold, Horizon } from "#app/domain/review/accuracy.ts";
import type { ReviewedResource } from "#app/domain/review/cause.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "../../client.ts";
import { readCube } from "../cube/cube.ts";
import { manualLandings } from "../manual-landing.ts";

/** What was said of a unit's year at one horizon, and what it used. */
export interface UnitForetold extends Foretold {
  readonly unit: string;
  readonly spendingClass: SpendingClass;
  readonly year: number;
  readonly horizon: Horizon;
}

interface Past {
  readonly years: readonly number[];
  readonly resource: ReviewedResource;
}

/** By the last month that each horizon knew. */
const notifiedBy = [
  ["january", "01"],
  ["june", "06"],
  ["september", "09"],
] as const satisfies readonly (readonly [Horizon, string])[];
const saidBy = [
  ["landing6", 6],
  ["landing9", 9],
] as const satisfies readonly (readonly [Horizon, number])[];

/** Everything that was foretold of these units' years, which are over. */
export async function foretoldByUnit(
  db: Db,
  { years, resource, units, sight }: Past & { readonly units: readonly string[]; readonly sight: CostSight },
): Promise<UnitForetold[]> {
  const question = { resources: [resource], years, where: { unit: units } } as const;
  const months = await readCube(db, { ...question, measures: ["notified", "used"], by: ["year", "month", "unit", "spendingClass"] });
  const plans = await readCube(db, { ...question, measures: ["asked", "decided"], by: ["year", "unit", "spendingClass"], sight });
  const keyOf = (at: { year: string | null; unit: string | null; spendingClass: string | null }) =>
    `${at.year} ${at.unit} ${at.spendingClass}`;
  const used = totals(months.map(({ at, amounts }) => [keyOf(at), amounts.used]));
  const said = (horizon: Horizon, amounts: ReadonlyMap<string, Quantity>): UnitForetold[] =>
    [...amounts].map(([key, forecast]) => {
      const [year = "", unit = "", spendingClass = ""] = key.split(" ");
      const part = { unit, spendingClass: spendingClass as SpendingClass, year: Number(year), horizon };
      return { ...part, forecast, outturn: used.get(key) ?? 0n };
    });
  return [
    ...(["asked", "decided"] as const).flatMap((plan) => said(plan, totals(plans.map(({ at, amounts }) => [keyOf(at), amounts[plan]])))),
    ...notifiedBy.flatMap(([horizon, last]) => {
      const known = months.filter(({ at }) => (at.month ?? "") <= `${at.year}-${last}`);
      return said(horizon, totals(known.map(({ at, amounts }) => [keyOf(at), amounts.notified])));
    }),
    ...(
      await Promise.all(
        saidBy.map(async ([horizon, known]) => said(horizon, await landingsSaid(db, { years, resource, units, months: known }))),
      )
    ).flat(),
  ];
}

async function landingsSaid(
  db: Db,
  { years, resource, units, months }: Past & { readonly units: readonly string[]; readonly months: number },
): Promise<Map<string, Quantity>> {
  const found = new Map<string, Quantity>();
  for (const year of years) {
    for (const [part, { amount }] of await manualLandings(db, { year, resource, months, units })) {
      if (amount !== null) found.set(`${year} ${part}`, amount);
    }
  }
  return found;
}

/** What the finance act opened for an action or a year, in one group of titles, and what was used of all that it had. */
export interface VotedAndUsed extends Foretold {
  readonly of: string;
  readonly spendingClass: SpendingClass;
}

/** The budget of a year, action by action, against what was used (M9). */
export async function votedByAction(db: Db, year: number, resource: ReviewedResource): Promise<VotedAndUsed[]> {
  return await votedBy(db, "action", { years: [year], resource });
}

/** The budgets of several years, against what was used. */
export async function votedByYear(db: Db, past: Past): Promise<VotedAndUsed[]> {
  return await votedBy(db, "year", past);
}

async function votedBy(db: Db, by: "action" | "year", { years, resource }: Past): Promise<VotedAndUsed[]> {
  const question = { resources: [resource], years, by: [by, "spendingClass"] } as const;
  const opened = await readCube(db, { ...question, measures: ["opened"], where: { movement: ["initialBudget"] } });
  const used = await readCube(db, { ...question, measures: ["used"] });
  const voted = totals(opened.map(({ at, amounts }) => [`${at[by]} ${at.spendingClass}`, amounts.opened]));
  const spent = totals(used.map(({ at, amounts }) => [`${at[by]} ${at.spendingClass}`, amounts.used]));
  return [...new Set([...voted.keys(), ...spent.keys()])].sort().map((key) => {
    const [of = "", spendingClass = ""] = key.split(" ");
    return { of, spendingClass: spendingClass as SpendingClass, forecast: voted.get(key) ?? 0n, outturn: spent.get(key) ?? 0n };
  });
}

function totals(pairs: readonly (readonly [string, Quantity])[]): Map<string, Quantity> {
  const groups = new Map<string, Quantity[]>();
  for (const [key, amount] of pairs) groups.set(key, [...(groups.get(key) ?? []), amount]);
  return new Map([...groups].map(([key, amounts]) => [key, sum(amounts)]));
}
