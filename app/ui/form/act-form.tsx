import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";
import { type ButtonLook, ButtonRow, SubmitButton } from "./buttons.tsx";
import { CommandKey } from "./command-key.tsx";
import { ErrorSummary } from "./error-summary.tsx";
import { Fields } from "./field-values.tsx";
import styles from "./form.module.css";
import { fieldsOf, type LastResult } from "./last-result.ts";

interface ActFormProps {
  readonly commandKey: string;
  readonly lastResult: LastResult | null | undefined;
  readonly submit: string;
  readonly look?: ButtonLook;
  /** What the first button says, where there are two. */
  readonly decision?: { readonly name: string; readonly value: string };
  /** Beside the button: another answer to the same question. */
  readonly beside?: ReactNode;
  /** Fields side by side. */
  readonly wide?: boolean;
  readonly children?: ReactNode;
}

/** One explicit act: its fields when it has some, its refusal, its button. */
export function ActForm({ commandKey, lastResult, submit, look = "primary", decision, beside, wide = false, children }: ActFormProps) {
  const { general, ...fields } = fieldsOf(lastResult);
  return (
    <Form method="post" className={classNames(styles.act, wide && styles.wide)}>
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
