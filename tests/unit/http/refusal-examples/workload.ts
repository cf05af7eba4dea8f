import type { WorkloadRefusal } from "#app/domain/workload/refusal.ts";
import type { OfKind } from "#app/http/refusal.ts";

export const workloadExamples: { readonly [Kind in WorkloadRefusal["kind"]]: Omit<OfKind<Kind>, "kind"> } = {
  "work-outside-item": { item: "RP2027", month: "2026-03", first: "2026-04", last: null },
  "time-on-closed-item": { item: "RP2027", closedOn: "2026-02-28" },
  "time-in-closed-month": { month: "2026-01" },
  "time-to-come": { month: "2026-09" },
  "workload-month-not-over": { month: "2026-06", lastDay: "2026-06-30" },
  "workload-nothing-to-post": { month: "2026-05" },
  "time-row-twice": { row: 12 },
  "time-profile-needed": { item: "RP2027", unit: "DR44" },
  "time-file-changed-since": { item: "RP2027", month: "2026-03" },
  "item-ends-before-it-begins": { first: "2026-04", last: "2026-03" },
  "item-holds-work": { item: "RP2027", month: "2026-03" },
  "trial-unbalanced": { staff: 1200n, days: -500n },
  "moves-out-of-reach": { units: ["DR44", "DR11"] },
  "moves-nobody": {},
  "move-waits-already": { from: "DR44", to: "DR11" },
  "availability-beyond-all": { total: 1_040 },
  "thresholds-out-of-order": {},
  "forecast-unchanged": { name: "Prévision de juin" },
};
