import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { decideRequest } from "#app/commands/decide-request.ts";
import { standardReasonVerbs } from "#app/domain/arbitration/decision.ts";
import { type DecisionVerb, decisionVerbs } from "#app/domain/arbitration/verb.ts";
import { choiceField, textField, uuidField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { translatorFor } from "#app/messages/index.ts";
import { findRequest } from "#db/queries/forecast/request.ts";
import { amountsSchema, amountsTyped } from "../../amounts-schema.ts";
import { decidingOn } from "../../deciding.ts";
import { RefusedAct } from "../refused-act.tsx";
import { sittingAddress, sittingOfAddress } from "../sitting-place.ts";

export const loader = guard.loader({ capability: "arbitration.read" }, async (scene) => {
  return { year: scene.year, sitting: await sittingOfAddress(scene.db, scene) };
});

/** One key, one decision: a verb whose reason goes without saying takes its own when none is typed. */
export const action = guard.action({ capability: "arbitration.read" }, async (scene) => {
  const { form, locale, context, year, refused, redirect, notFound } = scene;
  const asked = form.get("request");
  const { sitting, deciding } = await scene.read(async (db) => {
    const own = await sittingOfAddress(db, scene);
    const request = typeof asked === "string" ? await findRequest(db, asked) : undefined;
    if (request?.campaignId !== own.campaignId) throw notFound("request", String(asked));
    const url = new URL(`?scenario=${own.scenarioId}`, scene.url);
    return { sitting: own, deciding: await decidingOn(db, request, { ...scene, url }) };
  });
  const schema = z.object({
    request: uuidField(),
    verb: choiceField(decisionVerbs),
    reason: textField({ minimum: 0, maximum: 2_000 }),
    condition: textField({ minimum: 0, maximum: 2_000 }),
    seen: z.coerce.number().int().min(0).optional(),
    amounts: amountsSchema(deciding.start),
  });
  const fields = readForm(form, schema, locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const { request: requestId, verb, reason, condition, seen } = fields.value;
  const typed = verb === "other" || verb === "grantConditionally" ? amountsTyped(fields.value.amounts, deciding.start) : [];
  const words = translatorFor(locale, "arbitration");
  const usual = (own: DecisionVerb) =>
    own === "grant" || own === "capAtNotified" || own === "propose" ? words(`reasons.${own}`, { year: String(year - 1) }) : "";
  const made = await decideRequest(context, {
    ...{ scenarioId: sitting.scenarioId, sittingId: sitting.id, requestId, verb, condition, seen },
    reason: reason === "" && standardReasonVerbs.includes(verb) ? usual(verb) : reason,
    amounts: typed.map(({ amount, ...key }) => ({ ...key, decided: amount })),
  });
  if (!made.ok) return refused(made.refusal, fields.submission);
  const { number, outcome } = made.value;
  const said = words(`outcomes.${outcome}`).toLowerCase();
  return redirect(sittingAddress(year, sitting.id) + scene.url.search, "sittings.decide.done", { number, outcome: said });
});

export default function DecisionPage() {
  const { year, sitting } = useLoaderData<typeof loader>();
  const words = useTranslations("sittings");
  return <RefusedAct year={year} sitting={sitting} title={words("decide.heading")} answer={useActionData<typeof action>()} />;
}
