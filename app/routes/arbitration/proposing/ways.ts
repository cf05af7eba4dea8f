import type { PlannedAmount } from "#app/domain/arbitration/amount.ts";
import { ruleCaseOf } from "#app/domain/arbitration/proposal/case.ts";
import { type PlainRule, plainRules, ruled } from "#app/domain/arbitration/proposal/plain-rules.ts";
import type { NamedCase } from "#db/queries/arbitration/proposal/case.ts";

/** What a plain rule gives each request. */
export function ruledAmounts(given: NamedCase, rule: PlainRule): Map<string, readonly PlannedAmount[]> {
  return new Map(ruled(rule, ruleCaseOf(given, rule)).map(({ id, amounts }) => [id, amounts]));
}

/** The rule that the address names. */
export function ruleNamed(name: string | undefined): PlainRule | undefined {
  return plainRules.find((own) => own === name);
}
