import { useTranslations } from "use-intl";
import { type ComparedTotal, gapOf, stepsBetween } from "#app/domain/forecast/comparison.ts";
import type { Day } from "#app/domain/month.ts";
import { sum } from "#app/domain/quantity.ts";
import { BridgeFigure } from "#app/ui/figure/bridge-figure.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { ComparedRow } from "#db/queries/forecast/comparison.ts";

/** More would not be read. */
const namedSteps = 6;

interface ComparedBridgeProps {
  readonly lines: readonly ComparedRow[];
  /** The measure and the year that are drawn. */
  readonly total: Pick<ComparedTotal, "measure" | "targetYear">;
  readonly heads: { readonly before: string; readonly after: string };
  readonly asOf: Day;
}

/** From one moment to the other in one measure, by the lines that moved most. */
export function ComparedBridge({ lines, total, heads, asOf }: ComparedBridgeProps) {
  const words = useTranslations("compare");
  const resources = useTranslations("resources");
  const format = useFormat();
  const { measure, targetYear } = total;
  const own = lines.filter((line) => line.measure === measure && line.targetYear === targetYear);
  const steps = stepsBetween(own, total, namedSteps);
  const [before, after] = [sum(own.map((line) => line.before ?? 0n)), sum(own.map((line) => line.after ?? 0n))];
  const signed = (amount: bigint) => format.amountWithUnit(amount, measure, { sign: "always" });
  const said = { measure: resources(`short.${measure}`), year: String(targetYear) };
  const first = steps[0]?.line;
  const title = first
    ? words("bridge", { ...said, gap: signed(after - before), first: signed(gapOf(first)), line: first.label })
    : words("bridgeEven", said);
  return (
    <BridgeFigure
      title={title}
      source={words("source")}
      asOf={asOf}
      resource={measure}
      parts={[
        { kind: "total", key: "before", label: heads.before, amount: before, stage: "requested" },
        ...steps.map(({ line, gap }) => ({
          ...({ kind: "step", key: line?.lineId ?? "others", amount: gap } as const),
          label: line ? line.label : words("others"),
        })),
        { kind: "total", key: "after", label: heads.after, amount: after, stage: "requested" },
      ]}
    />
  );
}
