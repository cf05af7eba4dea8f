import { useTranslations } from "use-intl";
import type { AmountKey } from "#app/domain/arbitration/amount.ts";

/** « Hors titre 2 · CP 2027 », and what it bounds where that is not the whole campaign. */
export function useLimitName(): (limit: AmountKey & { readonly label?: string | null }) => string {
  const forecast = useTranslations("forecast");
  const resources = useTranslations("resources");
  return ({ spendingClass, measure, targetYear, label }) => {
    const name = `${forecast(`classes.${spendingClass}`)} · ${resources(`short.${measure}`)} ${targetYear}`;
    return label ? `${label} · ${name}` : name;
  };
}
