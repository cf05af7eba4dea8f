import { useTranslations } from "use-intl";
import type { Crumb } from "#app/ui/shell/page.tsx";
import { executionAddress, yearEndAddress } from "../../units/addresses.ts";

/** From the execution of an exercise to its end. */
export function useYearEndCrumbs(year: number): Crumb[] {
  const execution = useTranslations("execution");
  const words = useTranslations("yearEnd");
  return [
    { label: execution("heading", { year: String(year) }), to: executionAddress(year) },
    { label: words("title", { year: String(year) }), to: yearEndAddress(year) },
  ];
}
