import { useTranslations } from "use-intl";
import type { SittingState as State } from "#app/domain/arbitration/sitting/sitting.ts";
import { type StateKind, StatePill } from "#app/ui/state-pill.tsx";

const kinds: Readonly<Record<State, StateKind>> = { planned: "not-started", running: "in-progress", sealed: "locked" };

export function SittingState({ state }: { readonly state: State }) {
  return <StatePill kind={kinds[state]}>{useTranslations("sittings")(`states.${state}`)}</StatePill>;
}
