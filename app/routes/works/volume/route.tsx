import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { saveVolume } from "#app/commands/save-operation.ts";
import { outputs } from "#app/domain/works/operation.ts";
import { amountField, choiceField, wholeNumberField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import styles from "../../units/units.module.css";
import { operationAddress } from "../addresses.ts";
import { operationToTell } from "../operation-at.ts";
import { PartForm } from "../part-form.tsx";

const schema = z.object({
  output: choiceField(outputs),
  of: wholeNumberField({ minimum: 2000, maximum: 2100 }),
  // Hundredths, as days are.
  volume: amountField("DAY", { sign: "notNegative" }),
});

export const loader = guard.loader({ capability: "workload.plan" }, async (scene) => {
  const { operation } = await operationToTell(scene);
  return { year: scene.year, operation, commandKey: scene.newKey() };
});

export const action = guard.action({ capability: "workload.plan" }, async ({ form, locale, year, params, context, refused, redirect }) => {
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const code = params["operation"] ?? "";
  const { of, ...same } = read.value;
  const done = await saveVolume(context, { ...same, code, year: of });
  return done.ok ? redirect(operationAddress(year, code), "works.done.saved") : refused(done.refusal, read.submission);
});

export default function VolumePage() {
  const { year, operation, commandKey } = useLoaderData<typeof loader>();
  const words = useTranslations("works");
  const lastResult = useActionData<typeof action>()?.lastResult;
  return (
    <PartForm {...{ year, operation, commandKey, lastResult }} title={words("actions.addVolume")} submit={words("actions.save")}>
      <div className={styles.columns}>
        <SelectField
          name="output"
          label={words("fields.output")}
          required
          options={outputs.map((value) => ({ value, label: words(`outputs.${value}`) }))}
          defaultValue={operation.output}
        />
        <TextField name="of" label={words("fields.year")} required width="short" defaultValue={String(year)} />
        <TextField name="volume" label={words("fields.volume")} hint={words("fields.volumeHint")} required width="medium" />
      </div>
    </PartForm>
  );
}
