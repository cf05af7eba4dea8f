/**
 * An import asks of PostgreSQL what only it can know: whoever reads the file knows the place of a line in its entry, and all that the lines
 * of an entry say together, which its first line bears (decision 0085). And nobody counts what nobody looks for: neither the words of a line, nor the rows that an import left behind.
 */
export const staging = [
  `alter table staged_line
     add column ordinal int not null,
     alter column sound drop not null,
     add column period int,
     add column least_date date,
     add column last_date date,
     add column first_validated date,
     add column last_validated date,
     add column line_count int,
     add column total_debit numeric,
     add column total_credit numeric`,
  `alter table staged_entry add column period int`,
  ...["label", "voucher", "voucher_date", "origin", "currency", "currency_amount"].map(
    (column) => `alter table entry_line alter column ${column} set statistics 0`,
  ),
  ...["label", "digest"].map((column) => `alter table entry alter column ${column} set statistics 0`),
  `create or replace function refresh_statistics() returns void language plpgsql security definer set search_path to {schema}, pg_temp as $$
   declare
     one text;
   begin
     for one in select relname from pg_class
                 where relnamespace = '{schema}'::regnamespace and relkind = 'r' and relpersistence = 'p' and pg_relation_size(oid) > 0
                 order by relname loop
       execute format('analyze {schema}.%I', one);
     end loop;
   end $$`,
];
