/**
 * Staff asked for by category, with the months of arrival and leaving, and what an ETPT costs (decisions 0093 and 0106). `staff_line` is what a
 * request asks now, each on the line of its sheet that holds what is computed of it; `staff_revision` is what a batch changed in it, whole, so that
 * the batch is taken back with its cells. Costs and hypotheses are never altered: each is followed by the one that replaces it.
 */
const records = ["staff_revision", "average_cost", "cost_hypothesis"];

export const staffRequests = [
  `create table average_cost (
     id                bigint generated always as identity primary key,
     category          text not null references nature,
     from_year         int not null,
     cost              amount check (cost >= 0),
     category_measures amount,
     rebasing          amount,
     other             amount,
     author            bigint not null references app_user,
     set_at            timestamptz not null default clock_timestamp(),
     replaces          bigint unique references average_cost
   )`,
  `create unique index average_cost_first on average_cost (category, from_year) where replaces is null`,
  `create table cost_hypothesis (
     id               bigint generated always as identity primary key,
     from_year        int not null,
     general_measures bigint not null check (general_measures between -10000 and 100000),
     gvt_plus         bigint not null check (gvt_plus between 0 and 100000),
     gvt_minus        bigint not null check (gvt_minus between 0 and 100000),
     pensions         bigint not null check (pensions between 0 and 100000),
     pensions_nature  text not null references nature,
     author           bigint not null references app_user,
     set_at           timestamptz not null default clock_timestamp(),
     replaces         bigint unique references cost_hypothesis
   )`,
  `create unique index cost_hypothesis_first on cost_hypothesis (from_year) where replaces is null`,
  `create table staff_line (
     id               uuid primary key,
     request_id       uuid not null references request,
     line_id          uuid not null references plan_line,
     pensions_line_id uuid references plan_line,
     category         text not null references nature,
     activity         text not null references activity,
     fte              bigint not null check (fte between 1 and 1000000),
     entry_month      text check (entry_month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
     exit_month       text check (exit_month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
     label            text not null default '',
     position         int not null check (position > 0),
     unique (request_id, position),
     constraint leaving_after_arrival check (exit_month > entry_month)
   )`,
  `create index staff_line_line on staff_line (line_id)`,
  `create index staff_line_pensions on staff_line (pensions_line_id) where pensions_line_id is not null`,
  `create table staff_revision (
     batch_id   uuid primary key references batch,
     request_id uuid not null references request,
     revision   bigint not null check (revision > 0),
     before     jsonb not null check (jsonb_typeof(before) = 'array'),
     after      jsonb not null check (jsonb_typeof(after) = 'array')
   )`,
  `create index staff_revision_request on staff_revision (request_id, revision)`,
  ...records.flatMap((table) => [
    `create trigger kept before update or delete on ${table} for each row execute function refuse_alteration()`,
    `create trigger kept_whole before truncate on ${table} for each statement execute function refuse_alteration()`,
  ]),
  `grant select on average_cost, cost_hypothesis, staff_line, staff_revision to enveloppe_app, enveloppe_reader`,
  `grant insert on average_cost, cost_hypothesis, staff_line, staff_revision to enveloppe_app`,
  `grant delete on staff_line to enveloppe_app`,
  `grant usage on all sequences in schema {schema} to enveloppe_app`,
];
