import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { requestPayments } from "#app/commands/request-payments.ts";
import { amountField, codeField, dayField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { AmountField, DateField } from "#app/ui/form/text-fields.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { openParties } from "#db/queries/execution.ts";
import { paymentRequestAddress, paymentRequestsAddress } from "../../units/addresses.ts";
import styles from "../../units/units.module.css";
import { Availability } from "../availability/live.tsx";
import { BillFields } from "../bill-fields.tsx";
import { ChoiceField } from "../choice-field.tsx";
import { useExecutionCrumb } from "../execution-crumb.ts";
import { RefusedWays } from "../override-field.tsx";
import { placeChoices } from "../place-choices.ts";
import { billFields, billOf } from "../read-bill.ts";
import { refusedForCredit } from "../room.ts";

const schema = z.object({
  on: dayField(),
  party: codeField(),
  unit: codeField(),
  nature: codeField(),
  activity: codeField(),
  amount: amountField("EUR", { sign: "positive" }),
  ...billFields,
});

export const loader = guard.loader({ capability: "execution.request" }, async (scene) => {
  return {
    ...{ year: scene.year, today: scene.today, commandKey: scene.newKey() },
    ...(await placeChoices(scene, "execution.request")),
    parties: (await openParties(scene.db)).map(({ code, label }) => ({ value: code, label })),
  };
});

export const action = guard.action({ capability: "execution.request" }, async (scene) => {
  const read = readForm(scene.form, schema, scene.locale);
  if (!read.ok) return scene.refused(read.refusal, read.submission);
  const { on, party, unit, nature, activity, amount } = read.value;
  const place = { unit, nature, activity };
  const done = await requestPayments(scene.context, { requests: [{ flow: 4, ...place, party, on, amount, ...billOf(read.value) }] });
  if (!done.ok) {
    const resource = done.refusal.kind === "credit-exceeded" && done.refusal.resource === "CP" ? "CP" : "AE";
    return await refusedForCredit(scene, done.refusal, { submission: read.submission, asked: [{ ...place, amount }], resource });
  }
  const [made] = done.value;
  return scene.redirect(paymentRequestAddress(scene.year, made?.paymentRequestId ?? ""), "execution.requestedFlash", {
    number: made?.number ?? "",
  });
});

export default function NewRefundPage() {
  const { year, today, commandKey, units, natures, activities, parties } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("execution");
  const acts = useTranslations("acts");
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  return (
    <Page
      title={acts("refund.title")}
      crumbs={[useExecutionCrumb(year), { label: words("toPayHeading"), to: paymentRequestsAddress(year) }]}
      message={acts("refund.message")}
    >
      <Form method="post" className={styles.form}>
        <CommandKey value={commandKey} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          <RefusedWays ways={answer && "ways" in answer ? answer.ways : undefined} />
          <div className={styles.columns}>
            <DateField name="on" label={words("requestDay")} required defaultValue={today} />
            <ChoiceField name="party" label={words("party")} required options={parties} />
            <SelectField name="unit" label={words("payingUnit")} required options={units} />
            <SelectField name="nature" label={words("nature")} required options={natures} />
            <SelectField name="activity" label={words("activity")} required options={activities} />
            <AmountField name="amount" label={words("amount")} resource="EUR" required />
            <BillFields />
          </div>
          {(["AE", "CP"] as const).map((resource) => (
            <Availability key={resource} year={year} resource={resource} read={typedPlace} />
          ))}
          <ButtonRow>
            <SubmitButton>{acts("refund.save")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
    </Page>
  );
}

function typedPlace(form: FormData) {
  const at = (name: string) => String(form.get(name) ?? "");
  return [{ unit: at("unit"), nature: at("nature"), activity: at("activity"), amount: at("amount") }];
}
