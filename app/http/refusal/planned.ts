import type { PlannedRefusal } from "#app/domain/execution/planned/refusal.ts";
import type { Month } from "#app/domain/month.ts";
import type { Rows } from "./row.ts";

/** « 03/2026 ». */
const monthText = (month: Month) => `${month.slice(5)}/${month.slice(0, 4)}`;

export const plannedRows: Rows<PlannedRefusal["kind"]> = {
  "unreadable-month": { status: 422, values: ({ text }) => ({ text }) },
  "planned-out-of-year": { status: 422, values: ({ month, year }) => ({ month: monthText(month), year: String(year) }) },
  "payment-before-commitment": {
    status: 422,
    values: ({ month, committed }) => ({ month: monthText(month), committed: monthText(committed) }),
  },
  "payment-too-late": { status: 422, values: ({ month, last }) => ({ month: monthText(month), last: monthText(last) }) },
  "payment-month-twice": { status: 422, values: ({ month }) => ({ month: monthText(month) }) },
  "payments-differ": {
    status: 422,
    values: ({ amount, paid }, say) => ({ amount: say.quantity("AE", amount), paid: say.quantity("CP", paid) }),
  },
  "planned-below-matched": {
    status: 409,
    values: ({ amount, matched }, say) => ({ amount: say.quantity("AE", amount), matched: say.quantity("AE", matched) }),
  },
  "nothing-to-match": { status: 409, values: ({ number }) => ({ number }) },
  "unknown-plan-line": { status: 422, values: ({ text }) => ({ text }) },
  "ambiguous-plan-line": { status: 422, values: ({ text, count }) => ({ text, count }) },
  "too-many-planned-rows": { status: 422, values: ({ count, limit }, say) => ({ count: say.count(count), limit: say.count(limit) }) },
};
