import type { Capability } from "../access.ts";
import type { BudgetResource } from "../quantity.ts";

/** What a month is recorded of, once it is over: facts, never refused for lack of credit. */
export const factKinds = ["payroll", "staffing", "workload"] as const;
export type FactKindName = (typeof factKinds)[number];

/** What a kind of fact is counted in: payroll takes AE and CP alike, and is read in CP. */
export const resourceOfFacts = { payroll: "CP", staffing: "ETPT", workload: "DAY" } as const satisfies Record<FactKindName, BudgetResource>;

/** Who records a kind of fact, and takes it back. */
export const capabilityOfFact = {
  payroll: "execution.pay",
  staffing: "execution.request",
  workload: "execution.request",
} as const satisfies Record<FactKindName, Capability>;
