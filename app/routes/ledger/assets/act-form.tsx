import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import type { RefusedForm } from "#app/http/guard.ts";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import styles from "../ledger.module.css";

export interface ActFormProps {
  readonly commandKey: string;
  readonly answer: RefusedForm | undefined;
  /** What will happen, before the button. */
  readonly consequence: ReactNode;
  readonly submit: string;
  readonly danger?: boolean;
  readonly children: ReactNode;
}

/** One act on one thing: what it will do, its fields, its button. */
export function ActForm({ commandKey, answer, consequence, submit, danger = false, children }: ActFormProps) {
  const { values, errors, general } = fieldsOf(answer?.lastResult);
  return (
    <Form method="post" className={styles.form}>
      <Fields values={values} errors={errors}>
        <ErrorSummary general={general} />
        <CommandKey value={commandKey} />
        <p className={styles.muted}>{consequence}</p>
        {children}
        <div>
          <SubmitButton look={danger ? "danger" : "primary"}>{submit}</SubmitButton>
        </div>
      </Fields>
    </Form>
  );
}
