import { useTranslations } from "use-intl";
import type { AssetState } from "#app/domain/ledger/assets/asset.ts";
import { type StateKind, StatePill } from "#app/ui/state-pill.tsx";

const kinds: Readonly<Record<AssetState, StateKind>> = {
  inProgress: "in-progress",
  inUse: "done",
  fullyDepreciated: "late",
  disposed: "refused",
};

export function AssetPill({ state }: { readonly state: AssetState }) {
  const words = useTranslations("assets");
  return <StatePill kind={kinds[state]}>{words(`state.${state}`)}</StatePill>;
}
