/**
 * What people say of a year that is over (decision 0154). Why a unit did not use what was put at its disposal, by group of titles and resource:
 * causes with their amounts, all of them said anew in each version. And what it tells of its year, in words. Every version is kept.
 */
export const reviews = [
  `create table variance_explanation (
     id             uuid primary key,
     fiscal_year    int not null references fiscal_year,
     unit           text not null references unit,
     spending_class text not null check (spending_class in ('personnel', 'nonPersonnel')),
     resource       text not null check (resource in ('AE', 'CP')),
     version        int not null check (version > 0),
     gap            amount not null,
     told           amount not null,
     author         bigint not null references app_user,
     at             timestamptz not null default clock_timestamp(),
     unique (fiscal_year, unit, spending_class, resource, version)
   )`,
  `create table variance_cause (
     explanation_id uuid not null references variance_explanation,
     cause          text not null check (cause in ('schedule', 'price', 'volume', 'scope', 'dropped', 'hazard', 'other')),
     amount         amount not null check (amount <> 0),
     note           text not null check (note = btrim(note)),
     primary key (explanation_id, cause),
     constraint other_cause_is_named check (cause <> 'other' or note <> '')
   )`,
  `create table unit_review (
     fiscal_year int not null references fiscal_year,
     unit        text not null references unit,
     version     int not null check (version > 0),
     narrative   text not null check (narrative = btrim(narrative) and length(narrative) <= 20000),
     author      bigint not null references app_user,
     at          timestamptz not null default clock_timestamp(),
     primary key (fiscal_year, unit, version)
   )`,
  `create function review_follows() returns trigger language plpgsql as $$
   declare
     before int;
   begin
     if tg_table_name = 'unit_review' then
       select max(version) into before from {schema}.unit_review r where (r.fiscal_year, r.unit) = (new.fiscal_year, new.unit);
     else
       select max(version) into before from {schema}.variance_explanation r
        where (r.fiscal_year, r.unit, r.spending_class, r.resource) = (new.fiscal_year, new.unit, new.spending_class, new.resource);
     end if;
     if new.version <> coalesce(before, 0) + 1 then
       raise exception 'a review follows the one before it' using errcode = '23514', constraint = 'review_follows';
     end if;
     return new;
   end $$`,
  `revoke all on function review_follows() from public`,
  // The causes of an explanation are those that were said with it: they add up to what it says that it told.
  `create function causes_add_up() returns trigger language plpgsql as $$
   declare
     own uuid := case tg_table_name when 'variance_cause' then (to_jsonb(new) ->> 'explanation_id')::uuid else (to_jsonb(new) ->> 'id')::uuid end;
   begin
     if (select e.told from {schema}.variance_explanation e where e.id = own)
        <> (select coalesce(sum(c.amount), 0) from {schema}.variance_cause c where c.explanation_id = own) then
       raise exception 'the causes of % do not add up to what it told', own using errcode = '23514', constraint = 'causes_add_up';
     end if;
     return null;
   end $$`,
  `revoke all on function causes_add_up() from public`,
  ...["variance_explanation", "variance_cause"].map(
    (table) =>
      `create constraint trigger adds_up after insert on ${table} deferrable initially deferred for each row execute function causes_add_up()`,
  ),
  ...["variance_explanation", "unit_review"].map(
    (table) => `create trigger follows before insert on ${table} for each row execute function review_follows()`,
  ),
  ...["variance_explanation", "variance_cause", "unit_review"].flatMap((table) => [
    `create trigger kept before update or delete on ${table} for each row execute function refuse_alteration()`,
    `create trigger kept_whole before truncate on ${table} for each statement execute function refuse_alteration()`,
    `grant select, insert on ${table} to enveloppe_app`,
    `grant select on ${table} to enveloppe_reader`,
  ]),
];
