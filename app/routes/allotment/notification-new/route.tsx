import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { notifyScenario } from "#app/commands/notify-scenario.ts";
import { sum } from "#app/domain/quantity.ts";
import { dayField, optionalAmountField, reasonField, uuidField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { DateField, TextAreaField, TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { notificationsOf } from "#db/queries/allotment-notification.ts";
import { exercise, rootUnit } from "#db/queries/execution-reference.ts";
import { allotmentAddress, newNotificationAddress, notificationAddress } from "../../units/addresses.ts";
import { said } from "../../units/said.ts";
import styles from "../../units/units.module.css";
import { NotifiedTable } from "../notified-table.tsx";
import { DecidedTable } from "./decided-table.tsx";
import { previewOf } from "./preview.ts";

/** A rate is typed in percent: two decimals make hundredths of a percent. */
const rate = () => optionalAmountField("CP", { sign: "notNegative" });
const rates = z.object({ personnel: rate(), nonPersonnel: rate() });
const schema = rates.extend({ scenarioId: uuidField(), on: dayField(), reason: reasonField() });

export const loader = guard.loader({ capability: "allotment.notify" }, async (scene) => {
  const { db, year, url, today, access, mayDo, notFound, newKey, locale, services } = scene;
  const root = await rootUnit(db, today);
  if (root === undefined || !mayDo("allotment.notify", root)) throw notFound("scenario", String(year));
  const asked = new FormData();
  for (const name of ["personnel", "nonPersonnel"]) asked.set(name, url.searchParams.get(name) ?? "");
  const read = readForm(asked, rates, locale);
  const known = read.ok ? read.value : { personnel: undefined, nonPersonnel: undefined };
  const units = (await visibleUnits(db, access, "allotment.notify", today)).map(({ code, label }) => ({ code, label }));
  const reserve = { personnel: Number(known.personnel ?? 0n), nonPersonnel: Number(known.nonPersonnel ?? 0n) };
  const days = await exercise(db, year);
  const preview = await previewOf(db, { year, root, rates: reserve, units });
  const on = days && (today < days.firstDay ? days.firstDay : today > days.lastDay ? days.lastDay : today);
  return {
    ...{ year, on, reserve, preview: preview ?? null, key: newKey(), demo: services.settings.demo },
    typed: { personnel: String(asked.get("personnel")), nonPersonnel: String(asked.get("nonPersonnel")) },
    notified: (await notificationsOf(db, year)).map(({ id, on: day, scenario }) => ({ id, day, scenario })),
  };
});

export const action = guard.action({ capability: "allotment.notify" }, async (scene) => {
  const read = readForm(scene.form, schema, scene.locale);
  if (!read.ok) return scene.refused(read.refusal, read.submission);
  const { personnel, nonPersonnel, ...input } = read.value;
  const reserveRates = { personnel: Number(personnel ?? 0n), nonPersonnel: Number(nonPersonnel ?? 0n) };
  const done = await notifyScenario(scene.context, { ...input, reserveRates });
  if (!done.ok) return scene.refused(done.refusal, read.submission);
  const { notificationId, number, requests, letters } = done.value;
  return scene.redirect(notificationAddress(scene.year, notificationId), "allotment.notification.done", { number, requests, letters });
});

export default function NotificationPage() {
  const { year, preview, on, demo, notified } = useLoaderData<typeof loader>();
  const words = useTranslations("allotment");
  const format = useFormat();
  const answer = useActionData<typeof action>();
  const crumbs = [{ label: words("heading", { year: String(year) }), to: allotmentAddress(year) }];
  if (!preview || on === undefined) {
    return (
      <Page title={words("notification.nothing", { year: String(year) })} crumbs={crumbs}>
        {answer && <Notice kind="refusal">{answer.refusal.message}</Notice>}
        <EmptyState title={preview ? words("notification.yearNotOpen", { year: String(year) }) : nothing(words, notified.length > 0)}>
          <ul>
            {notified.map(({ id, day, scenario }) => (
              <li key={id}>
                <Link to={notificationAddress(year, id)}>{`${words("notification.heading", { day: format.day(day) })} – ${scenario}`}</Link>
              </li>
            ))}
          </ul>
          <Link className={buttonClass()} to={`/${year}/arbitration/scenarios`}>
            {words("notification.seeScenarios")}
          </Link>
        </EmptyState>
      </Page>
    );
  }
  const { scenario, rows } = preview;
  const total = (resource: "AE" | "CP") =>
    said(format, sum(scenario.amounts.filter((own) => own.resource === resource).map(({ decided }) => decided)), resource);
  const numbers = { units: scenario.units, ae: total("AE"), cp: total("CP") };
  return (
    <Page
      title={words("notification.title", { scenario: scenario.name })}
      crumbs={crumbs}
      message={words("notification.message", { ...numbers, campaign: scenario.campaign })}
    >
      {demo && <Fictitious what={words("byUnit")} />}
      <Lacking amounts={scenario.amounts} />
      <DecidedTable amounts={scenario.amounts} />
      <NotifiedTable year={year} caption={words("notification.perUnit")} rows={rows} />
      <ConfirmNotification numbers={numbers} />
    </Page>
  );
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

function nothing(words: ReturnType<typeof useTranslations<"allotment">>, isNotified: boolean): string {
  return isNotified ? words("notification.allNotified") : words("notification.nothingAdopted");
}

/** What would refuse the notification, before it is asked. */
function Lacking({ amounts }: { readonly amounts: NonNullable<Loaded["preview"]>["scenario"]["amounts"] }) {
  const words = useTranslations("allotment");
  const format = useFormat();
  const lacking = amounts.filter(({ decided, unallocated }) => decided > unallocated);
  if (lacking.length === 0) return null;
  const missing = lacking.map(({ spendingClass, resource, decided, unallocated }) => {
    return `${format.amountWithUnit(decided - unallocated, resource)} (${resource}, ${words(`class.${spendingClass}`)})`;
  });
  return <Notice kind="warning">{words("notification.lacking", { amounts: missing.join(", ") })}</Notice>;
}

/** Day, reserve, reason, and the exact consequence on the button. The second button shows the page again at the rates typed, and writes nothing. */
function ConfirmNotification({ numbers }: { readonly numbers: { readonly units: number; readonly ae: string; readonly cp: string } }) {
  const { year, preview, on, key, typed, reserve } = useLoaderData<typeof loader>();
  const words = useTranslations("allotment");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  if (!preview) return null;
  const { requests, letters, refused, undecided } = preview;
  const percent = (hundredths: number) => (hundredths === 0 ? "0" : format.amount(BigInt(hundredths), "CP"));
  return (
    <Section title={words("notification.confirm")}>
      <p>
        {reserve.personnel + reserve.nonPersonnel === 0
          ? words("notification.previewedNone")
          : words("notification.previewed", { personnel: percent(reserve.personnel), nonPersonnel: percent(reserve.nonPersonnel) })}{" "}
        {words("notification.excluded", { undecided, refused })} {words("notification.consequence", { requests, letters })}
      </p>
      <Form method="post" className={styles.form}>
        <CommandKey value={key} />
        <input type="hidden" name="scenarioId" value={preview.scenario.id} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          <DateField name="on" label={words("day")} required defaultValue={on} />
          <div className={styles.columns}>
            <TextField
              name="nonPersonnel"
              label={words("notification.reserveNonPersonnel")}
              hint={words("notification.rateHint")}
              width="short"
              defaultValue={typed.nonPersonnel}
            />
            <TextField
              name="personnel"
              label={words("notification.reservePersonnel")}
              hint={words("notification.rateHint")}
              width="short"
              defaultValue={typed.personnel}
            />
          </div>
          <TextAreaField name="reason" label={words("reason")} required />
          <ButtonRow>
            <SubmitButton>{words("notification.submit", numbers)}</SubmitButton>
            <button type="submit" formMethod="get" formAction={newNotificationAddress(year)} formNoValidate className={buttonClass()}>
              {words("notification.preview")}
            </button>
          </ButtonRow>
        </Fields>
      </Form>
    </Section>
  );
}
