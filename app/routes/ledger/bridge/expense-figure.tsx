import { useTranslations } from "use-intl";
import type { Bridge } from "#app/domain/ledger/bridge.ts";
import { absolute } from "#app/domain/quantity.ts";
import type { Exercise } from "#app/domain/reference/fiscal-year.ts";
import type { BridgePart } from "#app/ui/figure/bridge.ts";
import { BridgeFigure } from "#app/ui/figure/bridge-figure.tsx";
import { quantityText } from "#app/ui/figure/drawing.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";

/** What lies between payments and expenses, step by step, from nothing to their difference: the columns of both would hide it. */
export function ExpenseFigure({ exercise, bridge }: { readonly exercise: Exercise; readonly bridge: Bridge }) {
  const words = useTranslations("bridge");
  const execution = useTranslations("execution");
  const format = useFormat();
  const whole = bridge.expenses - bridge.consumed;
  const moved = bridge.steps.filter(({ effect }) => effect !== 0n).map(({ line, effect }) => ({ line, effect }));
  const heaviest = [...moved, { line: "residual" as const, effect: bridge.residual }].reduce((most, own) =>
    absolute(own.effect) > absolute(most.effect) ? own : most,
  );
  if (moved.length === 0 && bridge.residual === 0n) return null;
  const unit = displayUnitFor([whole, ...moved.map(({ effect }) => effect)]);
  return (
    <BridgeFigure
      title={words("figure", {
        year: String(exercise.year),
        gap: `${quantityText(format, whole, "EUR", unit, "always")}\u00a0${format.unit("EUR", unit)}`,
        largest: words(`short.${heaviest.line}`),
      })}
      source={execution("source")}
      asOf={exercise.lastDay}
      resource="CP"
      unit={unit}
      parts={[
        ...moved.map(({ line, effect }): BridgePart => ({ kind: "step", key: line, label: words(`short.${line}`), amount: effect })),
        { kind: "total", key: "whole", label: words("short.whole"), amount: whole, stage: "paid" },
      ]}
    />
  );
}
