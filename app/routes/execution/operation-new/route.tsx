import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { openOperation } from "#app/commands/earmark-credits.ts";
import { codeField, textField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextAreaField, TextField } from "#app/ui/form/text-fields.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { titlesOf } from "#db/queries/execution-reference.ts";
import { operationAddress, operationsAddress } from "../../units/addresses.ts";
import styles from "../../units/units.module.css";
import { useExecutionCrumb } from "../execution-crumb.ts";
import { placeChoices } from "../place-choices.ts";

const schema = z.object({
  code: codeField(),
  label: textField({ maximum: 200 }),
  purpose: textField({ maximum: 2_000 }),
  unit: codeField(),
  nature: codeField(),
  activity: codeField(),
});

export const loader = guard.loader({ capability: "allotment.notify" }, async (scene) => {
  const { on, natures, ...choices } = await placeChoices(scene, "allotment.notify");
  const titles = await titlesOf(
    scene.db,
    natures.map(({ value }) => value),
    on,
  );
  return { year: scene.year, commandKey: scene.newKey(), ...choices, natures: natures.filter(({ value }) => titles.get(value) === "T5") };
});

export const action = guard.action({ capability: "allotment.notify" }, async ({ form, locale, year, context, refused, redirect }) => {
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const done = await openOperation(context, read.value);
  if (!done.ok) return refused(done.refusal, read.submission);
  return redirect(operationAddress(year, done.value.code), "acts.operations.opened", { code: done.value.code });
});

export default function NewOperationPage() {
  const { year, commandKey, units, natures, activities } = useLoaderData<typeof loader>();
  const words = useTranslations("acts.operations");
  const execution = useTranslations("execution");
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  return (
    <Page
      title={words("newTitle")}
      crumbs={[useExecutionCrumb(year), { label: words("title"), to: operationsAddress(year) }]}
      message={words("message")}
    >
      <Form method="post" className={styles.form}>
        <CommandKey value={commandKey} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          <div className={styles.columns}>
            <TextField name="code" label={words("code")} required width="medium" />
            <TextField name="label" label={words("label")} required />
          </div>
          <TextAreaField name="purpose" label={words("purpose")} required />
          <div className={styles.columns}>
            <SelectField name="unit" label={execution("unit")} required options={units} />
            <SelectField name="nature" label={execution("nature")} required options={natures} />
            <SelectField name="activity" label={execution("activity")} required options={activities} />
          </div>
          <ButtonRow>
            <SubmitButton>{words("open")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
    </Page>
  );
}
