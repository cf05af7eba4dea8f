import { sql } from "kysely";
import { isIdentifier } from "#app/domain/execution/identifier.ts";
import { type FactKindName, resourceOfFacts } from "#app/domain/execution/monthly.ts";
import { type Day, type Month, monthOf } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../client.ts";

/** What was recorded of a month at one place: in the smallest unit of the kind's resource. */
export interface MonthFact {
  readonly month: Month;
  readonly unit: string;
  readonly nature: string;
  readonly amount: Quantity;
  /** The part that no credit covered when it was recorded; nothing of days, which are no credits. */
  readonly overrun: Quantity;
}

/** The facts of an exercise on these units that count, typed here or brought by an import that stands, by month, nature and unit. */
export async function monthFacts(db: Db, year: number, kind: FactKindName, units: readonly string[]): Promise<MonthFact[]> {
  const { rows } = await sql<Omit<MonthFact, "month"> & { first: string }>`
    with fact as (
      select (y.first_day + make_interval(months => f.month - 1))::date as first, f.unit, f.event_id
        from monthly_fact f join fiscal_year y on y.year = f.fiscal_year
       where f.fiscal_year = ${year} and f.kind = ${kind}
         and not exists (select from document_reversal r where r.document = 'monthlyFact' and r.document_id = f.id)
      union all
      select date_trunc('month', e.on_day)::date, e.unit, e.event_id
        from chorus_event e join chorus_import i on i.id = e.import_id
       where i.fiscal_year = ${year} and i.kind = ${kind} and i.state = 'posted' and not e.undoes)
    select f.first::text as first, f.unit, l.nature,
           coalesce(sum(l.debit - l.credit) filter (where l.account = 'consumed'), 0)::bigint as amount,
           coalesce(sum(l.credit - l.debit) filter (where l.account = 'overrun' and l.resource <> 'DAY'), 0)::bigint as overrun
      from fact f
      join entry e on e.event_id = f.event_id and e.book = 'budget'
      join entry_line l on l.fiscal_year = e.fiscal_year and l.entry_id = e.id and l.resource = ${resourceOfFacts[kind]}
     where f.unit = any(${[...units]}::text[])
     group by 1, 2, 3 order by 1, 3, 2`.execute(db);
  return rows.map(({ first, ...row }) => ({ ...row, month: monthOf(first) }));
}

/** One record of a month, for one unit: by whom, with which entry, and whether it still counts. */
export interface FactRecord {
  /** Of the fact; of the event where an import brought it. */
  readonly id: string;
  readonly month: Month;
  readonly unit: string;
  readonly on: Day;
  readonly author: string;
  readonly amount: Quantity;
  readonly overrun: Quantity;
  readonly entry: { readonly id: bigint; readonly name: string };
  readonly takenBack: { readonly by: string; readonly at: Date; readonly reason: string } | null;
  readonly broughtBy: { readonly id: string; readonly name: string } | null;
}

interface RecordRow extends Omit<FactRecord, "month" | "entry" | "takenBack" | "broughtBy"> {
  readonly first: string;
  readonly entryId: bigint;
  readonly entryName: string;
  readonly by: string | null;
  readonly at: Date | null;
  readonly reason: string | null;
  readonly importId: string | null;
  readonly importName: string | null;
}

/**
 * The records of an exercise on these units, typed here or brought by an import that stands, those that were taken back included; the latest month
 * first, then by unit. `id`: that one alone.
 */
export async function factRecords(
  db: Db,
  {
    year,
    kind,
    units,
    id,
  }: { readonly year: number; readonly kind: FactKindName; readonly units: readonly string[]; readonly id?: string },
): Promise<FactRecord[]> {
  if (id !== undefined && !isIdentifier(id)) return [];
  const { rows } = await sql<RecordRow>`
    with record as (
      select f.id, (y.first_day + make_interval(months => f.month - 1))::date as first, f.unit, f.recorded_on as on_day, f.author, f.event_id,
             f.created_at as at, null::uuid as import_id, null::text as import_name
        from monthly_fact f join fiscal_year y on y.year = f.fiscal_year
       where f.fiscal_year = ${year} and f.kind = ${kind}
      union all
      select e.event_id, date_trunc('month', e.on_day)::date, e.unit, e.on_day, i.posted_by, e.event_id, i.posted_at, i.id, i.name
        from chorus_event e join chorus_import i on i.id = e.import_id
       where i.fiscal_year = ${year} and i.kind = ${kind} and i.state = 'posted' and not e.undoes)
    select r.id, r.first::text as first, r.unit, r.on_day::text as on, u.name as author, n.id as "entryId", n.journal || '-' || n.number as "entryName",
           coalesce(sum(l.debit - l.credit) filter (where l.account = 'consumed'), 0)::bigint as amount,
           coalesce(sum(l.credit - l.debit) filter (where l.account = 'overrun' and l.resource <> 'DAY'), 0)::bigint as overrun,
           w.name as by, b.at, b.reason, r.import_id as "importId", r.import_name as "importName"
      from record r
      join app_user u on u.id = r.author
      join entry n on n.event_id = r.event_id and n.book = 'budget'
      join entry_line l on l.fiscal_year = n.fiscal_year and l.entry_id = n.id and l.resource = ${resourceOfFacts[kind]}
      left join document_reversal b on b.document = 'monthlyFact' and b.document_id = r.id
      left join app_user w on w.id = b.author
     where r.unit = any(${[...units]}::text[]) and (${id ?? null}::uuid is null or r.id = ${id ?? null}::uuid)
     group by r.id, r.first, r.unit, r.on_day, r.at, u.name, n.id, n.journal, n.number, w.name, b.at, b.reason, r.import_id, r.import_name
     order by r.first desc, r.unit, r.at`.execute(db);
  return rows.map(({ first, entryId, entryName, by, at, reason, importId, importName, ...row }) => ({
    ...row,
    month: monthOf(first),
    entry: { id: entryId, name: entryName },
    takenBack: by === null || at === null ? null : { by, at, reason: reason ?? "" },
    broughtBy: importId === null ? null : { id: importId, name: importName ?? "" },
  }));
}
