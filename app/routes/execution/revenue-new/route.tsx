import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { issueRevenue } from "#app/commands/issue-revenue.ts";
import { revenueKinds } from "#app/domain/execution/revenue.ts";
import { amountField, choiceField, codeField, dayField, optionalCodeField, textField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { AmountField, DateField, TextField } from "#app/ui/form/text-fields.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { openParties } from "#db/queries/execution.ts";
import { revenueAccounts } from "#db/queries/execution-revenue.ts";
import { revenueAddress, revenuesAddress } from "../../units/addresses.ts";
import styles from "../../units/units.module.css";
import { ChoiceField } from "../choice-field.tsx";
import { useExecutionCrumb } from "../execution-crumb.ts";
import { placeChoices } from "../place-choices.ts";

const schema = z.object({
  kind: choiceField(revenueKinds),
  payer: codeField(),
  label: textField({ maximum: 200 }),
  unit: codeField(),
  nature: optionalCodeField(),
  activity: codeField(),
  account: codeField(),
  on: dayField(),
  amount: amountField("EUR", { sign: "positive" }),
});

export const loader = guard.loader({ capability: "execution.revenue" }, async (scene) => {
  const choices = await placeChoices(scene, "execution.revenue");
  return {
    ...{ year: scene.year, commandKey: scene.newKey(), ...choices },
    parties: (await openParties(scene.db)).map(({ code, label }) => ({ value: code, label })),
    accounts: (await revenueAccounts(scene.db, choices.on)).map(({ code, label }) => ({ value: code, label })),
  };
});

export const action = guard.action({ capability: "execution.revenue" }, async ({ form, locale, year, context, refused, redirect }) => {
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const done = await issueRevenue(context, read.value);
  if (!done.ok) return refused(done.refusal, read.submission);
  return redirect(revenueAddress(year, done.value.revenueId), "acts.revenue.issued", { number: done.value.number });
});

export default function NewRevenuePage() {
  const { year, on, commandKey, units, natures, activities, parties, accounts } = useLoaderData<typeof loader>();
  const words = useTranslations("acts.revenue");
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  return (
    <Page
      title={words("newTitle")}
      crumbs={[useExecutionCrumb(year), { label: words("title"), to: revenuesAddress(year) }]}
      message={words("opens")}
    >
      <Form method="post" className={styles.form}>
        <CommandKey value={commandKey} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          <div className={styles.columns}>
            <SelectField
              name="kind"
              label={words("kind")}
              required
              options={revenueKinds.map((value) => ({ value, label: words(`kinds.${value}`) }))}
            />
            <ChoiceField name="payer" label={words("payer")} required options={parties} />
          </div>
          <TextField name="label" label={words("label")} required />
          <div className={styles.columns}>
            <DateField name="on" label={words("on")} required defaultValue={on} />
            <AmountField name="amount" label={words("amount")} resource="EUR" required />
            <ChoiceField name="account" label={words("account")} required options={accounts} />
            <SelectField name="unit" label={words("unit")} required options={units} />
            <SelectField name="activity" label={words("activity")} required options={activities} />
            <SelectField name="nature" label={words("nature")} hint={words("natureHint")} options={natures} />
          </div>
          <ButtonRow>
            <SubmitButton>{words("issue")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
    </Page>
  );
}
