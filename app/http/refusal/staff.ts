import type { StaffRefusal } from "#app/domain/forecast/staff/refusal.ts";
import type { Rows } from "./row.ts";

/** Full-time equivalents are kept in hundredths, as days are. */
export const staffRows: Rows<StaffRefusal["kind"]> = {
  "staff-fte-out-of-range": {
    status: 422,
    values: ({ line, largest }, say) => ({ line, largest: say.count(Number(largest / 100n)) }),
  },
  "staff-month-not-planned": {
    status: 422,
    values: ({ line, month, first, last }) => ({ line, month, first: String(first), last: String(last) }),
  },
  "staff-exit-before-entry": { status: 422, values: ({ line, entry, exit }) => ({ line, entry, exit }) },
  "staff-entry-missing": { status: 422, values: ({ line }) => ({ line }) },
  "staff-saving-is-a-leaving": { status: 422, values: ({ line }) => ({ line }) },
  "staff-category-unknown": { status: 422, values: ({ line, category }) => ({ line, category }) },
  "staff-lines-remain": { status: 409 },
  "average-cost-missing": { status: 409, values: ({ category, year }) => ({ category, year: String(year) }) },
  "cost-hypotheses-missing": { status: 409, values: ({ year }) => ({ year: String(year) }) },
  "cells-from-staff": { status: 409, values: ({ nature }) => ({ nature }) },
  "costs-not-seen": { status: 403, values: ({ nature }) => ({ nature }) },
};
