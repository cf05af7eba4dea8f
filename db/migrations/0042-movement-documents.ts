/**
 * A movement of credits is a document (decision 0129): written, proposed, then posted by a second person, refused or withdrawn; undone by a document
 * of its own. What it rests on goes with it: the act that allows it, the programme on the other side, who pays what is earmarked.
 */
const states = ["draft", "proposed", "planned", "posted", "refused", "withdrawn", "cancelled"];
const kinds = [
  ...["opening", "cancellation", "virement", "transfer", "freeze", "extraFreeze", "release", "notification", "allotment", "withdrawal"],
  ...["redeployment", "earmark", "overrunClearing", "lapse", "carryOver"],
];
const listed = (values: readonly string[]) => values.map((value) => `'${value}'`).join(", ");

export const movementDocuments = [
  `alter table movement drop constraint movement_kind_check`,
  `alter table movement add constraint movement_kind_check check (kind in (${listed(kinds)}))`,
  `alter table movement drop constraint movement_state_check`,
  `alter table movement add constraint movement_state_check check (state in (${listed(states)}))`,
  `alter table movement
     add column version bigint not null default 1,
     add column act_reference text not null default '',
     add column counterpart_programme text,
     add column counterpart_class text check (counterpart_class in ('personnel', 'nonPersonnel')),
     add column payer text not null default '',
     add column earmarked boolean not null default false,
     add column reverses uuid references movement,
     add constraint movement_has_both_of_its_counterpart check ((counterpart_programme is null) = (counterpart_class is null)),
     add constraint movement_counterpart_of_its_kind check (counterpart_programme is null or kind in ('virement', 'transfer')),
     add constraint movement_approved_when_posted check (approver is null or state = 'posted'),
     add constraint movement_tranche_is_allotment check (state not in ('planned', 'cancelled') or kind = 'allotment'),
     add constraint movement_never_reverses_itself check (reverses <> id)`,
  // One document undoes another; one that was refused or withdrawn leaves the place to the next.
  `create unique index movement_reversed_once on movement (reverses) where reverses is not null and state not in ('refused', 'withdrawn')`,
  `create index movement_of_year on movement (fiscal_year, state, kind)`,
  `create index movement_line_from on movement_line (from_unit)`,
  `create index movement_line_to on movement_line (to_unit)`,
  // What is posted stays as it was; before, its lines may be written anew.
  `create function keep_movement() returns trigger language plpgsql as $$
   begin
     if old.state in ('posted', 'refused', 'withdrawn', 'cancelled') then
       raise exception 'a movement that is over stays as it is' using errcode = '42501';
     end if;
     if (new.id, new.fiscal_year, new.number, new.author, new.reverses, new.created_at)
        is distinct from (old.id, old.fiscal_year, old.number, old.author, old.reverses, old.created_at) then
       raise exception 'a movement keeps its number, its author and what it undoes' using errcode = '42501';
     end if;
     return new;
   end $$`,
  `revoke all on function keep_movement() from public`,
  `create trigger movement_kept before update on movement for each row execute function keep_movement()`,
  `create function keep_movement_line() returns trigger language plpgsql as $$
   begin
     if not exists (select from movement where id = old.movement_id and state = 'draft') then
       raise exception 'the lines of a movement are written anew while it is a draft' using errcode = '42501';
     end if;
     return old;
   end $$`,
  `revoke all on function keep_movement_line() from public`,
  `create trigger movement_line_kept before delete on movement_line for each row execute function keep_movement_line()`,
  `grant delete on movement_line to enveloppe_app`,

  /** Each act on a document: who, when, in whose name, why. */
  `create table movement_step (
     id            bigint generated always as identity primary key,
     movement_id   uuid not null references movement,
     state         text not null check (state in (${listed(states)})),
     actor         bigint not null references app_user,
     on_behalf_of  bigint references app_user,
     delegation_id uuid references delegation,
     reason        text not null default '',
     at            timestamptz not null default clock_timestamp(),
     constraint movement_step_under_a_delegation check ((on_behalf_of is null) = (delegation_id is null)),
     constraint movement_refused_for_a_reason check (state <> 'refused' or btrim(reason) <> '')
   )`,
  `create index movement_step_of on movement_step (movement_id, id)`,

  /** The act of the budget controller where title 2 serves other titles (LOLF art. 7 II); the last one stands. */
  `create table controller_act (
     id          bigint generated always as identity primary key,
     movement_id uuid not null references movement,
     favourable  boolean not null,
     reference   text not null default '',
     reason      text not null default '',
     controller  bigint not null references app_user,
     at          timestamptz not null default clock_timestamp(),
     constraint controller_objects_for_a_reason check (favourable or btrim(reason) <> '')
   )`,
  `create index controller_act_of on controller_act (movement_id, id)`,

  // What movements took of the caps before caps were kept.
  `insert into cap_use (fiscal_year, cap, scope, used, ceiling)
   select m.fiscal_year, c.cap, concat_ws(' ', c.of, l.resource), sum(l.amount), sum(l.amount)
     from movement m
     join movement_line l on l.movement_id = m.id and l.resource in ('AE', 'CP')
     join nature n on n.code = l.to_nature
    cross join lateral (values
      ('virement', 'programme', m.kind = 'virement'),
      ('virementPersonnel', 'personnel', m.kind = 'virement' and n.spending_class = 'personnel'),
      ('advanceDecree', 'programme', m.kind = 'opening' and m.origin = 'advanceDecree'),
      ('cancellation', 'programme', m.kind = 'cancellation'),
      ('servicesVotes', n.spending_class, m.kind = 'opening' and m.origin = 'servicesVotes'),
      ('carryOverPersonnel', 'personnel', m.kind = 'carryOver' and n.spending_class = 'personnel'),
      ('carryOverOther', 'nonPersonnel', m.kind = 'carryOver' and n.spending_class = 'nonPersonnel' and l.resource = 'CP'),
      ('carryOverAvailable', n.spending_class, m.kind = 'carryOver')) as c(cap, of, draws)
    where m.state = 'posted' and c.draws group by 1, 2, 3
   on conflict (fiscal_year, cap, scope) do nothing`,

  // Who approves movements up to what is a row of the same table of decisions.
  `alter table decision_rule drop constraint decision_rule_phase_check`,
  `alter table decision_rule add constraint decision_rule_phase_check check (phase in ('preArbitration', 'conference', 'correction', 'movement'))`,

  // Beside whatever else may be told.
  `do $$
   declare
     kinds text;
   begin
     select string_agg(quote_literal(kind), ', ') into kinds from (
       select (regexp_matches(pg_get_constraintdef(oid), '''([A-Za-z]+)''', 'g'))[1] as kind
         from pg_constraint where conrelid = '{schema}.inbox_notice'::regclass and conname = 'inbox_notice_kind_check'
       union select unnest(array['movementProposed', 'movementPosted', 'movementRefused'])) told;
     execute 'alter table {schema}.inbox_notice drop constraint inbox_notice_kind_check';
     execute 'alter table {schema}.inbox_notice add constraint inbox_notice_kind_check check (kind in (' || kinds || '))';
   end $$`,

  ...["movement_step", "controller_act"].flatMap((table) => [
    `create trigger kept before update or delete on ${table} for each row execute function refuse_alteration()`,
    `create trigger kept_whole before truncate on ${table} for each statement execute function refuse_alteration()`,
    `grant select, insert on ${table} to enveloppe_app`,
    `grant select on ${table} to enveloppe_reader`,
  ]),
  `grant usage on all sequences in schema {schema} to enveloppe_app`,
];
