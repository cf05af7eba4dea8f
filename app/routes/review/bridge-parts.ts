import { useTranslations } from "use-intl";
import { legsOf, type ReviewedYear, type ReviewTotal } from "#app/domain/review/bridge.ts";
import { type ReviewedResource, type VarianceCause, varianceCauses } from "#app/domain/review/cause.ts";
import type { BridgePart } from "#app/ui/figure/bridge.ts";
import { type Stage, usedStage } from "#app/ui/figure/marks.tsx";

/** The way from the request to its payment as the parts of a bridge; what nobody told is left to the figure, which names it. */
export function useBridgeParts(resource: ReviewedResource): (year: ReviewedYear) => BridgePart[] {
  const words = useTranslations("review");
  const stageOf: Readonly<Record<ReviewTotal, Stage>> = {
    asked: "requested",
    decided: "arbitrated",
    notified: "notified",
    released: "notified",
    used: usedStage[resource],
  };
  return (year) =>
    legsOf(year).flatMap(({ to, amount, steps }): BridgePart[] => [
      ...steps
        .filter(({ kind }) => kind !== "untold")
        .map(
          ({ kind, amount: moved }): BridgePart => ({
            ...{ kind: "step", key: `${to} ${kind}`, label: words(`steps.${kind}`), amount: moved },
            ...(isTold(kind) ? { cause: words("toldCause") } : { cause: words("knownCause") }),
          }),
        ),
      { kind: "total", key: to, label: words(`totals.${to}`, { resource }), amount, stage: stageOf[to] },
    ]);
}

function isTold(kind: string): kind is VarianceCause {
  return (varianceCauses as readonly string[]).includes(kind);
}
