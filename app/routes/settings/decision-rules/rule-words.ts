import { useTranslations } from "use-intl";
import type { Decider, DecisionRule } from "#app/domain/arbitration/authority.ts";
import { useFormat } from "#app/ui/format/formatter.ts";

/** A row of the table in words, part by part and as one sentence. */
export function useRuleWords() {
  const words = useTranslations("authority.rules");
  const forecast = useTranslations("forecast");
  const format = useFormat();
  const decider = (own: Decider) => (own.kind === "person" ? own.name : words(own.whole ? "deciders.whole" : "deciders.unit"));
  const limit = ({ upTo }: DecisionRule) => (upTo === null ? words("noLimit") : format.amountWithUnit(upTo, "CP", { unit: "eur" }));
  const spendingClass = (own: DecisionRule) => (own.spendingClass === null ? words("anyClass") : forecast(`classes.${own.spendingClass}`));
  const sentence = (own: DecisionRule) =>
    words("rule", {
      phase: words(`phases.${own.phase}`),
      class: own.spendingClass === null ? words("anyClassLower") : forecast(`classes.${own.spendingClass}`),
      limit: own.upTo === null ? words("limitNone") : words("limitUpTo", { amount: limit(own) }),
      decider: decider(own.decider),
    });
  return { decider, limit, spendingClass, sentence };
}
