import type { MeansRefusal } from "#app/domain/means/refusal.ts";
import type { Rows } from "./row.ts";

export const meansRows: Rows<MeansRefusal["kind"]> = {
  "lease-too-long": { status: 422, values: ({ years }) => ({ years }) },
  "break-outside-lease": {
    status: 422,
    values: ({ day, first, last }, say) => ({ day: say.day(day), first: say.day(first), last: say.day(last) }),
  },
  "break-within-month": { status: 422, values: ({ day, firstDay }, say) => ({ day: say.day(day), number: Number(firstDay.slice(8)) }) },
  "leaving-without-break": { status: 422, values: ({ day }, say) => ({ day: say.day(day) }) },
  "workstations-beyond-site": { status: 409, values: ({ asked, left }) => ({ asked, left }) },
  "workstations-held": { status: 409, values: ({ held, asked }) => ({ held, asked }) },
  "still-in-use": { status: 409, values: ({ what, id, by }, say) => ({ what: say.word("what", what), id, by }) },
  "already-in-forecast": { status: 409, values: ({ lineLabel, request }) => ({ line: lineLabel, request }) },
  "nothing-for-forecast": { status: 422, values: ({ first, last }) => ({ first: String(first), last: String(last) }) },
};
