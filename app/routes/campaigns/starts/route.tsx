import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { startFromLastYear } from "#app/commands/start-from-last-year.ts";
import { templateSources, yearOfSource } from "#app/domain/campaign/template.ts";
import { amountField, choiceField, textField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { ActForm, CampaignPage, panorama } from "../act-page.tsx";
import { campaignAt, chosenUnits, formUnits } from "../campaign-at.ts";

/** A percentage is typed like an amount: its hundredths are those of the rate. */
const schema = z.object({ source: choiceField(templateSources), rate: amountField("EUR"), title: textField({ maximum: 200 }) });

export const loader = guard.loader({ capability: "forecast.edit" }, async (scene) => {
  const campaign = await campaignAt(scene.db, scene);
  const units = (await chosenUnits(scene.db, campaign, scene.url)).filter(({ unit }) => scene.mayDo("forecast.edit", unit));
  return { campaign, units, key: scene.newKey() };
});

export const action = guard.action({ capability: "forecast.edit" }, async (scene) => {
  const read = readForm(scene.form, schema, scene.locale);
  if (!read.ok) return scene.refused(read.refusal, read.submission);
  const campaign = await scene.read((db) => campaignAt(db, scene));
  const units = formUnits(scene.form);
  const done = await startFromLastYear(scene.context, { ...read.value, campaignId: campaign.id, units });
  if (!done.ok) return scene.refused(done.refusal, read.submission);
  const { started, skipped } = done.value;
  const values = {
    units: started.length,
    lines: started.reduce((count, { lines }) => count + lines, 0),
    dropped: started.reduce((count, one) => count + one.dropped, 0),
    skipped: skipped.length,
    names: skipped.map(({ unit }) => unit).join(", "),
  };
  const [only] = started;
  const to = units.length === 1 && only ? `/${scene.year}/forecast/${only.unit}?campaign=${campaign.id}&by=years` : panorama(campaign);
  return scene.redirect(to, "campaigns.starts.done", values);
});

export default function StartsPage() {
  const { campaign, units, key } = useLoaderData<typeof loader>();
  const words = useTranslations("campaigns");
  return (
    <CampaignPage campaign={campaign} title={words("starts.heading")} message={words("starts.message")}>
      <ActForm campaign={campaign} units={units} answer={useActionData<typeof action>()} commandKey={key} submit={words("starts.submit")}>
        <SelectField
          name="source"
          label={words("starts.source")}
          required
          defaultValue="executed"
          options={[
            { value: "executed", label: words("starts.executed", { year: String(yearOfSource(campaign, "executed")) }) },
            { value: "requests", label: words("starts.requests", { year: String(yearOfSource(campaign, "requests")) }) },
          ]}
        />
        <TextField name="rate" label={words("starts.rate")} hint={words("starts.rateHint")} width="short" required defaultValue="0" />
        <TextField
          name="title"
          label={words("starts.title")}
          required
          defaultValue={words("starts.titleDefault", { year: String(campaign.targetYear) })}
        />
      </ActForm>
    </CampaignPage>
  );
}
