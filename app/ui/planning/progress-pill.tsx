import { useTranslations } from "use-intl";
import type { Progress } from "#app/domain/campaign/campaign.ts";
import { type StateKind, StatePill } from "../state-pill.tsx";

const shapes: Readonly<Record<Progress, StateKind>> = {
  notStarted: "not-started",
  underWay: "in-progress",
  submitted: "handed-in",
  returned: "returned",
  accepted: "decision",
};

/** Where a unit stands in a campaign, and whether it is late. */
export function ProgressPill({ progress, late }: { readonly progress: Progress; readonly late: boolean }) {
  const words = useTranslations("campaigns");
  return (
    <>
      <StatePill kind={shapes[progress]}>{words(`progress.${progress}`)}</StatePill>
      {late && (
        <>
          {" "}
          <StatePill kind="late">{words("lateWord")}</StatePill>
        </>
      )}
    </>
  );
}
