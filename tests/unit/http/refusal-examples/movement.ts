/** One refusal of each kind about the documents of movements. */
const article = "LOLF art. 12 I";

export const movementExamples = {
  "cap-exceeded": { cap: "virement", spendingClass: null, resource: "AE", article, used: 100n, ceiling: 200n, asked: 150n },
  "counterpart-required": { movement: "virement", article },
  "counterpart-forbidden": { movement: "freeze", article },
  "origin-required": {},
  "act-required": { movement: "transfer", article },
  "controller-act-required": { article },
  "controller-act-refused": { by: "Camille Petit", article },
  "controller-act-useless": {},
  "movement-not-reversible": { number: "MV-2026-000007", movement: "notification" },
  "movement-already-reversed": { number: "MV-2026-000007", by: "MV-2026-000009" },
  "reserve-as-set": { year: 2026 },
} as const;
