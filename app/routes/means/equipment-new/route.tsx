import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { addEquipment } from "#app/commands/save-equipment.ts";
import { codeField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { lotAddress } from "../addresses.ts";
import { CodeAndUnit } from "../code-and-unit.tsx";
import { EquipmentFields } from "../equipment-fields.tsx";
import { useEquipmentCrumbs } from "../means-crumbs.ts";
import { MeansForm } from "../means-form.tsx";
import { equipmentFields } from "../read-equipment.ts";
import { unitChoices } from "../site-at.ts";

const schema = z.object({ code: codeField(), unit: codeField(), ...equipmentFields });

export const loader = guard.loader({ capability: "forecast.edit" }, async (scene) => ({
  ...{ year: scene.year, commandKey: scene.newKey() },
  units: await unitChoices(scene, "forecast.edit"),
}));

export const action = guard.action({ capability: "forecast.edit" }, async ({ form, locale, year, context, refused, redirect }) => {
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const done = await addEquipment(context, read.value);
  return done.ok ? redirect(lotAddress(year, done.value.code), "means.done.saved") : refused(done.refusal, read.submission);
});

export default function NewEquipmentPage() {
  const { year, commandKey, units } = useLoaderData<typeof loader>();
  const words = useTranslations("means");
  return (
    <MeansForm
      title={words("actions.newLot")}
      crumbs={useEquipmentCrumbs(year)}
      message={words("lot.formMessage")}
      commandKey={commandKey}
      lastResult={useActionData<typeof action>()?.lastResult}
    >
      <CodeAndUnit unitLabel={words("columns.unit")} units={units} />
      <EquipmentFields />
    </MeansForm>
  );
}
