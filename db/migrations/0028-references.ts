/**
 * What a unit executed and was notified, by nature and activity, is read from the lines of its own budget (decision 0102): from this index
 * alone, whatever the organisation's size. The general book, which is what is imported by the million, is left out of it.
 */
export const references = [
  `create index entry_line_unit on entry_line (unit, account, nature, activity, resource, period)
     include (fiscal_year, book, debit, credit) where book = 'budget'`,
];
