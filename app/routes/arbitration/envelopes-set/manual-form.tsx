import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { BudgetResource } from "#app/domain/quantity.ts";
import type { RefusedForm } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { AmountField } from "#app/ui/form/text-fields.tsx";
import { amountText } from "#app/ui/planning/amount-text.ts";
import type { KeptCeiling } from "#db/queries/arbitration/ceiling.ts";
import styles from "../arbitration.module.css";

interface ManualFormProps {
  readonly years: readonly number[];
  readonly current: readonly (KeptCeiling | null)[];
  readonly measure: BudgetResource;
  readonly isTwin: boolean;
  readonly campaign: string;
  readonly keys: { readonly manual: string; readonly lift: string };
  readonly answer: RefusedForm | undefined;
}

/** The amounts as one types them, a floor beside each; and the way to lift what is in force. */
export function ManualForm({ years, current, measure, isTwin, campaign, keys, answer }: ManualFormProps) {
  const words = useTranslations("envelopes");
  const resources = useTranslations("resources");
  const { general: _, ...fields } = fieldsOf(answer?.lastResult);
  const text = (amount: bigint | null | undefined) => (amount == null ? undefined : amountText(amount, measure));
  return (
    <>
      <Form method="post" className={styles.form}>
        <CommandKey value={keys.manual} />
        <input type="hidden" name="campaign" value={campaign} />
        <input type="hidden" name="act" value="manual" />
        <Fields {...fields}>
          {isTwin && <p>{words("manual.twin")}</p>}
          <div className={styles.amountGrid}>
            {years.map((year, index) => (
              <AmountField
                key={year}
                name={`amount${year}`}
                label={words("manual.amount", { year: String(year) })}
                resource={measure}
                required={index === 0}
                defaultValue={text(current[index]?.amount)}
              />
            ))}
            {years.map((year, index) => (
              <AmountField
                key={`floor${year}`}
                name={`floor${year}`}
                label={words("manual.floor", { year: String(year) })}
                hint={index === 0 ? words("manual.floorHint") : undefined}
                resource={measure}
                defaultValue={text(current[index]?.floor)}
              />
            ))}
          </div>
          <ButtonRow>
            <SubmitButton>{words("manual.submit")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
      {current.some((own) => own !== null) && (
        <Form method="post" className={styles.form}>
          <CommandKey value={keys.lift} />
          <input type="hidden" name="campaign" value={campaign} />
          <input type="hidden" name="act" value="lift" />
          <p className={styles.note}>{words("lift.hint", { measure: resources(`short.${measure}`) })}</p>
          <ButtonRow>
            <SubmitButton look="danger">{words("lift.submit")}</SubmitButton>
          </ButtonRow>
        </Form>
      )}
    </>
  );
}
