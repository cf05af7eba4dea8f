import type { MeansRefusal } from "#app/domain/means/refusal.ts";
import type { OfKind } from "#app/http/refusal.ts";

export const meansExamples: { readonly [Kind in MeansRefusal["kind"]]: Omit<OfKind<Kind>, "kind"> } = {
  "lease-too-long": { years: 30 },
  "break-outside-lease": { day: "2035-01-01", first: "2025-01-01", last: "2033-12-31" },
  "break-within-month": { day: "2028-01-15", firstDay: "2025-01-01" },
  "leaving-without-break": { day: "2029-01-01" },
  "workstations-beyond-site": { asked: 40, left: 12 },
  "workstations-held": { held: 120, asked: 100 },
  "still-in-use": { what: "lease", id: "B-44-1", by: "forecast" },
  "already-in-forecast": { lineLabel: "Loyers", request: 3 },
  "nothing-for-forecast": { first: 2027, last: 2036 },
};
