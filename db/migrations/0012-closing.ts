/**
 * Locks, closings and reopenings. A closing is a record: what the books said, kept line by line where the file of a closed exercise
 * needs it (labels and matchings as they were known). It is never altered; reopening marks it, and closing again makes another.
 */
const records = ["closing", "closing_journal", "closing_label", "closing_matching", "closing_balance", "opening_entry"];
const acts = ["reopening", "closing_waiver"];

export const closing = [
  `drop table closing`,

  // Who changed the state of a period, and when; until when a reopened one may be written in: once past, it counts as closed.
  `alter table period add column status_by bigint references app_user`,
  `alter table period add column status_at timestamptz`,
  `alter table period add column open_until timestamptz`,
  `alter table period add constraint open_until_of_reopened check (open_until is null or status = 'locked')`,

  // `anchor_set`: where the chains had come, to be printed with the minutes; 0016 makes the table that it refers to.
  `create table closing (
     id            bigint generated always as identity primary key,
     fiscal_year   int not null references fiscal_year,
     period        int,
     number        int not null check (number > 0),
     closed_on     date not null,
     closed_at     timestamptz not null default clock_timestamp(),
     actor         bigint not null references app_user,
     entry_count   bigint not null check (entry_count >= 0),
     debit         amount not null,
     credit        amount not null,
     result        amount not null,
     replaces      bigint unique references closing check (replaces <> id),
     opening_entry bigint references entry,
     result_entry  bigint references entry,
     checks        jsonb not null,
     anchor_set    bigint not null,
     reopened_at   timestamptz,
     unique (fiscal_year, number),
     foreign key (fiscal_year, period) references period,
     constraint closing_balanced check (debit = credit)
   )`,
  `create unique index closing_in_force on closing (fiscal_year, (coalesce(period, 0))) where reopened_at is null`,
  `create table closing_journal (
     closing_id  bigint not null references closing,
     journal     text not null references journal,
     last_number bigint not null check (last_number >= 0),
     last_hash   bytea not null,
     entry_count bigint not null check (entry_count >= 0),
     resource    text not null references resource,
     debit       amount not null,
     credit      amount not null check (credit = debit),
     primary key (closing_id, journal, resource)
   )`,
  `create table closing_label (
     closing_id bigint not null references closing,
     dimension  text not null check (dimension in ('account', 'party', 'journal')),
     code       text not null,
     label      text not null,
     primary key (closing_id, dimension, code)
   )`,
  `create table closing_matching (
     closing_id  bigint not null references closing,
     fiscal_year int not null,
     entry_id    bigint not null,
     line        int not null,
     code        text not null,
     matched_on  date,
     primary key (closing_id, fiscal_year, entry_id, line),
     foreign key (fiscal_year, entry_id, line) references entry_line (fiscal_year, entry_id, line)
   )`,
  `create table closing_balance (
     closing_id bigint not null references closing,
     book       text not null,
     resource   text not null references resource,
     account    text not null,
     debit      amount not null,
     credit     amount not null,
     primary key (closing_id, book, resource, account),
     foreign key (book, account) references account (book, code)
   )`,

  // Which entries opened an exercise: provisional ones, then the differences that each closing of the exercise before posted.
  `create table opening_entry (
     entry_id    bigint primary key references entry,
     fiscal_year int not null references fiscal_year,
     from_year   int not null references fiscal_year,
     provisional boolean not null,
     posted_on   date not null,
     check (from_year < fiscal_year)
   )`,
  `create index opening_entry_year on opening_entry (fiscal_year)`,

  `create table reopening (
     id          bigint generated always as identity primary key,
     fiscal_year int not null references fiscal_year,
     period      int,
     closing_id  bigint not null references closing,
     reason      text not null check (btrim(reason) <> ''),
     term_hours  int not null check (term_hours between 1 and 720),
     asked_by    bigint not null references app_user,
     asked_at    timestamptz not null default clock_timestamp(),
     approved_by bigint references app_user,
     approved_at timestamptz,
     relock_at   timestamptz,
     ended_at    timestamptz,
     ended_by    bigint references app_user,
     outcome     text check (outcome in ('refused', 'withdrawn', 'relocked', 'reclosed')),
     note        text,
     foreign key (fiscal_year, period) references period,
     constraint asker_never_approves check (approved_by <> asked_by),
     constraint approval_whole check ((approved_by is null) = (approved_at is null) and (approved_by is null) = (relock_at is null)),
     constraint term_after_approval check (relock_at > approved_at),
     constraint ending_whole check ((ended_at is null) = (outcome is null)),
     constraint unapproved_never_open check (approved_by is not null or outcome is null or outcome in ('refused', 'withdrawn'))
   )`,
  `create unique index reopening_under_way on reopening (fiscal_year, (coalesce(period, 0))) where ended_at is null`,

  // A closing goes through a blocking check only with a reason and a second person, for the amount that both saw.
  `create table closing_waiver (
     id          bigint generated always as identity primary key,
     fiscal_year int not null references fiscal_year,
     check_name  text not null,
     amount      amount not null,
     reason      text not null check (btrim(reason) <> ''),
     asked_by    bigint not null references app_user,
     asked_at    timestamptz not null default clock_timestamp(),
     approved_by bigint references app_user,
     approved_at timestamptz,
     ended_at    timestamptz,
     constraint asker_never_waives check (approved_by <> asked_by),
     constraint waiver_whole check ((approved_by is null) = (approved_at is null))
   )`,
  `create unique index closing_waiver_under_way on closing_waiver (fiscal_year, check_name) where ended_at is null`,

  `grant select, insert on ${[...records, ...acts].join(", ")} to enveloppe_app`,
  `grant select on ${[...records, ...acts].join(", ")} to enveloppe_reader`,
  `grant update (reopened_at) on closing to enveloppe_app`,
  `grant update (approved_by, approved_at, relock_at, ended_at, ended_by, outcome, note) on reopening to enveloppe_app`,
  `grant update (approved_by, approved_at, ended_at) on closing_waiver to enveloppe_app`,
  `grant usage on all sequences in schema {schema} to enveloppe_app`,
  ...records
    .filter((table) => table !== "closing")
    .map((table) => `create trigger kept before update or delete on ${table} for each row execute function refuse_alteration()`),
  `create trigger kept before delete on closing for each row execute function refuse_alteration()`,
  ...records.map(
    (table) => `create trigger kept_whole before truncate on ${table} for each statement execute function refuse_alteration()`,
  ),
];
