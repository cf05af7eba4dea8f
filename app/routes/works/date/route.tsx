import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { removeWorkDate, saveWorkDate } from "#app/commands/save-operation.ts";
import { dateKinds } from "#app/domain/works/operation.ts";
import { choiceField, dayField, optionalDayField, optionalUuidField, textField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { DateField, TextField } from "#app/ui/form/text-fields.tsx";
import { datesOf } from "#db/queries/works/operations.ts";
import styles from "../../units/units.module.css";
import { operationAddress } from "../addresses.ts";
import { operationToTell } from "../operation-at.ts";
import { PartForm } from "../part-form.tsx";

const schema = z.object({
  id: optionalUuidField(),
  kind: choiceField(dateKinds),
  label: textField({ maximum: 120 }),
  phase: optionalUuidField(),
  dueOn: dayField(),
  doneOn: optionalDayField(),
});

export const loader = guard.loader({ capability: "workload.plan" }, async (scene) => {
  const { operation, phaseChoices } = await operationToTell(scene);
  const id = scene.url.searchParams.get("id");
  const date = (await datesOf(scene.db, [operation.id])).find((own) => own.id === id) ?? null;
  return { year: scene.year, today: scene.today, operation, phaseChoices, date, commandKey: scene.newKey() };
});

export const action = guard.action({ capability: "workload.plan" }, async ({ form, locale, year, params, context, refused, redirect }) => {
  const code = params["operation"] ?? "";
  if (form.get("act") === "remove") {
    const removed = await removeWorkDate(context, { code, dateId: String(form.get("id")) });
    return removed.ok ? redirect(operationAddress(year, code), "works.done.removed") : refused(removed.refusal);
  }
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const { id = null, phase = null, ...same } = read.value;
  const done = await saveWorkDate(context, { code, date: { ...same, id, phaseId: phase } });
  return done.ok ? redirect(operationAddress(year, code), "works.done.saved") : refused(done.refusal, read.submission);
});

export default function WorkDatePage() {
  const { year, today, operation, phaseChoices, date, commandKey } = useLoaderData<typeof loader>();
  const words = useTranslations("works");
  const lastResult = useActionData<typeof action>()?.lastResult;
  return (
    <PartForm
      {...{ year, operation, commandKey, lastResult }}
      title={date?.label ?? words("actions.addDate")}
      submit={words("actions.save")}
      removable={date !== null}
    >
      {date && <input type="hidden" name="id" value={date.id} />}
      <div className={styles.columns}>
        <SelectField
          name="kind"
          label={words("fields.kind")}
          required
          options={dateKinds.map((value) => ({ value, label: words(`dates.${value}`) }))}
          defaultValue={date?.kind ?? "milestone"}
        />
        <TextField name="label" label={words("fields.label")} required defaultValue={date?.label} />
        <SelectField
          name="phase"
          label={words("fields.phase")}
          none={words("noPhase")}
          options={phaseChoices}
          defaultValue={date?.phaseId ?? undefined}
        />
        <DateField name="dueOn" label={words("fields.dueOn")} required defaultValue={date?.dueOn} />
        <DateField
          name="doneOn"
          label={words("fields.doneOn")}
          hint={words("fields.doneOnHint")}
          max={today}
          defaultValue={date?.doneOn ?? ""}
        />
      </div>
    </PartForm>
  );
}
