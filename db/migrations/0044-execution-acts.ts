/**
 * What a department does of its expenses beside the bare chain (decisions 0132 to 0134): parties and contracts told by versions, operations of
 * investment that hold affected AE, amendments and withdrawals of commitments, advances and their absorption, revenue from its title to the
 * State's account, and the mark that an overrun leaves for ever.
 */
export const executionActs = [
  `create table party_version (
     party   text not null references party,
     version int not null check (version > 0),
     act     text not null check (act in ('add', 'change', 'close', 'reopen')),
     label   text not null check (btrim(label) <> ''),
     kind    text not null check (kind in ('supplier', 'customer', 'agent', 'body', 'other')),
     siret   text check (siret ~ '^[0-9]{14}$'),
     author  bigint not null references app_user,
     at      timestamptz not null default clock_timestamp(),
     primary key (party, version)
   )`,
  `alter table party add column closed_at timestamptz`,

  `create table contract (
     code       code primary key,
     created_at timestamptz not null default clock_timestamp()
   )`,
  // What stands on a day: the last version in force on it.
  `create table contract_version (
     contract     text not null references contract,
     version      int not null check (version > 0),
     effective_on date not null,
     label        text not null check (btrim(label) <> ''),
     party        text not null references party,
     unit         text not null references unit,
     notified_on  date not null,
     ends_on      date not null,
     minimum      amount check (minimum >= 0),
     maximum      amount check (maximum > 0),
     note         text not null default '',
     author       bigint not null references app_user,
     at           timestamptz not null default clock_timestamp(),
     primary key (contract, version),
     check (ends_on >= notified_on),
     check (minimum is null or maximum is null or minimum <= maximum)
   )`,
  `create index contract_version_unit on contract_version (unit)`,

  `create table operation (
     code       code primary key,
     label      text not null check (btrim(label) <> ''),
     purpose    text not null check (btrim(purpose) <> ''),
     unit       text not null references unit,
     nature     text not null references nature,
     activity   text not null references activity,
     author     bigint not null references app_user,
     created_at timestamptz not null default clock_timestamp()
   )`,
  `create table operation_movement (
     movement_id uuid primary key references movement,
     operation   text not null references operation
   )`,
  `create index operation_movement_of on operation_movement (operation)`,

  `alter table commitment add column contract text references contract`,
  `create index commitment_contract on commitment (contract) where contract is not null`,
  `alter table commitment_line add column operation text references operation`,
  `alter table commitment_line add column uncovered amount not null default 0 check (uncovered >= 0)`,
  `create index commitment_line_operation on commitment_line (operation) where operation is not null`,
  // An advance and the service that absorbs it never add up to more than what was committed.
  `alter table commitment_line add constraint requested_within_commitment check (requested <= committed - withdrawn)`,

  `create table commitment_change (
     id            uuid primary key,
     fiscal_year   int not null references fiscal_year,
     number        text not null unique,
     commitment_id uuid not null,
     line          int not null,
     kind          text not null check (kind in ('increase', 'decommitment', 'withdrawal', 'schedule')),
     changed_on    date not null,
     amount        amount not null check (amount >= 0),
     reusable      boolean,
     reason        text not null check (btrim(reason) <> ''),
     author        bigint not null references app_user,
     event_id      uuid not null,
     created_at    timestamptz not null default clock_timestamp(),
     foreign key (commitment_id, line) references commitment_line,
     check ((kind = 'schedule') = (amount = 0)),
     check ((kind = 'withdrawal') = (reusable is not null))
   )`,
  `create index commitment_change_line on commitment_change (commitment_id, line)`,
  // What a change moves between years of payment, signed: they add up to what it gives to the commitment, or takes from it.
  `create table commitment_change_year (
     change_id uuid not null references commitment_change,
     year      int not null,
     amount    amount not null check (amount <> 0),
     primary key (change_id, year)
   )`,
  `alter table commitment_schedule drop constraint commitment_schedule_amount_check`,
  `alter table commitment_schedule add constraint commitment_schedule_amount_check check (amount >= 0)`,

  `alter table payment_request add column kind text not null default 'invoice' check (kind in ('invoice', 'advance'))`,
  `alter table payment_request add column absorbed amount not null default 0 check (absorbed >= 0)`,
  `alter table payment_request add column due_on date`,
  `alter table payment_request add column uncovered amount not null default 0 check (uncovered >= 0)`,
  `alter table payment_request drop constraint payment_request_amount_check`,
  `alter table payment_request add constraint payment_request_amount_check check (amount >= 0 and amount + absorbed > 0)`,
  `alter table payment_request add constraint advance_on_commitment check
     (kind = 'invoice' or (flow = 1 and commitment_id is not null and absorbed = 0))`,
  `alter table payment_request add constraint absorbed_on_commitment check (absorbed = 0 or commitment_id is not null)`,
  `create index payment_request_waiting on payment_request (due_on, requested_on) where state = 'requested'`,

  `create table revenue (
     id          uuid primary key,
     fiscal_year int not null references fiscal_year,
     number      text not null unique,
     kind        text not null check (kind in ('earmarkedFund', 'assignedRevenue', 'other')),
     payer       text not null references party,
     label       text not null check (btrim(label) <> ''),
     unit        text not null references unit,
     nature      text references nature,
     activity    text not null references activity,
     account     text not null,
     issued_on   date not null,
     amount      amount not null check (amount > 0),
     cashed      amount not null default 0 check (cashed >= 0),
     reduced     amount not null default 0 check (reduced >= 0),
     paid_over   amount not null default 0 check (paid_over >= 0),
     author      bigint not null references app_user,
     event_id    uuid not null,
     created_at  timestamptz not null default clock_timestamp(),
     check ((kind = 'other') = (nature is null)),
     constraint revenue_kept check (cashed + reduced <= amount and paid_over <= cashed)
   )`,
  `create index revenue_of_year on revenue (fiscal_year, unit)`,
  `create table revenue_act (
     id          uuid primary key,
     fiscal_year int not null references fiscal_year,
     number      text not null unique,
     revenue_id  uuid not null references revenue,
     kind        text not null check (kind in ('cash', 'reduction', 'payOver')),
     acted_on    date not null,
     amount      amount not null check (amount > 0),
     note        text not null default '',
     movement_id uuid references movement,
     author      bigint not null references app_user,
     event_id    uuid not null,
     created_at  timestamptz not null default clock_timestamp(),
     check (movement_id is null or kind = 'cash')
   )`,
  `create index revenue_act_of on revenue_act (revenue_id)`,

  // « Dépassement »: what no credit covered when a document took it. The amount may be cleared since; the mark stays.
  `create table overrun_mark (
     id             bigint generated always as identity primary key,
     fiscal_year    int not null references fiscal_year,
     unit           text not null references unit,
     spending_class text not null check (spending_class in ('personnel', 'nonPersonnel')),
     resource       text not null check (resource in ('AE', 'CP', 'ETPT', 'DAY')),
     amount         amount not null check (amount > 0),
     document       text not null check (document in ('commitment', 'commitmentChange', 'paymentRequest', 'payment', 'monthlyFact')),
     document_id    uuid not null,
     line           int,
     cause          text not null check (cause in ('override', 'fact')),
     reason         text not null default '',
     author         bigint not null references app_user,
     at             timestamptz not null default clock_timestamp(),
     check (cause <> 'override' or btrim(reason) <> '')
   )`,
  `create index overrun_mark_document on overrun_mark (document_id)`,
  `create index overrun_mark_unit on overrun_mark (fiscal_year, unit)`,

  `alter table attachment add column commitment_id uuid references commitment`,
  `alter table attachment add column payment_request_id uuid references payment_request`,
  // Beside whatever else a file may be joined to.
  `do $$
   declare
     was text;
   begin
     select pg_get_constraintdef(oid) into was
       from pg_constraint where conrelid = '{schema}.attachment'::regclass and conname = 'attachment_of_something';
     execute 'alter table {schema}.attachment drop constraint attachment_of_something';
     execute 'alter table {schema}.attachment add constraint attachment_of_something '
       || regexp_replace(was, 'num_nonnulls\\(([^)]*)\\)', 'num_nonnulls(\\1, commitment_id, payment_request_id)');
   end $$`,
  `alter table attachment add constraint attachment_of_expense_alone check
     (num_nonnulls(commitment_id, payment_request_id) = 0
      or (num_nonnulls(commitment_id, payment_request_id) = 1 and num_nonnulls(draft_id, entry_id, request_id) = 0))`,
  `create index attachment_of_commitment on attachment (commitment_id) where commitment_id is not null`,
  `create index attachment_of_payment_request on attachment (payment_request_id) where payment_request_id is not null`,

  `create function keep_expense_attachment() returns trigger language plpgsql as $$
   begin
     if new.commitment_id is distinct from old.commitment_id or new.payment_request_id is distinct from old.payment_request_id then
       raise exception 'an attachment is kept as it was added' using errcode = '42501';
     end if;
     if new.removed_at is not null and old.removed_at is null and num_nonnulls(new.commitment_id, new.payment_request_id) > 0
        and coalesce(new.removal_reason, '') = '' then
       raise exception 'what a document of an expense bears is removed with a reason' using errcode = '23514', constraint = 'attachment_removal_reason';
     end if;
     return new;
   end $$`,
  `revoke all on function keep_expense_attachment() from public`,
  `create trigger kept_of_expense before update on attachment for each row execute function keep_expense_attachment()`,

  // Beside whatever else may be told.
  `do $$
   declare
     kinds text;
   begin
     select string_agg(quote_literal(kind), ', ') into kinds from (
       select (regexp_matches(pg_get_constraintdef(oid), '''([A-Za-z]+)''', 'g'))[1] as kind
         from pg_constraint where conrelid = '{schema}.inbox_notice'::regclass and conname = 'inbox_notice_kind_check'
       union select 'overrun') told;
     execute 'alter table {schema}.inbox_notice drop constraint inbox_notice_kind_check';
     execute 'alter table {schema}.inbox_notice add constraint inbox_notice_kind_check check (kind in (' || kinds || '))';
   end $$`,

  ...[
    "party_version",
    "contract_version",
    "operation_movement",
    "commitment_change",
    "commitment_change_year",
    "revenue_act",
    "overrun_mark",
  ].flatMap((table) => [
    `create trigger kept before update or delete on ${table} for each row execute function refuse_alteration()`,
    `create trigger kept_whole before truncate on ${table} for each statement execute function refuse_alteration()`,
  ]),
  ...[
    ...["party_version", "contract", "contract_version", "operation", "operation_movement", "commitment_change", "commitment_change_year"],
    ...["revenue", "revenue_act", "overrun_mark"],
  ].flatMap((table) => [`grant select, insert on ${table} to enveloppe_app`, `grant select on ${table} to enveloppe_reader`]),
  `grant update (cashed, reduced, paid_over) on revenue to enveloppe_app`,
  `grant update (amount) on commitment_schedule to enveloppe_app`,
];
