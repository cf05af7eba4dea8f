/** Why a scenario is not written, merged or adopted. */
export type ScenarioRefusal =
  /** What is decided in a scenario is corrected by a decision there. */
  | { readonly kind: "decided-here"; readonly number: number }
  /** Somebody wrote in what the scenario started from, or in the scenario, while the merge was being looked at. */
  | { readonly kind: "merge-outdated"; readonly side: "reference" | "scenario" }
  | { readonly kind: "conflicts-unsettled"; readonly count: number }
  /** Requests that are handed in and not decided; the first of them by unit and number. */
  | { readonly kind: "decisions-lacking"; readonly count: number; readonly unit: string; readonly number: number }
  | { readonly kind: "nothing-changes"; readonly by: "amounts" | "lever" | "lines" | "merge" | "transfer" }
  | { readonly kind: "written-by-another"; readonly author: string };
