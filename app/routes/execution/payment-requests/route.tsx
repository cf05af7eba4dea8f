import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { payRequests } from "#app/commands/pay-requests.ts";
import { isDay } from "#app/domain/month.ts";
import { dayField, textField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { DateField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { waitingRequests, waitingTotal } from "#db/queries/execution.ts";
import { newRefundAddress, paymentRequestsAddress } from "../../units/addresses.ts";
import { said } from "../../units/said.ts";
import { unitsInScope } from "../../units/scope.ts";
import styles from "../../units/units.module.css";
import { useExecutionCrumb } from "../execution-crumb.ts";
import { OverrideField } from "../override-field.tsx";
import { overrideOf } from "../read-bill.ts";
import { withRoom } from "../room.ts";
import { Ticked } from "./ticked.tsx";
import { WaitingTable } from "./waiting-table.tsx";

/** One box ticked comes as a text, several as a list, none as nothing. */
const ticked = z.preprocess(
  (value) => (value === undefined ? [] : [value].flat()),
  z.array(z.uuid()).refine((ids) => ids.length > 0, { params: { fault: { words: "nothing-ticked" } } }),
);
const schema = z.object({ on: dayField(), request: ticked, overrideReason: textField({ minimum: 0, maximum: 2_000 }) });
const shown = 100;
const flows = [1, 3, 4] as const;

export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { db, year, today, url, person, newKey, mayDo, services } = scene;
  const units = (await unitsInScope(scene, "execution.read")).map(({ code }) => code);
  const dueBy = [url.searchParams.get("due") ?? ""].find(isDay);
  const flow = flows.find((own) => String(own) === url.searchParams.get("flow"));
  const requests = (await waitingRequests(db, { units, dueBy, flow, limit: shown })).map(({ author, ...request }) => {
    return { ...request, mine: author === person.id, mayPay: mayDo("execution.pay", request.unit) };
  });
  return {
    ...{ year, today, requests, dueBy: dueBy ?? null, flow: flow ?? null, unit: url.searchParams.get("unit") },
    ...{ total: await waitingTotal(db, units), commandKey: newKey(), demo: services.settings.demo },
    ...{ mayRequest: mayDo("execution.request"), mayExceed: mayDo("execution.exceed") && mayDo("execution.pay") },
  };
});

export const action = guard.action({ capability: "execution.pay" }, async (scene) => {
  const read = readForm(scene.form, schema, scene.locale);
  if (!read.ok) return scene.refused(read.refusal, read.submission);
  const { on, request, overrideReason } = read.value;
  const payments = request.map((paymentRequestId) => ({ paymentRequestId, on }));
  const done = await payRequests(scene.context, { payments, ...overrideOf(overrideReason) });
  if (!done.ok) return scene.refused(await withRoom(scene, done.refusal), read.submission);
  return scene.redirect(paymentRequestsAddress(scene.year), "execution.paidFlash", { count: done.value.length });
});

export default function PaymentRequestsPage() {
  const data = useLoaderData<typeof loader>();
  const { year, today, requests, total, commandKey, demo, dueBy, flow, unit, mayRequest, mayExceed } = data;
  const answer = useActionData<typeof action>();
  const words = useTranslations("execution");
  const acts = useTranslations("acts");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  const mayPay = requests.some((request) => request.mayPay && !request.mine);
  return (
    <Page
      title={words("toPayHeading")}
      crumbs={[useExecutionCrumb(year)]}
      message={words("toPayMessage", { count: total.count, amount: said(format, total.amount, "EUR") })}
      actions={
        mayRequest && (
          <Link to={newRefundAddress(year)} className={buttonClass("primary")}>
            {acts("refund.new")}
          </Link>
        )
      }
    >
      {demo && <Fictitious what={words("toPayHeading")} />}
      <Form method="get" className={`${styles.inline} no-print`} role="search">
        {unit !== null && <input type="hidden" name="unit" value={unit} />}
        <DateField name="due" id="filter-due" label={acts("batch.dueFilter")} defaultValue={dueBy ?? undefined} />
        <SelectField
          name="flow"
          id="filter-flow"
          label={acts("batch.flow")}
          none={acts("batch.anyFlow")}
          defaultValue={flow === null ? "" : String(flow)}
          options={flows.map((own) => ({ value: String(own), label: words(`flows.${own}`) }))}
        />
        <SubmitButton look="plain">{words("filter")}</SubmitButton>
      </Form>
      <Form method="post" className={styles.wideForm}>
        <CommandKey value={commandKey} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          {mayPay && (
            <>
              <div className={styles.inline}>
                <DateField name="on" label={words("paymentDay")} required defaultValue={today} />
                <ButtonRow>
                  <SubmitButton>{words("payTicked")}</SubmitButton>
                </ButtonRow>
                <Ticked requests={requests} />
              </div>
              {mayExceed && <OverrideField open={answer?.refusal.kind === "credit-exceeded"} />}
            </>
          )}
          <div id="request" tabIndex={-1}>
            <WaitingTable year={year} requests={requests} today={today} />
          </div>
        </Fields>
      </Form>
      {total.count > requests.length && <p className={styles.note}>{words("toPayFirst", { count: requests.length })}</p>}
    </Page>
  );
}
