/**
 * Matching (lettrage) as an act that can be undone: a group stands within one exercise, its lines share its account and party, and a
 * group that says it is complete sums to zero. A run is what one act made. Nothing is taken away: an undone group stays, without its
 * lines being live (`docs/decisions/0054`, `0055`).
 */
export const matching = [
  `alter table matching add column fiscal_year int references fiscal_year`,
  `alter table matching add column made_at timestamptz not null default clock_timestamp()`,
  `alter table matching add column undone_by bigint references app_user`,
  `alter table matching add column replaced_by bigint references matching`,
  `alter table matching add column restores bigint references matching`,
  `alter table matching add column complete boolean
     generated always as (rule = 'import' or (rule <> 'importPartial' and code !~ '[a-z]')) stored`,
  `update matching m set fiscal_year = coalesce(
     (select min(k.fiscal_year) from matching_line k where k.matching_id = m.id),
     (select y.year from fiscal_year y where m.matched_on between y.first_day and y.last_day),
     (select max(y.year) from fiscal_year y))`,
  `alter table matching alter column fiscal_year set not null`,
  `alter table matching add constraint matching_undone check ((undone_at is null) = (undone_by is null))`,
  `alter table matching add constraint matching_replaced check (replaced_by is null or undone_at is not null)`,
  `alter table matching add constraint matching_year unique (id, fiscal_year)`,
  `create unique index matching_code on matching (fiscal_year, account, upper(code))
     where undone_at is null and rule not in ('import', 'importPartial')`,
  `create index matching_imported_code on matching (fiscal_year, account, length(code), upper(code) collate "C")
     where rule in ('import', 'importPartial')`,
  `create index matching_run_groups on matching (run_id)`,
  `create index matching_replaced_groups on matching (replaced_by) where replaced_by is not null`,

  `alter table matching_line drop constraint matching_line_matching_id_fkey`,
  `alter table matching_line add constraint matching_line_year foreign key (matching_id, fiscal_year) references matching (id, fiscal_year)`,
  `create function matching_holds() returns trigger language plpgsql as $$
   declare
     bad bigint;
   begin
     select m.id into bad
       from added k
       join {schema}.matching m on m.id = k.matching_id
       join {schema}.entry_line l on l.fiscal_year = k.fiscal_year and l.entry_id = k.entry_id and l.line = k.line
      group by m.id, m.account, m.party, m.complete, m.rule
     having bool_or(l.book <> 'general' or l.account <> m.account or l.party is distinct from m.party)
         or (m.complete and m.rule <> 'import' and sum(l.debit) <> sum(l.credit))
      limit 1;
     if bad is not null then
       raise exception 'matching % is not of one account and party, or does not balance', bad using errcode = '23514', constraint = 'matching_holds';
     end if;
     return null;
   end $$`,
  `revoke all on function matching_holds() from public`,
  `create trigger matching_holds after insert on matching_line referencing new table as added
     for each statement execute function matching_holds()`,

  `create table matching_run (
     id          uuid primary key,
     fiscal_year int not null references fiscal_year,
     account     text not null,
     kind        text not null check (kind in ('hand', 'proposals')),
     author      bigint not null references app_user,
     at          timestamptz not null default clock_timestamp(),
     group_count int not null check (group_count > 0),
     line_count  int not null check (line_count >= 2)
   )`,
  `create index matching_run_history on matching_run (fiscal_year, account, at, id)`,
  `create index matching_run_author on matching_run (author, fiscal_year, account, at)`,
  `create table matching_sequence (
     fiscal_year  int not null references fiscal_year,
     account      text not null,
     last_ordinal bigint not null default 0 check (last_ordinal >= 0),
     primary key (fiscal_year, account)
   ) with (fillfactor = 50)`,

  `revoke update on matching, matching_line from enveloppe_app`,
  `grant update (undone_at, undone_by, replaced_by) on matching to enveloppe_app`,
  `grant update (live) on matching_line to enveloppe_app`,
  `grant select, insert on matching_run to enveloppe_app`,
  `grant select, insert, update on matching_sequence to enveloppe_app`,
  `grant select on matching_run, matching_sequence to enveloppe_reader`,
];
