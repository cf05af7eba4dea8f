/**
 * Scenarios as branches (decisions 0120, 0121): what is decided is kept with its decision, what is prepared is journalled like a sheet, and a branch
 * remembers which scenarios it reads through and how far. Nothing of its origin is copied.
 */
const cellKey = `
     line_id     uuid not null references plan_line,
     measure     text not null check (measure in ('AE', 'CP', 'ETPT', 'DAY')),
     target_year int not null,
     month       int not null check (month between 0 and 12)`;
const lineStates = "('draft', 'toReview', 'toMerge', 'merged', 'rejected')";

export const scenarioBranches = [
  `create table decision_cell (
     decision_id uuid not null references decision,
     ${cellKey},
     amount      amount not null,
     primary key (decision_id, line_id, measure, target_year, month)
   )`,
  `insert into decision_cell (decision_id, line_id, measure, target_year, month, amount)
   select d.id, c.line_id, c.measure, c.target_year, c.month, c.amount
     from scenario_cell c join plan_line l on l.id = c.line_id
     join decision d on d.scenario_id = c.scenario_id and d.request_id = l.request_id
    where not exists (select from decision n where n.replaces = d.id)`,
  `delete from scenario_cell`,

  `alter table scenario add column revision bigint not null default 0`,
  `alter table scenario add column origin uuid references scenario`,
  `update scenario set origin = id`,
  `alter table scenario alter column origin set not null`,
  `alter table scenario add column start_at timestamptz`,
  `update scenario set start_at = created_at`,
  `alter table scenario alter column start_at set not null`,
  `alter table scenario add constraint branch_has_a_parent check ((start_from = 'scenario') = (parent is not null) and (parent is null) = (origin = id))`,

  `create table scenario_layer (
     scenario_id uuid not null references scenario,
     depth       int not null check (depth >= 0),
     layer       uuid not null references scenario,
     revision    bigint check (revision >= 0),
     decision    int check (decision >= 0),
     primary key (scenario_id, depth),
     unique (scenario_id, layer),
     constraint own_layer_is_live check (
       (depth = 0) = (layer = scenario_id) and (depth = 0) = (revision is null) and (depth = 0) = (decision is null))
   )`,
  `insert into scenario_layer (scenario_id, depth, layer) select id, 0, id from scenario`,

  // « N-1 » of a scenario that starts from it, as it stood that day: one figure for each unit, class and measure.
  `create table scenario_reference (
     scenario_id    uuid not null references scenario,
     unit           text not null references unit,
     spending_class text not null check (spending_class in ('personnel', 'nonPersonnel')),
     measure        text not null check (measure in ('AE', 'CP', 'ETPT', 'DAY')),
     amount         amount not null,
     primary key (scenario_id, unit, spending_class, measure)
   )`,
  `insert into scenario_reference (scenario_id, unit, spending_class, measure, amount)
   select o.id, p.unit, p.spending_class, p.resource, sum(case p.stage when 'overrun' then -p.amount else p.amount end)::bigint
     from scenario o join campaign k on k.id = o.campaign join sheet s on s.campaign = k.id
     join stage_position p on p.unit = s.unit and p.fiscal_year = k.target_year - 1 and p.stage not in ('voted', 'unallocated')
    where o.start_from = 'previousYear' and p.spending_class is not null group by 1, 2, 3, 4`,

  `create table scenario_batch (
     id          uuid primary key,
     scenario_id uuid not null references scenario,
     revision    bigint not null check (revision > 0),
     kind        text not null check (kind in ('entry', 'lever', 'lineState', 'merge', 'transfer', 'undo')),
     author      bigint not null references app_user,
     at          timestamptz not null default clock_timestamp(),
     detail      jsonb not null default '{}',
     undoes      uuid unique references scenario_batch,
     unique (scenario_id, revision),
     constraint undo_names_its_batch check ((kind = 'undo') = (undoes is not null))
   )`,
  `create table scenario_change (
     scenario_id  uuid not null references scenario,
     revision     bigint not null,
     ordinal      int not null check (ordinal > 0),
     ${cellKey},
     before       amount,
     after        amount,
     before_state text check (before_state in ${lineStates}),
     after_state  text check (after_state in ${lineStates}),
     primary key (scenario_id, revision, ordinal),
     foreign key (scenario_id, revision) references scenario_batch (scenario_id, revision),
     check ((before is null) = (before_state is null) and (after is null) = (after_state is null))
   )`,
  `create index scenario_change_cell on scenario_change (scenario_id, line_id, measure, target_year, month, revision desc)`,
  `create table scenario_transition (
     id          bigint generated always as identity primary key,
     scenario_id uuid not null references scenario,
     from_state  text not null,
     to_state    text not null,
     actor       bigint not null references app_user,
     reason      text not null default '',
     at          timestamptz not null default clock_timestamp(),
     constraint coming_back_has_a_reason check (btrim(reason) <> '' or to_state in ('frozen', 'adopted'))
   )`,
  `create index scenario_transition_scenario on scenario_transition (scenario_id, id)`,
  `create index decision_scenario on decision (scenario_id, request_id, number)`,
  ...["decision_cell", "scenario_reference", "scenario_batch", "scenario_change", "scenario_transition"].flatMap((table) => [
    `create trigger kept before update or delete on ${table} for each row execute function refuse_alteration()`,
    `create trigger kept_whole before truncate on ${table} for each statement execute function refuse_alteration()`,
  ]),

  // The decision that stands on each request: of the nearest scenario that decided it, the last one up to where the branch reads (`head`), or the
  // one that a decision taken back restores. A scenario that took back all that it decided of a request reads its parent's again.
  `drop view standing_decision`,
  `create view standing_decision as
   select distinct on (h.scenario_id, h.request_id) h.scenario_id, h.request_id, h.head, h.decision_id, o.number, h.layer, h.depth
     from (select distinct on (y.scenario_id, y.layer, d.request_id) y.scenario_id, y.layer, y.depth, d.request_id, d.id as head,
                  case when d.verb = 'takeBack' then d.restores else d.id end as decision_id
             from scenario_layer y join decision d on d.scenario_id = y.layer and (y.decision is null or d.number <= y.decision)
            order by y.scenario_id, y.layer, d.request_id, d.number desc) h
     join decision o on o.id = h.decision_id
    order by h.scenario_id, h.request_id, h.depth`,

  // A scenario that is frozen, rejected, adopted or set aside by an adoption is prepared by nobody, whatever the path.
  `create function refuse_closed_scenario() returns trigger language plpgsql as $$
   begin
     if not exists (
       select from {schema}.scenario s where s.id = new.scenario_id and s.state = 'open'
          and not exists (select from {schema}.scenario o where o.campaign = s.campaign and o.state = 'adopted')) then
       raise exception 'the scenario % is not open', new.scenario_id using errcode = '23514';
     end if;
     return new;
   end $$`,
  `create trigger open_only before insert on scenario_batch for each row execute function refuse_closed_scenario()`,

  `revoke all on function refuse_closed_scenario() from public`,
  `grant select, insert on decision_cell, scenario_reference, scenario_batch, scenario_change, scenario_transition to enveloppe_app`,
  `grant select, insert on scenario_layer, scenario_base to enveloppe_app`,
  `grant update (revision, decision) on scenario_layer to enveloppe_app`,
  `grant update (revision) on scenario_base to enveloppe_app`,
  `grant select on standing_decision to enveloppe_app`,
  `grant select on decision_cell, scenario_layer, scenario_reference, scenario_batch, scenario_change, scenario_transition, standing_decision
     to enveloppe_reader`,
];
