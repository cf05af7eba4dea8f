import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { amountField, dayField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { AmountField, DateField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Section } from "#app/ui/shell/page.tsx";
import { said } from "../../units/said.ts";
import styles from "../../units/units.module.css";
import { Availability } from "../availability/live.tsx";
import { BillFields } from "../bill-fields.tsx";
import { placeOfLine, requireLine } from "../commitment-line.server.ts";
import { OverrideField, RefusedWays } from "../override-field.tsx";
import { billFields, billOf } from "../read-bill.ts";
import { requestOnLine } from "../request-of-line.server.ts";

const schema = z.object({ on: dayField(), amount: amountField("EUR", { sign: "positive" }), ...billFields });

export const loader = guard.loader({ capability: "execution.request" }, async (scene) => {
  const line = await requireLine(scene, "execution.request");
  const { committed, withdrawn, certified, advanced } = line;
  return {
    ...{ year: scene.year, line: line.line, place: placeOfLine(line), today: scene.today, commandKey: scene.newKey() },
    ...{ limit: committed - withdrawn - certified - advanced, mayExceed: scene.mayDo("execution.exceed", line.unit) },
  };
});

export const action = guard.action({ capability: "execution.request" }, async (scene) => {
  const read = readForm(scene.form, schema, scene.locale);
  if (!read.ok) return scene.refused(read.refusal, read.submission);
  const { on, amount, overrideReason } = read.value;
  const request = { flow: 1 as const, kind: "advance" as const, on, amount, ...billOf(read.value) };
  return await requestOnLine(scene, { request, overrideReason, submission: read.submission });
});

export default function NewAdvancePage() {
  const { year, line, place, limit, today, commandKey, mayExceed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("execution");
  const acts = useTranslations("acts");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  const ways = answer && "ways" in answer ? answer.ways : undefined;
  return (
    <Section title={acts("advance.title", { line })}>
      <p className={styles.note}>{acts("advance.message", { limit: said(format, limit, "EUR") })}</p>
      <Form method="post" className={styles.form}>
        <CommandKey value={commandKey} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          <RefusedWays ways={ways} />
          <div className={styles.columns}>
            <DateField name="on" label={words("requestDay")} required defaultValue={today} />
            <AmountField name="amount" label={words("amount")} resource="EUR" required />
            <BillFields />
          </div>
          <Availability year={year} resource="CP" read={(form) => [{ ...place, amount: String(form.get("amount") ?? "") }]} />
          {mayExceed && <OverrideField open={ways !== undefined && ways.length > 0} />}
          <ButtonRow>
            <SubmitButton>{acts("advance.save")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
    </Section>
  );
}
