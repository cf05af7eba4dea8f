import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { requestPayments } from "#app/commands/request-payments.ts";
import { formatDecimal } from "#app/domain/money.ts";
import { amountField, choiceField, dayField, textField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { AmountField, DateField, TextField } from "#app/ui/form/text-fields.tsx";
import { Section } from "#app/ui/shell/page.tsx";
import { commitmentAddress } from "../../units/addresses.ts";
import styles from "../../units/units.module.css";
import { requireLine } from "../commitment-line.server.ts";
import { withRoom } from "../room.ts";

const optionalDay = z
  .string()
  .default("")
  .transform((text) => text.trim() || undefined)
  .pipe(dayField().optional());
const schema = z.object({
  flow: choiceField(["1", "3"]),
  on: dayField(),
  amount: amountField("EUR", { sign: "positive" }),
  invoice: textField({ minimum: 0, maximum: 100 }),
  invoiceDate: optionalDay,
});

export const loader = guard.loader({ capability: "execution.request" }, async (scene) => {
  const { line, committed, withdrawn, certified, advanced, requested } = await requireLine(scene, "execution.request");
  const certifiedLeft = certified + advanced - requested;
  const flow = certifiedLeft > 0n ? "1" : "3";
  const left = flow === "1" ? certifiedLeft : committed - withdrawn - requested;
  return { line, flow, left: formatDecimal(left, 2, ","), today: scene.today, commandKey: scene.newKey() };
});

export const action = guard.action({ capability: "execution.request" }, async (scene) => {
  const read = readForm(scene.form, schema, scene.locale);
  if (!read.ok) return scene.refused(read.refusal, read.submission);
  const { flow, on, amount, invoice, invoiceDate } = read.value;
  const key = { commitmentId: scene.params.id ?? "", line: Number(scene.params.line) };
  const bill = { ...(invoice ? { invoice } : {}), ...(invoiceDate ? { invoiceDate } : {}) };
  const done = await requestPayments(scene.context, { requests: [{ flow: flow === "3" ? 3 : 1, ...key, on, amount, ...bill }] });
  if (!done.ok) return scene.refused(await withRoom(scene, done.refusal), read.submission);
  return scene.redirect(commitmentAddress(scene.year, key.commitmentId), "execution.requestedFlash", {
    number: done.value[0]?.number ?? "",
  });
});

export default function NewPaymentRequestPage() {
  const { line, flow, left, today, commandKey } = useLoaderData<typeof loader>();
  const words = useTranslations("execution");
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  return (
    <Section title={words("requestTitle", { line })}>
      <Form method="post" className={styles.form}>
        <CommandKey value={commandKey} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          <SelectField
            name="flow"
            label={words("flow")}
            required
            defaultValue={flow}
            options={(["1", "3"] as const).map((value) => ({ value, label: words(`flows.${value}`) }))}
          />
          <div className={styles.columns}>
            <DateField name="on" label={words("requestDay")} required defaultValue={today} />
            <AmountField name="amount" label={words("amount")} resource="EUR" required defaultValue={left} />
            <TextField name="invoice" label={words("invoice")} />
            <DateField name="invoiceDate" label={words("invoiceDay")} />
          </div>
          <ButtonRow>
            <SubmitButton>{words("requestNow")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
    </Section>
  );
}
