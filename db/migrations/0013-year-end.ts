import { resultLine, statementLines, statementRules } from "./data/statement-arrangement.ts";

/** Statements from a mapping table, fixed assets and their depreciation, and the entries that cut the exercises apart. */
const statements = [
  `create table statement_line (code text primary key check (code ~ '^[APR][0-9A-Z]{0,9}$'), created_at timestamptz not null default now())`,
  `create table statement_line_version (
     id            bigint generated always as identity primary key,
     code          text not null references statement_line,
     valid         daterange not null check (not isempty(valid)),
     parent        text references statement_line check (parent <> code),
     rank          int not null,
     side          text not null check (side in ('debit', 'credit')),
     source        text not null default 'accounts' check (source in ('accounts', 'result')),
     label_fr      text not null check (label_fr <> ''),
     label_en      text not null check (label_en <> ''),
     total_fr      text check (total_fr <> ''),
     total_en      text check (total_en <> ''),
     recorded_at   timestamptz not null default now(),
     superseded_at timestamptz,
     check ((total_fr is null) = (total_en is null)),
     exclude using gist (code with =, valid with &&) where (superseded_at is null)
   )`,
  // One rule for a prefix and a side of the balance on any day: with the longest prefix winning, an account has one line at most.
  `create table statement_mapping (
     id            bigint generated always as identity primary key,
     prefix        text not null check (prefix ~ '^[1-7][0-9A-Z]{0,11}$'),
     side          text not null check (side in ('debit', 'credit', 'either')),
     line          text not null references statement_line,
     measure       text not null default 'gross' check (measure in ('gross', 'depreciation')),
     valid         daterange not null check (not isempty(valid)),
     reason        text not null default '',
     author        bigint references app_user,
     recorded_at   timestamptz not null default now(),
     superseded_at timestamptz,
     exclude using gist (prefix with =,
       (case side when 'debit' then int4range(0, 1) when 'credit' then int4range(1, 2) else int4range(0, 2) end) with &&,
       valid with &&) where (superseded_at is null)
   )`,
  `insert into statement_line (code) values ${statementLines.map(([code]) => `(${text(code)})`).join(", ")}`,
  `insert into statement_line_version (code, valid, parent, rank, side, source, label_fr, label_en, total_fr, total_en) values ${statementLines
    .map(([code, parent, side, fr, en, totalFr, totalEn], index) =>
      row(code, "(,)", parent, index + 1, side, code === resultLine ? "result" : "accounts", fr, en, totalFr, totalEn),
    )
    .join(", ")}`,
  `insert into statement_mapping (prefix, side, line, measure, valid) values ${statementRules
    .map(([prefix, side, line, measure]) => row(prefix, side, line, measure, "(,)"))
    .join(", ")}`,
];

