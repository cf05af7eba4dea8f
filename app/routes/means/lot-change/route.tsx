import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { changeEquipment, removeEquipment } from "#app/commands/save-equipment.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { equipmentAddress, lotAddress } from "../addresses.ts";
import { EquipmentFields } from "../equipment-fields.tsx";
import { lotFor } from "../lot-at.ts";
import { useEquipmentCrumbs } from "../means-crumbs.ts";
import { MeansForm } from "../means-form.tsx";
import { equipmentFields } from "../read-equipment.ts";

const schema = z.object(equipmentFields);

export const loader = guard.loader({ capability: "forecast.edit" }, async (scene) => ({
  ...{ year: scene.year, commandKey: scene.newKey() },
  lot: await lotFor(scene, "forecast.edit"),
}));

export const action = guard.action({ capability: "forecast.edit" }, async ({ form, locale, year, params, context, refused, redirect }) => {
  const code = params["lot"] ?? "";
  if (form.get("act") === "remove") {
    const removed = await removeEquipment(context, { code });
    return removed.ok ? redirect(equipmentAddress(year), "means.done.removed") : refused(removed.refusal);
  }
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const done = await changeEquipment(context, { ...read.value, code });
  return done.ok ? redirect(lotAddress(year, code), "means.done.changed") : refused(done.refusal, read.submission);
});

export default function LotChangePage() {
  const { year, commandKey, lot } = useLoaderData<typeof loader>();
  const words = useTranslations("means");
  return (
    <MeansForm
      title={words("lot.change", { code: lot.code })}
      crumbs={[...useEquipmentCrumbs(year), { label: lot.label, to: lotAddress(year, lot.code) }]}
      commandKey={commandKey}
      lastResult={useActionData<typeof action>()?.lastResult}
      removable
    >
      <EquipmentFields start={lot} />
    </MeansForm>
  );
}
