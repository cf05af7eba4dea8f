import type { WorkloadRefusal } from "#app/domain/workload/refusal.ts";
import type { Speech } from "../speech.ts";
import type { Rows } from "./row.ts";

/** What the database alone refused does not say whose it was. */
const known = (name: string) => (name === "" ? "no" : "yes");
const monthOr = (month: string | null, say: Speech) => (month === null || month === "" ? "" : say.month(month));

export const workloadRows: Rows<WorkloadRefusal["kind"]> = {
  "work-outside-item": {
    status: 422,
    values: ({ item, month, first, last }, say) => ({
      ...{ known: known(item), item, open: last === null ? "yes" : "no" },
      ...{ month: monthOr(month, say), first: monthOr(first, say), last: monthOr(last, say) },
    }),
  },
  "time-on-closed-item": {
    status: 409,
    values: ({ item, closedOn }, say) => ({ known: known(item), item, on: closedOn === "" ? "" : say.day(closedOn) }),
  },
  "time-in-closed-month": { status: 409, values: ({ month }, say) => ({ known: known(month), month: monthOr(month, say) }) },
  "time-to-come": { status: 422, values: ({ month }, say) => ({ month: say.month(month) }) },
  "workload-month-not-over": { status: 409, values: ({ month, lastDay }, say) => ({ month: say.month(month), day: say.day(lastDay) }) },
  "workload-nothing-to-post": { status: 409, values: ({ month }, say) => ({ month: say.month(month) }) },
  "time-row-twice": { status: 422, values: ({ row }, say) => ({ row: say.count(row) }) },
  "time-profile-needed": { status: 422, values: ({ item, unit }) => ({ item, unit }) },
  "time-file-changed-since": { status: 409, values: ({ item, month }, say) => ({ item, month: say.month(month) }) },
  "item-ends-before-it-begins": {
    status: 422,
    values: ({ first, last }, say) => ({ known: known(first), first: monthOr(first, say), last: monthOr(last, say) }),
  },
  "item-holds-work": { status: 409, values: ({ item, month }, say) => ({ item, month: say.month(month) }) },
  "trial-unbalanced": {
    status: 422,
    values: ({ staff, days }, say) => ({ staff: say.quantity("ETPT", staff), days: say.quantity("DAY", days) }),
  },
  "moves-out-of-reach": { status: 403, values: ({ units }, say) => ({ units: say.list(units), count: units.length }) },
  "moves-nobody": { status: 422 },
  "move-waits-already": { status: 409, values: ({ from, to }) => ({ from, to }) },
  "availability-beyond-all": { status: 422, values: ({ total }, say) => ({ total: say.count(total / 10) }) },
  "thresholds-out-of-order": { status: 422 },
  "forecast-unchanged": { status: 409, values: ({ name }) => ({ name }) },
};
