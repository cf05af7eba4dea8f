import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { freezeWorkForecast } from "#app/commands/freeze-work-forecast.ts";
import { textField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { workForecasts } from "#db/queries/workload/forecasts.ts";
import styles from "../../units/units.module.css";
import { workloadAddress } from "../addresses.ts";
import { ForecastTable, forecastRows } from "../forecast-table.tsx";
import { useWorkloadCrumb } from "../workload-crumb.ts";

export const loader = guard.loader({ capability: "workload.arrange", whole: true }, async ({ db, year, newKey }) => ({
  ...{ year, key: newKey() },
  forecasts: forecastRows(await workForecasts(db, year)),
}));

/** Keeps the plan as it stands under a name. */
export const action = guard.action({ capability: "workload.arrange", whole: true }, async (scene) => {
  const { form, locale, year, context, refused, redirect } = scene;
  const read = readForm(form, z.object({ name: textField({ maximum: 80 }) }), locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const done = await freezeWorkForecast(context, { year, name: read.value.name });
  return done.ok ? redirect(workloadAddress(year), "workload.kept", {}) : refused(done.refusal, read.submission);
});

export default function WorkForecastsPage() {
  const { year, key, forecasts } = useLoaderData<typeof loader>();
  const words = useTranslations("workload");
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  return (
    <Page title={words("keep")} crumbs={[useWorkloadCrumb(year)]} message={words("keepMessage")}>
      <Form method="post" className={styles.form}>
        <CommandKey value={key} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          <TextField name="name" label={words("forecastName")} width="medium" required />
          <ButtonRow>
            <SubmitButton>{words("keep")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
      <ForecastTable year={year} forecasts={forecasts} />
    </Page>
  );
}
