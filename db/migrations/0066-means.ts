/**
 * What surrounds the money: places with who is there, their leases, machines to renew (decision 0179). No more workstations are held than a site has;
 * breaks fall within their lease. What they cost over the years is computed, and brought in a sheet by whoever forecasts.
 */
export const means = [
  `create table site (
     id           uuid primary key,
     code         code not null unique,
     label        text not null check (label = btrim(label) and label <> ''),
     address      text not null default '' check (address = btrim(address)),
     town         text not null default '' check (town = btrim(town)),
     unit         text not null references unit,
     surface      amount not null check (surface >= 0),
     net_surface  amount check (net_surface >= 0),
     workstations int not null check (workstations between 0 and 100000),
     constraint net_within_gross check (net_surface <= surface)
   )`,
  `create index site_unit on site (unit)`,
  `create table site_occupation (
     site_id      uuid not null references site,
     unit         text not null references unit,
     workstations int not null check (workstations between 0 and 100000),
     residents    int not null check (residents between 0 and 100000),
     primary key (site_id, unit),
     constraint somebody_is_there check (workstations + residents > 0)
   )`,
  `create index site_occupation_unit on site_occupation (unit)`,
  // Whoever writes the site, or who is there, waits for the other: workstations are held once.
  `create function workstations_hold() returns trigger language plpgsql as $$
   declare
     own uuid;
   begin
     if tg_table_name = 'site' then own := new.id; else own := new.site_id; end if;
     perform 1 from {schema}.site s where s.id = own for update;
     if (select sum(o.workstations) from {schema}.site_occupation o where o.site_id = own)
          > (select s.workstations from {schema}.site s where s.id = own) then
       raise exception 'workstations are held once' using errcode = '23514', constraint = 'workstations_held_once';
     end if;
     return null;
   end $$`,
  `revoke all on function workstations_hold() from public`,
  `create trigger workstations after insert or update on site_occupation for each row execute function workstations_hold()`,
  `create trigger workstations after update on site for each row execute function workstations_hold()`,

  `create table lease (
     id         uuid primary key,
     code       code not null unique,
     site_id    uuid not null references site,
     lessor     text not null check (lessor = btrim(lessor) and lessor <> ''),
     signed_on  date not null,
     first_day  date not null,
     last_day   date not null,
     rent       amount not null check (rent > 0),
     charges    amount not null check (charges >= 0),
     index      text not null check (index in ('ILAT', 'ILC', 'ICC', 'none')),
     billing    text not null check (billing in ('month', 'quarter', 'year')),
     due        text not null check (due in ('advance', 'arrears')),
     notice     int not null check (notice between 0 and 36),
     leaves_on  date,
     constraint lease_ends_after_it_begins check (last_day >= first_day),
     constraint lease_signed_before_it_ends check (signed_on <= last_day),
     constraint leaving_within_lease check (leaves_on > first_day and leaves_on <= last_day)
   )`,
  `create index lease_site on lease (site_id)`,
  `create table lease_break (
     lease_id uuid not null references lease on delete cascade,
     day      date not null,
     primary key (lease_id, day)
   )`,
  `create function break_within_lease() returns trigger language plpgsql as $$
   begin
     if not exists (select 1 from {schema}.lease l where l.id = new.lease_id and new.day > l.first_day and new.day <= l.last_day) then
       raise exception 'a break falls within its lease' using errcode = '23514', constraint = 'break_within_lease';
     end if;
     return null;
   end $$`,
  `revoke all on function break_within_lease() from public`,
  `create constraint trigger break_within_lease after insert or update on lease_break deferrable initially deferred
     for each row execute function break_within_lease()`,
  // Hundredths of a percent, typed as they are published, and guessed for the years to come.
  `create table rent_index (
     index text not null check (index in ('ILAT', 'ILC', 'ICC')),
     year  int not null check (year between 2000 and 2100),
     rate  int not null check (rate between -5000 and 5000),
     primary key (index, year)
   )`,
  `create table equipment (
     id         uuid primary key,
     code       code not null unique,
     label      text not null check (label = btrim(label) and label <> ''),
     kind       text not null check (kind in ('laptop', 'desktop', 'screen', 'server', 'storage', 'network', 'printer', 'phone', 'other')),
     unit       text not null references unit,
     acquired   date not null constraint equipment_comes_with_a_month check (extract(day from acquired) = 1),
     count      int not null check (count between 1 and 100000),
     unit_price amount not null check (unit_price > 0),
     life       int not null check (life between 1 and 30),
     delay      int not null default 0 check (delay between 0 and 24),
     planned    date constraint equipment_goes_with_a_month check (extract(day from planned) = 1),
     constraint renewed_after_it_came check (planned > acquired)
   )`,
  `create index equipment_unit on equipment (unit)`,
  `grant select, insert, update, delete on site, site_occupation, lease, lease_break, equipment to enveloppe_app`,
  `grant select, insert, update on rent_index to enveloppe_app`,
  `grant select on site, site_occupation, lease, lease_break, rent_index, equipment to enveloppe_reader`,
];
