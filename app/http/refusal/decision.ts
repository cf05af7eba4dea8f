import type { DecisionRefusal } from "#app/domain/arbitration/decision-refusal.ts";
import type { Rows } from "./row.ts";

export const decisionRows: Rows<DecisionRefusal["kind"]> = {
  "decided-since": { status: 409, values: ({ number, by }) => ({ number, by }) },
  "decided-by-another": { status: 403, values: ({ number, by }) => ({ number, by }) },
  "already-decided": { status: 409, values: ({ number }) => ({ number }) },
  "nothing-asked": { status: 422 },
  "saving-apart": { status: 422 },
  "no-decision-to-take-back": { status: 409 },
};
