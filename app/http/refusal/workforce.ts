import type { WorkforceRefusal } from "#app/domain/workforce/refusal.ts";
import type { Speech } from "../speech.ts";
import type { Rows } from "./row.ts";

/** What the database alone refused does not say whose it was. */
const known = (name: string) => (name === "" ? "no" : "yes");
const dayOr = (day: string | null, say: Speech) => (day === null || day === "" ? "" : say.day(day));
const open = (day: string | null) => (day === null ? "yes" : "no");

export const workforceRows: Rows<WorkforceRefusal["kind"]> = {
  "working-time-out-of-range": { status: 422, values: ({ ratio }) => ({ ratio: String(ratio) }) },
  "leaving-before-arrival": {
    status: 422,
    values: ({ firstDay, lastDay }, say) => ({ known: known(firstDay), first: dayOr(firstDay, say), last: dayOr(lastDay, say) }),
  },
  "contracts-overlap": {
    status: 409,
    values: ({ person, unit, firstDay, lastDay }, say) => ({
      ...{ known: known(person), person, unit, first: dayOr(firstDay, say), open: open(lastDay), last: dayOr(lastDay, say) },
    }),
  },
  "more-than-full-time": {
    status: 409,
    values: ({ person, on, ratio }, say) => ({ known: known(person), person, on: dayOr(on, say), ratio: String(ratio) }),
  },
  "post-not-open": {
    status: 409,
    values: ({ post, firstDay, lastDay }, say) => ({
      ...{ known: known(post), post, first: dayOr(firstDay, say), open: open(lastDay), last: dayOr(lastDay, say) },
    }),
  },
  "post-overfilled": {
    status: 409,
    values: ({ post, size, on, ratio }, say) => ({
      ...{ known: known(post), post, size: String(size), on: dayOr(on, say), ratio: String(ratio) },
    }),
  },
  "post-is-held": {
    status: 409,
    values: ({ post, until }, say) => ({ known: known(post), post, open: open(until), until: dayOr(until, say) }),
  },
  "employment-category-unknown": { status: 422, values: ({ category }) => ({ category }) },
  "change-out-of-contract": {
    status: 409,
    values: ({ on, firstDay, lastDay }, say) => ({
      ...{ on: say.day(on), first: say.day(firstDay), open: open(lastDay), last: dayOr(lastDay, say) },
    }),
  },
  "change-of-nothing": { status: 422 },
  "staffing-month-not-over": { status: 409, values: ({ month, lastDay }, say) => ({ month, day: say.day(lastDay) }) },
  "staffing-nothing-to-post": { status: 409, values: ({ month }) => ({ month }) },
  "staff-cell-missing": { status: 422, values: ({ column }, say) => ({ column: say.word("staffColumn", column) }) },
  "staff-file-columns-missing": {
    status: 422,
    values: ({ columns }, say) => ({ columns: say.list(columns.map((own) => say.word("staffColumn", own))) }),
  },
  "staff-file-applied": { status: 409, values: ({ at, by }, say) => ({ at: say.instant(at), by }) },
  "staff-file-moved": { status: 409 },
  "staff-file-brings-nothing": { status: 409 },
  "staff-file-undone": { status: 409 },
  "staff-file-changed-since": { status: 409, values: ({ person }) => ({ person }) },
};
