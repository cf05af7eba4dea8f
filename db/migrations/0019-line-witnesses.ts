/**
 * What the entries and their lines point at is witnessed by statement (decision 0081): a key for each code of each line took two thirds of
 * an import. What the keys said stays true, for whatever an entry points at is never removed nor renamed.
 */
const pointedAt: Readonly<Record<string, string>> = {
  unit: "code",
  nature: "code",
  activity: "code",
  account: "book, code",
  party: "code",
  journal: "code, book",
  period: "fiscal_year, period",
  app_user: "id",
};
const keysOfLines = [
  "entry_line_entry_id_fiscal_year_book_period_entry_date_fkey",
  "entry_line_book_account_fkey",
  "entry_line_unit_fkey",
  "entry_line_beneficiary_unit_fkey",
  "entry_line_nature_fkey",
  "entry_line_activity_fkey",
  "entry_line_party_fkey",
];
const keysOfEntries = ["entry_actor_fkey", "entry_journal_book_fkey", "entry_fiscal_year_period_fkey"];

export interface Pointing {
  readonly what: string;
  /** The identity's columns, and for each way to point at it those of the rows that were added. */
  readonly columns: readonly string[];
  readonly pointers: readonly (readonly string[])[];
}

/** What the added rows point at and `what` does not hold: each identity is looked up once, whatever is known of the tables' sizes. */
function unknown({ what, columns, pointers }: Pointing): string {
  const named = columns.map((column, index) => [column, index] as const);
  const given = pointers.map(
    (pointer) =>
      `select ${named.map(([column, index]) => `${pointer[index]} as ${column}`).join(", ")} from added where ${pointer.at(-1)} is not null`,
  );
  return `select '${what}' as what, concat_ws(' ', ${columns.map((column) => `a.${column}`).join(", ")}) as code
            from (${given.join(" union ")}${given.length === 1 ? ` group by ${columns.map((_, index) => index + 1).join(", ")}` : ""}) a
            left join lateral (select true as held from {schema}.${what} i
                                where ${columns.map((column) => `i.${column} = a.${column}`).join(" and ")} limit 1) i on true
           where i.held is null`;
}

/** A trigger on `table` that refuses a statement when it points at nothing, as a foreign key would and with its SQLSTATE. */
export function witness(name: string, table: string, pointings: readonly Pointing[]): string[] {
  return [
    `create function ${name}() returns trigger language plpgsql set enable_seqscan to off as $$
     declare
       bad record;
     begin
       select * into bad from (${pointings.map(unknown).join(" union all ")}) u limit 1;
       if found then
         raise exception 'no % is %', bad.what, bad.code using errcode = '23503', constraint = '${name}', table = '${table}';
       end if;
       return null;
     end $$`,
    `create trigger ${name} after insert on ${table} referencing new table as added for each statement execute function ${name}()`,
  ];
}

export const lineWitnesses = [
  `create function refuse_removal() returns trigger language plpgsql as $$
   begin
     raise exception '% is never removed nor renamed: the journal points at it', tg_table_name using errcode = '42501';
   end $$`,
  ...Object.entries(pointedAt).flatMap(([table, key]) => [
    `create trigger kept before delete or update of ${key} on ${table} for each row execute function refuse_removal()`,
    `create trigger kept_whole before truncate on ${table} for each statement execute function refuse_removal()`,
  ]),

  // All lines of an entry come in one statement, under its own day and period, numbered from 1 without a gap, and equal its totals.
  `create or replace function lines_balance() returns trigger language plpgsql set enable_seqscan to off as $$
   declare
     bad bigint;
   begin
     select s.entry_id into bad
       from (select entry_id, fiscal_year, book, period, entry_date, resource, count(*) as n, sum(debit) as debit, sum(credit) as credit,
                    sum(count(*)) over whole as lines, max(max(line)) over whole as last_line, count(*) over whole as totals
               from added group by entry_id, fiscal_year, book, period, entry_date, resource window whole as (partition by entry_id)) s
       left join lateral (
         select e.line_count from {schema}.entry e
          where e.id = s.entry_id and (e.fiscal_year, e.book, e.period, e.entry_date) = (s.fiscal_year, s.book, s.period, s.entry_date)
          limit 1) e on true
       left join lateral (
         select count(*) as totals, max(t.line_count) filter (where t.resource = s.resource) as line_count,
                max(t.debit) filter (where t.resource = s.resource) as debit, max(t.credit) filter (where t.resource = s.resource) as credit
           from {schema}.entry_total t where t.entry_id = s.entry_id) t on true
      where (s.n, s.debit, s.credit, s.lines, s.last_line, s.totals)
            is distinct from (t.line_count, t.debit, t.credit, e.line_count, e.line_count, t.totals)
      limit 1;
     if bad is not null then
       raise exception 'entry % is unbalanced or was altered', bad using errcode = '23514', constraint = 'entry_balanced';
     end if;
     return null;
   end $$`,

  ...witness("lines_known", "entry_line", [
    { what: "account", columns: ["book", "code"], pointers: [["book", "account"]] },
    { what: "unit", columns: ["code"], pointers: [["unit"], ["beneficiary_unit"]] },
    { what: "nature", columns: ["code"], pointers: [["nature"]] },
    { what: "activity", columns: ["code"], pointers: [["activity"]] },
    { what: "party", columns: ["code"], pointers: [["party"]] },
  ]),
  ...keysOfLines.map((key) => `alter table entry_line drop constraint ${key}`),

  ...witness("entries_known", "entry", [
    { what: "app_user", columns: ["id"], pointers: [["actor"]] },
    { what: "journal", columns: ["code", "book"], pointers: [["journal", "book"]] },
    { what: "period", columns: ["fiscal_year", "period"], pointers: [["fiscal_year", "period"]] },
  ]),
  ...keysOfEntries.map((key) => `alter table entry drop constraint ${key}`),
  // Nothing but the key of the lines read it.
  `alter table entry drop constraint entry_id_fiscal_year_book_period_entry_date_key`,

  ...witness("totals_known", "entry_total", [{ what: "entry", columns: ["id"], pointers: [["entry_id"]] }]),
  `alter table entry_total drop constraint entry_total_entry_id_fkey`,
  `alter table entry_total drop constraint entry_total_resource_fkey`,
  `alter table entry_total add constraint resource_known check (resource in ('AE', 'CP', 'ETPT', 'DAY', 'EUR'))`,
];
