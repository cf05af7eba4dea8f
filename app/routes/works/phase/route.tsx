import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { removePhase, savePhase } from "#app/commands/save-operation.ts";
import { phaseKinds } from "#app/domain/works/operation.ts";
import { choiceField, dayField, optionalUuidField, textField, wholeNumberField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { DateField, TextField } from "#app/ui/form/text-fields.tsx";
import styles from "../../units/units.module.css";
import { operationAddress } from "../addresses.ts";
import { operationToTell } from "../operation-at.ts";
import { PartForm } from "../part-form.tsx";

const schema = z.object({
  id: optionalUuidField(),
  kind: choiceField(phaseKinds),
  label: textField({ maximum: 80 }),
  firstDay: dayField(),
  lastDay: dayField(),
  done: wholeNumberField({ minimum: 0, maximum: 100 }),
});

export const loader = guard.loader({ capability: "workload.plan" }, async (scene) => {
  const { operation, phases } = await operationToTell(scene);
  const phase = phases.find(({ id }) => id === scene.url.searchParams.get("id")) ?? null;
  return { year: scene.year, operation, phase, commandKey: scene.newKey() };
});

export const action = guard.action({ capability: "workload.plan" }, async ({ form, locale, year, params, context, refused, redirect }) => {
  const code = params["operation"] ?? "";
  if (form.get("act") === "remove") {
    const removed = await removePhase(context, { code, phaseId: String(form.get("id")) });
    return removed.ok ? redirect(operationAddress(year, code), "works.done.removed") : refused(removed.refusal);
  }
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const { id = null, ...same } = read.value;
  const done = await savePhase(context, { code, phase: { ...same, id } });
  return done.ok ? redirect(operationAddress(year, code), "works.done.saved") : refused(done.refusal, read.submission);
});

export default function PhasePage() {
  const { year, operation, phase, commandKey } = useLoaderData<typeof loader>();
  const words = useTranslations("works");
  const lastResult = useActionData<typeof action>()?.lastResult;
  return (
    <PartForm
      {...{ year, operation, commandKey, lastResult }}
      title={phase?.label ?? words("actions.addPhase")}
      submit={words("actions.save")}
      removable={phase !== null}
    >
      {phase && <input type="hidden" name="id" value={phase.id} />}
      <div className={styles.columns}>
        <SelectField
          name="kind"
          label={words("fields.kind")}
          required
          options={phaseKinds.map((value) => ({ value, label: words(`phases.${value}`) }))}
          defaultValue={phase?.kind}
        />
        <TextField name="label" label={words("fields.label")} required defaultValue={phase?.label} />
        <DateField name="firstDay" label={words("fields.firstDay")} required defaultValue={phase?.firstDay} />
        <DateField name="lastDay" label={words("fields.lastDay")} required defaultValue={phase?.lastDay} />
        <TextField name="done" label={words("fields.done")} required width="short" defaultValue={String(phase?.done ?? 0)} />
      </div>
    </PartForm>
  );
}
