/**
 * Staff that a trial of the workload plan would move (decision 0184): proposed by whoever plans the work of both units, carried out or declined by
 * whoever keeps their staff, or withdrawn by who proposed it. What was proposed stays as it was; its end is told once.
 */
export const staffMoves = [
  `create table staff_move (
     id           uuid primary key,
     from_unit    text not null references unit,
     from_profile text not null check (from_profile = btrim(from_profile)),
     to_unit      text not null references unit,
     to_profile   text not null check (to_profile = btrim(to_profile)),
     fte          int not null constraint staff_move_of_somebody check (fte > 0),
     first_month  date not null constraint staff_move_begins_with_a_month check (extract(day from first_month) = 1),
     last_month   date not null constraint staff_move_ends_with_a_month check (extract(day from last_month) = 1),
     state        text not null default 'proposed' check (state in ('proposed', 'done', 'declined', 'withdrawn')),
     author       bigint not null references app_user,
     at           timestamptz not null default clock_timestamp(),
     ended_by     bigint references app_user,
     ended_at     timestamptz,
     reason       text not null default '',
     constraint staff_move_ends_after_it_begins check (last_month >= first_month),
     constraint staff_move_goes_somewhere check ((from_unit, from_profile) <> (to_unit, to_profile)),
     constraint staff_move_ended check ((state = 'proposed') = (ended_at is null) and (ended_at is null) = (ended_by is null)),
     constraint staff_move_declined_for_a_reason check (state <> 'declined' or btrim(reason) <> '')
   )`,
  `create index staff_move_from on staff_move (from_unit, at desc)`,
  `create index staff_move_to on staff_move (to_unit, at desc)`,
  `grant select, insert on staff_move to enveloppe_app`,
  `grant update (state, ended_by, ended_at, reason) on staff_move to enveloppe_app`,
  `grant select on staff_move to enveloppe_reader`,
];
