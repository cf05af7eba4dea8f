import { useTranslations } from "use-intl";
import type { JobStatus } from "#app/domain/job.ts";
import { type StateKind, StatePill } from "#app/ui/state-pill.tsx";

const kinds = {
  queued: "not-started",
  running: "in-progress",
  done: "done",
  failed: "fault",
  cancelled: "refused",
} as const satisfies Record<JobStatus, StateKind>;

export function JobStatusPill({ status }: { readonly status: JobStatus }) {
  const words = useTranslations("jobs");
  return <StatePill kind={kinds[status]}>{words(`status.${status}`)}</StatePill>;
}
