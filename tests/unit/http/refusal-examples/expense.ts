import type { ExpenseRefusal } from "#app/domain/execution/refusal.ts";
import type { OfKind } from "#app/http/refusal.ts";

export const expenseExamples: { readonly [Kind in ExpenseRefusal["kind"]]: Omit<OfKind<Kind>, "kind"> } = {
  "party-closed": { party: "FOUR1" },
  "contract-of-another-party": { contract: "2026-M-12", party: "FOUR1" },
  "contract-not-in-force": { contract: "2026-M-12", from: "2026-01-01", until: "2026-12-31", on: "2027-01-15" },
  "contract-exceeded": { contract: "2026-M-12", maximum: 100_000n, used: 90_000n, asked: 10_001n },
  "contract-below-used": { contract: "2026-M-12", maximum: 80_000n, used: 90_000n },
  "not-an-investment": { nature: "31-FOU" },
  "operation-elsewhere": { operation: "OP-1", place: "SG-DI 51-MAT 09-INF" },
  "operation-exceeded": { operation: "OP-1", asked: 101n, left: 100n },
  "document-taken-back": { document: "monthlyFact", by: "Camille Martin" },
  "fact-of-import": { name: "paye-05.csv" },
  "revenue-rested-upon": { number: "RC-2026-000001", rests: "payOver", amount: 10_000n },
  "revenue-credits-taken": { number: "RC-2026-000001", asked: 10_000n, left: 2_500n },
  "due-before-invoice": { invoiced: "2026-03-30", due: "2026-03-01" },
  "above-revenue": { act: "cash", asked: 101n, limit: 100n },
};
