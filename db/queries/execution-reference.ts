import { sql } from "kysely";
import type { NatureAccounts } from "#app/domain/execution/accounts.ts";
import { type Day, isDay } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "../client.ts";

/** The exercise of each day; `unknown-year` names the first day that no exercise holds, `not-a-day` the first text that is none. */
export async function exercisesOf(db: Db, days: readonly Day[]): Promise<Result<(day: Day) => number>> {
  const wrong = days.find((day) => !isDay(day));
  if (wrong !== undefined) return refuse({ kind: "not-a-day", text: wrong });
  const { rows } = await sql<{ day: Day; year: number }>`
    select d::text as day, y.year
      from unnest(${[...new Set(days)]}::date[]) as d join fiscal_year y on d between y.first_day and y.last_day`.execute(db);
  const years = new Map(rows.map(({ day, year }) => [day, year]));
  const missing = days.find((day) => !years.has(day));
  return missing === undefined ? accept((day) => years.get(day) ?? 0) : refuse({ kind: "unknown-year", date: missing });
}

export interface ExerciseDays {
  readonly year: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
}

export async function exercise(db: Db, year: number): Promise<ExerciseDays | undefined> {
  return await db
    .selectFrom("fiscal_year")
    .where("year", "=", year)
    .select(["year", "first_day as firstDay", "last_day as lastDay"])
    .executeTakeFirst();
}

/** The class of each nature; absent for a nature above the classes, or that nobody knows. */
export async function classesOf(db: Db, natures: readonly string[]): Promise<(nature: string) => SpendingClass | undefined> {
  if (natures.length === 0) return () => undefined;
  const rows = await db
    .selectFrom("nature")
    .where("code", "in", [...new Set(natures)])
    .select(["code", "spending_class"])
    .execute();
  const classes = new Map(rows.map(({ code, spending_class }) => [code, spending_class ?? undefined]));
  return (nature) => classes.get(nature);
}

/** The title of each nature on a day: « T3 ». */
export async function titlesOf(db: Db, natures: readonly string[], on: Day): Promise<Map<string, string | null>> {
  const { rows } = await sql<{ code: string; title: string | null }>`
    select v.code, v.title from nature_version v
     where v.code = any(${[...natures]}::text[]) and v.superseded_at is null and v.valid @> ${on}::date`.execute(db);
  return new Map(rows.map(({ code, title }) => [code, title]));
}

/** What posting needs to know of a nature on a day: each found on the nature itself, or on the nearest one above it. */
export interface NatureFacts {
  readonly accounts: NatureAccounts | undefined;
  /** The category of title 2 (or of another title) that it belongs to. */
  readonly category: string | undefined;
  /** The node T2 or HT2 above it: where what is voted stands. */
  readonly classNode: string | undefined;
}

interface NatureOnDay {
  readonly nature: string;
  readonly on: Day;
}

export async function natureFacts(db: Db, wanted: readonly NatureOnDay[]): Promise<(nature: string, on: Day) => NatureFacts> {
  const keys = [...new Map(wanted.map((pair) => [keyOf(pair.nature, pair.on), pair])).values()];
  const { rows } = await sql<NatureOnDay & NatureAccounts & { category: string | null; classNode: string | null; mapped: boolean }>`
    with recursive above as (
      select w.nature, w.day, w.nature as code, 0 as height
        from unnest(${keys.map(({ nature }) => nature)}::text[], ${keys.map(({ on }) => on)}::date[]) as w(nature, day)
      union all
      select a.nature, a.day, v.parent::text, a.height + 1
        from above a join nature_version v on v.code = a.code and v.superseded_at is null and v.valid @> a.day
       where v.parent is not null),
    known as (
      select a.nature, a.day, a.height, v.level, a.code, m.expense, m.accrued, m.payable
        from above a
        join nature_version v on v.code = a.code and v.superseded_at is null and v.valid @> a.day
        left join nature_account m on m.nature = a.code and m.superseded_at is null and m.valid @> a.day)
    select nature, day::text as on,
           (array_agg(code order by height) filter (where level = 'category'))[1] as category,
           (array_agg(code order by height) filter (where level = 'class'))[1] as "classNode",
           (array_agg(expense order by height) filter (where expense is not null))[1] as expense,
           (array_agg(accrued order by height) filter (where expense is not null))[1] as accrued,
           (array_agg(payable order by height) filter (where expense is not null))[1] as payable,
           bool_or(expense is not null) as mapped
      from known group by nature, day`.execute(db);
  const facts = new Map(rows.map((row) => [keyOf(row.nature, row.on), factsOf(row)]));
  return (nature, on) => facts.get(keyOf(nature, on)) ?? { accounts: undefined, category: undefined, classNode: undefined };
}

/** The action (level under the programme) above each activity on a day: where what is voted stands. */
export async function actionsOf(db: Db, activities: readonly string[], on: Day): Promise<(activity: string) => string | undefined> {
  const { rows } = await sql<{ activity: string; action: string }>`
    with recursive above as (
      select w.activity, w.activity as code from unnest(${[...new Set(activities)]}::text[]) as w(activity)
      union all
      select a.activity, v.parent::text
        from above a join activity_version v on v.code = a.code and v.superseded_at is null and v.valid @> ${on}::date
       where v.parent is not null)
    select a.activity, a.code as action
      from above a join activity_version v on v.code = a.code and v.superseded_at is null and v.valid @> ${on}::date
     where v.level = 'action'`.execute(db);
  const actions = new Map(rows.map(({ activity, action }) => [activity, action]));
  return (activity) => actions.get(activity);
}

/** The unit that holds the programme's own credits: the institute, above all others. */
export async function rootUnit(db: Db, on: Day): Promise<string | undefined> {
  const { rows } = await sql<{ code: string }>`
    select code from unit_version
     where superseded_at is null and valid @> ${on}::date and parent is null order by (kind = 'institute') desc, code limit 1`.execute(db);
  return rows[0]?.code;
}

/** The control unit of each unit in an exercise: the unit itself unless the year's setting says otherwise. */
export async function controlUnitsOf(db: Db, year: number, units: readonly string[]): Promise<(unit: string) => string> {
  if (units.length === 0) return (unit) => unit;
  const rows = await db
    .selectFrom("control_unit")
    .where("fiscal_year", "=", year)
    .where("unit", "in", [...new Set(units)])
    .select(["unit", "control_unit"])
    .execute();
  const control = new Map(rows.map((row) => [row.unit, row.control_unit]));
  return (unit) => control.get(unit) ?? unit;
}

/** Parties that nobody knows, of those given. */
export async function unknownParties(db: Db, parties: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(parties)];
  if (wanted.length === 0) return [];
  const known = new Set((await db.selectFrom("party").where("code", "in", wanted).select("code").execute()).map(({ code }) => code));
  return wanted.filter((party) => !known.has(party));
}

function factsOf(row: NatureAccounts & { category: string | null; classNode: string | null; mapped: boolean }): NatureFacts {
  return {
    accounts: row.mapped ? { expense: row.expense, accrued: row.accrued, payable: row.payable } : undefined,
    category: row.category ?? undefined,
    classNode: row.classNode ?? undefined,
  };
}

function keyOf(nature: string, on: Day): string {
  return `${on} ${nature}`;
}
