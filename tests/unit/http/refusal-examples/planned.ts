import type { PlannedRefusal } from "#app/domain/execution/planned/refusal.ts";
import type { OfKind } from "#app/http/refusal.ts";

export const plannedExamples: { readonly [Kind in PlannedRefusal["kind"] | "profile-without-days"]: Omit<OfKind<Kind>, "kind"> } = {
  "unreadable-month": { text: "13/2026" },
  "planned-out-of-year": { month: "2027-01", year: 2026 },
  "payment-before-commitment": { month: "2026-02", committed: "2026-03" },
  "payment-too-late": { month: "2040-01", last: "2035-03" },
  "payment-month-twice": { month: "2026-03" },
  "payments-differ": { amount: 100n, paid: 99n },
  "planned-below-matched": { amount: 100n, matched: 200n },
  "nothing-to-match": { number: "EJ-2026-000001" },
  "unknown-plan-line": { text: "Collecte" },
  "ambiguous-plan-line": { text: "31 01-ENQ", count: 2 },
  "too-many-planned-rows": { count: 501, limit: 500 },
  "profile-without-days": { line: 2, nature: "31" },
};
