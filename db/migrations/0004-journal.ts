/** One append-only journal with two books, its proofs and its maintained balances (`docs/data-model.md`). */
const firstYear = 2010;
const lastYear = 2045;

const partitions = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index);

export const journal = [
  `create table entry (
     id            bigint generated always as identity primary key,
     book          text not null,
     journal       text not null,
     fiscal_year   int not null,
     period        int not null,
     number        bigint not null check (number > 0),
     entry_date    date not null,
     validated_on  date not null,
     label         text not null check (label <> ''),
     event_id      uuid not null,
     actor         bigint not null references app_user,
     line_count    int not null check (line_count >= 2),
     reverses      bigint unique references entry check (reverses <> id),
     digest        bytea not null check (length(digest) = 32),
     source_number text,
     recorded_at   timestamptz not null,
     unique (fiscal_year, journal, number),
     unique (id, fiscal_year, book, period, entry_date),
     foreign key (journal, book) references journal (code, book),
     foreign key (fiscal_year, period) references period
   )`,
  `create index entry_recorded on entry (recorded_at)`,
  `create index entry_event on entry (event_id)`,
  `create table entry_total (
     entry_id   bigint not null references entry,
     resource   text not null references resource,
     debit      amount not null,
     credit     amount not null,
     line_count int not null,
     primary key (entry_id, resource),
     constraint entry_balanced check (debit = credit and debit > 0 and line_count >= 2)
   )`,
  `create table entry_line (
     fiscal_year      int not null,
     entry_id         bigint not null,
     line             int not null check (line > 0),
     book             text not null,
     period           int not null,
     entry_date       date not null,
     account          text not null,
     unit             text references unit,
     beneficiary_unit text references unit,
     nature           text references nature,
     activity         text references activity,
     party            text references party,
     resource         text not null,
     debit            amount not null,
     credit           amount not null,
     label            text not null,
     voucher          text,
     voucher_date     date,
     origin           text,
     currency         text,
     currency_amount  amount,
     document         text,
     document_id      uuid,
     primary key (fiscal_year, entry_id, line),
     foreign key (entry_id, fiscal_year, book, period, entry_date) references entry (id, fiscal_year, book, period, entry_date),
     foreign key (book, account) references account (book, code),
     constraint one_side check (debit >= 0 and credit >= 0 and (debit = 0) <> (credit = 0)),
     constraint dimensions_of_book check (case book
       when 'budget' then unit is not null and nature is not null and activity is not null and resource in ('AE', 'CP', 'ETPT', 'DAY')
       else resource = 'EUR' end),
     constraint origin_of_voted check ((book = 'budget' and account = 'voted') = (origin is not null)),
     constraint currency_pair check ((currency is null) = (currency_amount is null)),
     constraint document_pair check ((document is null) = (document_id is null))
   ) partition by list (fiscal_year)`,
  ...partitions.map((year) => `create table entry_line_${year} partition of entry_line for values in (${year})`),
  `create index entry_line_account on entry_line (fiscal_year, book, account, entry_date, entry_id, line)`,
  `create index entry_line_document on entry_line (document_id) where document_id is not null`,

  `create table posting (
     fiscal_year   int not null references fiscal_year,
     journal       text not null references journal,
     first_number  bigint not null,
     last_number   bigint not null,
     previous_hash bytea not null,
     hash          bytea not null check (length(hash) = 32),
     version       int not null,
     recorded_at   timestamptz not null,
     primary key (fiscal_year, journal, first_number),
     check (first_number <= last_number)
   )`,
  `create table journal_counter (
     fiscal_year int not null references fiscal_year,
     journal     text not null references journal,
     last_number bigint not null default 0,
     last_hash   bytea not null default '\\x00',
     primary key (fiscal_year, journal)
   ) with (fillfactor = 50)`,

  `create table account_balance (
     fiscal_year int not null,
     book        text not null,
     resource    text not null,
     account     text not null,
     period      int not null,
     debit       amount not null,
     credit      amount not null,
     primary key (fiscal_year, book, resource, account, period)
   ) with (fillfactor = 50)`,
  `create table unit_balance (
     fiscal_year int not null,
     book        text not null,
     resource    text not null,
     section     text not null,
     unit        text,
     title       text,
     period      int not null,
     debit       amount not null,
     credit      amount not null,
     constraint unit_balance_key unique nulls not distinct (fiscal_year, book, resource, section, unit, title, period)
   ) with (fillfactor = 50)`,
  `create table stage_position (
     fiscal_year    int not null references fiscal_year,
     unit           text not null references unit,
     spending_class text not null check (spending_class in ('personnel', 'nonPersonnel')),
     resource       text not null check (resource in ('AE', 'CP', 'ETPT', 'DAY')),
     stage          text not null,
     amount         amount not null default 0,
     primary key (fiscal_year, unit, spending_class, resource, stage),
     constraint stage_kept check (stage = 'voted' or amount >= 0)
   ) with (fillfactor = 50)`,
  `create table cap_use (
     fiscal_year int not null references fiscal_year,
     cap         text not null,
     scope       text not null,
     used        amount not null default 0,
     ceiling     amount not null check (ceiling >= 0),
     primary key (fiscal_year, cap, scope),
     constraint cap_kept check (used between 0 and ceiling)
   )`,

  `create table matching (
     id         bigint generated always as identity primary key,
     account    text not null,
     party      text references party,
     code       text not null,
     matched_on date,
     rule       text not null,
     run_id     uuid not null,
     author     bigint not null references app_user,
     undone_at  timestamptz
   )`,
  `create table matching_line (
     matching_id bigint not null references matching,
     fiscal_year int not null,
     entry_id    bigint not null,
     line        int not null,
     live        boolean default true check (live),
     primary key (matching_id, fiscal_year, entry_id, line),
     unique (fiscal_year, entry_id, line, live),
     foreign key (fiscal_year, entry_id, line) references entry_line (fiscal_year, entry_id, line)
   )`,
  `create table draft_entry (
     id         uuid primary key,
     author     bigint not null references app_user,
     body       jsonb not null,
     version    bigint not null default 1,
     updated_at timestamptz not null default now()
   )`,
  `create table closing (
     fiscal_year int not null references fiscal_year,
     period      int,
     closed_at   timestamptz not null default clock_timestamp(),
     actor       bigint not null references app_user,
     totals      jsonb not null,
     reopened_at timestamptz
   )`,
];
