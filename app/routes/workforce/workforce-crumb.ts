import { useTranslations } from "use-intl";
import type { Crumb } from "#app/ui/shell/page.tsx";
import { workforceAddress } from "./addresses.ts";

/** The way back to the staff of an exercise, from each of its pages. */
export function useWorkforceCrumb(year: number): Crumb {
  const words = useTranslations("workforce");
  return { label: words("title", { year: String(year) }), to: workforceAddress(year) };
}
