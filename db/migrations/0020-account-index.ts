/**
 * The sum of an account up to a line is read from its index alone, wherever the page begins in the month (decision 0082). The exercise is
 * that of the partition and orders nothing; it is there because whoever asks for lines names it.
 */
export const accountIndex = [
  `drop index entry_line_account`,
  `create index entry_line_account on entry_line (book, account, entry_date, entry_id, line) include (fiscal_year, period, debit, credit)`,
];
