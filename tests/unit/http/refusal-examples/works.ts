import type { WorksRefusal } from "#app/domain/works/refusal.ts";
import type { OfKind } from "#app/http/refusal.ts";

export const worksExamples: { readonly [Kind in WorksRefusal["kind"]]: Omit<OfKind<Kind>, "kind"> } = {
  "expense-given-twice": { key: "activity", code: "01-ENQ", share: 600, left: 450 },
  "phase-in-use": { label: "Collecte" },
  "item-of-another-operation": { item: "EEC-COLL", operation: "EEC" },
  "operation-out-of-order": { first: "2026-06-30", last: "2026-06-01" },
};
