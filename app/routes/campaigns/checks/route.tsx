import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { saveCheckSettings } from "#app/commands/save-check-settings.ts";
import { checkLevels, checkNames } from "#app/domain/forecast/checks/settings.ts";
import { amountField, choiceField } from "#app/http/fields.ts";
import { atField, readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { AmountField, TextField } from "#app/ui/form/text-fields.tsx";
import { amountText } from "#app/ui/planning/amount-text.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { checkSettings, checkSettingsChanges } from "#db/queries/forecast/checks.ts";
import styles from "../index/campaigns.module.css";
import { ChangeTable } from "./change-table.tsx";

const changesShown = 100;

/** The checks hold for every unit: whoever conducts campaigns for the whole programme settles them. */
export const loader = guard.loader({ capability: "campaign.manage", whole: true }, async ({ db, year, newKey }) => {
  return { year, settings: await checkSettings(db), changes: await checkSettingsChanges(db, changesShown), key: newKey() };
});

/** A rate is typed in percent: two decimals make hundredths of a percent. */
const threshold = amountField("EUR", { sign: "notNegative" });
const schema = z.object({
  levels: z.record(z.enum(checkNames), choiceField(checkLevels)),
  departureRate: threshold,
  departureAmount: threshold,
});

export const action = guard.action(
  { capability: "campaign.manage", whole: true },
  async ({ form, context, year, locale, refused, redirect }) => {
    const read = readForm(form, schema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const saved = await saveCheckSettings(context, read.value);
    if (saved.ok) return redirect(`/${year}/campaigns/checks`, "checks.settings.saved", { count: saved.value.changed });
    return refused(
      saved.refusal,
      saved.refusal.kind === "rate-out-of-bounds" ? atField(read.submission, "departureRate") : read.submission,
    );
  },
);

export default function CheckSettingsPage() {
  const { year, settings, changes, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("checks");
  const campaigns = useTranslations("campaigns");
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  return (
    <Page
      title={words("settings.title")}
      crumbs={[{ label: campaigns("title"), to: `/${year}/campaigns` }]}
      message={words("settings.message")}
    >
      <Form method="post" className={styles.form}>
        <CommandKey value={key} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          {checkNames.map((name) => (
            <SelectField
              key={name}
              name={`levels.${name}`}
              label={words(`names.${name}`)}
              hint={words(`settings.explained.${name}`)}
              required
              defaultValue={settings.levels[name]}
              options={checkLevels.map((value) => ({ value, label: words(`settings.level.${value}`) }))}
            />
          ))}
          <TextField
            name="departureRate"
            label={words("settings.departureRate")}
            hint={words("settings.thresholdsHint")}
            required
            width="short"
            defaultValue={amountText(settings.departureRate, "CP")}
          />
          <AmountField
            name="departureAmount"
            label={words("settings.departureAmount")}
            required
            resource="EUR"
            defaultValue={amountText(settings.departureAmount, "CP")}
          />
          <ButtonRow>
            <SubmitButton>{words("settings.save")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
      <ChangeTable changes={changes} />
    </Page>
  );
}
