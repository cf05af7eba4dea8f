/**
 * Extracts of Chorus as cumulative snapshots (decision 0135): each file with how it was read and what became of it, every thing that they
 * brought as the last one says it, and every change of one. What a change posted is found by its event; what undid it, by the import.
 */
export const chorusExtracts = [
  `create table chorus_import (
     id              uuid primary key,
     kind            text not null check (kind in ('commitments', 'payments', 'payroll', 'staffing', 'credits', 'opening', 'balance')),
     site            text not null check (site = btrim(site) and length(site) <= 40),
     fiscal_year     int not null references fiscal_year,
     as_of           date not null,
     name            text not null check (name <> ''),
     sha256          bytea not null check (length(sha256) = 32),
     content         bytea not null,
     book            bytea not null,
     choices         jsonb not null,
     report          jsonb,
     digest          bytea check (length(digest) = 32),
     state           text not null default 'waiting' check (state in ('waiting', 'posted', 'undone')),
     author          bigint not null references app_user,
     at              timestamptz not null default clock_timestamp(),
     checked_at      timestamptz,
     posted_at       timestamptz,
     posted_by       bigint references app_user,
     undone_at       timestamptz,
     undone_by       bigint references app_user,
     undone_why      text check (btrim(undone_why) <> ''),
     constraint extract_checked check ((checked_at is null) = (report is null) and (report is null) = (digest is null)),
     constraint extract_posted check ((state = 'waiting') = (posted_at is null) and (posted_at is null) = (posted_by is null)),
     constraint extract_undone check ((state = 'undone') = (undone_at is not null) and (undone_at is null) = (undone_by is null)
                                  and (undone_at is null) = (undone_why is null))
   )`,
  `create index chorus_import_kind on chorus_import (fiscal_year, kind, at desc)`,
  `create table chorus_mapping (
     kind       text not null,
     site       text not null,
     choices    jsonb not null,
     author     bigint not null references app_user,
     updated_at timestamptz not null default clock_timestamp(),
     primary key (kind, site)
   )`,
  `create table chorus_item (
     kind             text not null,
     key              text not null check (key <> ''),
     unit             text not null references unit,
     nature           text not null,
     activity         text not null,
     beneficiary_unit text not null,
     label            text not null,
     party            text,
     on_day           date not null,
     settled_on       date,
     amount           amount not null,
     settled          amount not null default 0,
     certified        amount not null default 0,
     commitment       text,
     said             text not null,
     document_id      uuid,
     line             int check (line > 0),
     site             text not null,
     import_id        uuid not null references chorus_import,
     vanished_by      uuid references chorus_import,
     primary key (kind, key),
     constraint item_of_line check ((document_id is null) = (line is null))
   ) with (fillfactor = 70)`,
  `create index chorus_item_unit on chorus_item (unit, kind)`,
  `create index chorus_item_commitment on chorus_item (commitment) where commitment is not null`,
  `create table chorus_change (
     import_id uuid not null,
     ordinal   int not null check (ordinal > 0),
     kind      text not null,
     key       text not null,
     row       int check (row > 0),
     before    jsonb,
     amount    amount not null,
     settled   amount not null,
     certified amount not null,
     primary key (import_id, ordinal)
   )`,
  `create index chorus_change_key on chorus_change (kind, key)`,
  `create table chorus_event (
     event_id  uuid not null,
     import_id uuid not null references chorus_import,
     ordinal   int not null check (ordinal > 0),
     unit      text not null references unit,
     on_day    date not null,
     undoes    boolean not null default false,
     changes   int[] not null,
     primary key (event_id),
     unique (import_id, undoes, ordinal)
   )`,
  `create table chorus_reconciliation (
     id          uuid primary key,
     fiscal_year int not null references fiscal_year,
     month       int not null check (month between 1 and 24),
     content     jsonb not null,
     sha256      bytea not null check (length(sha256) = 32),
     note        text not null default '',
     signed_by   bigint not null references app_user,
     signed_at   timestamptz not null default clock_timestamp()
   )`,
  `create index chorus_reconciliation_month on chorus_reconciliation (fiscal_year, month, signed_at desc)`,

  // Searched by any of its codes, whatever the document: a thing of Chorus bears its block as a document of ours does.
  `alter table coding_block drop constraint coding_block_document_check`,
  `alter table coding_block add constraint coding_block_document_check
     check (document in ('commitment', 'certifiedService', 'paymentRequest', 'payment', 'chorusItem'))`,
  `create index coding_block_contract on coding_block (contract_number) where contract_number is not null`,
  `create index coding_block_cost_centre on coding_block (cost_centre) where cost_centre is not null`,

  `grant select, insert, update on chorus_import, chorus_mapping, chorus_item to enveloppe_app`,
  `grant select, insert on chorus_change, chorus_event, chorus_reconciliation to enveloppe_app`,
  `grant delete on chorus_import to enveloppe_app`,
  `grant update on coding_block to enveloppe_app`,
  `grant select on chorus_import, chorus_mapping, chorus_item, chorus_change, chorus_event, chorus_reconciliation to enveloppe_reader`,
];
