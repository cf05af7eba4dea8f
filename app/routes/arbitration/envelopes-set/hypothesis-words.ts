import { useTranslations } from "use-intl";
import type { Basis } from "#app/domain/arbitration/hypothesis.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";

export interface SaidHypothesis {
  readonly basis: Basis;
  readonly rate: number;
  readonly basisYear: number | null;
}

/** « Notifié 2026 − 2 % », « Tendanciel », « À la main ». */
export function useHypothesisWords(): (said: SaidHypothesis) => string {
  const words = useTranslations("envelopes");
  return ({ basis, rate, basisYear }) =>
    words(`bases.${basis}`, { year: String(basisYear ?? ""), sign: signOf(rate), rate: rateText(Math.abs(rate)) });
}

/** « 2,5 % », of hundredths of a percent. */
export function rateText(rate: number): string {
  return `${amountText(BigInt(rate), "CP")}\u00a0%`;
}

export function signOf(rate: number): "none" | "less" | "more" {
  return rate === 0 ? "none" : rate < 0 ? "less" : "more";
}
