import { useTranslations } from "use-intl";
import type { TeamLabels } from "./load-trial.ts";

/** « Direction de la production · Développeur ». */
export function useTeamLabel(): (labels: TeamLabels) => string {
  const words = useTranslations("workload");
  return ([unit, profile]) => [unit, profile ?? words("anyProfile")].filter((part) => part !== null).join(" · ");
}
