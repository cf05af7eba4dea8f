import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { PlannedAmount } from "#app/domain/arbitration/amount.ts";
import type { RefusedForm } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextAreaField } from "#app/ui/form/text-fields.tsx";
import { AmountFields } from "./amount-fields.tsx";
import styles from "./arbitration.module.css";

interface OpinionFormProps {
  readonly action: string;
  readonly commandKey: string;
  readonly asked: readonly PlannedAmount[];
  /** There is an opinion, which this one replaces. */
  readonly replaces: boolean;
  readonly answer?: RefusedForm | undefined;
}

const views = ["favourable", "reserved", "unfavourable"] as const;

/** « Avis du DPG »: a view, a sentence, and the amounts proposed when they are not those asked. */
export function OpinionForm({ action, commandKey, asked, replaces, answer }: OpinionFormProps) {
  const words = useTranslations("arbitration");
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  return (
    <Form method="post" action={action} className={styles.form}>
      <CommandKey value={commandKey} />
      <Fields {...fields}>
        <ErrorSummary general={general} />
        <SelectField
          name="view"
          label={words("opinion.view")}
          required
          options={views.map((value) => ({ value, label: words(`views.${value}`) }))}
        />
        <TextAreaField name="sentence" label={words("opinion.sentence")} rows={2} required />
        <AmountFields legend={words("opinion.amounts")} hint={words("opinion.amountsHint")} amounts={asked} filled={false} />
        <ButtonRow>
          <SubmitButton>{replaces ? words("opinion.replace") : words("opinion.submit")}</SubmitButton>
        </ButtonRow>
      </Fields>
    </Form>
  );
}
