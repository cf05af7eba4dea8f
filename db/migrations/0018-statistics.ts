/**
 * What PostgreSQL believes of tables that have just been filled: it counts them again only when it finds the time, and until then takes
 * them for empty. Neither a trigger nor the work after a long import waits for that.
 */
export const statistics = [
  // One look at an index for each line that is added, whatever is known of the journal.
  `create or replace function matching_holds() returns trigger language plpgsql as $$
   declare
     bad bigint;
   begin
     select m.id into bad
       from added k
       cross join lateral (
         select m.id, m.account, m.party, m.complete, m.rule from {schema}.matching m where m.id = k.matching_id limit 1) m
       cross join lateral (
         select l.book, l.account, l.party, l.debit, l.credit from {schema}.entry_line l
          where l.fiscal_year = k.fiscal_year and l.entry_id = k.entry_id and l.line = k.line limit 1) l
      group by m.id, m.account, m.party, m.complete, m.rule
     having bool_or(l.book <> 'general' or l.account <> m.account or l.party is distinct from m.party)
         or (m.complete and m.rule <> 'import' and sum(l.debit) <> sum(l.credit))
      limit 1;
     if bad is not null then
       raise exception 'matching % is not of one account and party, or does not balance', bad using errcode = '23514', constraint = 'matching_holds';
     end if;
     return null;
   end $$`,
  // An empty table is left unknown, for it would be taken as empty for good. The application may not analyse tables that are not its own (before PostgreSQL 17 nobody can be let): it asks their owner.
  `create function refresh_statistics() returns void language plpgsql security definer set search_path to {schema}, pg_temp as $$
   declare
     one text;
   begin
     for one in select relname from pg_class
                 where relnamespace = '{schema}'::regnamespace and relkind = 'r' and pg_relation_size(oid) > 0 order by relname loop
       execute format('analyze {schema}.%I', one);
     end loop;
   end $$`,
  `revoke all on function refresh_statistics() from public`,
  `grant execute on function refresh_statistics() to enveloppe_app`,
];
