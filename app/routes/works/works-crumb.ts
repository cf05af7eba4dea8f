import { useTranslations } from "use-intl";
import type { Crumb } from "#app/ui/shell/page.tsx";
import { operationAddress, worksAddress } from "./addresses.ts";

/** The way back to the works of an exercise, and to an operation of it. */
export function useWorksCrumbs(year: number, operation?: { readonly code: string; readonly label: string }): Crumb[] {
  const words = useTranslations("works");
  const works = { label: words("title", { year: String(year) }), to: worksAddress(year) };
  return operation ? [works, { label: words("operation.title", operation), to: operationAddress(year, operation.code) }] : [works];
}
