/**
 * Where a unit itself says that its year lands, beside what the methods say (decision 0152): by unit, group of titles and resource, a version for
 * each time somebody says it anew; the last one stands, and without an amount it says that the one before was withdrawn. `months`: how many whole
 * months of the year were over, hence what was known; `used`: what was used then, below which no year can land.
 */
export const manualLandings = [
  `create table manual_landing (
     fiscal_year    int not null references fiscal_year,
     unit           text not null references unit,
     spending_class text not null check (spending_class in ('personnel', 'nonPersonnel')),
     resource       text not null check (resource in ('AE', 'CP', 'ETPT')),
     version        int not null check (version > 0),
     amount         amount,
     used           amount not null,
     months         int not null check (months between 0 and 11),
     reason         text not null check (btrim(reason) <> ''),
     author         bigint not null references app_user,
     at             timestamptz not null default clock_timestamp(),
     primary key (fiscal_year, unit, spending_class, resource, version),
     constraint landing_not_below_used check (amount is null or (amount >= 0 and amount >= used)),
     constraint landing_withdrawn_after_it_was_given check (amount is not null or version > 1)
   )`,
  // Versions follow each other, their knowledge never goes back, and what is withdrawn stood.
  `create function manual_landing_follows() returns trigger language plpgsql as $$
   declare
     before {schema}.manual_landing;
   begin
     select * into before from {schema}.manual_landing l
      where (l.fiscal_year, l.unit, l.spending_class, l.resource) = (new.fiscal_year, new.unit, new.spending_class, new.resource)
      order by l.version desc limit 1;
     if new.version <> coalesce(before.version, 0) + 1 or new.months < coalesce(before.months, 0)
        or (new.amount is null and before.amount is null) then
       raise exception 'a landing follows the one before it' using errcode = '23514', constraint = 'landing_follows';
     end if;
     return new;
   end $$`,
  `revoke all on function manual_landing_follows() from public`,
  `create trigger follows before insert on manual_landing for each row execute function manual_landing_follows()`,
  `create trigger kept before update or delete on manual_landing for each row execute function refuse_alteration()`,
  `create trigger kept_whole before truncate on manual_landing for each statement execute function refuse_alteration()`,
  `grant select, insert on manual_landing to enveloppe_app`,
  `grant select on manual_landing to enveloppe_reader`,
];
