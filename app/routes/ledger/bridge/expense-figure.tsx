import { useTranslations } from "use-intl";
import type { Bridge, BridgeLine } from "#app/domain/ledger/bridge.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Exercise } from "#app/domain/reference/fiscal-year.ts";
import { Amount } from "#app/ui/amount.tsx";
import { Figure } from "#app/ui/figure/figure.tsx";
import { wrapped } from "#app/ui/figure/labels.ts";
import { WaterfallSvg } from "#app/ui/figure/waterfall-svg.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";

interface Step {
  readonly key: BridgeLine | "residual" | "whole";
  readonly from: Quantity;
  readonly to: Quantity;
}

/** What lies between payments and expenses, step by step, from nothing to their difference: the columns of both would hide it. */
export function ExpenseFigure({ exercise, bridge }: { readonly exercise: Exercise; readonly bridge: Bridge }) {
  const words = useTranslations("bridge");
  const execution = useTranslations("execution");
  const format = useFormat();
  const steps = stepsOf(bridge);
  if (steps.length < 2) return null;
  const unit = displayUnitFor(steps.flatMap(({ from, to }) => [from, to]));
  const moved = ({ from, to }: Step) => to - from;
  const say = (amount: Quantity) => (amount === 0n ? "0" : format.amount(amount, "EUR", { unit, sign: "always" }));
  const title = words("figure", {
    year: String(exercise.year),
    gap: `${say(bridge.expenses - bridge.consumed)}\u00a0${format.unit("EUR", unit)}`,
    largest: words(`short.${largestOf(steps)}`),
  });
  return (
    <Figure
      title={title}
      unit={format.unit("EUR", unit)}
      source={execution("source")}
      asOf={format.day(exercise.lastDay)}
      columns={[
        { key: "step", head: words("step"), cell: ({ key }) => words(`short.${key}`) },
        {
          ...{ key: "effect", head: words("effect"), unit: format.unit("EUR"), align: "end" },
          cell: (step) => <Amount quantity={moved(step)} resource="EUR" sign="always" />,
        },
      ]}
      rows={steps}
      rowKey={({ key }) => key}
      svg={
        <WaterfallSvg
          hue="cp"
          label={title}
          columns={steps.map((step) => ({
            ...{ key: step.key, from: step.from, to: step.to, stage: step.key === "whole" ? ("paid" as const) : null },
            label: wrapped(words(`short.${step.key}`), 14),
            value: say(moved(step)),
          }))}
        />
      }
    />
  );
}

/** Each step from where the one before ended; then the whole difference, from nothing. */
function stepsOf({ steps, consumed, expenses, residual }: Bridge): Step[] {
  let at = 0n;
  const moved = steps
    .filter(({ effect }) => effect !== 0n)
    .map(({ line, effect }): Step => {
      const from = at;
      at += effect;
      return { key: line, from, to: at };
    });
  const left: Step[] = residual === 0n ? [] : [{ key: "residual", from: at, to: at + residual }];
  return [...moved, ...left, { key: "whole", from: 0n, to: expenses - consumed }];
}

function largestOf(steps: readonly Step[]): Step["key"] {
  const size = ({ from, to }: Step) => (to > from ? to - from : from - to);
  return steps.filter(({ key }) => key !== "whole").reduce((most, step) => (size(step) > size(most) ? step : most)).key;
}
