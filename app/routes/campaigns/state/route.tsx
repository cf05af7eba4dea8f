import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { moveCampaign } from "#app/commands/move-campaign.ts";
import { actsFrom, campaignActs, campaignMoves } from "#app/domain/campaign/campaign-state.ts";
import { choiceField, textField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { TextAreaField } from "#app/ui/form/text-fields.tsx";
import { ActForm, CampaignPage } from "../act-page.tsx";
import { campaignAt } from "../campaign-at.ts";

const schema = z.object({ act: choiceField(campaignActs), reason: textField({ minimum: 0, maximum: 2_000 }) });

export const loader = guard.loader({ capability: "campaign.manage" }, async (scene) => {
  const campaign = await campaignAt(scene.db, scene);
  const acts = actsFrom(campaign.state);
  const act = acts.find((own) => own === scene.url.searchParams.get("act")) ?? acts[0] ?? "reopen";
  return { campaign, act, key: scene.newKey() };
});

export const action = guard.action({ capability: "campaign.manage" }, async (scene) => {
  const read = readForm(scene.form, schema, scene.locale);
  if (!read.ok) return scene.refused(read.refusal, read.submission);
  const campaign = await scene.read((db) => campaignAt(db, scene));
  const moved = await moveCampaign(scene.context, { ...read.value, campaignId: campaign.id });
  if (!moved.ok) return scene.refused(moved.refusal, read.submission);
  return scene.redirect(`/${scene.year}/campaigns/${campaign.id}/calendar`, `campaigns.moved.${moved.value.state}`, {
    label: campaign.label,
  });
});

export default function StatePage() {
  const { campaign, act, key } = useLoaderData<typeof loader>();
  const words = useTranslations("campaigns");
  return (
    <CampaignPage campaign={campaign} title={words(`acts.${act}`)} message={words(`consequences.${act}`)}>
      <ActForm campaign={campaign} answer={useActionData<typeof action>()} commandKey={key} submit={words(`acts.${act}`)}>
        <input type="hidden" name="act" value={act} />
        <TextAreaField name="reason" label={words("reason")} required={campaignMoves[act].reasoned} />
      </ActForm>
    </CampaignPage>
  );
}
