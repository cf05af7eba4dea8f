import { expect, it } from "vitest";
import { checkCampaign, isLate, progressOf } from "#app/domain/campaign/campaign.ts";

const plan = { targetYear: 2027, label: "Initiale", opensOn: "2026-03-01", closesOn: "2026-04-30", units: ["A"] };
const refusals = [
  { plan: { ...plan, label: " " }, refusal: { kind: "wrong-form", fields: { label: "required" } } },
  { plan: { ...plan, opensOn: "2026-02-30" }, refusal: { kind: "not-a-day", text: "2026-02-30" } },
  { plan: { ...plan, closesOn: "2026-02-01" }, refusal: { kind: "dates-out-of-order", earlier: "2026-03-01", later: "2026-02-01" } },
  { plan: { ...plan, units: [] }, refusal: { kind: "wrong-form", fields: { units: "required" } } },
];

it.each(refusals)("refuses $refusal.kind", ({ plan: wrong, refusal }) => {
  expect(checkCampaign(wrong)).toEqual({ ok: false, refusal });
});

const states = [
  [{ requests: 0, drafts: 0, returned: 0, accepted: 0 }, "notStarted", true],
  [{ requests: 3, drafts: 1, returned: 0, accepted: 0 }, "underWay", true],
  [{ requests: 3, drafts: 2, returned: 1, accepted: 1 }, "returned", true],
  [{ requests: 3, drafts: 0, returned: 0, accepted: 2 }, "submitted", false],
  [{ requests: 3, drafts: 0, returned: 0, accepted: 3 }, "accepted", false],
] as const;

it.each(states)("%o is %s, late after the deadline: %s", (counts, progress, late) => {
  expect(progressOf(counts)).toBe(progress);
  expect(isLate(progress, plan.closesOn, "2026-05-01")).toBe(late);
  expect(isLate(progress, plan.closesOn, "2026-04-30")).toBe(false);
});
