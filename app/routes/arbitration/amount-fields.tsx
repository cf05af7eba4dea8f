import { useTranslations } from "use-intl";
import type { PlannedAmount } from "#app/domain/arbitration/amount.ts";
import { AmountField } from "#app/ui/form/text-fields.tsx";
import { amountText } from "#app/ui/planning/amount-text.ts";
import { amountName } from "./amount-name.ts";
import styles from "./arbitration.module.css";

interface AmountFieldsProps {
  readonly legend: string;
  readonly hint: string;
  readonly amounts: readonly PlannedAmount[];
  /** Without: the fields start empty. */
  readonly filled: boolean;
}

/** A field for each class, measure and year that a request asks for. */
export function AmountFields({ legend, hint, amounts, filled }: AmountFieldsProps) {
  const forecast = useTranslations("forecast");
  const resources = useTranslations("resources");
  return (
    <fieldset className={styles.amountGrid}>
      <legend>{legend}</legend>
      {amounts.map((own) => (
        <AmountField
          key={amountName(own)}
          name={`amounts.${amountName(own)}`}
          label={`${forecast(`classes.${own.spendingClass}`)} · ${resources(`short.${own.measure}`)} ${own.targetYear}`}
          resource={own.measure}
          defaultValue={filled ? amountText(own.amount, own.measure) : undefined}
        />
      ))}
      <p className={styles.muted}>{hint}</p>
    </fieldset>
  );
}
