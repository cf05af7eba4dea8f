/**
 * Beside the requests of a sheet: what a unit expects to receive. Beside the lines of a plan: what it intends to buy, month by month, and the
 * commitments that came of it. Both are told by versions that are never altered: the last one is what stands, and all of them the history.
 * Workload days say which profile they ask for.
 */
export const incomeAndPlannedExpenses = [
  `create table expected_income (
     id         uuid primary key,
     sheet_id   uuid not null references sheet,
     number     int not null check (number > 0),
     created_at timestamptz not null default clock_timestamp(),
     unique (sheet_id, number)
   )`,
  `create table expected_income_version (
     income_id   uuid not null references expected_income,
     version     int not null check (version > 0),
     act         text not null check (act in ('add', 'change', 'withdraw', 'restore')),
     kind        text not null check (kind in ('earmarkedFund', 'assignedRevenue')),
     payer       text not null check (btrim(payer) <> ''),
     target_year int not null check (target_year between 2010 and 2055),
     month       int not null check (month between 1 and 12),
     amount      amount not null check (amount > 0),
     certainty   text not null check (certainty in ('sure', 'probable')),
     purpose     text not null check (btrim(purpose) <> ''),
     line_id     uuid references plan_line,
     author      bigint not null references app_user,
     at          timestamptz not null default clock_timestamp(),
     primary key (income_id, version),
     check ((version = 1) = (act = 'add'))
   )`,

  `create table planned_expense (
     id          uuid primary key,
     number      bigint generated always as identity unique,
     fiscal_year int not null check (fiscal_year between 2010 and 2045),
     unit        text not null references unit,
     created_at  timestamptz not null default clock_timestamp()
   )`,
  `create index planned_expense_place on planned_expense (fiscal_year, unit)`,
  `create table planned_expense_version (
     expense_id uuid not null references planned_expense,
     version    int not null check (version > 0),
     act        text not null check (act in ('add', 'change', 'giveUp', 'resume', 'match', 'unmatch')),
     state      text not null check (state in ('planned', 'matched', 'givenUp')),
     object     text not null check (btrim(object) <> ''),
     amount     amount not null check (amount > 0),
     month      int not null check (month between 1 and 12),
     supplier   text not null default '',
     line_id    uuid references plan_line,
     author     bigint not null references app_user,
     at         timestamptz not null default clock_timestamp(),
     primary key (expense_id, version),
     check ((version = 1) = (act = 'add')),
     check (act not in ('add', 'change', 'resume', 'unmatch') or state = 'planned'),
     check ((act = 'giveUp') = (state = 'givenUp')),
     check (act <> 'match' or state in ('planned', 'matched'))
   )`,
  `create table planned_payment (
     expense_id uuid not null,
     version    int not null,
     year       int not null check (year between 2010 and 2055),
     month      int not null check (month between 1 and 12),
     amount     amount not null check (amount > 0),
     primary key (expense_id, version, year, month),
     foreign key (expense_id, version) references planned_expense_version
   )`,
  // Qualified names: a trigger runs under its caller's search path.
  `create function payments_make_the_amount() returns trigger language plpgsql as $$
   declare
     paid bigint;
   begin
     select coalesce(sum(amount), 0) into paid from {schema}.planned_payment where expense_id = new.expense_id and version = new.version;
     if paid <> new.amount then
       raise exception 'planned expense %: payments of %, amount %', new.expense_id, paid, new.amount using errcode = '23514';
     end if;
     return null;
   end $$`,
  `create constraint trigger payments_make_the_amount after insert on planned_expense_version deferrable initially deferred
     for each row execute function payments_make_the_amount()`,

  `create table planned_match (
     id            uuid primary key,
     expense_id    uuid not null references planned_expense,
     commitment_id uuid not null,
     line          int not null,
     amount        amount not null check (amount > 0),
     author        bigint not null references app_user,
     at            timestamptz not null default clock_timestamp(),
     undone_at     timestamptz,
     undone_by     bigint references app_user,
     foreign key (commitment_id, line) references commitment_line,
     check ((undone_at is null) = (undone_by is null))
   )`,
  `create unique index planned_match_once on planned_match (expense_id, commitment_id, line) where undone_at is null`,
  `create index planned_match_commitment on planned_match (commitment_id, line) where undone_at is null`,
  // Neither more than the commitment holds, nor more than was planned: a euro that is matched stands for one euro of each.
  `create function matched_once() returns trigger language plpgsql as $$
   declare
     matched bigint;
     room bigint;
   begin
     select coalesce(sum(amount), 0) into matched from {schema}.planned_match
      where commitment_id = new.commitment_id and line = new.line and undone_at is null;
     select committed - withdrawn into room from {schema}.commitment_line where commitment_id = new.commitment_id and line = new.line;
     if matched > room then
       raise exception 'commitment %, line %: % matched, % committed', new.commitment_id, new.line, matched, room using errcode = '23514';
     end if;
     select coalesce(sum(amount), 0) into matched from {schema}.planned_match where expense_id = new.expense_id and undone_at is null;
     select amount into room from {schema}.planned_expense_version where expense_id = new.expense_id order by version desc limit 1;
     if matched > room then
       raise exception 'planned expense %: % matched, % planned', new.expense_id, matched, room using errcode = '23514';
     end if;
     return null;
   end $$`,
  `create constraint trigger matched_once after insert on planned_match for each row execute function matched_once()`,

  `create table work_profile (
     code  text primary key check (code ~ '^[A-Z][A-Z0-9_]{1,19}$'),
     label text not null unique check (btrim(label) <> ''),
     rank  int not null,
     valid daterange not null default '[2000-01-01,)'
   )`,
  `insert into work_profile (code, label, rank) values
     ('STAT', 'Statisticien', 1), ('DEV', 'Développeur', 2), ('GEST', 'Gestionnaire d’enquête', 3), ('ENQ', 'Enquêteur', 4),
     ('CHEF', 'Chef de projet', 5), ('DATA', 'Administrateur de données', 6), ('PROD', 'Exploitant informatique', 7), ('SUP', 'Fonctions support', 8)`,
  `alter table plan_line add column profile text references work_profile`,

  ...["expected_income_version", "planned_expense_version", "planned_payment"].flatMap((table) => [
    `create trigger kept before update or delete on ${table} for each row execute function refuse_alteration()`,
    `create trigger kept_whole before truncate on ${table} for each statement execute function refuse_alteration()`,
  ]),
  `grant select on expected_income, expected_income_version, planned_expense, planned_expense_version, planned_payment, planned_match, work_profile
     to enveloppe_app, enveloppe_reader`,
  `grant insert on expected_income, expected_income_version, planned_expense, planned_expense_version, planned_payment, planned_match
     to enveloppe_app`,
  `grant update (undone_at, undone_by) on planned_match to enveloppe_app`,
];
