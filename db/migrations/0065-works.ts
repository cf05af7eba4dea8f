/**
 * Works and what they cost (decisions 0176, 0177). A statistical operation goes through phases, with dates to meet and volumes to give; items of the
 * workload plan belong to one at most. What it takes of the ledger is said by keys: a key gives an expense away once, shares of it at most wholly.
 */
export const works = [
  `create table work_operation (
     id          uuid primary key,
     code        code not null unique,
     label       text not null check (label = btrim(label) and label <> ''),
     kind        text not null check (kind in ('census', 'survey', 'publication', 'project')),
     activity    text not null references activity,
     unit        text not null references unit,
     output      text not null check (output in ('questionnaire', 'interviewerMonth', 'publication', 'release')),
     first_month date not null constraint operation_begins_with_a_month check (extract(day from first_month) = 1),
     last_month  date constraint operation_ends_with_a_month check (extract(day from last_month) = 1),
     author      bigint not null references app_user,
     created_at  timestamptz not null default clock_timestamp(),
     constraint operation_ends_after_it_begins check (last_month >= first_month)
   )`,
  `create index work_operation_unit on work_operation (unit)`,
  `grant select, insert on work_operation to enveloppe_app`,
  `grant update (label, kind, activity, output, first_month, last_month) on work_operation to enveloppe_app`,

  `create table work_phase (
     id           uuid primary key,
     operation_id uuid not null references work_operation,
     kind         text not null check (kind in ('design', 'collection', 'control', 'processing', 'dissemination', 'other')),
     label        text not null check (label = btrim(label) and label <> ''),
     first_day    date not null,
     last_day     date not null,
     done         int not null default 0 check (done between 0 and 100),
     constraint phase_ends_after_it_begins check (last_day >= first_day),
     unique (id, operation_id),
     unique (operation_id, label)
   )`,
  `create table work_date (
     id           uuid primary key,
     operation_id uuid not null references work_operation,
     phase_id     uuid,
     kind         text not null check (kind in ('milestone', 'deliverable')),
     label        text not null check (label = btrim(label) and label <> ''),
     due_on       date not null,
     done_on      date,
     foreign key (phase_id, operation_id) references work_phase (id, operation_id)
   )`,
  `create index work_date_operation on work_date (operation_id, due_on)`,
  `create table work_volume (
     operation_id uuid not null references work_operation,
     output       text not null check (output in ('questionnaire', 'interviewerMonth', 'publication', 'release')),
     year         int not null references fiscal_year,
     volume       amount not null check (volume > 0),
     primary key (operation_id, output, year)
   )`,
  // An item of the plan is the work of one operation at most: its days are counted once.
  `create table work_operation_item (
     item_id      uuid primary key references work_item,
     operation_id uuid not null references work_operation,
     phase_id     uuid,
     foreign key (phase_id, operation_id) references work_phase (id, operation_id)
   )`,
  `create index work_operation_item_operation on work_operation_item (operation_id)`,

  // Which expense of the ledger an operation takes: that of a commitment, of a contract, of an activity (in a unit, or everywhere).
  `create table work_expense (
     id           uuid primary key,
     operation_id uuid not null references work_operation,
     phase_id     uuid,
     key          text not null check (key in ('commitment', 'contract', 'activity')),
     code         text not null check (code <> ''),
     unit         text references unit,
     share        int not null check (share between 1 and 1000),
     from_year    int not null check (from_year between 2000 and 2100),
     last_year    int check (last_year between 2000 and 2100),
     constraint unit_of_an_activity check (unit is null or key = 'activity'),
     constraint expense_ends_after_it_begins check (last_year >= from_year),
     foreign key (phase_id, operation_id) references work_phase (id, operation_id)
   )`,
  `create index work_expense_operation on work_expense (operation_id)`,
  `create index work_expense_key on work_expense (key, code)`,
  // Whoever gives the same key away waits for the other: in no year is more than the whole given.
  `create function expense_given_once() returns trigger language plpgsql as $$
   begin
     perform pg_advisory_xact_lock(hashtextextended(format('work expense %s %s %s %s', current_schema(), new.key, new.code, new.unit), 0));
     if exists (
       select 1 from {schema}.work_expense d
        where (d.key, d.code) = (new.key, new.code) and d.unit is not distinct from new.unit
          and int4range(d.from_year, d.last_year, '[]') && int4range(new.from_year, new.last_year, '[]')
          and (select sum(c.share) from {schema}.work_expense c
                where (c.key, c.code) = (new.key, new.code) and c.unit is not distinct from new.unit
                  and int4range(c.from_year, c.last_year, '[]') @> greatest(d.from_year, new.from_year)) > 1000) then
       raise exception 'an expense is given away once' using errcode = '23514', constraint = 'expense_given_once';
     end if;
     return null;
   end $$`,
  `revoke all on function expense_given_once() from public`,
  `create trigger given_once after insert or update on work_expense for each row execute function expense_given_once()`,

  `grant select, insert, update, delete on work_phase, work_date, work_volume, work_operation_item, work_expense to enveloppe_app`,
  `grant select on work_operation, work_phase, work_date, work_volume, work_operation_item, work_expense to enveloppe_reader`,
];
