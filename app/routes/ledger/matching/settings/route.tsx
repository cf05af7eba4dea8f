import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { saveMatchingSettings } from "#app/commands/save-matching-settings.ts";
import { formatDecimal } from "#app/domain/money.ts";
import { amountField, codeField, textField, wholeNumberField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { AmountField, TextField } from "#app/ui/form/text-fields.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { matchingSettings } from "#db/queries/ledger/matching/settings.ts";
import { ledgerCrumbs, matchingAccountsAddress } from "../../addresses.ts";
import styles from "../matching.module.css";

export const loader = guard.loader({ capability: "ledger.close", whole: true }, async (scene) => {
  return { year: scene.year, settings: await matchingSettings(scene.db), commandKey: scene.newKey() };
});

const mostDays = 999;
const schema = z.object({
  accounts: textField({ maximum: 100 }).pipe(z.string().regex(/^[1-5]\d{0,7}( +[1-5]\d{0,7})*$/)),
  windowDays: wholeNumberField({ minimum: 0, maximum: mostDays }),
  threshold: amountField("EUR", { sign: "notNegative" }).pipe(z.bigint().max(100_000n)),
  loss: codeField(),
  gain: codeField(),
  termDays: wholeNumberField({ minimum: 0, maximum: mostDays }),
});

export const action = guard.action(
  { capability: "ledger.close", whole: true },
  async ({ form, context, year, locale, refused, redirect }) => {
    const read = readForm(form, schema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const saved = await saveMatchingSettings(context, { ...read.value, accounts: read.value.accounts.split(/ +/) });
    if (!saved.ok) return refused(saved.refusal, read.submission);
    return redirect(matchingAccountsAddress(year), "matching.settings.saved");
  },
);

export default function MatchingSettingsPage() {
  const { year, settings, commandKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("matching");
  const ledgerWords = useTranslations("ledger");
  const { values, errors, general } = fieldsOf(answer?.lastResult);
  const said = useTranslations("matching.settings");
  return (
    <Page
      title={said("title")}
      crumbs={ledgerCrumbs(ledgerWords("title"), year, { label: words("title"), to: matchingAccountsAddress(year) })}
      message={said("sentence")}
    >
      <Form method="post" className={styles.form}>
        <Fields values={values} errors={errors}>
          <ErrorSummary general={general} />
          <CommandKey value={commandKey} />
          <TextField
            name="accounts"
            label={said("accounts")}
            hint={said("accountsHint")}
            defaultValue={settings.accounts.join(" ")}
            width="medium"
            required
          />
          <TextField
            name="windowDays"
            label={said("windowDays")}
            hint={said("windowHint")}
            defaultValue={String(settings.windowDays)}
            width="short"
            required
          />
          <AmountField
            name="threshold"
            label={said("threshold")}
            hint={said("thresholdHint")}
            resource="EUR"
            defaultValue={formatDecimal(settings.threshold, 2, ",")}
            required
          />
          <TextField name="loss" label={said("loss")} defaultValue={settings.loss} width="short" required />
          <TextField name="gain" label={said("gain")} defaultValue={settings.gain} width="short" required />
          <TextField
            name="termDays"
            label={said("termDays")}
            hint={said("termHint")}
            defaultValue={String(settings.termDays)}
            width="short"
            required
          />
          <ButtonRow>
            <SubmitButton>{said("submit")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
    </Page>
  );
}
