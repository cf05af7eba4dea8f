/**
 * The balances that the books are read from, whatever the number of lines (`docs/decisions/0058`): per journal (centralised journal, and
 * the opening told apart from the movements) and per party (subsidiary balance). A row bears its journal, whose counter the poster has
 * locked already: no new wait and no new deadlock.
 */
const sums = "sum(a.debit)::bigint, sum(a.credit)::bigint";

export const books = [
  `create table journal_balance (
     fiscal_year int not null,
     journal     text not null,
     account     text not null,
     period      int not null,
     debit       amount not null,
     credit      amount not null,
     primary key (fiscal_year, journal, account, period)
   ) with (fillfactor = 50)`,
  `create table party_balance (
     fiscal_year int not null,
     account     text not null,
     party       text not null,
     journal     text not null,
     period      int not null,
     debit       amount not null,
     credit      amount not null,
     primary key (fiscal_year, account, party, journal, period)
   ) with (fillfactor = 50)`,
  `create index party_balance_party on party_balance (fiscal_year, party, account)`,
  `insert into journal_balance
   select a.fiscal_year, e.journal, a.account, a.period, ${sums}
     from entry_line a join entry e on e.id = a.entry_id where a.book = 'general' group by 1, 2, 3, 4`,
  `insert into party_balance
   select a.fiscal_year, a.account, a.party, e.journal, a.period, ${sums}
     from entry_line a join entry e on e.id = a.entry_id where a.book = 'general' and a.party is not null group by 1, 2, 3, 4, 5`,

  `create index entry_line_party on entry_line (fiscal_year, party, account, entry_date, entry_id, line) where party is not null`,
  `create index entry_by_period on entry (fiscal_year, journal, period, number)`,

  `grant select, insert, update on journal_balance, party_balance to enveloppe_app`,
  `grant select on journal_balance, party_balance to enveloppe_reader`,
];
