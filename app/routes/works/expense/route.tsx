import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { attachExpense, detachExpense } from "#app/commands/attach-expense.ts";
import { expenseKeys } from "#app/domain/works/operation.ts";
import { amountField, choiceField, codeField, optionalCodeField, optionalUuidField, wholeNumberField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { statedExpenses } from "#db/queries/works/expenses.ts";
import { Facts } from "../../units/facts.tsx";
import styles from "../../units/units.module.css";
import { operationAddress } from "../addresses.ts";
import { operationToTell } from "../operation-at.ts";
import { PartForm } from "../part-form.tsx";

const year = { minimum: 2000, maximum: 2100 } as const;
const schema = z.object({
  // « key » is that of the command.
  by: choiceField(expenseKeys),
  code: codeField(),
  unit: optionalCodeField(),
  phase: optionalUuidField(),
  // Percent to a tenth: thousandths of the key.
  share: amountField("DAY", { sign: "positive" })
    .pipe(z.bigint().max(10_000n).multipleOf(10n))
    .transform((hundredths) => Number(hundredths / 10n)),
  fromYear: wholeNumberField(year),
  lastYear: z.union([z.literal("").transform(() => null), wholeNumberField(year)]),
});

export const loader = guard.loader({ capability: "workload.arrange", whole: true }, async (scene) => {
  const { operation, phaseChoices } = await operationToTell(scene);
  const id = scene.url.searchParams.get("id");
  const own = (await statedExpenses(scene.db, operation.id)).find((each) => each.id === id) ?? null;
  const units = await visibleUnits(scene.db, scene.access, "planning.read", scene.today);
  return {
    ...{ year: scene.year, operation, phaseChoices, own, commandKey: scene.newKey() },
    units: units.map(({ code, label }) => ({ value: code, label: `${code} — ${label}` })),
  };
});

export const action = guard.action({ capability: "workload.arrange", whole: true }, async (scene) => {
  const { form, locale, year, params, context, refused, redirect } = scene;
  const to = params["operation"] ?? "";
  if (form.get("act") === "remove") {
    const removed = await detachExpense(context, { to, expenseId: String(form.get("id")) });
    return removed.ok ? redirect(operationAddress(year, to), "works.done.removed") : refused(removed.refusal);
  }
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const { by: key, phase = null, unit = null, ...same } = read.value;
  const done = await attachExpense(context, { ...same, key, phase, unit: key === "activity" ? unit : null, to });
  return done.ok ? redirect(operationAddress(year, to), "works.done.saved") : refused(done.refusal, read.submission);
});

export default function OperationExpensePage() {
  const { year, operation, phaseChoices, own, units, commandKey } = useLoaderData<typeof loader>();
  const words = useTranslations("works");
  const lastResult = useActionData<typeof action>()?.lastResult;
  if (own)
    return (
      <PartForm
        {...{ year, operation, commandKey, lastResult }}
        title={`${words(`keys.${own.key}`)} ${own.code}`}
        submit={words("actions.remove")}
        note={
          <Facts
            facts={[
              { label: words("columns.share"), value: `${own.share / 10} %` },
              { label: words("columns.unit"), value: own.unit ?? words("everywhere") },
              { label: words("columns.years"), value: `${own.fromYear} – ${own.lastYear ?? "…"}` },
            ]}
          />
        }
      >
        <input type="hidden" name="id" value={own.id} />
        <input type="hidden" name="act" value="remove" />
      </PartForm>
    );
  return (
    <PartForm {...{ year, operation, commandKey, lastResult }} title={words("actions.addExpense")} submit={words("actions.save")}>
      <div className={styles.columns}>
        <SelectField
          name="by"
          label={words("fields.key")}
          hint={words("fields.keyHint")}
          required
          options={expenseKeys.map((value) => ({ value, label: words(`keys.${value}`) }))}
          defaultValue="activity"
        />
        <TextField name="code" label={words("fields.keyCode")} required width="medium" defaultValue={operation.activity} />
        <SelectField
          name="unit"
          label={words("fields.keyUnit")}
          hint={words("fields.keyUnitHint")}
          none={words("everywhere")}
          options={units}
        />
        <TextField name="share" label={words("fields.share")} required width="short" defaultValue="100" />
        <SelectField name="phase" label={words("fields.phase")} none={words("noPhase")} options={phaseChoices} />
        <TextField name="fromYear" label={words("fields.fromYear")} required width="short" defaultValue={String(year)} />
        <TextField name="lastYear" label={words("fields.lastYear")} hint={words("fields.lastYearHint")} width="short" />
      </div>
    </PartForm>
  );
}
