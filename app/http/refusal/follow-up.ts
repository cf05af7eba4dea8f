import type { AlertRefusal } from "#app/domain/alerts/refusal.ts";
import type { LandingRefusal } from "#app/domain/landing/refusal.ts";
import type { ReviewRefusal } from "#app/domain/review/refusal.ts";
import type { Rows } from "./row.ts";

export const followUpRows: Rows<(LandingRefusal | AlertRefusal | ReviewRefusal)["kind"]> = {
  "landing-below-used": {
    status: 422,
    values: ({ unit, resource, amount, used }, say) => ({
      ...{ unit, resource },
      amount: say.quantity(resource, amount),
      used: say.quantity(resource, used),
    }),
  },
  "landing-year-over": { status: 409, values: ({ year }) => ({ year: String(year) }) },
  "alert-closed": { status: 409, values: ({ unit }) => ({ unit }) },
  "nobody-to-explain": { status: 409, values: ({ unit }) => ({ unit }) },
  "snooze-out-of-term": {
    status: 422,
    values: ({ until, earliest, latest }, say) => ({ until: say.day(until), earliest: say.day(earliest), latest: say.day(latest) }),
  },
  "alert-setting-out-of-bounds": {
    status: 422,
    values: ({ name, least, most }, say) => ({ name, least: say.count(least), most: say.count(most) }),
  },
  "cause-without-amount": { status: 422, values: ({ cause }) => ({ cause }) },
  "cause-twice": { status: 422, values: ({ cause }) => ({ cause }) },
  "other-cause-unnamed": { status: 422 },
  "report-moved": { status: 409 },
  "no-manual-landing": { status: 409, values: ({ unit, resource }, say) => ({ unit, resource: say.word("resource", resource) }) },
};
