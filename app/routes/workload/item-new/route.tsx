import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { addWorkItem } from "#app/commands/save-work-item.ts";
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
import { askingRequests } from "#db/queries/workload/requests.ts";
import styles from "../../units/units.module.css";
import { workItemAddress } from "../addresses.ts";
import { ItemFields } from "../item-fields.tsx";
import { itemInput, newItemSchema } from "../read-item.ts";
import { useWorkloadCrumb } from "../workload-crumb.ts";

export const loader = guard.loader({ capability: "workload.plan" }, async ({ db, year, url, access, today, newKey }) => {
  const units = await visibleUnits(db, access, "workload.plan", today);
  const wanted = url.searchParams.get("for");
  const unit = units.find(({ code }) => code === wanted)?.code ?? units[0]?.code;
  const requests = await askingRequests(db, unit === undefined ? [] : [unit]);
  return {
    ...{ year, key: newKey(), unit },
    units: units.map(({ code, label }) => ({ value: code, label })),
    activities: (await activitiesOn(db, today)).map(({ code, label }) => ({ value: code, label: `${code} — ${label}` })),
    requests: requests.map(({ id, title, year: target }) => ({ value: id, label: `${target} — ${title}` })),
  };
});

export const action = guard.action({ capability: "workload.plan" }, async ({ form, locale, year, context, refused, redirect }) => {
  const read = readForm(form, newItemSchema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const done = await addWorkItem(context, { ...itemInput(read.value, year), unit: read.value.unit });
  return done.ok ? redirect(workItemAddress(year, done.value.code), "workload.added", {}) : refused(done.refusal, read.submission);
});

export default function NewWorkItemPage() {
  const { year, key, unit, units, activities, requests } = useLoaderData<typeof loader>();
  const words = useTranslations("workload");
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  return (
    <Page title={words("newItem")} crumbs={[useWorkloadCrumb(year)]} message={words("newItemMessage")}>
      <Form method="post" className={styles.form}>
        <CommandKey value={key} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          <div className={styles.columns}>
            <TextField name="code" label={words("fields.code")} required width="medium" />
            <SelectField name="unit" label={words("fields.unit")} options={units} defaultValue={unit} required />
          </div>
          <ItemFields start={{ firstMonth: `${year}-01` }} activities={activities} requests={requests} />
          <ButtonRow>
            <SubmitButton>{words("add")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
    </Page>
  );
}
