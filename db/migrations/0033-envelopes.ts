/**
 * An envelope bounds a part of the programme: an action or activity and what is below it, a unit and what is below it or a group of units. It says
 * how it was reckoned, may promise a floor, and is lifted by one without an amount. Groups are named sets of units, each member dated.
 */
const scope = `coalesce(activity, ''), coalesce(unit, ''), coalesce(unit_group, '')`;

export const envelopes = [
  `create table unit_group (
     code       code primary key,
     label      text not null unique check (btrim(label) <> ''),
     author     bigint not null references app_user,
     created_at timestamptz not null default clock_timestamp()
   )`,
  `create table unit_group_member (
     id         bigint generated always as identity primary key,
     unit_group text not null references unit_group,
     unit       text not null references unit,
     valid      daterange not null check (not isempty(valid)),
     author     bigint not null references app_user,
     at         timestamptz not null default clock_timestamp(),
     constraint member_once exclude using gist (unit_group with =, unit with =, valid with &&)
   )`,

  `alter table envelope alter column amount drop not null`,
  `alter table envelope
     add column activity text references activity,
     add column unit text references unit,
     add column unit_group text references unit_group,
     add column floor amount check (floor >= 0),
     add column basis text not null default 'manual' check (basis in ('manual', 'notified', 'trend', 'landing')),
     add column rate int not null default 0 check (rate between -10000 and 100000),
     add column basis_year int,
     add column basis_amount amount,
     add constraint envelope_one_place check (unit is null or unit_group is null),
     add constraint envelope_floor_below check (floor is null or floor <= amount),
     add constraint envelope_floor_of_something check (floor is null or amount is not null),
     add constraint envelope_says_its_basis check ((basis = 'manual') = (basis_amount is null) and (basis_amount is null) = (basis_year is null)),
     add constraint envelope_by_hand_has_no_rate check (basis <> 'manual' or rate = 0)`,
  // One thread for each place: an envelope is the first of it, or replaces the one in force.
  `create unique index envelope_first on envelope (campaign, spending_class, resource, target_year, ${scope}) where replaces is null`,
  // On personnel AE and CP are one ceiling (LOLF art. 8). Looked at once the transaction ends, so that both may be set in it.
  `create function personnel_envelopes_agree() returns trigger language plpgsql as $$
   declare
     other bigint;
   begin
     if new.amount is null or exists (select from {schema}.envelope n where n.replaces = new.id) then
       return null;
     end if;
     select e.amount into other from {schema}.envelope e
      where e.campaign = new.campaign and e.spending_class = 'personnel' and e.target_year = new.target_year
        and e.resource = case new.resource when 'AE' then 'CP' else 'AE' end
        and e.activity is not distinct from new.activity and e.unit is not distinct from new.unit
        and e.unit_group is not distinct from new.unit_group
        and not exists (select from {schema}.envelope n where n.replaces = e.id);
     if other is not null and other <> new.amount then
       raise exception 'personnel: AE and CP envelopes of % and %', new.amount, other
         using errcode = '23514', constraint = 'personnel_envelopes_agree';
     end if;
     return null;
   end $$`,
  `create constraint trigger personnel_envelopes_agree after insert on envelope deferrable initially deferred for each row
     when (new.spending_class = 'personnel' and new.resource in ('AE', 'CP')) execute function personnel_envelopes_agree()`,
  `revoke all on function personnel_envelopes_agree() from public`,
  `create trigger kept before update or delete on envelope for each row execute function refuse_alteration()`,
  `create trigger kept_whole before truncate on envelope for each statement execute function refuse_alteration()`,

  `grant select on unit_group, unit_group_member to enveloppe_app, enveloppe_reader`,
  `grant insert on unit_group, unit_group_member to enveloppe_app`,
  `grant update (label) on unit_group to enveloppe_app`,
  `grant update (valid) on unit_group_member to enveloppe_app`,
  `grant usage on all sequences in schema {schema} to enveloppe_app`,
];
