import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { AlertStepAct } from "#app/domain/alerts/follow.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf, type LastResult } from "#app/ui/form/last-result.ts";
import { TextAreaField } from "#app/ui/form/text-fields.tsx";
import { sentenceValues } from "#app/ui/format/alert-sentence.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { alertAddress, alertsAddress } from "../../units/addresses.ts";
import styles from "../../units/units.module.css";
import { useExecutionCrumb } from "../execution-crumb.ts";
import type { ShownAlert } from "./load-alerts.ts";

interface ActPageProps {
  readonly year: number;
  readonly alert: ShownAlert;
  readonly act: Extract<AlertStepAct, "asked" | "answered" | "snoozed">;
  readonly commandKey: string;
  readonly lastResult: LastResult | null | undefined;
  /** Fields before the text. */
  readonly children?: ReactNode;
}

/** The page of one act on an alert: what it says, and why. */
export function ActPage({ year, alert, act, commandKey, lastResult, children }: ActPageProps) {
  const words = useTranslations("alerts");
  const format = useFormat();
  return (
    <Page
      title={words(`acting.${act}.title`, { unit: alert.unitLabel })}
      crumbs={[
        useExecutionCrumb(year),
        { label: words("title", { year: String(year) }), to: alertsAddress(year) },
        { label: alert.unitLabel, to: alertAddress(year, alert.id) },
      ]}
      message={words(`sentences.${alert.sign}`, sentenceValues(format, alert))}
    >
      <ActForm {...{ alert, act, commandKey, lastResult }}>{children}</ActForm>
    </Page>
  );
}

interface ActFormProps extends Omit<ActPageProps, "year"> {
  /** Where it is sent, when it is not the page itself. */
  readonly action?: string;
}

export function ActForm({ alert, act, commandKey, lastResult, children, action }: ActFormProps) {
  const words = useTranslations("alerts");
  const { general, ...fields } = fieldsOf(lastResult);
  return (
    <Form method="post" {...(action === undefined ? {} : { action })} className={styles.form}>
      <CommandKey value={commandKey} />
      <input type="hidden" name="seenVersion" value={fields.values["seenVersion"] ?? String(alert.version)} />
      <Fields {...fields}>
        <ErrorSummary general={general} />
        {children}
        <TextAreaField name="text" label={words(`acting.${act}.text`)} hint={words(`acting.${act}.hint`)} required rows={4} />
        <ButtonRow>
          <SubmitButton>{words(`acting.${act}.now`)}</SubmitButton>
        </ButtonRow>
      </Fields>
    </Form>
  );
}
