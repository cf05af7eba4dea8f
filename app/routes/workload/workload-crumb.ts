import { useTranslations } from "use-intl";
import type { Crumb } from "#app/ui/shell/page.tsx";
import { workloadAddress } from "./addresses.ts";

/** The way back to the workload plan of an exercise, from each of its pages. */
export function useWorkloadCrumb(year: number): Crumb {
  const words = useTranslations("workload");
  return { label: words("title", { year: String(year) }), to: workloadAddress(year) };
}
