import { monthsOver } from "#app/domain/forecast/landing.ts";
import type { Followed } from "#app/domain/landing/follow-up.ts";
import { lastDayOf, monthOfYear } from "#app/domain/month.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import type { TraceKey } from "#app/domain/trace/trace-key.ts";
import { dueByUnit } from "#db/queries/execution-outstanding.ts";
import { exercise } from "#db/queries/execution-reference.ts";
import { followUp } from "#db/queries/follow-up.ts";
import type { StoryScene } from "./story-scene.ts";

/** Where some units land in a year. */
export interface Landed {
  readonly followed: Followed;
  /** How many of its months are over. */
  readonly months: number;
  readonly byUnit: ReadonlyMap<string, Quantity>;
}

/** The landing beside a figure, or the figure itself; undefined where it is of a nature or an activity, or while no month is over. */
export async function landingOf({ db, today }: StoryScene, key: TraceKey, units: readonly string[]): Promise<Landed | undefined> {
  const { resource, year, cut = {}, upTo, measure, asOf } = key;
  if (resource === "EUR" || resource === "DAY" || Object.keys(cut).length > 0 || key.document || asOf) return undefined;
  const over = monthsOver(year, today);
  const asked = measure === "landing" && upTo?.startsWith(`${year}-`) ? Number(upTo.slice(5)) : over;
  const months = Math.min(over, asked);
  if (months === 0) return undefined;
  const found = await followUp(db, { year, resource, months, units });
  const byUnit = [...found.units()].flatMap(([unit, { landing }]): [string, Quantity][] => (landing ? [[unit, landing.likely]] : []));
  return { followed: found.of(units), months, byUnit: new Map(byUnit) };
}

/** What a landing is made of: what was used, what the commitments already made still give the year to pay, and what past years tell besides. */
export interface Making {
  readonly used: Quantity;
  readonly scheduled: Quantity;
  readonly rest: Quantity;
}

export async function makingOf(
  { db }: StoryScene,
  { followed: { months: each, landing }, months }: Landed,
  { year, resource, units }: { readonly year: number; readonly resource: BudgetResource; readonly units: readonly string[] },
): Promise<Making> {
  const used = each[months - 1]?.used ?? 0n;
  const days = await exercise(db, year);
  const on = lastDayOf(monthOfYear(year, months));
  const due = resource === "CP" && days ? await dueByUnit(db, { year, firstDay: days.firstDay, on, units }, year) : [];
  const scheduled = due.filter((own) => own.year === year).reduce((total, { amount }) => total + amount, 0n);
  return { used, scheduled, rest: (landing?.likely ?? 0n) - used - scheduled };
}
