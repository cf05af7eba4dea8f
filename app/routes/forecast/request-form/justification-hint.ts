import { useTranslations } from "use-intl";
import type { Departure } from "#app/domain/forecast/checks/checks.ts";
import type { CheckSettings } from "#app/domain/forecast/checks/settings.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";

export interface JustificationRule {
  readonly settings: Pick<CheckSettings, "departureRate" | "departureAmount" | "levels">;
  /** Of a request that exists, as it was last saved. */
  readonly departure: Departure | undefined;
}

/** When a justification is owed, and whether this request owes one now. */
export function useJustificationHint(): (rule: JustificationRule) => string {
  const words = useTranslations("requests.justification");
  const format = useFormat();
  return ({ settings: { departureRate, departureAmount, levels }, departure }) => {
    const level = levels["justification-missing"];
    const general = words("rule", {
      level,
      rate: amountText(departureRate, "CP"),
      amount: format.amountWithUnit(departureAmount, "CP", { unit: "eur" }),
    });
    if (!departure || level === "off") return general;
    const money = (amount: bigint) => (amount === 0n ? `0 ${format.unit("CP")}` : format.amountWithUnit(amount, "CP", { unit: "eur" }));
    const own = words(departure.isOwed ? "owed" : "notOwed", { asked: money(departure.asked), executed: money(departure.executed) });
    return `${own} ${general}`;
  };
}
