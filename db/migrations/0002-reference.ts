/** Reference data: identities are created once and never renamed; what is said of them is dated (`docs/architecture.md`). */
export const reference = [
  `create domain amount as bigint check (value between -900000000000000 and 900000000000000)`,
  `create domain code as text check (value ~ '^[[:alnum:]][[:alnum:]._/ -]{0,39}$' and value = normalize(value, nfc) and value = btrim(value))`,

  `create table fiscal_year (
     year      int primary key check (year between 2010 and 2045),
     first_day date not null,
     last_day  date not null,
     status    text not null default 'open' check (status in ('open', 'closed')),
     opening   text not null default 'voted' check (opening in ('voted', 'servicesVotes')),
     check (first_day < last_day and extract(year from last_day) = year),
     exclude using gist (daterange(first_day, last_day, '[]') with &&)
   )`,
  `create table period (
     fiscal_year int not null references fiscal_year,
     period      int not null check (period between 1 and 25),
     first_day   date not null,
     last_day    date not null,
     complementary boolean not null default false,
     status      text not null default 'open' check (status in ('open', 'locked', 'closed')),
     primary key (fiscal_year, period),
     check (first_day <= last_day)
   )`,

  `create table unit (code code primary key, created_at timestamptz not null default now())`,
  `create table unit_version (
     id            bigint generated always as identity primary key,
     code          text not null references unit,
     valid         daterange not null check (not isempty(valid)),
     parent        text references unit check (parent <> code),
     label         text not null check (label <> ''),
     short_label   text not null check (short_label <> ''),
     kind          text not null check (kind in ('institute', 'secretariat', 'directorate', 'department', 'subdirectorate', 'regionalDirectorate', 'centre', 'pending')),
     rank          int not null default 0,
     recorded_at   timestamptz not null default now(),
     superseded_at timestamptz,
     exclude using gist (code with =, valid with &&) where (superseded_at is null)
   )`,
  `create table unit_succession (
     from_code   text not null references unit,
     to_code     text not null references unit,
     on_date     date not null,
     numerator   bigint not null check (numerator > 0),
     denominator bigint not null check (denominator >= numerator),
     primary key (from_code, to_code, on_date),
     check (from_code <> to_code)
   )`,

  `create table nature (
     code           code primary key,
     spending_class text check (spending_class in ('personnel', 'nonPersonnel')),
     created_at     timestamptz not null default now()
   )`,
  `create table nature_version (
     id            bigint generated always as identity primary key,
     code          text not null references nature,
     valid         daterange not null check (not isempty(valid)),
     parent        text references nature check (parent <> code),
     label         text not null check (label <> ''),
     level         text not null check (level in ('programme', 'class', 'title', 'category', 'nature')),
     title         text,
     recorded_at   timestamptz not null default now(),
     superseded_at timestamptz,
     exclude using gist (code with =, valid with &&) where (superseded_at is null)
   )`,
  `create table nature_succession (
     from_code   text not null references nature,
     to_code     text not null references nature,
     on_date     date not null,
     numerator   bigint not null check (numerator > 0),
     denominator bigint not null check (denominator >= numerator),
     primary key (from_code, to_code, on_date),
     check (from_code <> to_code)
   )`,

  `create table activity (code code primary key, created_at timestamptz not null default now())`,
  `create table activity_version (
     id            bigint generated always as identity primary key,
     code          text not null references activity,
     valid         daterange not null check (not isempty(valid)),
     parent        text references activity check (parent <> code),
     label         text not null check (label <> ''),
     level         text not null check (level in ('programme', 'action', 'activity', 'operation')),
     recorded_at   timestamptz not null default now(),
     superseded_at timestamptz,
     exclude using gist (code with =, valid with &&) where (superseded_at is null)
   )`,
  `create table activity_succession (
     from_code   text not null references activity,
     to_code     text not null references activity,
     on_date     date not null,
     numerator   bigint not null check (numerator > 0),
     denominator bigint not null check (denominator >= numerator),
     primary key (from_code, to_code, on_date),
     check (from_code <> to_code)
   )`,

  `create table account (
     book       text not null check (book in ('budget', 'general')),
     code       code not null,
     created_at timestamptz not null default now(),
     primary key (book, code),
     check (book = 'general' or code in
       ('voted', 'reserve', 'unallocated', 'notified', 'allotted', 'earmarked', 'committed', 'requested', 'consumed', 'lapsed', 'overrun'))
   )`,
  `create table account_version (
     id            bigint generated always as identity primary key,
     book          text not null,
     code          text not null,
     valid         daterange not null check (not isempty(valid)),
     label         text not null check (label <> ''),
     postable      boolean not null default true,
     source        text not null check (source in ('pcg', 'extension', 'organisation', 'import', 'stage')),
     recorded_at   timestamptz not null default now(),
     superseded_at timestamptz,
     foreign key (book, code) references account,
     exclude using gist (book with =, code with =, valid with &&) where (superseded_at is null)
   )`,
  `create table nature_account (
     id            bigint generated always as identity primary key,
     nature        text not null references nature,
     valid         daterange not null check (not isempty(valid)),
     book          text not null default 'general' check (book = 'general'),
     expense       text not null,
     accrued       text not null,
     payable       text not null,
     recorded_at   timestamptz not null default now(),
     superseded_at timestamptz,
     foreign key (book, expense) references account,
     foreign key (book, accrued) references account,
     foreign key (book, payable) references account,
     exclude using gist (nature with =, valid with &&) where (superseded_at is null)
   )`,

  `create table resource (code text primary key, book text not null check (book in ('budget', 'general')), unique (code, book))`,
  `insert into resource values ('AE', 'budget'), ('CP', 'budget'), ('ETPT', 'budget'), ('DAY', 'budget'), ('EUR', 'general')`,
  `create table journal (
     code   code primary key,
     book   text not null check (book in ('budget', 'general')),
     label  text not null check (label <> ''),
     in_fec boolean not null default true,
     unique (code, book),
     check (book = 'general' or not in_fec)
   )`,
  `create table party (
     code        code primary key,
     label       text not null check (label <> ''),
     kind        text not null check (kind in ('supplier', 'customer', 'agent', 'body', 'other')),
     siret       text check (siret ~ '^[0-9]{14}$'),
     created_at  timestamptz not null default now()
   )`,

  `create table centre_unit (
     id            bigint generated always as identity primary key,
     kind          text not null check (kind in ('financialCentre', 'costCentre')),
     centre        text not null check (centre <> ''),
     valid         daterange not null check (not isempty(valid)),
     unit          text not null references unit,
     recorded_at   timestamptz not null default now(),
     superseded_at timestamptz,
     exclude using gist (kind with =, centre with =, valid with &&) where (superseded_at is null)
   )`,
  `create table control_unit (
     fiscal_year  int not null references fiscal_year,
     unit         text not null references unit,
     control_unit text not null references unit,
     primary key (fiscal_year, unit)
   )`,
  `create table setting (name text primary key, value jsonb not null, updated_at timestamptz not null default now())`,
];
