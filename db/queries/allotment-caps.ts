import { sql } from "kysely";
import {
  type Cap,
  type CapBase,
  type CapRates,
  type CapScope,
  type CapState,
  type CapUse,
  ceilingOf,
  checkCap,
  lawfulCapRates,
  type StateBases,
} from "#app/domain/allotment/caps.ts";
import { accept, type Result } from "#app/domain/result.ts";
import type { Db } from "../client.ts";
import { saveSetting, setting } from "./setting.ts";

export interface CapSettings {
  readonly rates: CapRates;
  readonly state: StateBases;
}

const name = (year: number) => `legalCaps${year}`;

/** The rates of the year's caps, those of the organic law until its finance act says otherwise; and what the whole State opened, where it is known. */
export async function capSettingsOf(db: Db, year: number): Promise<CapSettings> {
  const kept = (await setting(db, name(year))) as { rates?: Partial<CapRates>; state?: Record<string, Record<string, string>> } | undefined;
  const entries = Object.entries(kept?.state ?? {}).map(([cap, own]) => {
    return [cap, Object.fromEntries(Object.entries(own).map(([resource, amount]) => [resource, BigInt(amount)]))] as const;
  });
  return { rates: { ...lawfulCapRates, ...kept?.rates }, state: Object.fromEntries(entries) as StateBases };
}

export async function saveCapSettings(db: Db, year: number, { rates, state }: CapSettings): Promise<void> {
  const texts = Object.entries(state).map(([cap, own]) => {
    return [cap, Object.fromEntries(Object.entries(own).map(([resource, amount]) => [resource, String(amount)]))] as const;
  });
  await saveSetting(db, name(year), { rates, state: Object.fromEntries(texts) });
}

/** What ceilings are shares of: what finance acts opened in the year and the one before, and what the one before did not use. */
export async function capBases(db: Db, year: number): Promise<CapBase[]> {
  const { rows } = await sql<CapBase>`
    with opened as (
      select n.spending_class, l.resource, l.fiscal_year = ${year} as now, l.origin, sum(l.credit - l.debit)::bigint as amount
        from entry_line l join nature n on n.code = l.nature
       where l.fiscal_year in (${year}, ${year - 1}) and l.book = 'budget' and l.account = 'voted'
         and l.origin in ('initialBudget', 'servicesVotes', 'amendingBudget')
       group by 1, 2, 3, 4),
    unused as (
      select spending_class, resource, sum(amount)::bigint as amount from stage_position
       where fiscal_year = ${year - 1} and stage in ('unallocated', 'reserve', 'notified', 'allotted', 'earmarked', 'lapsed') group by 1, 2)
    select c.spending_class as "spendingClass", r.resource,
           coalesce(sum(o.amount) filter (where o.now and o.origin <> 'amendingBudget'), 0)::bigint as initial,
           coalesce(sum(o.amount) filter (where o.now), 0)::bigint as acts,
           coalesce(sum(o.amount) filter (where not o.now and o.origin <> 'amendingBudget'), 0)::bigint as "initialBefore",
           coalesce(sum(o.amount) filter (where not o.now), 0)::bigint as "actsBefore",
           coalesce((select u.amount from unused u where u.spending_class = c.spending_class and u.resource = r.resource), 0)::bigint as "unusedBefore"
      from (values ('personnel'), ('nonPersonnel')) as c(spending_class)
     cross join (values ('AE'), ('CP')) as r(resource)
      left join opened o on o.spending_class = c.spending_class and o.resource = r.resource
     group by 1, 2 order by 1, 2`.execute(db);
  return rows;
}

/**
 * Takes what a movement uses of each cap, in key order under lock, so that two movements side by side never pass a ceiling together. Ceilings are
 * those of what is opened by now; a use below zero gives back.
 */
export async function drawOnCaps(db: Db, year: number, uses: readonly CapUse[]): Promise<Result<true>> {
  if (uses.length === 0) return accept(true);
  const [bases, settings] = [await capBases(db, year), await capSettingsOf(db, year)];
  for (const use of uses.toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1))) {
    const ceiling = ceilingOf(use, bases, settings);
    const key = { fiscal_year: year, cap: use.cap, scope: scopeOf(use) };
    await db
      .insertInto("cap_use")
      .values({ ...key, used: 0n, ceiling })
      .onConflict((conflict) => conflict.columns(["fiscal_year", "cap", "scope"]).doNothing())
      .execute();
    const { used } = await capUseRow(db, key).select("used").forUpdate().executeTakeFirstOrThrow();
    const taken = checkCap({ ...use, used, ceiling }, use.amount);
    if (!taken.ok) return taken;
    await db
      .updateTable("cap_use")
      .set({ used: taken.value, ceiling: taken.value > ceiling ? taken.value : ceiling })
      .where("fiscal_year", "=", year)
      .where("cap", "=", use.cap)
      .where("scope", "=", key.scope)
      .execute();
  }
  return accept(true);
}

/** How far these caps are taken in the year, against the ceilings of what is opened by now. */
export async function capStates(db: Db, year: number, wanted: readonly (CapScope & { readonly cap: Cap })[]): Promise<CapState[]> {
  if (wanted.length === 0) return [];
  const [bases, settings] = [await capBases(db, year), await capSettingsOf(db, year)];
  const rows = await db.selectFrom("cap_use").where("fiscal_year", "=", year).select(["cap", "scope", "used"]).execute();
  return wanted.map(({ cap, spendingClass, resource }) => {
    const own = { cap, spendingClass, resource };
    const used = rows.find((row) => row.cap === cap && row.scope === scopeOf(own))?.used ?? 0n;
    return { ...own, used, ceiling: ceilingOf(own, bases, settings) };
  });
}

function capUseRow(db: Db, { fiscal_year, cap, scope }: { fiscal_year: number; cap: string; scope: string }) {
  return db.selectFrom("cap_use").where("fiscal_year", "=", fiscal_year).where("cap", "=", cap).where("scope", "=", scope);
}

function scopeOf({ spendingClass, resource }: CapScope): string {
  return `${spendingClass ?? "programme"} ${resource}`;
}

function keyOf(use: CapUse): string {
  return `${use.cap} ${scopeOf(use)}`;
}
