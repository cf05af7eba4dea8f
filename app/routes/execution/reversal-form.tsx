import { Form } from "@remix-run/react";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import type { fieldsOf } from "#app/ui/form/last-result.ts";
import { TextAreaField } from "#app/ui/form/text-fields.tsx";
import styles from "../units/units.module.css";

interface ReversalFormProps {
  readonly commandKey: string;
  readonly fields: Omit<ReturnType<typeof fieldsOf>, "general">;
  readonly general: ReturnType<typeof fieldsOf>["general"];
  readonly label: string;
  /** The button states the number. */
  readonly submit: string;
}

/** What is taken back takes a reason. */
export function ReversalForm({ commandKey, fields, general, label, submit }: ReversalFormProps) {
  return (
    <Form method="post" className={styles.form}>
      <CommandKey value={commandKey} />
      <Fields {...fields}>
        <ErrorSummary general={general} />
        <TextAreaField name="reason" label={label} required />
        <ButtonRow>
          <SubmitButton look="danger">{submit}</SubmitButton>
        </ButtonRow>
      </Fields>
    </Form>
  );
}
