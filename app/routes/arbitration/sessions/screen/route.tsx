import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { showItem } from "#app/commands/show-item.ts";
import { uuidField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { RefusedAct } from "../refused-act.tsx";
import { sittingAddress, sittingOfAddress } from "../sitting-place.ts";

const schema = z.object({ item: uuidField(), request: z.uuid().optional() });

export const loader = guard.loader({ capability: "arbitration.read" }, async (scene) => {
  return { year: scene.year, sitting: await sittingOfAddress(scene.db, scene) };
});

/** What everybody in the room looks at. */
export const action = guard.action({ capability: "arbitration.read" }, async (scene) => {
  const { form, locale, context, year, refused, redirect } = scene;
  const sitting = await scene.read((db) => sittingOfAddress(db, scene));
  const fields = readForm(form, schema, locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const { item, request = null } = fields.value;
  const shown = await showItem(context, { sittingId: sitting.id, itemId: item, requestId: request });
  if (!shown.ok) return refused(shown.refusal, fields.submission);
  return redirect(sittingAddress(year, sitting.id) + scene.url.search);
});

export default function ScreenPage() {
  const { year, sitting } = useLoaderData<typeof loader>();
  const words = useTranslations("sittings");
  return <RefusedAct year={year} sitting={sitting} title={words("room.screen")} answer={useActionData<typeof action>()} />;
}
