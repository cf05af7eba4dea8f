/** How many years of a request the plain form shows; years beyond stay as they are. */
export const formYears = 3;
export const formMeasures = ["AE", "CP", "ETPT", "DAY"] as const;
export type FormMeasure = (typeof formMeasures)[number];

/** The field of a measure in the n-th year of the plan: `CP1` is the CP of the year after the campaign's. */
export type AmountName = `${FormMeasure}${number}`;
