import { useTranslations } from "use-intl";
import type { PlannedState } from "#app/domain/execution/planned/expense.ts";
import { type StateKind, StatePill } from "#app/ui/state-pill.tsx";

const shapes: Readonly<Record<PlannedState, StateKind>> = { planned: "in-progress", matched: "done", givenUp: "refused" };

export function PlannedStatePill({ state }: { readonly state: PlannedState }) {
  const words = useTranslations("planned");
  return <StatePill kind={shapes[state]}>{words(`states.${state}`)}</StatePill>;
}
