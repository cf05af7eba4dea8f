import type { ClosingRefusal } from "#app/domain/ledger/closing-refusal.ts";
import type { Rows } from "./row.ts";

export const closingRows: Rows<ClosingRefusal["kind"]> = {
  "earlier-period-open": { status: 409, values: ({ year, period }) => ({ year: String(year), period }) },
  "period-running": { status: 409, values: ({ year, period, lastDay }, say) => ({ year: String(year), period, day: say.day(lastDay) }) },
  "closes-with-year": { status: 409, values: ({ year }) => ({ year: String(year) }) },
  "closing-not-ready": { status: 409, values: ({ year, count }) => ({ year: String(year), count }) },
  "later-year-closed": { status: 409, values: ({ year, later }) => ({ year: String(year), later: String(later) }) },
  "opening-up-to-date": { status: 409, values: ({ year }) => ({ year: String(year) }) },
  "no-year-before": { status: 409, values: ({ year }) => ({ year: String(year) }) },
  "term-out-of-range": { status: 422, values: ({ most }, say) => ({ most: say.count(most) }) },
  "check-not-waivable": { status: 409 },
};
