/** Beyond, an extract is checked and imported as a job: a page should answer within some seconds. */
export const bytesAtOnce = 1_048_576;
/** The same of what is written: the rows of an extract that is imported or undone. */
export const rowsAtOnce = 5_000;
