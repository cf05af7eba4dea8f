/** Who works here, what they may do, and what they did. */
export const people = [
  `create table app_user (
     id            bigint generated always as identity primary key,
     login         text not null unique check (login ~ '^[a-z0-9][a-z0-9._-]{1,39}$'),
     name          text not null check (name <> ''),
     password_hash text,
     locale        text not null default 'fr' check (locale in ('fr', 'en')),
     disabled_at   timestamptz,
     created_at    timestamptz not null default now()
   )`,
  `create table role_grant (
     user_id    bigint not null references app_user,
     role       text not null check (role in
       ('agent', 'unitHead', 'programmeStaff', 'arbitrator', 'accountant', 'chiefAccountant', 'budgetController', 'auditor', 'administrator')),
     unit       text not null references unit,
     valid      daterange not null default daterange(null, null) check (not isempty(valid)),
     granted_at timestamptz not null default now(),
     primary key (user_id, role, unit)
   )`,
  `create table session (
     token_hash   bytea primary key check (length(token_hash) = 32),
     user_id      bigint not null references app_user,
     created_at   timestamptz not null default now(),
     last_seen_at timestamptz not null default now(),
     expires_at   timestamptz not null
   )`,
  `create index session_of_user on session (user_id)`,
  `create table sign_in_attempt (
     id        bigint generated always as identity primary key,
     login     text not null,
     address   text not null,
     device    text,
     succeeded boolean not null,
     at        timestamptz not null default now()
   )`,
  `create index sign_in_attempt_recent on sign_in_attempt (login, at)`,
  `create index sign_in_attempt_address on sign_in_attempt (address, at)`,

  `create table command (
     key          uuid primary key,
     name         text not null,
     actor        bigint not null references app_user,
     request_hash bytea not null,
     outcome      jsonb,
     at           timestamptz not null default now()
   )`,
  `create table audit (
     id          bigint generated always as identity primary key,
     at          timestamptz not null default clock_timestamp(),
     actor       bigint not null references app_user,
     action      text not null,
     unit        text,
     object_kind text,
     object_id   text,
     detail      jsonb not null default '{}',
     command_key uuid
   )`,
  `create index audit_object on audit (object_kind, object_id, id)`,
  `create table job (
     id          uuid primary key,
     kind        text not null,
     status      text not null default 'queued' check (status in ('queued', 'running', 'done', 'failed', 'cancelled')),
     progress    int not null default 0 check (progress between 0 and 100),
     request     jsonb not null default '{}',
     result      jsonb,
     author      bigint not null references app_user,
     created_at  timestamptz not null default now(),
     finished_at timestamptz
   )`,
  `create table file (
     id         uuid primary key,
     sha256     bytea not null check (length(sha256) = 32),
     purpose    text not null check (purpose in ('ledgerImport', 'ledgerExport', 'attachment')),
     name       text not null check (name <> ''),
     media_type text not null,
     content    bytea not null,
     author     bigint not null references app_user,
     at         timestamptz not null default now(),
     detail     jsonb not null default '{}'
   )`,
  `create unique index file_imported_once on file (sha256) where purpose = 'ledgerImport'`,
];
