import { type RawBuilder, sql } from "kysely";
import type { EntryReference } from "#app/domain/ledger/entry.ts";
import type { Day } from "#app/domain/month.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import type { SpendingClass, Stage } from "#app/domain/stage.ts";
import type { Db } from "../client.ts";

/** What ends with an exercise: these stages are empty once it has ended (`books.md`, year end). */
export const endingStages = [
  "unallocated",
  "reserve",
  "notified",
  "allotted",
  "earmarked",
  "requested",
] as const satisfies readonly Stage[];

/** What an exercise holds at one stage, over all units. */
export interface StageTotal {
  readonly spendingClass: SpendingClass;
  readonly resource: BudgetResource;
  readonly stage: Stage;
  readonly units: number;
  readonly amount: Quantity;
}

/** Every stage of an exercise, as its positions stand; those that hold nothing are left out. */
export async function stageTotals(db: Db, year: number): Promise<StageTotal[]> {
  const { rows } = await sql<StageTotal>`
    select spending_class as "spendingClass", resource, stage, count(*)::int as units, sum(amount)::bigint as amount
      from stage_position where fiscal_year = ${year} and amount <> 0 group by 1, 2, 3 order by 1 desc, 2, 3`.execute(db);
  return rows;
}

/** Locks, in key order, what an exercise's end will empty: nobody takes any of it before it is posted, and two ends wait for each other. */
export async function lockEndingPositions(db: Db, year: number): Promise<void> {
  await sql`
    select from stage_position where fiscal_year = ${year} and stage = any(${[...endingStages, "lapsed"]}::text[])
     order by fiscal_year, unit, spending_class, resource, stage for update`.execute(db);
}

/** What no credit covered, unit by unit. */
export interface UnitOverrun {
  readonly unit: string;
  readonly spendingClass: SpendingClass;
  readonly resource: BudgetResource;
  readonly amount: Quantity;
  /** What the same unit, class and resource has left: it may clear it at once. */
  readonly available: Quantity;
}

/** What no credit covers, unit by unit; days are no credits and have no ceiling. */
export async function overrunsOf(db: Db, year: number): Promise<UnitOverrun[]> {
  const { rows } = await sql<UnitOverrun>`
    select o.unit, o.spending_class as "spendingClass", o.resource, o.amount, a.amount as available
      from stage_position o
      join stage_position a on a.fiscal_year = o.fiscal_year and a.unit = o.unit and a.spending_class = o.spending_class
                           and a.resource = o.resource and a.stage = 'allotted'
     where o.fiscal_year = ${year} and o.stage = 'overrun' and o.amount > 0 and o.resource <> 'DAY'
     order by o.resource, o.amount desc, o.unit`.execute(db);
  return rows;
}

/** A year's end that was posted and stands. */
export interface StandingLapse {
  readonly id: string;
  readonly number: number;
  readonly on: Day;
  readonly author: string;
  readonly reason: string;
  readonly entry: EntryReference;
  readonly eventId: string;
}

/** The latest first. One that undoes another, and one that was undone, are over. */
export async function standingLapses(db: Db, year: number): Promise<StandingLapse[]> {
  const { rows } = await sql<Omit<StandingLapse, "entry"> & { entryId: bigint; entryNumber: bigint; journal: string }>`
    select m.id, m.number, e.entry_date::text as on, u.name as author, m.reason, m.event_id as "eventId",
           e.id as "entryId", e.number as "entryNumber", e.journal
      from (${standing("lapse")}) m join entry e on e.id = m.entry_id join app_user u on u.id = m.author
     where m.fiscal_year = ${year} order by m.number desc`.execute(db);
  return rows.map(({ entryId, entryNumber, journal, ...lapse }) => {
    return { ...lapse, entry: { id: entryId, fiscalYear: year, journal, number: entryNumber } };
  });
}

/** What an exercise took over of the credits of the one before, class by class. */
export interface Carried {
  readonly spendingClass: SpendingClass;
  readonly resource: BudgetResource;
  readonly amount: Quantity;
}

export async function carriedInto(db: Db, year: number): Promise<Carried[]> {
  const { rows } = await sql<Carried>`
    select n.spending_class as "spendingClass", l.resource, sum(l.amount)::bigint as amount
      from (${standing("carryOver")}) m join movement_line l on l.movement_id = m.id join nature n on n.code = l.to_nature
     where m.fiscal_year = ${year} group by 1, 2 order by 1 desc, 2`.execute(db);
  return rows;
}

/** Movements of a kind that are posted, undo nothing, and that nothing undid. */
function standing(kind: "lapse" | "carryOver"): RawBuilder<unknown> {
  return sql`
    select own.id, own.fiscal_year, own.number, own.reason, own.author, own.event_id, e.id as entry_id
      from movement own join entry e on e.event_id = own.event_id and e.fiscal_year = own.fiscal_year
     where own.kind = ${kind} and own.state = 'posted' and own.reverses is null
       and not exists (select from movement r where r.reverses = own.id and r.state = 'posted')`;
}

/** How many unpaid requests of an exercise and before hold its CP still, and for how much; those of flow 4 hold none. */
export async function unpaidRequests(db: Db, year: number): Promise<{ count: number; amount: Quantity }> {
  const { rows } = await sql<{ count: number; amount: Quantity }>`
    select count(*)::int as count, coalesce(sum(amount), 0)::bigint as amount from payment_request
     where state = 'requested' and commitment_id is not null and fiscal_year <= ${year}
       and not exists (select from request_taking t
                        where t.payment_request_id = payment_request.id and t.undone_at is null and t.fiscal_year > ${year})`.execute(db);
  return rows[0] ?? { count: 0, amount: 0n };
}

/** How many requests of an exercise and before a later one has taken again. */
export async function requestsTakenAfter(db: Db, year: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct t.payment_request_id)::int as count from request_taking t join payment_request r on r.id = t.payment_request_id
     where t.undone_at is null and t.fiscal_year > ${year} and r.fiscal_year <= ${year}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Tranches that were planned and are not released, with the CP that they would have put at disposal. */
export async function plannedTranches(db: Db, year: number): Promise<{ count: number; amount: Quantity }> {
  const { rows } = await sql<{ count: number; amount: Quantity }>`
    select count(distinct m.id)::int as count, coalesce(sum(l.amount) filter (where l.resource = 'CP'), 0)::bigint as amount
      from movement m join movement_line l on l.movement_id = m.id where m.fiscal_year = ${year} and m.state = 'planned'`.execute(db);
  return rows[0] ?? { count: 0, amount: 0n };
}
