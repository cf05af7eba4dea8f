import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { earmarkCredits } from "#app/commands/earmark-credits.ts";
import { amountField, choiceField, dayField, reasonField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { AmountField, DateField, TextAreaField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { type OperationStep, operationSteps, operationsHeld } from "#db/queries/execution-operation.ts";
import { commitmentAddress, movementAddress, operationAddress, operationsAddress } from "../../units/addresses.ts";
import { Facts } from "../../units/facts.tsx";
import styles from "../../units/units.module.css";
import { Availability } from "../availability/live.tsx";
import { useExecutionCrumb } from "../execution-crumb.ts";
import { RefusedWays } from "../override-field.tsx";
import { dayInExercise } from "../place-choices.ts";
import { refusedForCredit } from "../room.ts";

const acts = ["earmark", "release"] as const;
const schema = z.object({ act: choiceField(acts), on: dayField(), amount: amountField("AE", { sign: "positive" }), reason: reasonField() });

export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { db, year, params, mayDo, newKey, notFound } = scene;
  const code = params.operation ?? "";
  const [operation] = await operationsHeld(db, year, { codes: [code] });
  if (!operation || !mayDo("execution.read", operation.unit)) throw notFound("operation", code);
  return {
    ...{ year, operation, on: await dayInExercise(scene), key: newKey(), steps: await operationSteps(db, year, code) },
    mayAct: mayDo("allotment.notify", operation.unit),
  };
});

export const action = guard.action({ capability: "allotment.notify" }, async (scene) => {
  const { form, locale, year, params, context, refused, redirect, read: look } = scene;
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const code = params.operation ?? "";
  const done = await earmarkCredits(context, { operation: code, ...read.value });
  if (done.ok) return redirect(operationAddress(year, code), "acts.operations.saved", { number: done.value.number });
  const [operation] = await look((db) => operationsHeld(db, year, { codes: [code] }));
  const asked = operation ? [{ ...operation, amount: read.value.amount }] : [];
  return await refusedForCredit(scene, done.refusal, { submission: read.submission, asked, resource: "AE" });
});

export default function OperationPage() {
  const { year, operation, on, key, steps, mayAct } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("acts.operations");
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  const { code, label, purpose, unit, nature, activity } = operation;
  const amount = (quantity: bigint) => <Amount quantity={quantity} resource="AE" withUnit />;
  const read = (form: FormData) =>
    form.get("act") === "earmark" ? [{ unit, nature, activity, amount: String(form.get("amount") ?? "") }] : [];
  return (
    <Page
      title={`${code} · ${label}`}
      crumbs={[useExecutionCrumb(year), { label: words("title"), to: operationsAddress(year) }]}
      message={purpose}
    >
      <Facts
        facts={[
          { label: words("earmarked", { year: String(year) }), value: amount(operation.earmarked) },
          { label: words("committed", { year: String(year) }), value: amount(operation.committed) },
          { label: words("left"), value: amount(operation.left) },
        ]}
      />
      <p>{`${words("place")} : ${unit} · ${nature} · ${activity}`}</p>
      {mayAct && (
        <div className="no-print">
          <Section title={words("act")}>
            <Form method="post" className={styles.form} key={steps.length}>
              <CommandKey value={key} />
              <Fields {...fields}>
                <ErrorSummary general={general} />
                <RefusedWays ways={answer && "ways" in answer ? answer.ways : undefined} />
                <div className={styles.columns}>
                  <SelectField
                    name="act"
                    label={words("act")}
                    required
                    defaultValue="earmark"
                    options={acts.map((value) => ({ value, label: words(`acts.${value}`) }))}
                  />
                  <DateField name="on" label={words("on")} required defaultValue={on} />
                  <AmountField name="amount" label={words("amount")} resource="AE" required />
                </div>
                <TextAreaField name="reason" label={words("reason")} required />
                <Availability year={year} resource="AE" read={read} />
                <ButtonRow>
                  <SubmitButton>{words("save")}</SubmitButton>
                </ButtonRow>
              </Fields>
            </Form>
          </Section>
        </div>
      )}
      <Section title={words("steps", { year: String(year) })}>
        <DataTable
          caption={words("steps", { year: String(year) })}
          hideCaption
          main
          columns={useStepColumns(year)}
          rows={steps}
          rowKey={({ number }) => number}
          empty={<EmptyState title={words("noStep")} />}
        />
      </Section>
    </Page>
  );
}

function useStepColumns(year: number): Column<OperationStep>[] {
  const words = useTranslations("acts.operations");
  const execution = useTranslations("execution");
  const format = useFormat();
  return [
    {
      key: "number",
      head: execution("number"),
      cell: ({ number, commitmentId, movementId }) => (
        <Link
          to={commitmentId === null ? movementAddress(year, movementId ?? "") : commitmentAddress(year, commitmentId)}
          className={styles.keep}
        >
          {number}
        </Link>
      ),
    },
    { key: "kind", head: execution("document"), cell: ({ kind }) => words(`kinds.${kind}`) },
    { key: "on", head: execution("day"), cell: ({ on }) => format.day(on) },
    { key: "label", head: execution("label"), cell: ({ label }) => label },
    { key: "author", head: execution("author"), cell: ({ author }) => author },
    {
      key: "amount",
      head: execution("amount"),
      unit: format.unit("AE"),
      align: "end",
      cell: ({ kind, amount }) => <Amount quantity={kind === "earmark" ? amount : -amount} resource="AE" />,
    },
  ];
}
