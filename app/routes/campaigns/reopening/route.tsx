import { useActionData, useLoaderData } from "@remix-run/react";
import { reopenSheet } from "#app/commands/reopen-sheet.ts";
import { guard } from "#app/http/guard.ts";
import { panorama } from "../act-page.tsx";
import { LateWindowPage } from "../late-window-page.tsx";
import { lateWindowAsked, lateWindowShown } from "../read-late-window.ts";

export const loader = guard.loader({ capability: "campaign.manage" }, lateWindowShown);

export const action = guard.action({ capability: "campaign.manage" }, async (scene) => {
  const asked = await lateWindowAsked(scene);
  if (!asked.ok) return scene.refused(asked.refusal, asked.submission);
  const { campaign, units, value } = asked;
  const done = await reopenSheet(scene.context, { ...value, campaignId: campaign.id, unit: units[0] ?? "" });
  if (!done.ok) return scene.refused(done.refusal, asked.submission);
  return scene.redirect(panorama(campaign), "campaigns.reopening.done", { day: value.until, count: done.value.reopened });
});

export default function ReopeningPage() {
  const { campaign, units, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <LateWindowPage act="reopening" campaign={campaign} units={units.slice(0, 1)} commandKey={key} answer={answer} />;
}
