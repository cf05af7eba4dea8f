import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { askExplanation } from "#app/commands/act-on-alert.ts";
import { landedResources } from "#app/domain/landing/manual.ts";
import { isMonth } from "#app/domain/month.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { TextAreaField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { peopleWho, visibleUnits } from "#db/queries/access.ts";
import { alertAddress, alertsAddress } from "../../../units/addresses.ts";
import styles from "../../../units/units.module.css";
import { useExecutionCrumb } from "../../execution-crumb.ts";
import { questionSchema } from "../read-act.ts";

const unitOf = (url: URL) => searchOf(url).unit ?? "";
const resourceOf = (url: URL) => landedResources.find((each) => each === searchOf(url).measure) ?? "CP";

export const loader = guard.loader({ capability: "execution.ask", unit: ({ url }) => searchOf(url).unit }, async (scene) => {
  const { db, year, url, access, today, newKey, notFound } = scene;
  const unit = (await visibleUnits(db, access, "execution.ask", today)).find(({ code }) => code === unitOf(url));
  if (!unit) throw notFound("unit", unitOf(url));
  const month = url.searchParams.get("month") ?? "";
  const askers = new Set((await peopleWho(db, "execution.ask", unit.code, today)).map(({ id }) => id));
  const answerers = (await peopleWho(db, "execution.explain", unit.code, today)).filter(({ id }) => !askers.has(id));
  return {
    ...{ year, unit, resource: resourceOf(url), key: newKey(), month: isMonth(month) ? month : null },
    answerers: answerers.map(({ name }) => name),
  };
});

export const action = guard.action({ capability: "execution.ask", unit: ({ url }) => searchOf(url).unit }, async (scene) => {
  const { form, locale, year, url, context, refused, redirect } = scene;
  const read = readForm(form, questionSchema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const done = await askExplanation(context, { year, unit: unitOf(url), resource: resourceOf(url), ...read.value });
  return done.ok
    ? redirect(alertAddress(year, done.value.alertId), "alerts.acting.asked.done", {})
    : refused(done.refusal, read.submission);
});

export default function AskingPage() {
  const { year, unit, resource, month, answerers, key } = useLoaderData<typeof loader>();
  const words = useTranslations("alerts");
  const resources = useTranslations("resources.short");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  return (
    <Page
      title={words("acting.asked.title", { unit: unit.shortLabel })}
      crumbs={[useExecutionCrumb(year), { label: words("title", { year: String(year) }), to: alertsAddress(year) }]}
      message={words("askedOf", { measure: resources(resource), count: answerers.length, people: answerers.join(", ") })}
    >
      <Form method="post" className={styles.form}>
        <CommandKey value={key} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          <TextAreaField
            name="text"
            label={words("acting.asked.text")}
            hint={words("acting.asked.hint")}
            required
            rows={4}
            defaultValue={
              month === null ? undefined : words("aboutMonth", { month: format.month(month, "longWithYear"), measure: resources(resource) })
            }
          />
          <ButtonRow>
            <SubmitButton>{words("acting.asked.now")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
    </Page>
  );
}
