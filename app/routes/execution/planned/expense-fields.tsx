import { useTranslations } from "use-intl";
import { paymentsText } from "#app/domain/execution/planned/payments.ts";
import { type Choice, SelectField } from "#app/ui/form/select-field.tsx";
import { AmountField, TextAreaField, TextField } from "#app/ui/form/text-fields.tsx";
import { amountText } from "#app/ui/planning/amount-text.ts";
import type { PlannedRow } from "#db/queries/planned/expense.ts";
import styles from "../../units/units.module.css";

/** What is said of a planned expense: complete without a script. */
export function ExpenseFields({ expense, lines }: { readonly expense?: PlannedRow; readonly lines: readonly Choice[] }) {
  const words = useTranslations("planned");
  return (
    <>
      <TextField name="object" label={words("object")} required defaultValue={expense?.object} />
      <div className={styles.columns}>
        <AmountField
          name="amount"
          label={words("amount")}
          resource="AE"
          required
          defaultValue={expense ? amountText(expense.amount, "AE") : undefined}
        />
        <TextField
          name="month"
          label={words("month")}
          hint={words("monthHint")}
          required
          width="medium"
          defaultValue={expense ? `${expense.month.slice(5)}/${expense.month.slice(0, 4)}` : undefined}
        />
      </div>
      <TextAreaField
        name="payments"
        label={words("payments")}
        hint={words("paymentsHint")}
        rows={4}
        defaultValue={expense ? paymentsText(expense.payments) : undefined}
      />
      <div className={styles.columns}>
        <TextField name="supplier" label={words("supplier")} hint={words("supplierHint")} defaultValue={expense?.supplier} />
        <SelectField
          name="lineId"
          label={words("line")}
          hint={words("lineHint")}
          none={words("outOfPlan")}
          defaultValue={expense?.lineId ?? ""}
          options={lines}
        />
      </div>
    </>
  );
}
