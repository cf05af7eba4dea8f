import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { RefusedForm } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { DateField, TextField } from "#app/ui/form/text-fields.tsx";
import styles from "./campaigns.module.css";

interface OpenCampaignFormProps {
  readonly answer: RefusedForm | undefined;
  readonly units: readonly { readonly code: string; readonly label: string; readonly depth: number }[];
  readonly year: number;
  readonly commandKey: string;
}

const kinds = ["initial", "revised", "landing"] as const;

/** A new campaign: its name, its dates, and the units that it asks, all of them at first. */
export function OpenCampaignForm({ answer, units, year, commandKey }: OpenCampaignFormProps) {
  const words = useTranslations("campaigns");
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  return (
    <Form method="post" className={styles.form}>
      <CommandKey value={commandKey} />
      <Fields {...fields}>
        <ErrorSummary general={general} />
        <TextField name="label" label={words("open.label")} hint={words("open.labelHint", { year: String(year) })} required />
        <SelectField
          name="kind"
          label={words("open.kind")}
          required
          defaultValue="initial"
          options={kinds.map((value) => ({ value, label: words(`kinds.${value}`) }))}
        />
        <div className={styles.dates}>
          <DateField name="opensOn" label={words("open.opensOn")} required />
          <DateField name="closesOn" label={words("open.closesOn")} required />
        </div>
        <fieldset className={styles.units}>
          <legend>{words("open.units")}</legend>
          <details>
            <summary>{words("open.unitsCount", { count: units.length })}</summary>
            <ul className={styles.unitList}>
              {units.map(({ code, label, depth }) => (
                <li key={code} style={{ marginInlineStart: `${depth}rem` }}>
                  <label>
                    <input type="checkbox" name="units" value={code} defaultChecked /> {label}
                  </label>
                </li>
              ))}
            </ul>
          </details>
        </fieldset>
        <ButtonRow>
          <SubmitButton>{words("open.submit")}</SubmitButton>
        </ButtonRow>
      </Fields>
    </Form>
  );
}
