/**
 * What proves the journal from outside of it: anchors (where each chain had come), seals of the audit, the results of the self-checks,
 * and the chains in which posting stopped because their proof failed. All of it is added to and never altered; a stop alone is lifted.
 */
const guarded = ["audit_seal", "anchor_set", "anchor", "proof_run"];

export const proof = [
  // A seal covers a range of identifiers, for a day may still receive rows of a transaction that began in it. `absent`: identifiers
  // without a row when it was made (undone, or not committed yet); `late`: those of earlier seals whose row came since.
  `create table audit_seal (
     last_id       bigint primary key,
     first_id      bigint not null unique,
     row_count     bigint not null check (row_count >= 0),
     absent        bigint[] not null,
     late          bigint[] not null,
     previous_hash bytea not null,
     hash          bytea not null check (length(hash) = 32),
     version       int not null,
     sealed_at     timestamptz not null default clock_timestamp(),
     check (first_id <= last_id)
   )`,
  // `digest`: SHA-256 of the set's line as it is written in the file of anchors; each line cites the one before.
  `create table anchor_set (
     id         bigint primary key check (id > 0),
     taken_at   timestamptz not null,
     reason     text not null check (reason in ('hourly', 'nightly', 'closing', 'hand')),
     audit_last bigint,
     audit_hash bytea,
     line       text not null check (line <> ''),
     digest     bytea not null check (length(digest) = 32),
     check ((audit_last is null) = (audit_hash is null))
   )`,
  `create table anchor (
     set_id      bigint not null references anchor_set,
     fiscal_year int not null,
     journal     text not null,
     last_number bigint not null check (last_number >= 0),
     hash        bytea not null,
     debits      jsonb not null,
     primary key (fiscal_year, journal, set_id)
   )`,
  `create index anchor_of_set on anchor (set_id)`,
  `alter table closing add constraint closing_anchored foreign key (anchor_set) references anchor_set`,
  `create table proof_run (
     id          bigint generated always as identity primary key,
     at          timestamptz not null default clock_timestamp(),
     actor       bigint not null references app_user,
     reason      text not null check (reason in ('nightly', 'hand')),
     sound       boolean not null,
     entries     bigint not null,
     lines       bigint not null,
     postings    bigint not null,
     fault_count bigint not null check (fault_count >= 0),
     checks      int not null,
     duration_ms int not null,
     report      jsonb not null,
     check (sound = (fault_count = 0))
   )`,
  `create table chain_stop (
     id          bigint generated always as identity primary key,
     fiscal_year int not null,
     journal     text not null,
     run_id      bigint not null references proof_run,
     faults      bytea not null,
     stopped_at  timestamptz not null default clock_timestamp(),
     lifted_at   timestamptz,
     lifted_by   bigint references app_user,
     lift_reason text,
     check ((lifted_at is null) = (lifted_by is null)),
     check (lift_reason is null or lifted_at is not null)
   )`,
  `create unique index chain_stopped_once on chain_stop (fiscal_year, journal) where lifted_at is null`,
  ...guarded.map((table) => `create trigger kept before update or delete on ${table} for each row execute function refuse_alteration()`),
  ...[...guarded, "chain_stop"].map(
    (table) => `create trigger kept_whole before truncate on ${table} for each statement execute function refuse_alteration()`,
  ),
  // Second belt: the posting path asks before it posts (`db/posting.ts`); whatever else links to a stopped chain is refused here.
  `create function refuse_stopped_chain() returns trigger language plpgsql as $$
   begin
     if exists (select from {schema}.chain_stop s
                 where s.fiscal_year = new.fiscal_year and s.journal = new.journal and s.lifted_at is null) then
       raise exception 'chain % of % is stopped: its proof failed', new.journal, new.fiscal_year
         using errcode = '23514', constraint = 'chain_stopped';
     end if;
     return new;
   end $$`,
  `create trigger chain_stopped before insert on posting for each row execute function refuse_stopped_chain()`,
  `revoke all on function refuse_stopped_chain() from public`,
  `grant select on audit_seal, anchor_set, anchor, proof_run, chain_stop to enveloppe_app, enveloppe_reader`,
  `grant insert on audit_seal, anchor_set, anchor, proof_run, chain_stop to enveloppe_app`,
  `grant update (lifted_at, lifted_by, lift_reason) on chain_stop to enveloppe_app`,
];
