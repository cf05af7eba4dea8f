import { useTranslations } from "use-intl";
import type { Standing } from "#app/domain/arbitration/envelope.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { Meter } from "#app/ui/figure/meter.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import styles from "../arbitration.module.css";

interface EffectProps {
  readonly effect: readonly { readonly after: Standing; readonly before: Quantity }[];
  readonly measure: BudgetResource;
  readonly year: number;
}

/** Each envelope with what is decided, and what would be decided beside it. */
export function Effect({ effect, measure, year }: EffectProps) {
  const words = useTranslations("board");
  const forecast = useTranslations("forecast");
  const resources = useTranslations("resources");
  const format = useFormat();
  const unit = displayUnitFor(effect.flatMap(({ after }) => [after.envelope ?? 0n, after.decided]));
  return (
    <div className={styles.decide}>
      {effect.map(({ after, before }) => {
        const named = { class: forecast(`classes.${after.spendingClass}`), measure: resources(`short.${measure}`), year: String(year) };
        const label = words("bulk.effectOf", named);
        const added = after.decided - before;
        if (after.envelope === null) {
          const say = (quantity: Quantity) => (quantity === 0n ? "0" : format.amountWithUnit(quantity, measure, { unit }));
          return (
            <p key={after.spendingClass}>
              {label} : {say(before)} → {say(after.decided)}
            </p>
          );
        }
        return (
          <Meter
            key={after.spendingClass}
            label={label}
            resource={measure}
            limit={after.envelope}
            unit={unit}
            parts={[
              { label: words("bulk.before"), stage: "paid", quantity: before },
              { label: words("bulk.would"), stage: "requested", quantity: added },
            ]}
          />
        );
      })}
    </div>
  );
}
