import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { payRequests } from "#app/commands/pay-requests.ts";
import { complementaryDays, isComplementary } from "#app/domain/execution/year-end/complementary.ts";
import { dayField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { DateField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { waitingRequests } from "#db/queries/execution.ts";
import { standingLapses } from "#db/queries/year-end.ts";
import { yearEndAddress } from "../../units/addresses.ts";
import { said } from "../../units/said.ts";
import { unitsInScope } from "../../units/scope.ts";
import styles from "../../units/units.module.css";
import { WaitingTable } from "../payment-requests/waiting-table.tsx";
import { useYearEndCrumbs } from "../year-end/crumbs.ts";
import { endingExercise } from "../year-end/load-year-end.ts";

const ticked = z.preprocess(
  (value) => (value === undefined ? [] : [value].flat()),
  z.array(z.uuid()).refine((ids) => ids.length > 0, { params: { fault: { words: "nothing-ticked" } } }),
);
const schema = z.object({ on: dayField(), request: ticked });
const shown = 500;

export const loader = guard.loader({ capability: "execution.pay", whole: true }, async (scene) => {
  const { db, year, today, person, newKey, mayDo } = scene;
  const { exercise } = await endingExercise(scene);
  const units = (await unitsInScope(scene, "execution.read")).map(({ code }) => code);
  const open = isComplementary(exercise, today);
  const waiting = (await waitingRequests(db, { units, limit: shown })).filter(({ requestedOn }) => requestedOn <= exercise.lastDay);
  return {
    ...{ year, today, lastDay: exercise.lastDay, key: newKey(), open, lapsed: (await standingLapses(db, year)).length > 0 },
    requests: waiting.map(({ author, ...request }) => ({
      ...request,
      mine: author === person.id,
      mayPay: mayDo("execution.pay", request.unit),
    })),
  };
});

export const action = guard.action({ capability: "execution.pay", whole: true }, async (scene) => {
  const { form, locale, context, year, refused, redirect } = scene;
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const { on, request } = read.value;
  const payments = request.map((paymentRequestId) => ({ paymentRequestId, on }));
  const done = await payRequests(context, { payments, complementaryOf: year });
  if (!done.ok) return refused(done.refusal, read.submission);
  return redirect(yearEndAddress(year), "yearEnd.payments.done", { count: done.value.length, year: String(year) });
});

/** The payments that still belong to an exercise that is over: twenty days at most, in its closing period. */
export default function LastPaymentsPage() {
  const { year, today, lastDay, key, open, lapsed, requests } = useLoaderData<typeof loader>();
  const words = useTranslations("yearEnd");
  const execution = useTranslations("execution");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  const mayPay = open && !lapsed && requests.some((request) => request.mayPay && !request.mine);
  const whole = requests.reduce((total, { amount }) => total + amount, 0n);
  return (
    <Page
      title={words("payments.title", { year: String(year) })}
      crumbs={useYearEndCrumbs(year)}
      message={words("payments.message", { count: requests.length, amount: said(format, whole, "EUR"), day: format.day(lastDay) })}
    >
      {!open && (
        <Notice kind="information">
          {words(today <= lastDay ? "payments.notYet" : "payments.over", { day: format.day(lastDay), days: complementaryDays })}
        </Notice>
      )}
      {open && lapsed && <Notice kind="warning">{words("payments.lapsed")}</Notice>}
      <Form method="post" className={styles.wideForm}>
        <CommandKey value={key} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          {mayPay && (
            <div className={styles.inline}>
              <DateField name="on" label={execution("paymentDay")} required defaultValue={today} />
              <ButtonRow>
                <SubmitButton>{words("payments.submit", { year: String(year) })}</SubmitButton>
              </ButtonRow>
            </div>
          )}
          <div id="request" tabIndex={-1}>
            <WaitingTable
              year={year}
              today={today}
              requests={requests.map((request) => ({ ...request, mayPay: request.mayPay && mayPay }))}
            />
          </div>
        </Fields>
      </Form>
    </Page>
  );
}
