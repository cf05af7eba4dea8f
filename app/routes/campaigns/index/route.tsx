import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { openCampaign } from "#app/commands/open-campaign.ts";
import { unitsWhere } from "#app/domain/access.ts";
import { choiceField, dayField, textField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { ProgressTable } from "#app/ui/planning/progress-table.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { campaignsOf, shownCampaign } from "#db/queries/campaign.ts";
import { progressRows } from "../progress-rows.ts";
import { CampaignList } from "./campaign-list.tsx";
import { OpenCampaignForm } from "./open-campaign-form.tsx";

const schema = z.object({
  label: textField({ maximum: 200 }),
  kind: choiceField(["initial", "revised", "landing"]),
  opensOn: dayField(),
  closesOn: dayField(),
});

export const loader = guard.loader({ capability: "planning.read" }, async ({ db, year, access, today, url, newKey, mayDo }) => {
  const campaign = await shownCampaign(db, year, url.searchParams.get("campaign"));
  const askable = mayDo("campaign.manage") ? await visibleUnits(db, access, "campaign.manage", `${year}-01-01`) : [];
  return {
    year,
    campaign,
    campaigns: await campaignsOf(db, year),
    rows: campaign
      ? await progressRows(db, campaign, unitsWhere(access, "planning.read"), { today, scope: url.searchParams.get("unit") })
      : [],
    askable: askable.map(({ code, shortLabel, depth }) => ({ code, label: shortLabel, depth })),
    key: newKey(),
  };
});

export const action = guard.action({ capability: "campaign.manage" }, async ({ form, locale, context, year, refused, redirect }) => {
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const units = form.getAll("units").filter((unit) => typeof unit === "string");
  const opened = await openCampaign(context, { ...read.value, targetYear: year, units });
  if (!opened.ok) return refused(opened.refusal, read.submission);
  return redirect(`/${year}/campaigns?campaign=${opened.value.campaignId}`, "campaigns.opened", { label: read.value.label });
});

export default function CampaignsPage() {
  const { year, campaign, campaigns, rows, askable, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("campaigns");
  const format = useFormat();
  const done = rows.filter(({ progress }) => progress === "submitted" || progress === "accepted").length;
  const late = rows.filter((row) => row.late).length;
  return (
    <Page
      title={words("heading", { year: String(year) })}
      message={campaign && words("message", { done, count: rows.length, day: format.day(campaign.closesOn) })}
    >
      {late > 0 && <Notice kind="warning" title={words("late", { count: late })} />}
      {campaign ? (
        <ProgressTable
          caption={words("units", { label: campaign.label })}
          rows={rows}
          to={(unit) => `/${year}/forecast/${unit}?campaign=${campaign.id}`}
          closesOn={campaign.closesOn}
          empty={<EmptyState title={words("noUnit")} />}
        />
      ) : (
        <EmptyState title={words("empty", { year: String(year) })}>
          {askable.length > 0 ? words("emptyHint") : words("emptyRead")}
        </EmptyState>
      )}
      {campaigns.length > 1 && <CampaignList campaigns={campaigns} />}
      {askable.length > 0 && (
        <Section title={words("open.title")}>
          <OpenCampaignForm answer={answer} units={askable} year={year} commandKey={key} />
        </Section>
      )}
    </Page>
  );
}
