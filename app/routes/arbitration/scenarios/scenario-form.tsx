import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { RefusedForm } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import styles from "../arbitration.module.css";

interface ScenarioFormProps {
  readonly campaign: string;
  readonly commandKey: string;
  readonly answer: RefusedForm | undefined;
}

const starts = ["asked", "previousYear", "proposal"] as const;

/** A new scenario: its name, and what its decisions start from, which may change what people choose and is therefore said. */
export function ScenarioForm({ campaign, commandKey, answer }: ScenarioFormProps) {
  const words = useTranslations("arbitration");
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  return (
    <Form method="post" className={styles.form}>
      <CommandKey value={commandKey} />
      <input type="hidden" name="campaign" value={campaign} />
      <Fields {...fields}>
        <ErrorSummary general={general} />
        <TextField name="name" label={words("scenarios.name")} required width="medium" />
        <SelectField
          name="startFrom"
          label={words("scenarios.startFrom")}
          required
          defaultValue="asked"
          options={starts.map((value) => ({ value, label: words(`starts.${value}`) }))}
        />
        <ButtonRow>
          <SubmitButton>{words("scenarios.create")}</SubmitButton>
        </ButtonRow>
      </Fields>
    </Form>
  );
}
