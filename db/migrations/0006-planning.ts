/** Planning data: cells with revisions, from which conflict, undo, versions, scenarios and time travel all follow. */
export const planning = [
  `create table campaign (
     id          uuid primary key,
     target_year int not null check (target_year between 2010 and 2045),
     kind        text not null check (kind in ('initial', 'revised', 'landing')),
     label       text not null check (label <> ''),
     state       text not null default 'draft' check (state in ('draft', 'open', 'arbitration', 'closed')),
     opens_on    date not null,
     closes_on   date not null check (closes_on >= opens_on),
     author      bigint not null references app_user,
     unique (target_year, kind, label)
   )`,
  `create table sheet (
     id       uuid primary key,
     campaign uuid not null references campaign,
     unit     text not null references unit,
     revision bigint not null default 0,
     unique (campaign, unit)
   ) with (fillfactor = 50)`,
  `create table request (
     id            uuid primary key,
     sheet_id      uuid not null references sheet,
     number        int not null check (number > 0),
     kind          text not null check (kind in ('baseline', 'newMeasure', 'saving')),
     title         text not null check (title <> ''),
     rank          int check (rank > 0),
     obligation    text not null check (obligation in ('obligatory', 'inescapable', 'discretionary')),
     justification text not null default '',
     risk          text not null default '',
     state         text not null default 'draft' check (state in
       ('draft', 'submitted', 'instructed', 'preArbitrated', 'conference', 'arbitrated', 'notified', 'allotted')),
     author        bigint not null references app_user,
     version       int not null default 1,
     revision      bigint not null check (revision > 0),
     created_at    timestamptz not null default now(),
     unique (sheet_id, number),
     check ((kind = 'newMeasure') or rank is null)
   )`,
  `create table request_transition (
     id         bigint generated always as identity primary key,
     request_id uuid not null references request,
     from_state text not null,
     to_state   text not null,
     version    int not null,
     actor      bigint not null references app_user,
     reason     text not null default '',
     at         timestamptz not null default clock_timestamp()
   )`,
  `create index request_transition_request on request_transition (request_id, id)`,
  `create table plan_line (
     id         uuid primary key,
     sheet_id   uuid not null references sheet,
     request_id uuid references request,
     nature     text not null references nature,
     activity   text not null references activity,
     category   text,
     label      text not null default '',
     position   int not null default 0
   )`,
  `create index plan_line_sheet on plan_line (sheet_id)`,
  `create index plan_line_request on plan_line (request_id)`,
  `create table plan_cell (
     line_id     uuid not null references plan_line,
     measure     text not null check (measure in ('AE', 'CP', 'ETPT', 'DAY')),
     target_year int not null,
     month       int not null check (month between 0 and 12),
     amount      amount not null,
     revision    bigint not null check (revision > 0),
     primary key (line_id, measure, target_year, month)
   )`,
  `create table batch (
     id       uuid primary key,
     sheet_id uuid not null references sheet,
     revision bigint not null check (revision > 0),
     author   bigint not null references app_user,
     at       timestamptz not null default clock_timestamp(),
     kind     text not null check (kind in ('entry', 'paste', 'import', 'spread', 'template', 'undo', 'redo')),
     undoes   uuid references batch,
     unique (sheet_id, revision)
   )`,
  `create table plan_change (
     sheet_id    uuid not null references sheet,
     revision    bigint not null,
     ordinal     int not null check (ordinal > 0),
     line_id     uuid not null references plan_line,
     measure     text not null,
     target_year int not null,
     month       int not null,
     before      amount,
     after       amount,
     batch_id    uuid not null references batch,
     primary key (sheet_id, revision, ordinal),
     foreign key (sheet_id, revision) references batch (sheet_id, revision)
   )`,
  `create index plan_change_cell on plan_change (line_id, measure, target_year, month, revision)`,
  `create table version (
     id        uuid not null,
     name      text not null check (name <> ''),
     campaign  uuid not null references campaign,
     sheet_id  uuid not null references sheet,
     revision  bigint not null,
     author    bigint not null references app_user,
     frozen_at timestamptz not null default clock_timestamp(),
     primary key (id, sheet_id)
   )`,

  `create table envelope (
     id             uuid primary key,
     campaign       uuid not null references campaign,
     spending_class text not null check (spending_class in ('personnel', 'nonPersonnel')),
     resource       text not null check (resource in ('AE', 'CP', 'ETPT', 'DAY')),
     target_year    int not null,
     amount         amount not null check (amount >= 0),
     author         bigint not null references app_user,
     set_at         timestamptz not null default clock_timestamp(),
     replaces       uuid unique references envelope
   )`,
  `create table scenario (
     id         uuid primary key,
     campaign   uuid not null references campaign,
     name       text not null check (name <> ''),
     state      text not null default 'open' check (state in ('open', 'frozen', 'adopted', 'rejected')),
     start_from text not null check (start_from in ('asked', 'previousYear', 'proposal', 'scenario')),
     parent     uuid references scenario,
     author     bigint not null references app_user,
     created_at timestamptz not null default clock_timestamp(),
     event_id   uuid,
     unique (campaign, name)
   )`,
  `create unique index scenario_adopted_once on scenario (campaign) where state = 'adopted'`,
  `create table scenario_base (
     scenario_id uuid not null references scenario,
     sheet_id    uuid not null references sheet,
     revision    bigint not null,
     primary key (scenario_id, sheet_id)
   )`,
  `create table scenario_cell (
     scenario_id uuid not null references scenario,
     line_id     uuid not null references plan_line,
     measure     text not null check (measure in ('AE', 'CP', 'ETPT', 'DAY')),
     target_year int not null,
     month       int not null check (month between 0 and 12),
     amount      amount not null,
     state       text not null default 'draft' check (state in ('draft', 'toReview', 'toMerge', 'merged', 'rejected')),
     revision    bigint not null default 1,
     primary key (scenario_id, line_id, measure, target_year, month)
   )`,
  `create table opinion (
     id         uuid primary key,
     request_id uuid not null references request,
     view       text not null check (view in ('favourable', 'reserved', 'unfavourable')),
     sentence   text not null check (sentence <> ''),
     amounts    jsonb not null default '{}',
     author     bigint not null references app_user,
     at         timestamptz not null default clock_timestamp(),
     replaces   uuid unique references opinion
   )`,
  `create table decision (
     id           uuid primary key,
     number       int not null,
     campaign     uuid not null references campaign,
     scenario_id  uuid not null references scenario,
     request_id   uuid not null references request,
     request_version int not null,
     verb         text not null check (verb in ('grant', 'grantConditionally', 'capAtNotified', 'propose', 'defer', 'refuse', 'other')),
     reason       text not null check (btrim(reason) <> ''),
     condition    text check (btrim(condition) <> ''),
     requested_by bigint not null references app_user,
     decided_by   bigint not null references app_user,
     decided_at   timestamptz not null default clock_timestamp(),
     replaces     uuid unique references decision,
     unique (campaign, number),
     constraint author_never_decides check (decided_by <> requested_by)
   )`,
  `create unique index decision_first on decision (scenario_id, request_id) where replaces is null`,
  `create table decision_amount (
     decision_id    uuid not null references decision,
     spending_class text not null check (spending_class in ('personnel', 'nonPersonnel')),
     measure        text not null check (measure in ('AE', 'CP', 'ETPT', 'DAY')),
     target_year    int not null,
     asked          amount not null,
     decided        amount not null,
     primary key (decision_id, spending_class, measure, target_year)
   )`,
  ...["decision", "decision_amount", "plan_change", "request_transition"].flatMap((table) => [
    `create trigger kept before update or delete on ${table} for each row execute function refuse_alteration()`,
    `create trigger kept_whole before truncate on ${table} for each statement execute function refuse_alteration()`,
  ]),
];
