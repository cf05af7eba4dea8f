import { useTranslations } from "use-intl";
import type { Crumb } from "#app/ui/shell/page.tsx";
import { executionAddress } from "../units/addresses.ts";

/** The way back to the execution of an exercise, from each of its pages. */
export function useExecutionCrumb(year: number): Crumb {
  const execution = useTranslations("execution");
  return { label: execution("heading", { year: String(year) }), to: executionAddress(year) };
}
