import type { WorkforceRefusal } from "#app/domain/workforce/refusal.ts";
import type { OfKind } from "#app/http/refusal.ts";

export const workforceExamples: { readonly [Kind in WorkforceRefusal["kind"]]: Omit<OfKind<Kind>, "kind"> } = {
  "working-time-out-of-range": { ratio: 150n },
  "leaving-before-arrival": { firstDay: "2026-05-01", lastDay: "2026-03-31" },
  "contracts-overlap": { person: "M000123", unit: "DR44", firstDay: "2024-09-01", lastDay: null },
  "more-than-full-time": { person: "M000123", on: "2026-03-01", ratio: 130n },
  "post-not-open": { post: "DR44-0012", firstDay: "2024-01-01", lastDay: "2026-06-30" },
  "post-overfilled": { post: "DR44-0012", size: 100n, on: "2026-03-01", ratio: 180n },
  "post-is-held": { post: "DR44-0012", until: null },
  "employment-category-unknown": { category: "D" },
  "change-out-of-contract": { on: "2023-03-01", firstDay: "2024-01-01", lastDay: "2026-06-30" },
  "change-of-nothing": {},
  "staffing-month-not-over": { month: "2026-06", lastDay: "2026-06-30" },
  "staffing-nothing-to-post": { month: "2026-06" },
  "staff-cell-missing": { column: "firstDay" },
  "staff-file-columns-missing": { columns: ["number", "ratio"] },
  "staff-file-applied": { at: "2026-06-15T09:30:00.000Z", by: "programme" },
  "staff-file-moved": {},
  "staff-file-brings-nothing": {},
  "staff-file-undone": {},
  "staff-file-changed-since": { person: "M000123" },
};
