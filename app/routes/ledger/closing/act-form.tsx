import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { type ButtonLook, ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import styles from "../ledger.module.css";

interface ActFormProps {
  readonly commandKey: string;
  readonly lastResult: Parameters<typeof fieldsOf>[0];
  readonly submit: string;
  readonly look?: ButtonLook;
  /** What the first button says, where there are two. */
  readonly decision?: { readonly name: string; readonly value: string };
  /** Beside the button: another answer to the same question. */
  readonly beside?: ReactNode;
  readonly children?: ReactNode;
}

/** One explicit act: its fields when it has some, its refusal, its button. */
export function ActForm({ commandKey, lastResult, submit, look = "primary", decision, beside, children }: ActFormProps) {
  const { general, ...fields } = fieldsOf(lastResult);
  return (
    <Form method="post" className={styles.form}>
      <CommandKey value={commandKey} />
      <Fields {...fields}>
        <ErrorSummary general={general} />
        {children}
        <ButtonRow>
          <SubmitButton look={look} {...decision}>
            {submit}
          </SubmitButton>
          {beside}
        </ButtonRow>
      </Fields>
    </Form>
  );
}
