import { useTranslations } from "use-intl";
import type { ExtractFault } from "#app/domain/chorus/read-rows.ts";
import { useFormat } from "#app/ui/format/formatter.ts";

/** Each kind of fault has its own sentence, with the way out. */
export function useFaultWords(): (fault: ExtractFault) => string {
  const words = useTranslations("extracts");
  const format = useFormat();
  return ({ kind, text, against = "" }) => {
    const least = kind === "below-requested" ? format.amountWithUnit(BigInt(against), "EUR") : against;
    return words(`faults.${kind}`, { text, against: least });
  };
}
