import { useTranslations } from "use-intl";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import type { BridgePart } from "#app/ui/figure/bridge.ts";
import { BridgeFigure } from "#app/ui/figure/bridge-figure.tsx";
import type { Stage } from "#app/ui/figure/marks.tsx";
import type { DisplayUnit } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import styles from "./board.module.css";
import type { BoardUnit } from "./board.ts";
import { type WaterfallStep, waterfallOf } from "./shown.ts";

interface WaterfallProps {
  readonly units: readonly BoardUnit[];
  readonly measure: BudgetResource;
  readonly unit: DisplayUnit;
  readonly year: number;
  readonly asIf: boolean;
  /** « 2026-06-15 ». */
  readonly asOf: string;
}

const stages: Readonly<Partial<Record<WaterfallStep["key"], Stage>>> = { reference: "notified", asked: "requested", decided: "arbitrated" };

/** Reference → asked → decided: where the money asked comes from, and where it is cut. */
export function Waterfall({ units, measure, unit, year, asIf, asOf }: WaterfallProps) {
  const words = useTranslations("board");
  const resources = useTranslations("resources");
  const format = useFormat();
  const steps = waterfallOf(units, { asIf });
  const named = (key: WaterfallStep["key"]) =>
    words(`steps.${key === "decided" && asIf ? "decidedAsIf" : key}`, { year: String(year - 1) });
  const moved = ({ kind, from, to }: WaterfallStep): Quantity => (kind === "total" ? to : to - from);
  const totalOf = (key: WaterfallStep["key"]) => {
    const to = steps.find((step) => step.key === key)?.to ?? 0n;
    return to === 0n ? `0 ${format.unit(measure, unit)}` : format.amountWithUnit(to, measure, { unit });
  };
  const title = words("waterfall", {
    ...{ measure: resources(`short.${measure}`), previous: String(year - 1), year: String(year) },
    ...{ reference: totalOf("reference"), asked: totalOf("asked"), decided: totalOf("decided") },
  });
  const parts = steps.map((step): BridgePart => {
    const own = { key: step.key, label: named(step.key), amount: moved(step) };
    return step.kind === "step" ? { kind: "step", ...own } : { kind: "total", ...own, stage: stages[step.key] ?? "arbitrated" };
  });
  return (
    <details className={styles.waterfall}>
      <summary>{words("seeWaterfall")}</summary>
      <BridgeFigure title={title} source={words("source")} asOf={asOf} resource={measure} unit={unit} parts={parts} />
    </details>
  );
}
