import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { formatDecimal } from "#app/domain/money.ts";
import { least } from "#app/domain/quantity.ts";
import { amountField, choiceField, dayField, optionalAmountField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { AmountField, DateField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Section } from "#app/ui/shell/page.tsx";
import styles from "../../units/units.module.css";
import { Availability } from "../availability/live.tsx";
import { BillFields } from "../bill-fields.tsx";
import { placeOfLine, requireLine } from "../commitment-line.server.ts";
import { OverrideField, RefusedWays } from "../override-field.tsx";
import { billFields, billOf } from "../read-bill.ts";
import { requestOnLine } from "../request-of-line.server.ts";

const schema = z.object({
  flow: choiceField(["1", "3"]),
  on: dayField(),
  amount: amountField("EUR", { sign: "notNegative" }),
  absorbed: optionalAmountField("EUR", { sign: "notNegative" }),
  ...billFields,
});

export const loader = guard.loader({ capability: "execution.request" }, async (scene) => {
  const line = await requireLine(scene, "execution.request");
  const { committed, withdrawn, certified, advanced, requested } = line;
  const certifiedLeft = certified + advanced - requested;
  const flow = certifiedLeft > 0n ? "1" : "3";
  const gross = flow === "1" ? least(certifiedLeft, committed - withdrawn - requested + advanced) : committed - withdrawn - requested;
  const absorbed = least(advanced, gross);
  return {
    ...{ year: scene.year, line: line.line, flow, place: placeOfLine(line), today: scene.today, commandKey: scene.newKey() },
    left: formatDecimal(gross - absorbed, 2, ","),
    absorbed: advanced > 0n ? formatDecimal(absorbed, 2, ",") : null,
    advanced,
    mayExceed: scene.mayDo("execution.exceed", line.unit),
  };
});

export const action = guard.action({ capability: "execution.request" }, async (scene) => {
  const read = readForm(scene.form, schema, scene.locale);
  if (!read.ok) return scene.refused(read.refusal, read.submission);
  const { flow, on, amount, absorbed = 0n, overrideReason } = read.value;
  const request = { flow: flow === "3" ? (3 as const) : (1 as const), on, amount, absorbed, ...billOf(read.value) };
  return await requestOnLine(scene, { request, overrideReason, submission: read.submission });
});

export default function NewPaymentRequestPage() {
  const { year, line, flow, place, left, absorbed, advanced, today, commandKey, mayExceed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("execution");
  const bill = useTranslations("acts.bill");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  const ways = answer && "ways" in answer ? answer.ways : undefined;
  return (
    <Section title={words("requestTitle", { line })}>
      <Form method="post" className={styles.form}>
        <CommandKey value={commandKey} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          <RefusedWays ways={ways} />
          <SelectField
            name="flow"
            label={words("flow")}
            required
            defaultValue={flow}
            options={(["1", "3"] as const).map((value) => ({ value, label: words(`flows.${value}`) }))}
          />
          <div className={styles.columns}>
            <DateField name="on" label={words("requestDay")} required defaultValue={today} />
            <AmountField name="amount" label={bill("cash")} resource="EUR" required defaultValue={left} />
            {absorbed !== null && (
              <AmountField
                name="absorbed"
                label={bill("absorbed")}
                hint={bill("absorbedHint", { limit: format.amountWithUnit(advanced, "EUR") })}
                resource="EUR"
                defaultValue={absorbed}
              />
            )}
            <BillFields />
          </div>
          <Availability year={year} resource="CP" read={(form) => [{ ...place, amount: String(form.get("amount") ?? "") }]} />
          {mayExceed && <OverrideField open={ways !== undefined && ways.length > 0} />}
          <ButtonRow>
            <SubmitButton>{words("requestNow")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
    </Section>
  );
}
