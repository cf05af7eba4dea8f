import { useTranslations } from "use-intl";
import type { Crumb } from "#app/ui/shell/page.tsx";
import { closingAddress, ledgerCrumbs } from "../addresses.ts";

/** From the ledger to the closing page. */
export function useClosingCrumbs(year: number, ...below: readonly Crumb[]): Crumb[] {
  const ledgerWords = useTranslations("ledger");
  const words = useTranslations("closing");
  return ledgerCrumbs(ledgerWords("title"), year, { label: words("title"), to: closingAddress(year) }, ...below);
}
