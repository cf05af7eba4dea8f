import type { FecRule, FecRuleCount } from "./fault.ts";

/** What the report of a check means for the import: what forbids it, what is to be confirmed with it, what is only said. */
export interface ImportVerdict {
  readonly blocking: readonly FecRuleCount[];
  /** Codes and exercise that the books have not: created only when somebody says so. */
  readonly toCreate: readonly FecRuleCount[];
  /** Defects that do not touch the books: admitted only when somebody says so. */
  readonly toTolerate: readonly FecRuleCount[];
  readonly notices: readonly FecRuleCount[];
}

const creatable: ReadonlySet<FecRule> = new Set(["journal-unknown", "account-unknown", "party-unknown"]);

/** Of a report made without any confirmation; `exerciseGiven`: the exercise is known, even when the books have it not. */
export function verdictOf(rules: readonly FecRuleCount[], exerciseGiven: boolean): ImportVerdict {
  const isCreatable = ({ rule }: FecRuleCount) => creatable.has(rule) || (rule === "exercise-unknown" && exerciseGiven);
  return {
    blocking: rules.filter((row) => row.severity === "fault" && !isCreatable(row)),
    toCreate: rules.filter(isCreatable),
    toTolerate: rules.filter(({ severity }) => severity === "tolerable"),
    notices: rules.filter(({ severity }) => severity === "notice"),
  };
}
