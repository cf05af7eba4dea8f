import { useTranslations } from "use-intl";
import type { CommitmentBridge } from "#app/domain/ledger/commitment-bridge.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Exercise } from "#app/domain/reference/fiscal-year.ts";
import type { BridgePart } from "#app/ui/figure/bridge.ts";
import { BridgeFigure } from "#app/ui/figure/bridge-figure.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";

/** From what remained to be paid when the exercise began to what remains: what it committed, paid on commitments, and withdrew. */
export function CommitmentFigure({ exercise, bridge }: { readonly exercise: Exercise; readonly bridge: CommitmentBridge }) {
  const words = useTranslations("bridge");
  const execution = useTranslations("execution");
  const format = useFormat();
  const { opening, closing, committed, direct, paid, withdrawn } = bridge;
  if ([opening, closing, committed, direct - paid, withdrawn].every((amount) => amount === 0n)) return null;
  const unit = displayUnitFor([opening, closing, opening + committed]);
  const say = (quantity: Quantity) => format.amountWithUnit(quantity, "AE", { unit });
  const total = (key: "opening" | "closing", amount: Quantity): BridgePart => ({
    ...{ kind: "total", key, amount, stage: "committed", label: words(`commitments.step.${key}`) },
  });
  const step = (key: "committed" | "settled" | "withdrawn", amount: Quantity): BridgePart => ({
    ...{ kind: "step", key, amount, label: words(`commitments.step.${key}`) },
  });
  return (
    <BridgeFigure
      title={words("commitments.figure", { year: String(exercise.year), opening: say(opening), closing: say(closing) })}
      source={execution("source")}
      asOf={exercise.lastDay}
      resource="AE"
      unit={unit}
      parts={[
        total("opening", opening),
        step("committed", committed),
        // Payroll and missions pay what they take at once.
        step("settled", direct - paid),
        ...(withdrawn === 0n ? [] : [step("withdrawn", -withdrawn)]),
        total("closing", closing),
      ]}
    />
  );
}
