import { useTranslations } from "use-intl";
import type { DifferenceKind } from "#app/domain/fec/comparison/line-differences.ts";
import { type StateKind, StatePill } from "#app/ui/state-pill.tsx";

const looks = { added: "handed-in", removed: "refused", changed: "decision" } as const satisfies Record<DifferenceKind, StateKind>;

export function DifferencePill({ kind }: { readonly kind: DifferenceKind }) {
  const words = useTranslations("exportComparison");
  return <StatePill kind={looks[kind]}>{words(`kinds.${kind}`)}</StatePill>;
}
