/**
 * The register of what left the ledger: which books, in which form, what was found in the file before it left, and the description that
 * goes with it. `file` keeps the bytes. A record, like them: added, never changed.
 */
export const ledgerExports = [
  `create table ledger_export (
     file_id        uuid primary key references file,
     fiscal_year    int not null references fiscal_year,
     kind           text not null check (kind in ('generalLedger', 'fec')),
     format         text not null,
     variant        jsonb not null default '{}',
     closing_id     bigint references closing,
     line_count     bigint not null check (line_count >= 0),
     entry_count    bigint check (entry_count >= 0),
     debit          amount,
     credit         amount,
     verdict        text check (verdict in ('conforming', 'reserved', 'faulty')),
     findings       jsonb not null default '[]',
     replaced       jsonb not null default '[]',
     description_id uuid unique references file,
     constraint format_of_kind check (case kind when 'fec' then format in ('flat', 'xml') else format in ('csv', 'xlsx') end),
     constraint verdict_of_fec check (kind = 'fec' or verdict is null and description_id is null),
     constraint verdict_with_counts check (verdict is null or entry_count is not null and debit is not null and credit is not null),
     constraint description_apart check (description_id <> file_id)
   )`,
  `create index ledger_export_year on ledger_export (fiscal_year)`,
  `with kept as materialized (select * from file where purpose = 'ledgerExport')
   insert into ledger_export (file_id, fiscal_year, kind, format, line_count)
   select id, (detail->>'fiscalYear')::int, detail->>'kind', case detail->>'kind' when 'fec' then 'flat' else 'csv' end, (detail->>'lines')::bigint
     from kept`,
  `create trigger kept before update or delete on ledger_export for each row execute function refuse_alteration()`,
  `create trigger kept_whole before truncate on ledger_export for each statement execute function refuse_alteration()`,
  `grant select, insert on ledger_export to enveloppe_app`,
  `grant select on ledger_export to enveloppe_reader`,
];
