import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { payRequests } from "#app/commands/pay-requests.ts";
import { dayField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { DateField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { waitingRequests, waitingTotal } from "#db/queries/execution.ts";
import { executionAddress, paymentRequestsAddress } from "../../units/addresses.ts";
import { said } from "../../units/said.ts";
import { unitsInScope } from "../../units/scope.ts";
import styles from "../../units/units.module.css";
import { withRoom } from "../room.ts";
import { WaitingTable } from "./waiting-table.tsx";

/** One box ticked comes as a text, several as a list, none as nothing. */
const ticked = z.preprocess(
  (value) => (value === undefined ? [] : [value].flat()),
  z.array(z.uuid()).refine((ids) => ids.length > 0, { params: { fault: { words: "nothing-ticked" } } }),
);
const schema = z.object({ on: dayField(), request: ticked });
const shown = 100;

export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { db, year, today, person, newKey, mayDo, services } = scene;
  const units = (await unitsInScope(scene, "execution.read")).map(({ code }) => code);
  const requests = (await waitingRequests(db, units, shown)).map(({ author, ...request }) => {
    return { ...request, mine: author === person.id, mayPay: mayDo("execution.pay", request.unit) };
  });
  return { year, today, requests, total: await waitingTotal(db, units), commandKey: newKey(), demo: services.settings.demo };
});

export const action = guard.action({ capability: "execution.pay" }, async (scene) => {
  const read = readForm(scene.form, schema, scene.locale);
  if (!read.ok) return scene.refused(read.refusal, read.submission);
  const { on, request } = read.value;
  const done = await payRequests(scene.context, { payments: request.map((paymentRequestId) => ({ paymentRequestId, on })) });
  if (!done.ok) return scene.refused(await withRoom(scene, done.refusal), read.submission);
  return scene.redirect(paymentRequestsAddress(scene.year), "execution.paidFlash", { count: done.value.length });
});

export default function PaymentRequestsPage() {
  const { year, today, requests, total, commandKey, demo } = useLoaderData<typeof loader>();
  const words = useTranslations("execution");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  const mayPay = requests.some((request) => request.mayPay && !request.mine);
  return (
    <Page
      title={words("toPayHeading")}
      crumbs={[{ label: words("heading", { year: String(year) }), to: executionAddress(year) }]}
      message={words("toPayMessage", { count: total.count, amount: said(format, total.amount, "EUR") })}
    >
      {demo && <Fictitious what={words("toPayHeading")} />}
      <Form method="post" className={styles.wideForm}>
        <CommandKey value={commandKey} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          {mayPay && (
            <div className={styles.inline}>
              <DateField name="on" label={words("paymentDay")} required defaultValue={today} />
              <ButtonRow>
                <SubmitButton>{words("payTicked")}</SubmitButton>
              </ButtonRow>
            </div>
          )}
          <div id="request" tabIndex={-1}>
            <WaitingTable year={year} requests={requests} />
          </div>
        </Fields>
      </Form>
      {total.count > requests.length && <p className={styles.note}>{words("toPayFirst", { count: requests.length })}</p>}
    </Page>
  );
}
