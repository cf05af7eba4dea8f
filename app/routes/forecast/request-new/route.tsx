import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { saveRequest } from "#app/commands/save-request.ts";
import { costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import { atField, readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { shownCampaign } from "#db/queries/campaign.ts";
import { checkSettings } from "#db/queries/forecast/checks.ts";
import { sheetRevision, unitLabel } from "#db/queries/forecast/reading.ts";
import { choicesFor } from "../request-form/choices.ts";
import { RequestForm } from "../request-form/form.tsx";
import { linesFromForm } from "../request-form/read.ts";
import { requestSchema } from "../request-form/schema.ts";

const requirement = {
  capability: "forecast.edit",
  unit: ({ params }: { params: Readonly<Record<string, string | undefined>> }) => params.unit,
} as const;

export const loader = guard.loader(requirement, async ({ db, year, params, url, access, newKey, notFound }) => {
  const unit = params.unit ?? "";
  const campaign = await shownCampaign(db, year, url.searchParams.get("campaign"));
  const revision = campaign && (await sheetRevision(db, campaign.id, unit));
  if (!campaign || revision === undefined) throw notFound("sheet", unit);
  const label = (await unitLabel(db, unit, `${year}-01-01`)) ?? unit;
  return {
    year,
    unit,
    label,
    campaign,
    seenRevision: revision,
    choices: await choicesFor(db, year),
    settings: await checkSettings(db),
    key: newKey(),
    seesCosts: costView(costSightOf(access), unit) === "whole",
  };
});

export const action = guard.action(requirement, async (scene) => {
  const { form, locale, context, year, params, url, refused, redirect, read } = scene;
  const unit = params.unit ?? "";
  const fields = readForm(form, requestSchema, locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const { campaign, choices } = await read(async (db) => ({
    campaign: await shownCampaign(db, year, url.searchParams.get("campaign")),
    choices: await choicesFor(db, year),
  }));
  const classOf = (nature: string) => choices.natures.find((own) => own.code === nature)?.spendingClass;
  const lines = linesFromForm(fields.value, [], { targetYear: year, classOf });
  const saved = await saveRequest(context, { ...fields.value, campaignId: campaign?.id ?? "", unit, lines });
  if (!saved.ok)
    return refused(saved.refusal, saved.refusal.kind === "rank-taken" ? atField(fields.submission, "rank") : fields.submission);
  const { requestId, number } = saved.value;
  return redirect(`/${year}/forecast/${unit}/requests/${requestId}`, "forecast.saved", { number });
});

export default function NewRequestPage() {
  const { year, unit, label, campaign, seenRevision, choices, settings, key, seesCosts } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("forecast");
  return (
    <Page
      title={words("newHeading", { unit: label })}
      crumbs={[
        { label: words("title"), to: `/${year}/forecast` },
        { label, to: `/${year}/forecast/${unit}?campaign=${campaign.id}` },
      ]}
      message={campaign.label}
    >
      <RequestForm
        answer={answer}
        commandKey={key}
        seenRevision={seenRevision}
        lines={[]}
        unit={unit}
        justification={{ settings, departure: undefined }}
        seesCosts={seesCosts}
        {...choices}
      />
    </Page>
  );
}
