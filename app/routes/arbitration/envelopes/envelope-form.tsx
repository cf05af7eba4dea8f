import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { spendingClasses } from "#app/domain/stage.ts";
import type { RefusedForm } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import styles from "../arbitration.module.css";
import { boardMeasures } from "../measure.ts";

interface EnvelopeFormProps {
  readonly campaign: string;
  readonly year: number;
  readonly commandKey: string;
  readonly answer: RefusedForm | undefined;
}

/** One envelope: class, measure, year, amount. The one in force is replaced and kept. */
export function EnvelopeForm({ campaign, year, commandKey, answer }: EnvelopeFormProps) {
  const words = useTranslations("arbitration");
  const forecast = useTranslations("forecast");
  const resources = useTranslations("resources");
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  return (
    <Form method="post" className={styles.form}>
      <CommandKey value={commandKey} />
      <input type="hidden" name="campaign" value={campaign} />
      <Fields {...fields}>
        <ErrorSummary general={general} />
        <SelectField
          name="spendingClass"
          label={words("envelopes.class")}
          required
          options={[...spendingClasses].reverse().map((value) => ({ value, label: forecast(`classes.${value}`) }))}
        />
        <SelectField
          name="resource"
          label={words("envelopes.resource")}
          required
          options={boardMeasures.map((value) => ({ value, label: resources(value) }))}
        />
        <TextField name="targetYear" label={words("envelopes.year")} width="short" required defaultValue={String(year)} />
        <TextField name="amount" label={words("envelopes.amount")} hint={words("envelopes.amountHint")} width="medium" required />
        <ButtonRow>
          <SubmitButton>{words("envelopes.submit")}</SubmitButton>
        </ButtonRow>
      </Fields>
    </Form>
  );
}
