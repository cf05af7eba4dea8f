import { useTranslations } from "use-intl";
import type { CommitmentBridge } from "#app/domain/ledger/commitment-bridge.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Exercise } from "#app/domain/reference/fiscal-year.ts";
import { Amount } from "#app/ui/amount.tsx";
import { Figure } from "#app/ui/figure/figure.tsx";
import { wrapped } from "#app/ui/figure/labels.ts";
import { WaterfallSvg } from "#app/ui/figure/waterfall-svg.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";

interface Step {
  readonly key: "opening" | "committed" | "settled" | "withdrawn" | "residual" | "closing";
  readonly from: Quantity;
  readonly to: Quantity;
}

/** From what remained to be paid when the exercise began to what remains: what it committed, paid on commitments, and withdrew. */
export function CommitmentFigure({ exercise, bridge }: { readonly exercise: Exercise; readonly bridge: CommitmentBridge }) {
  const words = useTranslations("bridge");
  const execution = useTranslations("execution");
  const format = useFormat();
  const steps = stepsOf(bridge);
  const unit = displayUnitFor(steps.flatMap(({ from, to }) => [from, to]));
  if (steps.every(({ from, to }) => from === 0n && to === 0n)) return null;
  const isTotal = ({ key }: Step) => key === "opening" || key === "closing";
  const moved = (step: Step) => step.to - step.from;
  const say = (step: Step) => {
    const amount = moved(step);
    return amount === 0n ? "0" : format.amount(amount, "AE", { unit, ...(isTotal(step) ? {} : { sign: "always" as const }) });
  };
  const whole = (quantity: Quantity) => format.amountWithUnit(quantity, "AE", { unit });
  const title = words("commitments.figure", {
    ...{ year: String(exercise.year), opening: whole(bridge.opening), closing: whole(bridge.closing) },
  });
  return (
    <Figure
      title={title}
      unit={format.unit("EUR", unit)}
      source={execution("source")}
      asOf={format.day(exercise.lastDay)}
      columns={[
        { key: "step", head: words("step"), cell: ({ key }) => words(`commitments.step.${key}`) },
        {
          ...{ key: "amount", head: words("commitments.amount"), unit: format.unit("EUR"), align: "end" },
          cell: (step) => <Amount quantity={moved(step)} resource="EUR" sign={isTotal(step) ? "negative" : "always"} />,
        },
      ]}
      rows={steps}
      rowKey={({ key }) => key}
      svg={
        <WaterfallSvg
          hue="ae"
          label={title}
          columns={steps.map((step) => ({
            ...{ key: step.key, from: step.from, to: step.to, stage: isTotal(step) ? ("committed" as const) : null },
            label: wrapped(words(`commitments.step.${step.key}`), 14),
            value: say(step),
          }))}
        />
      }
    />
  );
}

function stepsOf({ opening, closing, committed, direct, paid, withdrawn, residual }: CommitmentBridge): Step[] {
  let at = opening;
  const step = (key: Step["key"], amount: Quantity): Step => {
    const from = at;
    at += amount;
    return { key, from, to: at };
  };
  return [
    { key: "opening", from: 0n, to: opening },
    step("committed", committed),
    // Payroll and missions pay what they take at once.
    step("settled", direct - paid),
    ...(withdrawn === 0n ? [] : [step("withdrawn", -withdrawn)]),
    ...(residual === 0n ? [] : [step("residual", -residual)]),
    { key: "closing", from: 0n, to: closing },
  ];
}
