import { useActionData, useLoaderData } from "@remix-run/react";
import { grantTime } from "#app/commands/grant-time.ts";
import { guard } from "#app/http/guard.ts";
import { panorama } from "../act-page.tsx";
import { LateWindowPage } from "../late-window-page.tsx";
import { lateWindowAsked, lateWindowShown } from "../read-late-window.ts";

export const loader = guard.loader({ capability: "campaign.manage" }, lateWindowShown);

export const action = guard.action({ capability: "campaign.manage" }, async (scene) => {
  const asked = await lateWindowAsked(scene);
  if (!asked.ok) return scene.refused(asked.refusal, asked.submission);
  const { campaign, units, value } = asked;
  const done = await grantTime(scene.context, { ...value, campaignId: campaign.id, units: units.length === 0 ? null : units });
  if (!done.ok) return scene.refused(done.refusal, asked.submission);
  return scene.redirect(panorama(campaign), "campaigns.time.done", { day: value.until, count: done.value.units ?? 0 });
});

export default function TimePage() {
  const { campaign, units, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <LateWindowPage act="time" campaign={campaign} units={units} commandKey={key} answer={answer} />;
}
