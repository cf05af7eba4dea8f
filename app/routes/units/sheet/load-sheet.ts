import { monthsOver } from "#app/domain/forecast/landing.ts";
import { costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import type { VisibleUnit } from "#db/queries/access.ts";
import { peopleWho } from "#db/queries/access.ts";
import { labelsOf } from "#db/queries/allotment-places.ts";
import { readCube } from "#db/queries/cube/cube.ts";
import { followUps } from "#db/queries/follow-up.ts";
import { latestComments } from "#db/queries/latest-comments.ts";
import { tracedActs } from "#db/queries/trace/acts.ts";
import { ladderOf } from "./ladder.ts";

/** The largest lines of a unit: what it was notified and what it paid of a nature, in an activity. */
export interface TopLine {
  readonly nature: string;
  readonly natureLabel: string;
  readonly activity: string;
  readonly activityLabel: string;
  readonly notified: Quantity;
  readonly paid: Quantity;
}

const topLines = 10;
const commentsShown = 5;
const resources = ["AE", "CP", "ETPT"] as const;

/** From what was asked to where the year lands, for a unit and those below it. */
export async function loadLadder({ db, year, today, access }: LoaderScene, unit: string, units: readonly string[]) {
  const cut = { unit: units };
  const sight = costSightOf(access);
  const rows = await readCube(db, {
    measures: ["asked", "decided", "notified", "released", "used"],
    resources,
    years: [year],
    by: [],
    where: cut,
    sight,
  });
  const amounts = (resource: BudgetResource) =>
    rows.find((row) => row.resource === resource)?.amounts ?? { asked: 0n, decided: 0n, notified: 0n, released: 0n, used: 0n };
  const months = monthsOver(year, today);
  const landed = resources.filter((resource) => months > 0 && (amounts(resource).notified !== 0n || amounts(resource).used !== 0n));
  const found = await followUps(db, { year, resources: landed, months, units });
  const landings = new Map([...found].map(([resource, own]) => [resource, own.of(units).landing?.likely ?? null]));
  return {
    ladder: resources.map((resource) =>
      ladderOf({ year, unit, resource, amounts: amounts(resource), landing: landings.get(resource) ?? null }),
    ),
    cp: { ...amounts("CP"), landing: landings.get("CP") ?? null },
  };
}

/** What is read below the ladder. */
export async function loadBelow({ db, year, today, access, mayDo }: LoaderScene, unit: VisibleUnit, units: readonly string[]) {
  const sight = costSightOf(access);
  const seesPersonnel = units.every((code) => costView(sight, code) === "whole");
  const figure = {
    key: { measure: "notified", resource: "CP", scope: { kind: "below", unit: unit.code }, year },
    units,
    sight,
    seesPersonnel,
  } as const;
  const heads = await peopleWho(db, "forecast.submit", unit.code, today);
  return {
    heads: heads.filter(({ roles }) => roles.includes("unitHead")).map(({ name }) => name),
    lines: await linesOf({ db, year }, units, seesPersonnel),
    acts: await tracedActs(db, figure),
    comments: await latestComments(db, units, commentsShown),
    readsDecisions: mayDo("arbitration.read"),
  };
}

async function linesOf(
  { db, year }: Pick<LoaderScene, "db" | "year">,
  units: readonly string[],
  seesPersonnel: boolean,
): Promise<TopLine[]> {
  const rows = await readCube(db, {
    ...{ measures: ["notified", "used"], resources: ["CP"], years: [year], by: ["nature", "activity"] },
    where: seesPersonnel ? { unit: units } : { unit: units, spendingClass: ["nonPersonnel"] },
  });
  const top = rows
    .map(({ at, amounts }) => ({ nature: at.nature ?? "", activity: at.activity ?? "", notified: amounts.notified, paid: amounts.used }))
    .sort((left, right) => (left.notified === right.notified ? (left.paid < right.paid ? 1 : -1) : left.notified < right.notified ? 1 : -1))
    .slice(0, topLines);
  const on = `${year}-12-31`;
  const natures = await labelsOf(
    db,
    "nature",
    top.map(({ nature }) => nature),
    on,
  );
  const activities = await labelsOf(
    db,
    "activity",
    top.map(({ activity }) => activity),
    on,
  );
  return top.map((line) => ({
    ...line,
    natureLabel: natures.get(line.nature) ?? line.nature,
    activityLabel: activities.get(line.activity) ?? line.activity,
  }));
}
