import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { rejectPaymentRequest } from "#app/commands/reject-payment-request.ts";
import { dayField, reasonField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { DateField, TextAreaField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { waitingRequest } from "#db/queries/execution.ts";
import { paymentRequestsAddress } from "../../units/addresses.ts";
import styles from "../../units/units.module.css";
import { useExecutionCrumb } from "../execution-crumb.ts";

const schema = z.object({ on: dayField(), reason: reasonField() });

export const loader = guard.loader({ capability: "execution.pay" }, async ({ db, year, params, access, today, newKey, notFound }) => {
  const units = (await visibleUnits(db, access, "execution.pay", today)).map(({ code }) => code);
  const request = await waitingRequest(db, params.id ?? "", units);
  if (!request) throw notFound("paymentRequest", params.id ?? "");
  return { year, today, request, commandKey: newKey() };
});

export const action = guard.action({ capability: "execution.pay" }, async (scene) => {
  const read = readForm(scene.form, schema, scene.locale);
  if (!read.ok) return scene.refused(read.refusal, read.submission);
  const done = await rejectPaymentRequest(scene.context, { paymentRequestId: scene.params.id ?? "", ...read.value });
  if (!done.ok) return scene.refused(done.refusal, read.submission);
  return scene.redirect(paymentRequestsAddress(scene.year), "execution.rejectedFlash", { number: done.value.number });
});

export default function RejectionPage() {
  const { year, today, request, commandKey } = useLoaderData<typeof loader>();
  const words = useTranslations("execution");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  return (
    <Page
      title={words("rejectionTitle", { number: request.number })}
      crumbs={[useExecutionCrumb(year), { label: words("toPayHeading"), to: paymentRequestsAddress(year) }]}
      message={words("rejectionMessage", { party: request.party, amount: format.amountWithUnit(request.amount, "EUR") })}
    >
      <Form method="post" className={styles.form}>
        <CommandKey value={commandKey} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          <DateField name="on" label={words("day")} required defaultValue={today} />
          <TextAreaField name="reason" label={words("rejectionReason")} required />
          <ButtonRow>
            <SubmitButton look="danger">{words("rejectNow")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
    </Page>
  );
}
