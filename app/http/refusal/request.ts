import type { RequestRefusal } from "#app/domain/forecast/request-refusal.ts";
import type { Rows } from "./row.ts";

/** What a request says beyond its amounts: components, ranks, quantities under cells, schedules. */
export const requestRows: Rows<RequestRefusal["kind"]> = {
  "component-outside-baseline": { status: 422, values: ({ line }) => ({ line }) },
  "one-offs-not-negative": { status: 422, values: ({ line, amount }, say) => ({ line, amount: say.quantity("EUR", amount) }) },
  "rank-taken": { status: 409, values: ({ rank, number, title }) => ({ rank, number, title }) },
  "rank-not-moved": { status: 409, values: ({ why }) => ({ why }) },
  "cell-has-detail": {
    status: 409,
    values: ({ line, measure, year, month }, say) => ({ line, measure: say.word("resource", measure), year: String(year), month }),
  },
  "detail-not-here": { status: 422, values: ({ why }) => ({ why }) },
  "detail-too-long": { status: 422, values: ({ limit }) => ({ limit }) },
  "cell-refused": {
    status: 422,
    values: ({ fault, measure }, say) => ({
      why: fault.kind.replaceAll("-", "_"),
      amount: "amount" in fault ? say.quantity(measure, fault.amount) : "",
      held: "held" in fault ? say.quantity(measure, fault.held) : "",
      year: "year" in fault ? String(fault.year) : "",
      measure: say.word("resource", measure),
    }),
  },
  "schedule-of-personnel": { status: 422 },
  "schedule-not-whole": {
    status: 422,
    values: ({ year, committed, scheduled }, say) => ({
      year: String(year),
      committed: say.quantity("AE", committed),
      scheduled: say.quantity("CP", scheduled),
      gap: say.quantity("CP", committed - scheduled),
    }),
  },
  "schedule-sign": {
    status: 422,
    values: ({ year, amount, sign }, say) => ({ year: String(year), amount: say.quantity("CP", amount), sign }),
  },
  "keys-not-whole": { status: 422, values: ({ total }, say) => ({ total: say.count(Number(total) / 100) }) },
};
