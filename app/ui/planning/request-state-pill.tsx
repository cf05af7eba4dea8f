import { useTranslations } from "use-intl";
import type { RequestState } from "#app/domain/forecast/request-state.ts";
import { type StateKind, StatePill } from "../state-pill.tsx";

const shapes: Readonly<Record<RequestState, StateKind>> = {
  draft: "in-progress",
  submitted: "handed-in",
  accepted: "done",
  instructed: "in-progress",
  preArbitrated: "in-progress",
  conference: "in-progress",
  arbitrated: "decision",
  notified: "done",
  allotted: "done",
};

/** Where a request stands; a draft of a second version was sent back. */
export function RequestStatePill({ state, version }: { readonly state: RequestState; readonly version: number }) {
  const words = useTranslations("states");
  if (state === "draft" && version > 1) return <StatePill kind="returned">{words("returned")}</StatePill>;
  return <StatePill kind={shapes[state]}>{words(state)}</StatePill>;
}
