import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { setCalendar } from "#app/commands/set-calendar.ts";
import { unitsWhere } from "#app/domain/access.ts";
import { actsFrom } from "#app/domain/campaign/campaign-state.ts";
import { calendarFrom, usualCalendars } from "#app/domain/campaign/kind.ts";
import { textField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/shell/page.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { calendarOf, lateWindowsOf } from "#db/queries/campaign/calendar.ts";
import { eventsOf } from "#db/queries/campaign/event.ts";
import { ActForm, CampaignPage } from "../act-page.tsx";
import { CalendarFields } from "../calendar-fields.tsx";
import { campaignAt } from "../campaign-at.ts";
import { calendarIn, calendarSchema } from "../read-calendar.ts";
import { CampaignHistory } from "./history.tsx";

const schema = calendarSchema.extend({ reason: textField({ minimum: 0, maximum: 2_000 }) });
const eventsShown = 200;

export const loader = guard.loader({ capability: "campaign.manage" }, async (scene) => {
  const { db, year, access, newKey } = scene;
  const campaign = await campaignAt(db, scene);
  const calendar = await calendarOf(db, campaign.id);
  return {
    ...{ campaign, isSet: calendar.length > 0, key: newKey() },
    calendar: calendar.length > 0 ? calendar : calendarFrom(usualCalendars[campaign.kind], year),
    late: await lateWindowsOf(db, campaign.id),
    events: await eventsOf(db, campaign.id, unitsWhere(access, "planning.read"), eventsShown),
  };
});

export const action = guard.action({ capability: "campaign.manage" }, async (scene) => {
  const read = readForm(scene.form, schema, scene.locale);
  if (!read.ok) return scene.refused(read.refusal, read.submission);
  const campaign = await scene.read((db) => campaignAt(db, scene));
  const { reason, ...days } = read.value;
  const set = await setCalendar(scene.context, { campaignId: campaign.id, calendar: calendarIn(days), reason });
  if (!set.ok) return scene.refused(set.refusal, read.submission);
  return scene.redirect(`/${scene.year}/campaigns/${campaign.id}/calendar`, "campaigns.calendar.done", { count: set.value.changed });
});

export default function CalendarPage() {
  const { campaign, isSet, calendar, late, events, key } = useLoaderData<typeof loader>();
  const words = useTranslations("campaigns");
  const format = useFormat();
  const base = `/${campaign.targetYear}/campaigns/${campaign.id}`;
  return (
    <CampaignPage
      campaign={campaign}
      title={words("calendar.heading")}
      message={words("calendar.message", { state: words(`states.${campaign.state}`) })}
      actions={actsFrom(campaign.state).map((act) => (
        <Link key={act} className={buttonClass()} to={`${base}/state?act=${act}`}>
          {words(`acts.${act}`)}
        </Link>
      ))}
    >
      {!isSet && <Notice kind="information" title={words("calendar.notSet")} />}
      <ActForm campaign={campaign} answer={useActionData<typeof action>()} commandKey={key} submit={words("calendar.submit")}>
        <CalendarFields calendar={calendar} />
        <TextField name="reason" label={words("reason")} />
      </ActForm>
      <Section
        title={words("calendar.late")}
        actions={
          <Link className={buttonClass()} to={`${base}/time`}>
            {words("calendar.lateForAll")}
          </Link>
        }
      >
        <DataTable
          caption={words("calendar.late")}
          hideCaption
          rows={late}
          rowKey={(row) => row.unit ?? ""}
          empty={<p>{words("calendar.noLate")}</p>}
          columns={[
            { key: "unit", head: words("columns.unit"), cell: (row) => row.unit ?? words("history.allUnits") },
            { key: "until", head: words("until"), cell: (row) => format.day(row.until) },
            { key: "writers", head: words("writers.label"), cell: (row) => words(`writers.${row.writers}`) },
            { key: "reason", head: words("reason"), cell: (row) => row.reason },
            { key: "who", head: words("versions.who"), cell: (row) => row.author },
          ]}
        />
      </Section>
      <CampaignHistory events={events} />
    </CampaignPage>
  );
}
