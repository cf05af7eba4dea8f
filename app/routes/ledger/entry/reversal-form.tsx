import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { Day } from "#app/domain/month.ts";
import type { RefusedForm } from "#app/http/guard.ts";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { DateField, TextAreaField } from "#app/ui/form/text-fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/shell/page.tsx";
import styles from "../ledger.module.css";

interface ReversalFormProps {
  readonly on: Day;
  /** The first day that a reversal may bear: the entry's own. */
  readonly from: Day;
  /** Why this entry may not be reversed, in words. */
  readonly impossible: string | null;
  readonly commandKey: string;
  readonly answer: RefusedForm | undefined;
}

/** A posted entry is never changed: it is undone, with a day and a reason. */
export function ReversalForm({ on, from, impossible, commandKey, answer }: ReversalFormProps) {
  const words = useTranslations("ledger");
  const { values, errors, general } = fieldsOf(answer?.lastResult);
  return (
    <Section title={words("reversal.title")}>
      {impossible !== null ? (
        <Notice kind="information" title={words("reversal.impossible")}>
          {impossible}
        </Notice>
      ) : (
        <Form method="post" className={styles.form}>
          <Fields values={values} errors={errors}>
            <ErrorSummary general={general} />
            <CommandKey value={commandKey} />
            <p className={styles.muted}>{words("reversal.consequence")}</p>
            <DateField name="on" label={words("reversal.on")} defaultValue={on} min={from} required />
            <TextAreaField name="reason" label={words("reversal.reason")} required />
            <div>
              <SubmitButton look="danger">{words("reversal.submit")}</SubmitButton>
            </div>
          </Fields>
        </Form>
      )}
    </Section>
  );
}
