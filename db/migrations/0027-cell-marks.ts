/**
 * What stands beside the figure of a cell. `cell_hold`: only a figure typed in the cell itself changes it, neither a spread nor a paste; seen by
 * everybody. `cell_formula`: the calculation that gave the figure which the revision wrote; another figure has another revision, and none of it.
 */
export const cellMarks = [
  `create table cell_hold (
     line_id     uuid not null references plan_line,
     measure     text not null check (measure in ('AE', 'CP', 'ETPT', 'DAY')),
     target_year int not null,
     month       int not null check (month between 0 and 12),
     held_by     bigint not null references app_user,
     held_at     timestamptz not null default clock_timestamp(),
     primary key (line_id, measure, target_year, month)
   )`,
  `create table cell_formula (
     line_id     uuid not null references plan_line,
     measure     text not null check (measure in ('AE', 'CP', 'ETPT', 'DAY')),
     target_year int not null,
     month       int not null check (month between 0 and 12),
     revision    bigint not null check (revision > 0),
     text        text not null check (text <> '' and length(text) <= 200),
     batch_id    uuid not null references batch,
     primary key (line_id, measure, target_year, month, revision)
   )`,
  `create trigger kept before update or delete on cell_formula for each row execute function refuse_alteration()`,
  `create trigger kept_whole before truncate on cell_formula for each statement execute function refuse_alteration()`,
  // One key for three: a change is of its batch's own sheet and revision, and each row of a large paste is checked once.
  `alter table batch add constraint batch_place unique (sheet_id, revision, id)`,
  `alter table plan_change drop constraint plan_change_sheet_id_fkey`,
  `alter table plan_change drop constraint plan_change_batch_id_fkey`,
  `alter table plan_change drop constraint plan_change_sheet_id_revision_fkey`,
  `alter table plan_change add constraint plan_change_batch foreign key (sheet_id, revision, batch_id) references batch (sheet_id, revision, id)`,
  `grant select on cell_hold, cell_formula to enveloppe_app, enveloppe_reader`,
  `grant insert on cell_hold, cell_formula to enveloppe_app`,
  `grant delete on cell_hold to enveloppe_app`,
];
