import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { openCampaign } from "#app/commands/open-campaign.ts";
import { askedBy, calendarFrom, campaignKinds, usualCalendars } from "#app/domain/campaign/kind.ts";
import { choiceField, textField, tickField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { keptCalendar } from "#db/queries/campaign/calendar.ts";
import { CalendarFields } from "../calendar-fields.tsx";
import { formUnits } from "../campaign-at.ts";
import styles from "../index/campaigns.module.css";
import { calendarIn, calendarSchema } from "../read-calendar.ts";

const schema = calendarSchema.extend({
  label: textField({ maximum: 200 }),
  kind: choiceField(campaignKinds),
  state: choiceField(["draft", "open"]),
  keep: tickField(),
});

export const loader = guard.loader({ capability: "campaign.manage" }, async ({ db, year, access, url, newKey }) => {
  const kind = campaignKinds.find((own) => own === url.searchParams.get("kind")) ?? "initial";
  const units = await visibleUnits(db, access, "campaign.manage", `${year}-01-01`);
  const calendar = calendarFrom((await keptCalendar(db, kind)) ?? usualCalendars[kind], year);
  return { year, kind, calendar, units: units.map(({ code, shortLabel, depth }) => ({ code, label: shortLabel, depth })), key: newKey() };
});

export const action = guard.action({ capability: "campaign.manage" }, async ({ form, locale, context, year, refused, redirect }) => {
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const { label, kind, state, keep, ...days } = read.value;
  const calendar = calendarIn(days);
  const [opensOn, closesOn] = [calendar[0]?.opensOn ?? "", calendar[1]?.closesOn ?? ""];
  const input = { targetYear: year, label, kind, state, opensOn, closesOn, calendar, keepCalendar: keep, units: formUnits(form) };
  const opened = await openCampaign(context, input);
  if (!opened.ok) return refused(opened.refusal, read.submission);
  const said = state === "draft" ? "campaigns.prepared" : "campaigns.opened";
  return redirect(`/${year}/campaigns?campaign=${opened.value.campaignId}`, said, { label });
});

export default function NewCampaignPage() {
  const { year, kind, calendar, units, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("campaigns");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  const asks = askedBy(kind, year);
  return (
    <Page
      title={words("open.title")}
      crumbs={[{ label: words("title"), to: `/${year}/campaigns` }]}
      message={words("open.message", { year: String(year) })}
    >
      <nav aria-label={words("open.kind")} className={styles.bar}>
        {campaignKinds.map((own) => (
          <Link key={own} className={buttonClass()} aria-current={own === kind ? "page" : undefined} to={`?kind=${own}`}>
            {own === kind ? "✓ " : ""}
            {words(`kinds.${own}`)}
          </Link>
        ))}
      </nav>
      <p>
        {words(`asks.${asks.by}`, {
          years: asks.years.join(", "),
          month: format.month(`${year}-${String(asks.fromMonth).padStart(2, "0")}`),
        })}
      </p>
      <Form method="post" key={kind} className={styles.form}>
        <CommandKey value={key} />
        <input type="hidden" name="kind" value={kind} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          <TextField
            name="label"
            label={words("open.label")}
            required
            defaultValue={words(`open.labels.${kind}`, { year: String(year) })}
          />
          <CalendarFields calendar={calendar} />
          <label>
            <input type="checkbox" name="keep" /> {words("open.keep")}
          </label>
          <fieldset className={styles.units}>
            <legend>{words("open.units")}</legend>
            <details>
              <summary>{words("open.unitsCount", { count: units.length })}</summary>
              <ul className={styles.unitList}>
                {units.map(({ code, label, depth }) => (
                  <li key={code} style={{ marginInlineStart: `${depth}rem` }}>
                    <label>
                      <input type="checkbox" name="units" value={code} defaultChecked /> {label}
                    </label>
                  </li>
                ))}
              </ul>
            </details>
          </fieldset>
          <ButtonRow>
            <SubmitButton name="state" value="open">
              {words("open.submit")}
            </SubmitButton>
            <SubmitButton name="state" value="draft" look="plain">
              {words("open.prepare")}
            </SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
    </Page>
  );
}
