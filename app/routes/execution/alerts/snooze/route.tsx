import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { snoozeAlert } from "#app/commands/act-on-alert.ts";
import { longestSnoozeDays } from "#app/domain/alerts/follow.ts";
import { addDays } from "#app/domain/month.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { DateField } from "#app/ui/form/text-fields.tsx";
import { alertAddress } from "../../../units/addresses.ts";
import { ActPage } from "../act-page.tsx";
import { alertAtPath } from "../alert-at.ts";
import { snoozeSchema } from "../read-act.ts";

const usualDays = 30;

export const loader = guard.loader({ capability: "execution.ask" }, async (scene) => {
  const { year, today } = scene;
  return {
    ...{ year, alert: await alertAtPath(scene, "execution.ask"), commandKey: scene.newKey() },
    days: { earliest: addDays(today, 1), usual: addDays(today, usualDays), latest: addDays(today, longestSnoozeDays) },
  };
});

export const action = guard.action({ capability: "execution.ask" }, async ({ form, locale, year, params, context, refused, redirect }) => {
  const read = readForm(form, snoozeSchema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const done = await snoozeAlert(context, { alertId: params["alert"] ?? "", ...read.value });
  return done.ok
    ? redirect(alertAddress(year, done.value.alertId), "alerts.acting.snoozed.done", {})
    : refused(done.refusal, read.submission);
});

export default function SnoozePage() {
  const { days, ...shown } = useLoaderData<typeof loader>();
  const words = useTranslations("alerts");
  return (
    <ActPage {...shown} act="snoozed" lastResult={useActionData<typeof action>()?.lastResult}>
      <DateField name="until" label={words("until")} required defaultValue={days.usual} min={days.earliest} max={days.latest} />
    </ActPage>
  );
}
