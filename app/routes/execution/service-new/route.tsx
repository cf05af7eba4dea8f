import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { certifyServices } from "#app/commands/certify-services.ts";
import { formatDecimal } from "#app/domain/money.ts";
import { amountField, dayField, textField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { AmountField, DateField, TextField } from "#app/ui/form/text-fields.tsx";
import { Section } from "#app/ui/shell/page.tsx";
import { commitmentAddress } from "../../units/addresses.ts";
import styles from "../../units/units.module.css";
import { requireLine } from "../commitment-line.server.ts";

const schema = z.object({
  on: dayField(),
  amount: amountField("EUR", { sign: "positive" }),
  note: textField({ minimum: 0, maximum: 500 }),
});

export const loader = guard.loader({ capability: "execution.certify" }, async (scene) => {
  const { line, committed, withdrawn, certified } = await requireLine(scene, "execution.certify");
  return { line, left: formatDecimal(committed - withdrawn - certified, 2, ","), today: scene.today, commandKey: scene.newKey() };
});

export const action = guard.action({ capability: "execution.certify" }, async (scene) => {
  const read = readForm(scene.form, schema, scene.locale);
  if (!read.ok) return scene.refused(read.refusal, read.submission);
  const key = { commitmentId: scene.params.id ?? "", line: Number(scene.params.line) };
  const done = await certifyServices(scene.context, { services: [{ ...key, ...read.value }] });
  if (!done.ok) return scene.refused(done.refusal, read.submission);
  return scene.redirect(commitmentAddress(scene.year, key.commitmentId), "execution.certifiedFlash", {
    number: done.value[0]?.number ?? "",
  });
});

export default function NewServicePage() {
  const { line, left, today, commandKey } = useLoaderData<typeof loader>();
  const words = useTranslations("execution");
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  return (
    <Section title={words("serviceTitle", { line })}>
      <Form method="post" className={styles.form}>
        <CommandKey value={commandKey} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          <div className={styles.columns}>
            <DateField name="on" label={words("serviceDay")} required defaultValue={today} />
            <AmountField name="amount" label={words("serviceAmount")} resource="EUR" required defaultValue={left} />
          </div>
          <TextField name="note" label={words("note")} />
          <ButtonRow>
            <SubmitButton>{words("certifyNow")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
    </Section>
  );
}
