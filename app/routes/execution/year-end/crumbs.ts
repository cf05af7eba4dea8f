import { useTranslations } from "use-intl";
import type { Crumb } from "#app/ui/shell/page.tsx";
import { yearEndAddress } from "../../units/addresses.ts";
import { useExecutionCrumb } from "../execution-crumb.ts";

/** From the execution of an exercise to its end. */
export function useYearEndCrumbs(year: number): Crumb[] {
  const words = useTranslations("yearEnd");
  return [useExecutionCrumb(year), { label: words("title", { year: String(year) }), to: yearEndAddress(year) }];
}
