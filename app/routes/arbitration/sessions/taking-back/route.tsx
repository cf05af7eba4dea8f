import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { takeDecisionBack } from "#app/commands/take-decision-back.ts";
import { uuidField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { translatorFor } from "#app/messages/index.ts";
import { RefusedAct } from "../refused-act.tsx";
import { sittingAddress, sittingOfAddress } from "../sitting-place.ts";

const schema = z.object({ decision: uuidField() });

export const loader = guard.loader({ capability: "arbitration.read" }, async (scene) => {
  return { year: scene.year, sitting: await sittingOfAddress(scene.db, scene) };
});

export const action = guard.action({ capability: "arbitration.read" }, async (scene) => {
  const { form, locale, context, year, refused, redirect } = scene;
  const { id, scenarioId } = await scene.read((db) => sittingOfAddress(db, scene));
  const fields = readForm(form, schema, locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const reason = translatorFor(locale, "sittings")("decide.undoReason");
  const taken = await takeDecisionBack(context, { scenarioId, sittingId: id, which: fields.value, reason });
  if (!taken.ok) return refused(taken.refusal, fields.submission);
  return redirect(sittingAddress(year, id) + scene.url.search, "sittings.decide.undone", { number: taken.value.taken[0]?.takesBack ?? 0 });
});

export default function TakingBackPage() {
  const { year, sitting } = useLoaderData<typeof loader>();
  const words = useTranslations("sittings");
  return <RefusedAct year={year} sitting={sitting} title={words("decide.heading")} answer={useActionData<typeof action>()} />;
}
