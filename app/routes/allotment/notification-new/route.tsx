import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { notifyScenario } from "#app/commands/notify-scenario.ts";
import { sum } from "#app/domain/quantity.ts";
import { dayField, optionalAmountField, reasonField, uuidField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { DateField, TextAreaField, TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { scenarioToNotify } from "#db/queries/allotment-board.ts";
import { exercise, rootUnit } from "#db/queries/execution-reference.ts";
import { allotmentAddress } from "../../units/addresses.ts";
import { said } from "../../units/said.ts";
import styles from "../../units/units.module.css";
import { DecidedTable } from "./decided-table.tsx";

/** A rate is typed in percent: two decimals make hundredths of a percent. */
const rate = () => optionalAmountField("CP", { sign: "notNegative" });
const schema = z.object({ scenarioId: uuidField(), on: dayField(), reason: reasonField(), personnel: rate(), nonPersonnel: rate() });

export const loader = guard.loader({ capability: "allotment.notify" }, async ({ db, year, today, mayDo, notFound, newKey, services }) => {
  const root = await rootUnit(db, today);
  const days = await exercise(db, year);
  const scenario = root !== undefined && mayDo("allotment.notify", root) ? await scenarioToNotify(db, year, root) : undefined;
  if (!scenario || !days) throw notFound("scenario", String(year));
  const on = today < days.firstDay ? days.firstDay : today > days.lastDay ? days.lastDay : today;
  return { year, scenario, on, key: newKey(), demo: services.settings.demo };
});

export const action = guard.action({ capability: "allotment.notify" }, async (scene) => {
  const read = readForm(scene.form, schema, scene.locale);
  if (!read.ok) return scene.refused(read.refusal, read.submission);
  const { personnel, nonPersonnel, ...input } = read.value;
  const reserveRates = { personnel: Number(personnel ?? 0n), nonPersonnel: Number(nonPersonnel ?? 0n) };
  const done = await notifyScenario(scene.context, { ...input, reserveRates });
  if (!done.ok) return scene.refused(done.refusal, read.submission);
  return scene.redirect(allotmentAddress(scene.year), "allotment.notified", { number: done.value.number, requests: done.value.requests });
});

export default function NotificationPage() {
  const { year, scenario, on, key, demo } = useLoaderData<typeof loader>();
  const words = useTranslations("allotment");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  const total = (resource: "AE" | "CP") =>
    said(format, sum(scenario.amounts.filter((own) => own.resource === resource).map(({ decided }) => decided)), resource);
  const numbers = { units: scenario.units, ae: total("AE"), cp: total("CP") };
  return (
    <Page
      title={words("notification.title", { scenario: scenario.name })}
      crumbs={[{ label: words("heading", { year: String(year) }), to: allotmentAddress(year) }]}
      message={words("notification.message", { ...numbers, campaign: scenario.campaign })}
    >
      {demo && <Fictitious what={words("byUnit")} />}
      <DecidedTable amounts={scenario.amounts} />
      <Section title={words("notification.confirm")}>
        <Form method="post" className={styles.form}>
          <CommandKey value={key} />
          <input type="hidden" name="scenarioId" value={scenario.id} />
          <Fields {...fields}>
            <ErrorSummary general={general} />
            <DateField name="on" label={words("day")} required defaultValue={on} />
            <div className={styles.columns}>
              <TextField
                name="nonPersonnel"
                label={words("notification.reserveNonPersonnel")}
                hint={words("notification.rateHint")}
                width="short"
              />
              <TextField
                name="personnel"
                label={words("notification.reservePersonnel")}
                hint={words("notification.rateHint")}
                width="short"
              />
            </div>
            <TextAreaField name="reason" label={words("reason")} required />
            <ButtonRow>
              <SubmitButton>{words("notification.submit", numbers)}</SubmitButton>
            </ButtonRow>
          </Fields>
        </Form>
      </Section>
    </Page>
  );
}
