import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { addOperation } from "#app/commands/save-operation.ts";
import { codeField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { activitiesOn } from "#db/queries/forecast/codes.ts";
import styles from "../../units/units.module.css";
import { operationAddress } from "../addresses.ts";
import { OperationFields } from "../operation-fields.tsx";
import { operationFields } from "../read-operation.ts";
import { useWorksCrumbs } from "../works-crumb.ts";

const schema = z.object({ code: codeField(), unit: codeField(), ...operationFields });

export const loader = guard.loader({ capability: "workload.plan" }, async ({ db, access, today, year, newKey }) => {
  const choice = ({ code, label }: { readonly code: string; readonly label: string }) => ({ value: code, label: `${code} — ${label}` });
  return {
    ...{ year, commandKey: newKey() },
    units: (await visibleUnits(db, access, "workload.plan", today)).map(choice),
    activities: (await activitiesOn(db, today)).map(choice),
  };
});

export const action = guard.action({ capability: "workload.plan" }, async ({ form, locale, year, context, refused, redirect }) => {
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const done = await addOperation(context, read.value);
  return done.ok
    ? redirect(operationAddress(year, done.value.code), "works.done.created", done.value)
    : refused(done.refusal, read.submission);
});

export default function NewOperationPage() {
  const { year, commandKey, units, activities } = useLoaderData<typeof loader>();
  const words = useTranslations("works");
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  return (
    <Page title={words("new")} crumbs={useWorksCrumbs(year)}>
      <Form method="post" className={styles.form}>
        <CommandKey value={commandKey} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          <TextField name="code" label={words("fields.code")} required width="medium" />
          <SelectField
            name="unit"
            label={words("fields.unit")}
            required
            options={units}
            defaultValue={units.length === 1 ? units[0]?.value : undefined}
          />
          <OperationFields activities={activities} start={{ firstMonth: `${year}-01` }} />
          <ButtonRow>
            <SubmitButton>{words("actions.create")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
    </Page>
  );
}
