import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { reopenSheet } from "#app/commands/reopen-sheet.ts";
import { choiceField, dayField, reasonField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { DateField, TextAreaField } from "#app/ui/form/text-fields.tsx";
import { ActForm, CampaignPage, panorama } from "../act-page.tsx";
import { campaignAt, chosenUnits, formUnits } from "../campaign-at.ts";

const writers = ["everyone", "heads"] as const;
const schema = z.object({ until: dayField(), writers: choiceField(writers), reason: reasonField() });

export const loader = guard.loader({ capability: "campaign.manage" }, async (scene) => {
  const campaign = await campaignAt(scene.db, scene);
  return { campaign, units: await chosenUnits(scene.db, campaign, scene.url), key: scene.newKey() };
});

export const action = guard.action({ capability: "campaign.manage" }, async (scene) => {
  const read = readForm(scene.form, schema, scene.locale);
  if (!read.ok) return scene.refused(read.refusal, read.submission);
  const campaign = await scene.read((db) => campaignAt(db, scene));
  const units = formUnits(scene.form);
  const done = await reopenSheet(scene.context, { ...read.value, campaignId: campaign.id, unit: units[0] ?? "" });
  if (!done.ok) return scene.refused(done.refusal, read.submission);
  return scene.redirect(panorama(campaign), "campaigns.reopening.done", { day: read.value.until, count: done.value.reopened });
});

export default function ReopeningPage() {
  const { campaign, units, key } = useLoaderData<typeof loader>();
  const words = useTranslations("campaigns");
  const answer = useActionData<typeof action>();
  return (
    <CampaignPage campaign={campaign} title={words("reopening.heading")} message={words("reopening.message", { count: units.length })}>
      <ActForm campaign={campaign} units={units.slice(0, 1)} answer={answer} commandKey={key} submit={words("reopening.submit")}>
        <DateField name="until" label={words("until")} required />
        <SelectField
          name="writers"
          label={words("writers.label")}
          required
          defaultValue="everyone"
          options={writers.map((value) => ({ value, label: words(`writers.${value}`) }))}
        />
        <TextAreaField name="reason" label={words("reason")} required />
      </ActForm>
    </CampaignPage>
  );
}
