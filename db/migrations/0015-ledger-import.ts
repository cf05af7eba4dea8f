/**
 * The way in for whole ledgers (`docs/decisions/0071-bulk-path.md`): what a person uploaded, how it is read, what is wrong with it, and
 * the two unlogged tables that its lines pass through. Staged rows live inside one transaction and are seen by no other.
 */
export const ledgerImport = [
  `create table ledger_upload (
     id         uuid primary key,
     sha256     bytea not null check (length(sha256) = 32),
     name       text not null check (name <> ''),
     size       bigint not null check (size > 0),
     survey     jsonb not null,
     choices    jsonb,
     report     jsonb,
     author     bigint not null references app_user,
     at         timestamptz not null default clock_timestamp(),
     checked_at timestamptz
   )`,
  `create index ledger_upload_at on ledger_upload (at)`,
  `create table ledger_upload_part (
     upload_id uuid not null references ledger_upload on delete cascade,
     ordinal   int not null check (ordinal > 0),
     content   bytea not null,
     primary key (upload_id, ordinal)
   )`,
  `create unlogged table ledger_upload_fault (
     upload_id   uuid not null,
     ordinal     bigint generated always as identity,
     line        int not null,
     rule        text not null,
     column_name text,
     value       text not null,
     expected    text not null
   )`,
  `create index ledger_upload_fault_place on ledger_upload_fault (upload_id, line, ordinal)`,
  `create table ledger_mapping (
     signature  text primary key,
     choices    jsonb not null,
     author     bigint not null references app_user,
     updated_at timestamptz not null default clock_timestamp()
   )`,

  `create sequence staging_run`,
  `create unlogged table staged_line (
     run             bigint not null,
     entry           int not null,
     line            int not null,
     event_id        uuid,
     digest          bytea,
     sound           boolean not null,
     journal         text collate "C" not null,
     number          text collate "C" not null,
     entry_date      date,
     validated_on    date,
     account         text collate "C" not null,
     party           text collate "C",
     label           text not null,
     voucher         text,
     voucher_date    date,
     debit           bigint not null,
     credit          bigint not null,
     matching        text collate "C",
     matched_on      date,
     currency        text,
     currency_amount bigint
   )`,
  `create index staged_line_entry on staged_line (run, entry, line)`,
  `create unlogged table staged_entry (
     run              bigint not null,
     entry            int not null,
     id               bigint,
     first_line       int not null,
     event_id         uuid,
     digest           bytea,
     sound            boolean not null,
     journal          text collate "C" not null,
     number           text collate "C" not null,
     entry_date       date,
     least_date       date,
     last_date        date,
     first_validated  date,
     validated_on     date,
     label            text not null,
     line_count       int not null,
     debit            numeric not null,
     credit           numeric not null
   )`,
  `create index staged_entry_entry on staged_entry (run, entry)`,

  // Planned when the journal is empty, and kept, whatever the caller has switched off: without this it reads every total after each batch.
  `alter function lines_balance() set enable_seqscan to off`,
  `alter function lines_balance() set enable_nestloop to on`,
  `alter function lines_balance() set enable_hashjoin to off`,
  `alter function lines_balance() set enable_mergejoin to on`,

  `grant select, insert, update, delete on ledger_upload, staged_line, staged_entry to enveloppe_app`,
  `grant select, insert, delete on ledger_upload_part, ledger_upload_fault to enveloppe_app`,
  `grant select, insert, update on ledger_mapping to enveloppe_app`,
  `grant select on ledger_upload, ledger_upload_part, ledger_upload_fault, ledger_mapping, staged_line, staged_entry to enveloppe_reader`,
  `grant usage on sequence staging_run to enveloppe_app`,
  `grant usage on sequence ledger_upload_fault_ordinal_seq to enveloppe_app`,
];
