import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { advanceRequest } from "#app/commands/advance-request.ts";
import { transitions } from "#app/domain/forecast/transition.ts";
import { choiceField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { requestAt } from "../request-at.ts";
import { StepForm } from "../request-file/step-form.tsx";

const schema = z.object({ to: choiceField(["preArbitrated", "conference"]) });

export const loader = guard.loader({ capability: "arbitration.prepare" }, async (scene) => {
  const { request, label } = await requestAt(scene.db, scene);
  const may = {
    preArbitrate: transitions.preArbitrate.from.includes(request.state),
    conference: transitions.callToConference.from.includes(request.state),
  };
  return { year: scene.year, request, label, may, key: scene.newKey() };
});

export const action = guard.action({ capability: "arbitration.prepare" }, async (scene) => {
  const fields = readForm(scene.form, schema, scene.locale);
  if (!fields.ok) return scene.refused(fields.refusal, fields.submission);
  const { request } = await scene.read((db) => requestAt(db, scene));
  const advanced = await advanceRequest(scene.context, { requestId: request.id, to: fields.value.to });
  if (!advanced.ok) return scene.refused(advanced.refusal, fields.submission);
  return scene.redirect(`/${scene.year}/arbitration/requests/${request.id}`, "arbitration.step.done", { number: request.number });
});

export default function StepPage() {
  const { year, request, label, may, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("arbitration");
  const file = `/${year}/arbitration/requests/${request.id}`;
  return (
    <Page
      title={words("step.heading", { number: request.number })}
      crumbs={[
        { label: words("title"), to: `/${year}/arbitration` },
        { label: words("fileHeading", { unit: label, number: request.number, title: request.title }), to: file },
      ]}
      message={request.title}
    >
      {answer && <Notice kind="refusal" title={answer.refusal.message} />}
      {may.preArbitrate || may.conference ? <StepForm action={`${file}/step`} commandKey={key} may={may} /> : <p>{words("step.none")}</p>}
    </Page>
  );
}
