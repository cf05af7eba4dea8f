import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { decideRequest } from "#app/commands/decide-request.ts";
import { decisionVerbs } from "#app/domain/arbitration/verb.ts";
import { choiceField, reasonField, textField, uuidField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { translatorFor } from "#app/messages/index.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { amountsSchema, amountsTyped } from "../amounts-schema.ts";
import { decidingOn } from "../deciding.ts";
import { DecisionForms } from "../decision-forms.tsx";
import { requestAt } from "../request-at.ts";

export const loader = guard.loader({ capability: "arbitration.decide" }, async (scene) => {
  const { newKey } = scene;
  const { request, label } = await requestAt(scene.db, scene);
  if (!scene.mayDo("arbitration.decide", request.unit)) throw scene.notFound("request", request.id);
  const keys = { grant: newKey(), capAtNotified: newKey(), propose: newKey(), open: newKey() };
  return { year: scene.year, request, label, deciding: await decidingOn(scene.db, request, scene), keys };
});

export const action = guard.action({ capability: "arbitration.decide" }, async (scene) => {
  const { form, locale, context, year, refused, redirect } = scene;
  const { request, deciding } = await scene.read(async (db) => {
    const { request } = await requestAt(db, scene);
    return { request, deciding: await decidingOn(db, request, scene) };
  });
  const schema = z.object({
    scenario: uuidField(),
    verb: choiceField(decisionVerbs),
    reason: reasonField(),
    condition: textField({ minimum: 0, maximum: 2_000 }),
    amounts: amountsSchema(deciding.start),
  });
  const fields = readForm(form, schema, locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const { scenario, verb, reason, condition } = fields.value;
  const amounts = amountsTyped(fields.value.amounts, deciding.start).map(({ amount, ...key }) => ({ ...key, decided: amount }));
  const made = await decideRequest(context, { scenarioId: scenario, requestId: request.id, verb, reason, condition, amounts });
  if (!made.ok) return refused(made.refusal, fields.submission);
  const { number, outcome } = made.value;
  const said = translatorFor(locale, "arbitration")(`outcomes.${outcome}`).toLowerCase();
  return redirect(`/${year}/arbitration/requests/${request.id}?scenario=${scenario}`, "arbitration.decide.done", { number, outcome: said });
});

export default function DecisionPage() {
  const { year, request, label, deciding, keys } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("arbitration");
  const file = `/${year}/arbitration/requests/${request.id}`;
  const search = deciding.scenario ? `?scenario=${deciding.scenario.id}` : "";
  const { obstacle } = deciding;
  return (
    <Page
      title={words("decide.heading", { number: request.number })}
      crumbs={[
        { label: words("title"), to: `/${year}/arbitration${search}` },
        { label: words("fileHeading", { unit: label, number: request.number, title: request.title }), to: `${file}${search}` },
      ]}
      message={request.title}
    >
      {obstacle === null && (
        <DecisionForms deciding={deciding} action={`${file}/decision${search}`} year={year} keys={keys} answer={answer} />
      )}
      {obstacle !== null && <Notice kind="refusal" title={answer?.refusal.message ?? words(obstacleWords[obstacle])} />}
    </Page>
  );
}

const obstacleWords = {
  noScenario: "noScenario",
  adopted: "decide.adopted",
  author: "decide.author",
  notYet: "decide.notYet",
  forbidden: "decide.notYet",
} as const;
