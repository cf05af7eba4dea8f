import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { setAlertSettings } from "#app/commands/set-alert-settings.ts";
import type { AlertSettings } from "#app/domain/alerts/settings.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { AmountField, TextAreaField, TextField } from "#app/ui/form/text-fields.tsx";
import { amountText } from "#app/ui/planning/amount-text.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { alertSettings } from "#db/queries/alerts/settings.ts";
import { alertSettingsAddress, alertsAddress } from "../../../units/addresses.ts";
import styles from "../../../units/units.module.css";
import { useExecutionCrumb } from "../../execution-crumb.ts";
import { settingsIn, settingsSchema } from "./read-settings.ts";

export const loader = guard.loader({ capability: "execution.ask", whole: true }, async ({ db, year, newKey }) => {
  return { year, settings: await alertSettings(db), key: newKey() };
});

export const action = guard.action(
  { capability: "execution.ask", whole: true },
  async ({ form, locale, year, context, refused, redirect }) => {
    const read = readForm(form, settingsSchema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const done = await setAlertSettings(context, { settings: settingsIn(read.value), reason: read.value.reason });
    return done.ok ? redirect(alertSettingsAddress(year), "alerts.settings.saved", {}) : refused(done.refusal, read.submission);
  },
);

const groups = {
  profile: ["corridor", "far"],
  landing: ["landingAbove", "landingBelow"],
  documents: ["uncertifiedDays", "unpaidDays", "dormantMonths"],
  worth: ["leastAmount", "leastStaff"],
  again: ["worsening", "worseningCount"],
} as const satisfies Record<string, readonly (keyof AlertSettings)[]>;

export default function AlertSettingsPage() {
  const { year, settings, key } = useLoaderData<typeof loader>();
  const words = useTranslations("alerts");
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  return (
    <Page
      title={words("settings.title")}
      crumbs={[useExecutionCrumb(year), { label: words("title", { year: String(year) }), to: alertsAddress(year) }]}
      message={words("settings.message")}
    >
      <Form method="post" className={styles.form}>
        <CommandKey value={key} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          {(Object.keys(groups) as (keyof typeof groups)[]).map((group) => (
            <fieldset key={group} className={styles.group}>
              <legend>{words(`settings.groups.${group}`)}</legend>
              <div className={styles.columns}>
                {groups[group].map((name) => {
                  const field = {
                    name,
                    label: words(`settings.names.${name}`),
                    required: true,
                    defaultValue: textOf(name, settings[name]),
                  };
                  return name === "leastAmount" ? (
                    <AmountField key={name} {...field} resource="EUR" />
                  ) : (
                    <TextField key={name} {...field} width="short" />
                  );
                })}
              </div>
            </fieldset>
          ))}
          <TextAreaField name="reason" label={words("settings.reason")} required rows={2} />
          <ButtonRow>
            <SubmitButton>{words("settings.save")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
    </Page>
  );
}

/** Tenths of a point as « 3 » or « 3,5 », hundredths as they are typed, counts whole. */
function textOf(name: keyof AlertSettings, value: number): string {
  if (name === "leastAmount" || name === "leastStaff") return amountText(BigInt(value), "CP");
  if (["dormantMonths", "uncertifiedDays", "unpaidDays", "worseningCount"].includes(name)) return String(value);
  return amountText(BigInt(value * 10), "CP");
}
