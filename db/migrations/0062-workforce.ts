/**
 * People and posts (decision 0168). A contract is a period in which somebody works in a unit: it ends after it begins, is of a known category,
 * overlaps none of the same person in the same unit, and nobody works more than a full time, nor holds a post beyond its size, on any day.
 * Of people, only a number and a name are kept; who reads names is written in the audit. A file of people is kept with what it changed.
 */
const staffFile = `
     id         uuid primary key,
     name       text not null check (name <> ''),
     sha256     bytea not null check (length(sha256) = 32),
     content    bytea not null,
     book       bytea not null,
     state      text not null default 'waiting' check (state in ('waiting', 'applied', 'undone')),
     changes    jsonb not null default '{}' check (jsonb_typeof(changes) = 'object'),
     author     bigint not null references app_user,
     at         timestamptz not null default clock_timestamp(),
     applied_at timestamptz,
     applied_by bigint references app_user,
     undone_at  timestamptz,
     undone_by  bigint references app_user,
     constraint staff_file_applied check ((state = 'waiting') = (applied_at is null) and (applied_at is null) = (applied_by is null)),
     constraint staff_file_undone check ((state = 'undone') = (undone_at is not null) and (undone_at is null) = (undone_by is null))`;

export const workforce = [
  `create table staff_category (
     code   text primary key check (code ~ '^[[:alnum:]][[:alnum:]+._/ -]{0,19}$' and code = btrim(code)),
     label  text not null check (label = btrim(label) and label <> ''),
     nature text not null references nature,
     rank   int not null unique
   )`,
  `create table staff_person (
     id     uuid primary key,
     number code not null unique,
     name   text not null check (name = btrim(name) and name <> '' and length(name) <= 120)
   )`,
  `create table staff_post (
     id          uuid primary key,
     number      code not null unique,
     unit        text not null references unit,
     activity    text not null references activity,
     category    text not null references staff_category,
     label       text not null check (label = btrim(label) and label <> ''),
     profile     text not null default '' check (profile = btrim(profile)),
     size        int not null check (size between 1 and 100),
     first_day   date not null,
     last_day    date,
     expected_on date,
     constraint post_closes_after_it_opens check (last_day >= first_day)
   )`,
  `create index staff_post_unit on staff_post (unit)`,
  `create table staff_contract (
     id              uuid primary key,
     person_id       uuid not null references staff_person,
     post_id         uuid references staff_post,
     unit            text not null references unit,
     activity        text not null references activity,
     category        text not null references staff_category,
     ratio           int not null constraint working_time_in_range check (ratio between 1 and 100),
     first_day       date not null,
     last_day        date,
     profile         text not null default '' check (profile = btrim(profile)),
     data_processing boolean not null default false,
     constraint leaving_after_arriving check (last_day >= first_day),
     constraint contracts_do_not_overlap exclude using gist (person_id with =, unit with =, daterange(first_day, last_day, '[]') with &&)
   )`,
  `create index staff_contract_person on staff_contract (person_id)`,
  `create index staff_contract_unit on staff_contract (unit, first_day)`,
  `create index staff_contract_post on staff_contract (post_id) where post_id is not null`,
  // A person, or a post, is locked before its contracts are added up: two people who write at once are judged one after the other.
  `create function working_time_holds() returns trigger language plpgsql as $$
   declare
     own record;
   begin
     perform 1 from {schema}.staff_person p where p.id = new.person_id for update;
     if exists (
       select 1 from {schema}.staff_contract d
        where d.person_id = new.person_id and daterange(d.first_day, d.last_day, '[]') && daterange(new.first_day, new.last_day, '[]')
          and (select sum(c.ratio) from {schema}.staff_contract c
                where c.person_id = new.person_id
                  and daterange(c.first_day, c.last_day, '[]') @> greatest(d.first_day, new.first_day)) > 100) then
       raise exception 'nobody works more than a full time' using errcode = '23514', constraint = 'no_more_than_full_time';
     end if;
     if new.post_id is not null then
       select p.size, p.first_day, p.last_day into own from {schema}.staff_post p where p.id = new.post_id for update;
       if new.first_day < own.first_day or not daterange(own.first_day, own.last_day, '[]') @> daterange(new.first_day, new.last_day, '[]') then
         raise exception 'a post is held while it is open' using errcode = '23514', constraint = 'post_is_open';
       end if;
       if exists (
         select 1 from {schema}.staff_contract d
          where d.post_id = new.post_id and daterange(d.first_day, d.last_day, '[]') && daterange(new.first_day, new.last_day, '[]')
            and (select sum(c.ratio) from {schema}.staff_contract c
                  where c.post_id = new.post_id
                    and daterange(c.first_day, c.last_day, '[]') @> greatest(d.first_day, new.first_day)) > own.size) then
         raise exception 'a post holds no more than its size' using errcode = '23514', constraint = 'post_holds_its_size';
       end if;
     end if;
     return null;
   end $$`,
  `revoke all on function working_time_holds() from public`,
  `create trigger working_time after insert or update on staff_contract for each row execute function working_time_holds()`,
  // A post is neither closed nor made smaller under who holds it.
  `create function post_keeps_its_holders() returns trigger language plpgsql as $$
   begin
     if exists (
       select 1 from {schema}.staff_contract d
        where d.post_id = new.id
          and (not daterange(new.first_day, new.last_day, '[]') @> daterange(d.first_day, d.last_day, '[]')
            or (select sum(c.ratio) from {schema}.staff_contract c
                 where c.post_id = new.id and daterange(c.first_day, c.last_day, '[]') @> d.first_day) > new.size)) then
       raise exception 'a post keeps its holders' using errcode = '23514', constraint = 'post_keeps_its_holders';
     end if;
     return null;
   end $$`,
  `revoke all on function post_keeps_its_holders() from public`,
  `create trigger holders after update on staff_post for each row execute function post_keeps_its_holders()`,
  `create table ceiling_bridge (
     fiscal_year      int not null references fiscal_year,
     nature           text not null references nature,
     previous         amount not null check (previous >= 0),
     perimeter        amount not null,
     transfers        amount not null,
     technical        amount not null,
     full_year_effect amount not null,
     impact           amount not null,
     author           bigint not null references app_user,
     at               timestamptz not null default clock_timestamp(),
     primary key (fiscal_year, nature)
   )`,
  `create table staff_file (${staffFile})`,
  `create index staff_file_at on staff_file (at desc)`,
  `grant select, insert, update on staff_category, staff_person, staff_post, staff_contract, ceiling_bridge, staff_file to enveloppe_app`,
  `grant delete on staff_contract, staff_person, staff_file to enveloppe_app`,
  `grant select on staff_category, staff_post, ceiling_bridge to enveloppe_reader`,
];
