import { journal } from "./0004-journal.ts";

/** The second belt around the journal: what is posted is never altered, by its owner neither, and its lines equal its totals. */
const guarded = ["entry", "entry_total", "entry_line", "posting", "audit"];
const lineTables = ["entry_line", ...journal.flatMap((statement) => /^create table (entry_line_\d+) /.exec(statement)?.[1] ?? [])];

export const journalGuards = [
  `create function refuse_alteration() returns trigger language plpgsql as $$
   begin
     raise exception '% is append-only: post a reversal', tg_table_name using errcode = '42501';
   end $$`,
  ...guarded.map((table) => `create trigger kept before update or delete on ${table} for each row execute function refuse_alteration()`),
  ...[...guarded.filter((table) => table !== "entry_line"), ...lineTables].map(
    (table) => `create trigger kept_whole before truncate on ${table} for each statement execute function refuse_alteration()`,
  ),
  // All lines of an entry come in one statement, numbered from 1 without a gap, and equal its totals: the primary key then leaves
  // no room for a line more. Qualified names: a trigger runs under its caller's search path (`{schema}` is the organisation's schema).
  `create function lines_balance() returns trigger language plpgsql as $$
   declare
     bad bigint;
   begin
     select entry_id into bad from (
       select entry_id, resource, count(*) as n, sum(debit) as d, sum(credit) as c,
              sum(count(*)) over (partition by entry_id) as lines, max(max(line)) over (partition by entry_id) as last_line
         from added group by entry_id, resource) s
     full join (
       select t.*, e.line_count as all_lines from {schema}.entry_total t join {schema}.entry e on e.id = t.entry_id
        where t.entry_id in (select entry_id from added)) t using (entry_id, resource)
     where (s.n, s.d, s.c, s.lines, s.last_line) is distinct from (t.line_count, t.debit, t.credit, t.all_lines, t.all_lines)
     limit 1;
     if bad is not null then
       raise exception 'entry % is unbalanced or was altered', bad using errcode = '23514', constraint = 'entry_balanced';
     end if;
     return null;
   end $$`,
  `create trigger lines_balance after insert on entry_line referencing new table as added
     for each statement execute function lines_balance()`,
];
