import { useTranslations } from "use-intl";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { Figure } from "#app/ui/figure/figure.tsx";
import { hueOf, type Stage } from "#app/ui/figure/marks.tsx";
import { WaterfallSvg } from "#app/ui/figure/waterfall-svg.tsx";
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
  /** « 15/06/2026 ». */
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
  const columns = steps.map((step) => ({
    ...{ key: step.key, from: step.from, to: step.to, stage: stages[step.key] ?? null },
    label: named(step.key).split(" "),
    value:
      moved(step) === 0n
        ? "0"
        : format.amount(moved(step), measure, { unit, ...(step.kind === "step" ? { sign: "always" as const } : {}) }),
  }));
  return (
    <details className={styles.waterfall}>
      <summary>{words("seeWaterfall")}</summary>
      <Figure
        title={title}
        unit={format.unit(measure, unit)}
        source={words("source")}
        asOf={asOf}
        columns={[
          { key: "step", head: words("step"), cell: (step) => named(step.key) },
          {
            ...{ key: "amount", head: words("amountHead"), align: "end" },
            cell: (step) => (
              <Amount quantity={moved(step)} resource={measure} unit={unit} withUnit sign={step.kind === "step" ? "always" : "negative"} />
            ),
          },
        ]}
        rows={steps}
        rowKey={(step) => step.key}
        svg={<WaterfallSvg columns={columns} hue={hueOf[measure]} label={title} />}
      />
    </details>
  );
}
