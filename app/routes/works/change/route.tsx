import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { changeOperation } from "#app/commands/save-operation.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { activitiesOn } from "#db/queries/forecast/codes.ts";
import { operationAddress } from "../addresses.ts";
import { operationToTell } from "../operation-at.ts";
import { OperationFields } from "../operation-fields.tsx";
import { PartForm } from "../part-form.tsx";
import { operationFields } from "../read-operation.ts";

const schema = z.object(operationFields);

export const loader = guard.loader({ capability: "workload.plan" }, async (scene) => {
  const { operation } = await operationToTell(scene);
  const activities = (await activitiesOn(scene.db, scene.today)).map(({ code, label }) => ({ value: code, label: `${code} — ${label}` }));
  return { year: scene.year, operation, activities, commandKey: scene.newKey() };
});

export const action = guard.action({ capability: "workload.plan" }, async ({ form, locale, year, params, context, refused, redirect }) => {
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const done = await changeOperation(context, { ...read.value, code: params["operation"] ?? "" });
  return done.ok ? redirect(operationAddress(year, done.value.code), "works.done.saved") : refused(done.refusal, read.submission);
});

export default function ChangeOperationPage() {
  const { year, operation, activities, commandKey } = useLoaderData<typeof loader>();
  const words = useTranslations("works.actions");
  const lastResult = useActionData<typeof action>()?.lastResult;
  return (
    <PartForm {...{ year, operation, commandKey, lastResult }} title={words("change")} submit={words("save")}>
      <OperationFields activities={activities} start={operation} />
    </PartForm>
  );
}
