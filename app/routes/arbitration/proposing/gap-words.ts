import { useLocale, useTranslations } from "use-intl";
import { gapOf } from "#app/domain/arbitration/proposal/gap.ts";
import type { Locale } from "#app/messages/locale.ts";
import { formatNumber } from "#app/ui/format/amount.ts";

/** How near the best a proposal is, proven, as a sentence. */
export function useGapWords(): (proven: { readonly worth: bigint; readonly bound: bigint }) => string {
  const words = useTranslations("proposal");
  const locale = useLocale();
  return (proven) => {
    const gap = gapOf(proven);
    if (gap === 0) return words("gap.best");
    if (gap > 500_000) return words("gap.unknown");
    return words("gap.near", { percent: formatNumber(BigInt(Math.ceil(gap / 100)), 2, locale as Locale) });
  };
}