const assets = [
  `create table fixed_asset (
     id                   uuid primary key,
     code                 text not null unique,
     label                text not null check (label <> ''),
     fiscal_year          int not null references fiscal_year,
     book                 text not null default 'general' check (book = 'general'),
     account              text not null,
     in_progress_account  text,
     depreciation_account text,
     expense_account      text,
     unit                 text not null references unit,
     quantity             int not null default 1 check (quantity > 0),
     acquired_on          date not null,
     commissioned_on      date check (commissioned_on >= acquired_on),
     gross                amount not null check (gross > 0),
     residual             amount not null default 0 check (residual >= 0 and residual < gross),
     duration_months      int check (duration_months between 1 and 1200),
     prorata              text not null default 'month' check (prorata in ('month', 'day')),
     note                 text not null default '',
     author               bigint not null references app_user,
     commissioning_entry  bigint references entry,
     cancelled_at         timestamptz,
     created_at           timestamptz not null default clock_timestamp(),
     foreign key (book, account) references account,
     foreign key (book, in_progress_account) references account,
     foreign key (book, depreciation_account) references account,
     foreign key (book, expense_account) references account,
     check (num_nulls(depreciation_account, expense_account, duration_months) in (0, 3))
   )`,
  `create index fixed_asset_account on fixed_asset (account)`,
  // A line of the books makes one asset at most; live is null once the asset is withdrawn from the register.
  `create table asset_source (
     asset_id    uuid not null references fixed_asset,
     fiscal_year int not null,
     entry_id    bigint not null,
     line        int not null,
     amount      amount not null check (amount > 0),
     live        boolean default true check (live),
     primary key (asset_id, fiscal_year, entry_id, line),
     unique (fiscal_year, entry_id, line, live)
   )`,
  `create table depreciation_run (
     id           uuid primary key,
     fiscal_year  int not null,
     period       int not null,
     kind         text not null check (kind in ('run', 'disposal')),
     asset_count  int not null check (asset_count > 0),
     amount       amount not null check (amount > 0),
     entry_id     bigint not null references entry,
     author       bigint not null references app_user,
     created_at   timestamptz not null default clock_timestamp(),
     undone_at    timestamptz,
     undone_by    bigint references app_user,
     undo_entry   bigint references entry,
     foreign key (fiscal_year, period) references period,
     check ((undone_at is null) = (undo_entry is null))
   )`,
  // One occurrence for an asset and a period, for ever: live is null only when its run was undone by a reversal.
  `create table depreciation (
     asset_id    uuid not null references fixed_asset,
     fiscal_year int not null,
     period      int not null,
     run_id      uuid not null references depreciation_run,
     amount      amount not null check (amount > 0),
     live        boolean default true check (live),
     primary key (run_id, asset_id),
     unique (asset_id, fiscal_year, period, live),
     foreign key (fiscal_year, period) references period
   )`,
  `create table asset_disposal (
     id             uuid primary key,
     asset_id       uuid not null references fixed_asset,
     disposed_on    date not null,
     kind           text not null check (kind in ('sale', 'scrapping', 'transfer')),
     proceeds       amount not null check (proceeds >= 0 and (proceeds = 0 or kind = 'sale')),
     net_book_value amount not null check (net_book_value >= 0),
     reason         text not null check (btrim(reason) <> ''),
     entry_id       bigint not null references entry,
     run_id         uuid references depreciation_run,
     author         bigint not null references app_user,
     created_at     timestamptz not null default clock_timestamp(),
     live           boolean default true check (live),
     undo_entry     bigint references entry,
     unique (asset_id, live),
     check ((live is null) = (undo_entry is not null))
   )`,
];

const cutOff = [
  `create table cut_off_item (
     id              uuid primary key,
     fiscal_year     int not null references fiscal_year,
     kind            text not null check (kind in ('accruedExpense', 'prepaidExpense', 'accruedIncome', 'deferredIncome')),
     source          text not null check (source in ('schedule', 'invoice', 'service', 'income', 'manual')),
     source_key      text not null,
     label           text not null check (label <> ''),
     book            text not null default 'general' check (book = 'general'),
     result_account  text not null,
     balance_account text not null,
     unit            text references unit,
     nature          text references nature,
     activity        text references activity,
     party           text references party,
     proposed        amount check (proposed > 0),
     amount          amount not null check (amount > 0),
     covers_from     date,
     covers_to       date,
     evidence        jsonb not null default '{}',
     state           text not null check (state in ('accepted', 'refused', 'posted')),
     reason          text not null default '',
     author          bigint not null references app_user,
     decided_at      timestamptz not null default clock_timestamp(),
     entry_id        bigint unique references entry,
     reversal_entry  bigint unique references entry,
     unique (fiscal_year, source_key),
     foreign key (book, result_account) references account,
     foreign key (book, balance_account) references account,
     check ((state = 'posted') = (entry_id is not null)),
     check (state <> 'refused' or btrim(reason) <> ''),
     check (covers_from <= covers_to),
     constraint only_accruals_are_reversed check (reversal_entry is null or (kind = 'accruedExpense' and entry_id is not null))
   )`,
  `create table cut_off_release (
     item_id     uuid not null references cut_off_item,
     month       text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
     amount      amount not null check (amount > 0),
     entry_id    bigint references entry,
     primary key (item_id, month)
   )`,
];

const mayUpdate = [
  ...["statement_line_version", "statement_mapping", "fixed_asset", "asset_source", "depreciation", "depreciation_run", "asset_disposal"],
  ...["cut_off_item", "cut_off_release"],
];
const tables = ["statement_line", ...mayUpdate];
const rights = [
  `grant select on ${tables.join(", ")} to enveloppe_app, enveloppe_reader`,
  `grant insert on ${tables.join(", ")} to enveloppe_app`,
  `grant update on ${mayUpdate.join(", ")} to enveloppe_app`,
  `grant usage on all sequences in schema {schema} to enveloppe_app`,
];

export const yearEnd = [...statements, ...assets, ...cutOff, ...rights];

function row(...values: readonly (string | number | null | undefined)[]): string {
  return `(${values.map((value) => (value === null || value === undefined ? "null" : typeof value === "number" ? value : text(value))).join(", ")})`;
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
