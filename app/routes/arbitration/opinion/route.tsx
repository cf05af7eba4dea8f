import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { instructRequest } from "#app/commands/instruct-request.ts";
import { totalled } from "#app/domain/arbitration/amount.ts";
import { costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import { choiceField, reasonField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { opinionsOn } from "#db/queries/arbitration/opinion.ts";
import { askedCells } from "#db/queries/forecast/sheet.ts";
import { amountsSchema, amountsTyped } from "../amounts-schema.ts";
import { OpinionForm } from "../opinion-form.tsx";
import { requestAt } from "../request-at.ts";

export const loader = guard.loader({ capability: "arbitration.prepare" }, async (scene) => {
  const { request, label } = await requestAt(scene.db, scene);
  const asked = totalled(await askedCells(scene.db, request.id, costView(costSightOf(scene.access), request.unit)));
  const replaces = (await opinionsOn(scene.db, [request.id])).has(request.id);
  return { year: scene.year, request, label, asked, replaces, key: scene.newKey() };
});

export const action = guard.action({ capability: "arbitration.prepare" }, async (scene) => {
  const { form, locale, context, year, refused, redirect } = scene;
  const { request, asked } = await scene.read(async (db) => {
    const { request } = await requestAt(db, scene);
    return { request, asked: totalled(await askedCells(db, request.id, costView(costSightOf(scene.access), request.unit))) };
  });
  const schema = z.object({
    view: choiceField(["favourable", "reserved", "unfavourable"]),
    sentence: reasonField(),
    amounts: amountsSchema(asked),
  });
  const fields = readForm(form, schema, locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const { view, sentence } = fields.value;
  const given = await instructRequest(context, {
    requestId: request.id,
    view,
    sentence,
    amounts: amountsTyped(fields.value.amounts, asked),
  });
  if (!given.ok) return refused(given.refusal, fields.submission);
  return redirect(`/${year}/arbitration/requests/${request.id}`, "arbitration.opinion.done", { number: request.number });
});

export default function OpinionPage() {
  const { year, request, label, asked, replaces, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("arbitration");
  const file = `/${year}/arbitration/requests/${request.id}`;
  return (
    <Page
      title={words("opinion.heading", { number: request.number })}
      crumbs={[
        { label: words("title"), to: `/${year}/arbitration` },
        { label: words("fileHeading", { unit: label, number: request.number, title: request.title }), to: file },
      ]}
      message={request.title}
    >
      <OpinionForm action={`${file}/opinion`} commandKey={key} asked={asked} replaces={replaces} answer={answer} />
    </Page>
  );
}
