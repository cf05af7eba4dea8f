/**
 * Entry by keyboard: drafts that become entries once, attachments kept with what they prove, models, subscriptions,
 * and what each person used last (`docs/decisions/0051-…` to `0053-…`).
 */
export const entry = [
  `alter table draft_entry add column fiscal_year int not null references fiscal_year`,
  `alter table draft_entry add column editor bigint not null references app_user`,
  `alter table draft_entry add column created_at timestamptz not null default now()`,
  `alter table draft_entry add column deleted_at timestamptz`,
  // A draft becomes an entry once: two windows that post the same one meet here.
  `alter table draft_entry add column entry_id bigint references entry`,
  `alter table draft_entry add constraint draft_posted_once unique (entry_id)`,
  `alter table draft_entry add constraint draft_posted_or_deleted check (entry_id is null or deleted_at is null)`,
  `create index draft_entry_open on draft_entry (fiscal_year, updated_at) where entry_id is null`,

  `create table attachment (
     id             uuid primary key,
     file_id        uuid not null references file,
     draft_id       uuid references draft_entry,
     entry_id       bigint references entry,
     author         bigint not null references app_user,
     added_at       timestamptz not null default clock_timestamp(),
     removed_at     timestamptz,
     removed_by     bigint references app_user,
     removal_reason text,
     constraint attachment_of_something check (num_nonnulls(draft_id, entry_id) > 0),
     constraint attachment_removed_by check ((removed_at is null) = (removed_by is null)),
     constraint attachment_removal_reason check (removed_at is null or entry_id is null or coalesce(removal_reason, '') <> '')
   )`,
  `create index attachment_of_entry on attachment (entry_id) where entry_id is not null`,
  `create index attachment_of_draft on attachment (draft_id) where draft_id is not null`,
  // What is tied to a posted entry stays: it may be marked as removed, once, with a reason, and nothing else of it changes.
  `create function keep_attachment() returns trigger language plpgsql as $$
   begin
     if tg_op = 'DELETE' then
       raise exception 'an attachment is kept: mark it as removed' using errcode = '42501';
     end if;
     if (new.id, new.file_id, new.author, new.added_at) is distinct from (old.id, old.file_id, old.author, old.added_at)
        or new.draft_id is distinct from old.draft_id
        or (old.entry_id is not null and new.entry_id is distinct from old.entry_id)
        or (old.removed_at is not null
            and (new.removed_at, new.removed_by, new.removal_reason, new.entry_id)
                is distinct from (old.removed_at, old.removed_by, old.removal_reason, old.entry_id)) then
       raise exception 'an attachment is kept as it was added' using errcode = '42501';
     end if;
     return new;
   end $$`,
  `revoke all on function keep_attachment() from public`,
  `create trigger kept before update or delete on attachment for each row execute function keep_attachment()`,
  `create trigger kept_whole before truncate on attachment for each statement execute function refuse_alteration()`,

  `create table entry_model (
     id          uuid primary key,
     name        text not null check (name <> ''),
     journal     text not null references journal,
     label       text not null,
     parameters  jsonb not null,
     author      bigint not null references app_user,
     version     bigint not null default 1,
     created_at  timestamptz not null default now(),
     updated_at  timestamptz not null default now(),
     archived_at timestamptz
   )`,
  `create unique index entry_model_name on entry_model (lower(name)) where archived_at is null`,
  `create table entry_model_line (
     model_id uuid not null references entry_model,
     line     int not null check (line > 0),
     book     text not null default 'general' check (book = 'general'),
     account  text,
     party    text references party,
     unit     text references unit,
     label    text,
     side     text not null check (side in ('debit', 'credit')),
     amount   text not null check (amount <> ''),
     primary key (model_id, line),
     foreign key (book, account) references account (book, code)
   )`,

  `create table subscription (
     id         uuid primary key,
     model_id   uuid not null references entry_model,
     name       text not null check (name <> ''),
     amounts    jsonb not null,
     first_day  date not null,
     frequency  text not null check (frequency in ('monthly', 'quarterly', 'yearly')),
     last_day   date check (last_day >= first_day),
     state      text not null default 'active' check (state in ('active', 'paused', 'stopped')),
     author     bigint not null references app_user,
     version    bigint not null default 1,
     created_at timestamptz not null default now(),
     updated_at timestamptz not null default now()
   )`,
  // Each occurrence once for ever: posted, or left out with a reason.
  `create table subscription_occurrence (
     subscription_id uuid not null references subscription,
     ordinal         int not null check (ordinal > 0),
     day             date not null,
     entry_id        bigint unique references entry,
     skip_reason     text check (skip_reason <> ''),
     actor           bigint not null references app_user,
     at              timestamptz not null default clock_timestamp(),
     constraint occurrence_once primary key (subscription_id, ordinal),
     constraint occurrence_day_once unique (subscription_id, day),
     constraint occurrence_posted_or_skipped check ((entry_id is null) <> (skip_reason is null))
   )`,

  `create table entry_habit (
     fiscal_year int not null references fiscal_year,
     actor       bigint not null references app_user,
     journal     text not null references journal,
     entry_date  date not null,
     voucher     text,
     used_at     timestamptz not null default clock_timestamp(),
     primary key (fiscal_year, actor, journal)
   )`,

  `grant select on attachment, entry_model, entry_model_line, subscription, subscription_occurrence, entry_habit to enveloppe_app, enveloppe_reader`,
  `grant insert on attachment, entry_model, entry_model_line, subscription, subscription_occurrence, entry_habit to enveloppe_app`,
  `grant update on attachment, entry_model, subscription, entry_habit to enveloppe_app`,
  `grant delete on entry_model_line to enveloppe_app`,
];
