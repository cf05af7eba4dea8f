/**
 * The proposal (decisions 0113, 0122 and 0123): how each request may be granted, what counts for its author, what was found. A setting and a set of
 * criteria are followed by the one that replaces them; a proposal is kept as it was found, with what it was found from. `proposal_search` alone
 * moves: it is how far a search is. A proposal put to the board is followed by another, or by none.
 */
const records = [
  "proposal_setting",
  "proposal_tie",
  "proposal_criteria",
  "proposal",
  "proposal_grant",
  "proposal_amount",
  "proposal_saving",
  "board_proposal",
];

export const proposals = [
  `create table proposal_setting (
     id           uuid primary key,
     request_id   uuid not null references request,
     mandatory    boolean not null,
     step_share   int check (step_share between 1 and 10000 and 10000 % step_share = 0),
     step_amount  amount check (step_amount > 0),
     least_share  int check (least_share between 1 and 10000),
     least_amount amount check (least_amount > 0),
     tags         text[] not null default '{}',
     author       bigint not null references app_user,
     set_at       timestamptz not null default clock_timestamp(),
     replaces     uuid unique references proposal_setting,
     constraint one_step check (num_nonnulls(step_share, step_amount) <= 1),
     constraint one_least check (num_nonnulls(least_share, least_amount) <= 1),
     constraint least_by_steps check (num_nonnulls(least_share, least_amount) = 0 or num_nonnulls(step_share, step_amount) = 1)
   )`,
  `create unique index proposal_setting_first on proposal_setting (request_id) where replaces is null`,
  `create table proposal_tie (
     setting_id uuid not null references proposal_setting,
     other      uuid not null references request,
     kind       text not null check (kind in ('excludes', 'needs')),
     primary key (setting_id, other)
   )`,
  `create table proposal_criteria (
     id       uuid primary key,
     campaign uuid not null references campaign,
     name     text not null check (length(name) between 1 and 80),
     content  jsonb not null check (jsonb_typeof(content) = 'object'),
     author   bigint not null references app_user,
     set_at   timestamptz not null default clock_timestamp(),
     replaces uuid unique references proposal_criteria
   )`,
  `create unique index proposal_criteria_name on proposal_criteria (campaign, name) where replaces is null`,
  `create table proposal (
     id           uuid primary key,
     campaign     uuid not null references campaign,
     number       int not null check (number > 0),
     way          text not null check (way in ('computed', 'proRata', 'byRank', 'capAtNotified', 'floorAtLanding')),
     criteria_id  uuid references proposal_criteria,
     content      jsonb not null check (jsonb_typeof(content) = 'object'),
     inputs       jsonb not null check (jsonb_typeof(inputs) = 'object'),
     inputs_hash  text not null check (inputs_hash ~ '^[0-9a-f]{64}$'),
     worth        bigint check (worth >= 0),
     bound        bigint,
     took_ms      int not null check (took_ms >= 0),
     continues    uuid references proposal,
     author       bigint not null references app_user,
     at           timestamptz not null default clock_timestamp(),
     unique (campaign, number),
     constraint bound_of_computed check ((way = 'computed') = (worth is not null) and (worth is null) = (bound is null)),
     constraint nothing_above_bound check (bound >= worth)
   )`,
  `create table proposal_grant (
     proposal_id uuid not null references proposal,
     request_id  uuid not null references request,
     parts       int not null check (parts between 0 and of_parts),
     of_parts    int not null check (of_parts between 1 and 100),
     primary key (proposal_id, request_id)
   )`,
  `create table proposal_amount (
     proposal_id    uuid not null references proposal,
     request_id     uuid not null references request,
     spending_class text not null check (spending_class in ('personnel', 'nonPersonnel')),
     measure        text not null check (measure in ('AE', 'CP', 'ETPT', 'DAY')),
     target_year    int not null,
     asked          amount not null,
     proposed       amount not null,
     primary key (proposal_id, request_id, spending_class, measure, target_year),
     constraint never_above_asked check (abs(proposed) <= abs(asked) and proposed * sign(asked) >= 0)
   )`,
  `create index proposal_amount_request on proposal_amount (request_id)`,
  // What more of a ceiling would save, looked for once the proposal is kept.
  `create table proposal_saving (
     proposal_id uuid not null references proposal,
     ceiling     text not null,
     more        amount not null check (more > 0),
     gained      bigint not null check (gained >= 0),
     changes     jsonb not null check (jsonb_typeof(changes) = 'array'),
     primary key (proposal_id, ceiling)
   )`,
  `create table proposal_search (
     job_id      uuid primary key references job,
     campaign    uuid not null references campaign,
     criteria_id uuid references proposal_criteria,
     continues   uuid references proposal,
     worth       bigint,
     bound       bigint,
     heard_at    timestamptz,
     proposal_id uuid references proposal
   )`,
  `create table board_proposal (
     id          uuid primary key,
     campaign    uuid not null references campaign,
     proposal_id uuid references proposal,
     author      bigint not null references app_user,
     at          timestamptz not null default clock_timestamp(),
     replaces    uuid unique references board_proposal
   )`,
  `create unique index board_proposal_first on board_proposal (campaign) where replaces is null`,
  `alter table scenario add column proposal_id uuid references proposal`,
  ...records.flatMap((table) => [
    `create trigger kept before update or delete on ${table} for each row execute function refuse_alteration()`,
    `create trigger kept_whole before truncate on ${table} for each statement execute function refuse_alteration()`,
  ]),
  `grant select on ${[...records, "proposal_search"].join(", ")} to enveloppe_app, enveloppe_reader`,
  `grant insert on ${[...records, "proposal_search"].join(", ")} to enveloppe_app`,
  `grant update (worth, bound, heard_at, proposal_id) on proposal_search to enveloppe_app`,
];
