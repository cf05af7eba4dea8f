import type { useTranslations } from "use-intl";
import type { Guidance } from "#app/domain/campaign/guidance.ts";
import type { useFormat } from "../format/formatter.ts";
import { amountText } from "./amount-text.ts";

/** A rule of guidance in its own unit: « +1 % », « −20 000 € », « 450 000 € ». */
export function ruleText(
  { kind, value, measure }: Pick<Guidance, "kind" | "value" | "measure">,
  { words, format }: { readonly words: ReturnType<typeof useTranslations<"guidance">>; readonly format: ReturnType<typeof useFormat> },
): string {
  if (kind === "rate") return words("rate", { rate: `${value > 0n ? "+" : ""}${amountText(value, "CP")}` });
  return `${kind === "change" && value > 0n ? "+" : ""}${format.amountWithUnit(value, measure)}`;
}
