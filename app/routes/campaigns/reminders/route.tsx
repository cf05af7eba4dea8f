import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { remindUnits } from "#app/commands/remind-units.ts";
import { guard } from "#app/http/guard.ts";
import { ActForm, CampaignPage, panorama } from "../act-page.tsx";
import { campaignAt, chosenUnits, formUnits } from "../campaign-at.ts";

export const loader = guard.loader({ capability: "campaign.manage" }, async (scene) => {
  const campaign = await campaignAt(scene.db, scene);
  return { campaign, units: await chosenUnits(scene.db, campaign, scene.url), key: scene.newKey() };
});

export const action = guard.action({ capability: "campaign.manage" }, async (scene) => {
  const campaign = await scene.read((db) => campaignAt(db, scene));
  const reminded = await remindUnits(scene.context, { campaignId: campaign.id, units: formUnits(scene.form) });
  if (!reminded.ok) return scene.refused(reminded.refusal);
  return scene.redirect(panorama(campaign), "campaigns.remind.done", reminded.value);
});

export default function RemindersPage() {
  const { campaign, units, key } = useLoaderData<typeof loader>();
  const words = useTranslations("campaigns");
  return (
    <CampaignPage campaign={campaign} title={words("remind.heading")} message={words("remind.message")}>
      <ActForm campaign={campaign} units={units} answer={useActionData<typeof action>()} commandKey={key} submit={words("bar.remind")} />
    </CampaignPage>
  );
}
