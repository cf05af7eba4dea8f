/**
 * The workload plan (decision 0172). A work item is done by teams, each with its profiles, in months; what is planned and what was spent are told
 * change after change, and never altered: `work_load` and `work_time` are their last words, kept by the changes themselves. A forecast names a
 * change: the plan as it stood after it. An item asked for by a request stands in the plan once the request is granted; refused, it leaves it.
 */
const changes = (table: string, current: string) => [
  `create table ${table} (
     id      bigint generated always as identity primary key,
     item_id uuid not null references work_item,
     unit    text not null references unit,
     profile text not null references work_profile,
     month   date not null constraint ${table}_of_a_month check (extract(day from month) = 1),
     days    amount not null constraint ${table}_of_days check (days >= 0),
     source  text not null check (source in ('entry', 'import', 'reallocation')),
     batch   uuid not null,
     author  bigint not null references app_user,
     at      timestamptz not null default clock_timestamp()
   )`,
  `create index ${table}_place on ${table} (item_id, unit, profile, month, id)`,
  `create index ${table}_batch on ${table} (batch)`,
  `create table ${current} (
     item_id   uuid not null references work_item,
     unit      text not null references unit,
     profile   text not null references work_profile,
     month     date not null,
     days      amount not null check (days > 0),
     change_id bigint not null unique references ${table},
     primary key (item_id, unit, profile, month)
   )`,
  `create index ${current}_team on ${current} (unit, month)`,
  `create function ${table}_counts() returns trigger language plpgsql security definer set search_path to {schema}, pg_temp as $$
   begin
     delete from ${current} c where (c.item_id, c.unit, c.profile, c.month) = (new.item_id, new.unit, new.profile, new.month);
     if new.days > 0 then
       insert into ${current} (item_id, unit, profile, month, days, change_id)
       values (new.item_id, new.unit, new.profile, new.month, new.days, new.id);
     end if;
     return null;
   end $$`,
  `revoke all on function ${table}_counts() from public`,
  `create trigger counts after insert on ${table} for each row execute function ${table}_counts()`,
  `create trigger kept before update or delete on ${table} for each row execute function refuse_alteration()`,
  `create trigger kept_whole before truncate on ${table} for each statement execute function refuse_alteration()`,
  `grant select, insert on ${table} to enveloppe_app`,
  `grant select on ${current} to enveloppe_app`,
  `grant select on ${table}, ${current} to enveloppe_reader`,
];

export const workload = [
  `create table work_item (
     id          uuid primary key,
     code        code not null unique,
     label       text not null check (label = btrim(label) and label <> ''),
     kind        text not null check (kind in ('recurrent', 'project', 'maintenance')),
     activity    text not null references activity,
     unit        text not null references unit,
     request_id  uuid references request,
     first_month date not null constraint work_item_begins_with_a_month check (extract(day from first_month) = 1),
     last_month  date constraint work_item_ends_with_a_month check (extract(day from last_month) = 1),
     closed_on   date,
     author      bigint not null references app_user,
     created_at  timestamptz not null default clock_timestamp(),
     constraint work_item_ends_after_it_begins check (last_month >= first_month)
   )`,
  `create index work_item_unit on work_item (unit)`,
  `create index work_item_request on work_item (request_id) where request_id is not null`,
  `grant select, insert on work_item to enveloppe_app`,
  `grant update (label, kind, activity, request_id, first_month, last_month, closed_on) on work_item to enveloppe_app`,
  `grant select on work_item to enveloppe_reader`,

  ...changes("work_load_change", "work_load"),
  ...changes("work_time_change", "work_time"),

  // Neither is planned nor spent outside the months of an item; time is spent in a month that is open, on an item that was not closed before it.
  `create function work_within_its_item() returns trigger language plpgsql as $$
   declare
     own record;
   begin
     select i.first_month, i.last_month, i.closed_on into own from {schema}.work_item i where i.id = new.item_id for share;
     if new.days > 0 and not daterange(own.first_month, own.last_month, '[]') @> new.month then
       raise exception 'work outside the months of its item' using errcode = '23514', constraint = 'work_within_its_item';
     end if;
     if tg_table_name = 'work_time_change' then
       if new.month > own.closed_on then
         raise exception 'time on a closed item' using errcode = '23514', constraint = 'time_on_an_open_item';
       end if;
       if not exists (select 1 from {schema}.period p where p.first_day = new.month and p.status = 'open' and not p.complementary) then
         raise exception 'time in a month that is not open' using errcode = '23514', constraint = 'time_in_an_open_month';
       end if;
     end if;
     return new;
   end $$`,
  `revoke all on function work_within_its_item() from public`,
  ...["work_load_change", "work_time_change"].map(
    (table) => `create trigger within before insert on ${table} for each row execute function work_within_its_item()`,
  ),

  `create table work_forecast (
     fiscal_year int not null references fiscal_year,
     number      int not null check (number > 0),
     name        text not null check (name = btrim(name) and name <> ''),
     change_id   bigint not null,
     author      bigint not null references app_user,
     at          timestamptz not null default clock_timestamp(),
     primary key (fiscal_year, number),
     unique (fiscal_year, name)
   )`,
  `create trigger kept before update or delete on work_forecast for each row execute function refuse_alteration()`,
  `create trigger kept_whole before truncate on work_forecast for each statement execute function refuse_alteration()`,
  `grant select, insert on work_forecast to enveloppe_app`,
  `grant select on work_forecast to enveloppe_reader`,

  // Days that people of a unit spend in training, on union duty or away beyond the usual, as totals: nobody is named.
  `create table absence_total (
     unit   text not null references unit,
     month  date not null constraint absence_of_a_month check (extract(day from month) = 1),
     kind   text not null check (kind in ('training', 'union', 'other')),
     days   amount not null check (days > 0),
     author bigint not null references app_user,
     at     timestamptz not null default clock_timestamp(),
     primary key (unit, month, kind)
   )`,
  `grant select, insert, update, delete on absence_total to enveloppe_app`,
  `grant select on absence_total to enveloppe_reader`,

  // Without a request, or with one that an adopted scenario gives something: planned. Deferred or not decided: a candidate. Given nothing: refused.
  `create view work_item_standing as
   select i.id,
          case when i.request_id is null then 'planned'
               else coalesce((select case when d.verb = 'defer' then 'candidate'
                                          when exists (select 1 from decision_amount a where a.decision_id = d.id and a.decided > 0) then 'planned'
                                          else 'refused' end
                                from request r
                                join sheet s on s.id = r.sheet_id
                                join scenario o on o.campaign = s.campaign and o.state = 'adopted'
                                join standing_decision h on h.scenario_id = o.id and h.request_id = r.id
                                join decision d on d.id = h.decision_id
                               where r.id = i.request_id), 'candidate') end as standing
     from work_item i`,
  `grant select on work_item_standing to enveloppe_app, enveloppe_reader`,
];
