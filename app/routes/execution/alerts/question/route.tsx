import { useActionData, useLoaderData } from "@remix-run/react";
import { askAboutAlert } from "#app/commands/act-on-alert.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { alertAddress } from "../../../units/addresses.ts";
import { ActPage } from "../act-page.tsx";
import { alertAtPath } from "../alert-at.ts";
import { actSchema } from "../read-act.ts";

export const loader = guard.loader({ capability: "execution.ask" }, async (scene) => {
  return { year: scene.year, alert: await alertAtPath(scene, "execution.ask"), commandKey: scene.newKey() };
});

export const action = guard.action({ capability: "execution.ask" }, async ({ form, locale, year, params, context, refused, redirect }) => {
  const read = readForm(form, actSchema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const done = await askAboutAlert(context, { alertId: params["alert"] ?? "", ...read.value });
  return done.ok
    ? redirect(alertAddress(year, done.value.alertId), "alerts.acting.asked.done", {})
    : refused(done.refusal, read.submission);
});

export default function QuestionPage() {
  return <ActPage {...useLoaderData<typeof loader>()} act="asked" lastResult={useActionData<typeof action>()?.lastResult} />;
}
