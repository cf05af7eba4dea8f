import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { RefusedForm } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { type Choice, SelectField } from "#app/ui/form/select-field.tsx";
import { AmountField, DateField, TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { said } from "../../units/said.ts";
import styles from "../../units/units.module.css";

export interface CommitmentFormProps {
  readonly year: number;
  readonly on: string;
  readonly commandKey: string;
  readonly unit: string | null;
  readonly units: readonly (Choice & { readonly available: bigint })[];
  readonly natures: readonly Choice[];
  readonly activities: readonly Choice[];
  readonly parties: readonly Choice[];
  readonly answer: RefusedForm | undefined;
}

/** One commitment of one line, with what each unit still has beside its name. */
export function CommitmentForm({ year, on, commandKey, unit, units, natures, activities, parties, answer }: CommitmentFormProps) {
  const words = useTranslations("execution");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  const labelled = units.map(({ value, label, available }) => ({
    value,
    label: words("unitWithRoom", { unit: label, available: said(format, available, "AE") }),
  }));
  return (
    <Form method="post" className={styles.form}>
      <CommandKey value={commandKey} />
      <Fields {...fields}>
        <ErrorSummary general={general} />
        <div className={styles.columns}>
          <DateField name="on" label={words("day")} required defaultValue={on} />
          <SelectField name="party" label={words("party")} required options={parties} />
        </div>
        <TextField name="label" label={words("label")} required />
        <div className={styles.columns}>
          <SelectField name="unit" label={words("payingUnit")} required options={labelled} defaultValue={unit ?? undefined} />
          <SelectField name="beneficiaryUnit" label={words("beneficiary")} hint={words("beneficiaryHint")} options={units} />
          <SelectField name="nature" label={words("nature")} required options={natures} />
          <SelectField name="activity" label={words("activity")} required options={activities} />
        </div>
        <AmountField name="amount" label={words("amountAe")} resource="AE" required />
        <fieldset className={styles.group}>
          <legend>{words("schedule")}</legend>
          <p className={styles.note}>{words("scheduleHint")}</p>
          <div className={styles.columns}>
            {[0, 1, 2].map((offset) => (
              <AmountField
                key={offset}
                name={`schedule[${offset}]`}
                label={words("scheduleYear", { year: String(year + offset) })}
                resource="CP"
              />
            ))}
          </div>
        </fieldset>
        <ButtonRow>
          <SubmitButton>{words("commit")}</SubmitButton>
        </ButtonRow>
      </Fields>
    </Form>
  );
}
