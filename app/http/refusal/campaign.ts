import type { CampaignRefusal } from "#app/domain/campaign/refusal.ts";
import type { Rows } from "./row.ts";

const percent = (rate: bigint) => Number(rate) / 100;

export const campaignRows: Rows<CampaignRefusal["kind"]> = {
  "steps-missing": { status: 422, values: ({ steps }, say) => ({ steps: say.list(steps.map((step) => say.word("step", step))) }) },
  "steps-out-of-order": {
    status: 422,
    values: ({ earlier, later }, say) => ({ earlier: say.word("step", earlier), later: say.word("step", later) }),
  },
  "step-to-come": { status: 409, values: ({ step, opensOn }, say) => ({ step: say.word("step", step), day: say.day(opensOn) }) },
  "step-over": {
    status: 409,
    values: ({ step, closedOn, headsUntil }, say) => ({
      step: say.word("step", step),
      day: say.day(closedOn),
      heads: headsUntil === null ? "no" : "yes",
      until: headsUntil === null ? "" : say.day(headsUntil),
    }),
  },
  "window-already-over": { status: 422, values: ({ until }, say) => ({ day: say.day(until) }) },
  "rate-out-of-bounds": {
    status: 422,
    values: ({ rate, lowest, highest }) => ({ rate: percent(rate), lowest: percent(lowest), highest: percent(highest) }),
  },
  "amount-without-unit": { status: 422 },
  "nobody-to-remind": { status: 409 },
  "nothing-to-start-from": { status: 409, values: ({ year, source }) => ({ year: String(year), source }) },
  "nothing-to-reopen": { status: 409, values: ({ unit }) => ({ unit }) },
};
