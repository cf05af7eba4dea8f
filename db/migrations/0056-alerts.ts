/**
 * Alerts that deserve attention (M23, decision 0153): one for each cause of a unit and resource, with what became of it; what waits for a person and
 * was put aside for a while; and the message that each person is sent once a day at most.
 */
const signs = ["overrun", "exhaustion", "aboveProfile", "shortLanding", "dormant", "belowProfile", "uncertified", "unpaid", "question"];
const acts = ["raised", "worsened", "eased", "woken", "reopened", "ended", "asked", "answered", "snoozed"];
const listed = (values: readonly string[]) => values.map((value) => `'${value}'`).join(", ");

export const alerts = [
  `create table alert (
     id             uuid primary key default gen_random_uuid(),
     fiscal_year    int not null references fiscal_year,
     unit           text not null references unit,
     cause          text not null check (cause in ('overuse', 'underuse', 'uncertified', 'unpaid', 'question')),
     resource       text not null check (resource in ('AE', 'CP', 'ETPT')),
     state          text not null check (state in ('open', 'answered', 'snoozed', 'closed')),
     sign           text not null check (sign in (${listed(signs)})),
     level          text not null check (level in ('watch', 'serious')),
     size           int not null check (size >= 0),
     size_limit     int not null check (size_limit >= 0),
     amount         amount not null check (amount >= 0),
     day            date,
     months         int not null check (months between 0 and 12),
     reference_sign text check (reference_sign in (${listed(signs)})),
     reference_size int,
     snoozed_until  date,
     asked          boolean not null default false,
     opened_on      date not null,
     changed_on     date not null,
     version        int not null default 1,
     constraint alert_once unique (fiscal_year, unit, cause, resource),
     constraint alert_put_aside_until_a_day check ((state = 'snoozed') = (snoozed_until is not null)),
     constraint alert_refers_to_what_was check ((reference_sign is null) = (reference_size is null)),
     constraint alert_answered_at_some_size check (state not in ('answered', 'snoozed') or reference_sign is not null)
   ) with (fillfactor = 70)`,
  `create index alert_of_state on alert (fiscal_year, state)`,
  `create table alert_step (
     id       bigint generated always as identity primary key,
     alert_id uuid not null references alert,
     act      text not null check (act in (${listed(acts)})),
     sign     text not null check (sign in (${listed(signs)})),
     level    text not null check (level in ('watch', 'serious')),
     size     int not null,
     amount   amount not null,
     text     text not null default '',
     until    date,
     actor    bigint not null references app_user,
     at       timestamptz not null default clock_timestamp(),
     constraint alert_step_says_why check (act not in ('asked', 'answered', 'snoozed') or btrim(text) <> ''),
     constraint alert_step_put_aside_until check ((act = 'snoozed') = (until is not null))
   )`,
  `create index alert_step_of on alert_step (alert_id, id)`,
  // An alert keeps what it is about.
  `create function keep_alert() returns trigger language plpgsql as $$
   begin
     if (new.id, new.fiscal_year, new.unit, new.cause, new.resource) is distinct from (old.id, old.fiscal_year, old.unit, old.cause, old.resource)
        or new.version <> old.version + 1 then
       raise exception 'an alert keeps what it is about, and goes from version to version' using errcode = '42501';
     end if;
     return new;
   end $$`,
  `revoke all on function keep_alert() from public`,
  `create trigger alert_kept before update on alert for each row execute function keep_alert()`,
  `create trigger kept before update or delete on alert_step for each row execute function refuse_alteration()`,
  `create trigger kept_whole before truncate on alert_step for each statement execute function refuse_alteration()`,

  // What waits for somebody on the home page, put aside until a day: never for good.
  `create table task_snooze (
     person bigint not null references app_user,
     task   text not null check (task <> ''),
     until  date not null,
     at     timestamptz not null default clock_timestamp(),
     primary key (person, task)
   )`,

  // Whether somebody wants the daily message (they do unless they said otherwise) and where (without an address: to a file), and what was sent: once a day at most.
  `create table digest_choice (
     person bigint primary key references app_user,
     wanted boolean not null,
     email  text check (email ~ '^[^[:space:]@]+@[^[:space:]@]+$'),
     at     timestamptz not null default clock_timestamp()
   )`,
  `create table digest (
     person bigint not null references app_user,
     day    date not null,
     items  int not null check (items >= 0),
     way    text not null check (way in ('mail', 'file', 'none')),
     at     timestamptz not null default clock_timestamp(),
     primary key (person, day)
   )`,

  // Beside whatever else may be told.
  `do $$
   declare
     kinds text;
   begin
     select string_agg(quote_literal(kind), ', ') into kinds from (
       select (regexp_matches(pg_get_constraintdef(oid), '''([A-Za-z]+)''', 'g'))[1] as kind
         from pg_constraint where conrelid = '{schema}.inbox_notice'::regclass and conname = 'inbox_notice_kind_check'
       union select unnest(array['explanationAsked', 'explanationGiven'])) told;
     execute 'alter table {schema}.inbox_notice drop constraint inbox_notice_kind_check';
     execute 'alter table {schema}.inbox_notice add constraint inbox_notice_kind_check check (kind in (' || kinds || '))';
   end $$`,

  `grant select, insert, update on alert, task_snooze, digest_choice to enveloppe_app`,
  `grant select, insert on alert_step, digest to enveloppe_app`,
  `grant usage on all sequences in schema {schema} to enveloppe_app`,
  `grant select on alert, alert_step to enveloppe_reader`,
];
