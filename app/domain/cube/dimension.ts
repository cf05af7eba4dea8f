/**
 * What the figures of the cube are cut by. A code is the one that was written; `title`, `category` and `action` are the nodes above it on the
 * day of its line. `month` is « YYYY-MM »: the complementary period is of the last month of its exercise, what is planned for a whole year
 * is of no month. `movement` is what moved a credit: where an opening comes from (`Origin`), or the kind of any other movement
 * (`MovementKind`); what is committed, paid or planned was moved by none.
 */
export const dimensions = [
  "year",
  "month",
  "unit",
  "spendingClass",
  "title",
  "category",
  "nature",
  "action",
  "activity",
  "movement",
] as const;
export type Dimension = (typeof dimensions)[number];

/** What the balances kept by unit, title and period can be cut by; the others are read from the lines. */
const kept: ReadonlySet<Dimension> = new Set(["year", "month", "unit", "spendingClass", "title"]);

export function isKept(dimension: Dimension): boolean {
  return kept.has(dimension);
}
