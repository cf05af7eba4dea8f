import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { setAsideReserve } from "#app/commands/set-aside-reserve.ts";
import { type ReserveState, reserveStates } from "#app/domain/allotment/reserve.ts";
import { dayField, reasonField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { DateField, TextAreaField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { exercise } from "#db/queries/execution-reference.ts";
import { reserveHeld, reserveRatesOf } from "#db/queries/reserve-rates.ts";
import { allotmentAddress, movementAddress, newMovementAddress } from "../../units/addresses.ts";
import { said } from "../../units/said.ts";
import styles from "../../units/units.module.css";

const schema = z.object({ on: dayField(), reason: reasonField() });

export const loader = guard.loader({ capability: "allotment.read", whole: true }, async (scene) => {
  const { db, year, today, mayDo, newKey, notFound } = scene;
  const days = await exercise(db, year);
  if (!days) throw notFound("year", String(year));
  const { rates, isSet } = await reserveRatesOf(db, year);
  return {
    ...{ year, isSet, key: newKey(), mayMove: mayDo("allotment.notify"), maySet: mayDo("arbitration.prepare") },
    on: today < days.firstDay ? days.firstDay : today > days.lastDay ? days.lastDay : today,
    states: reserveStates(await reserveHeld(db, year), rates),
  };
});

export const action = guard.action({ capability: "allotment.notify", whole: true }, async (scene) => {
  const { form, locale, year, context, refused, redirect } = scene;
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const done = await setAsideReserve(context, { fiscalYear: year, ...read.value });
  if (!done.ok) return refused(done.refusal, read.submission);
  const { movementId, number, state } = done.value;
  return redirect(movementAddress(year, movementId), `movements.flash.${state}`, { number });
});

export default function ReservePage() {
  const { year, isSet, key, mayMove, maySet, on, states } = useLoaderData<typeof loader>();
  const words = useTranslations("movements.reserve");
  const allotment = useTranslations("allotment");
  const resources = useTranslations("resources.short");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  const missing = states.filter(({ gap }) => gap > 0n);
  const payments = states.filter(({ resource }) => resource === "CP");
  const total = (of: (state: ReserveState) => bigint) => payments.reduce((sum, own) => sum + of(own), 0n);
  const amount = (column: string, head: string, of: (state: ReserveState) => bigint): Column<ReserveState> => ({
    ...{ key: column, head, unit: format.unit("EUR"), align: "end" },
    cell: (state) => <Amount quantity={of(state)} resource={state.resource} />,
  });
  return (
    <Page
      title={words("heading", { year: String(year) })}
      crumbs={[{ label: allotment("heading", { year: String(year) }), to: allotmentAddress(year) }]}
      message={words("message", {
        held: said(
          format,
          total(({ held }) => held),
          "CP",
        ),
        target: said(
          format,
          total(({ target }) => target),
          "CP",
        ),
      })}
      actions={
        mayMove && (
          <>
            {(["extraFreeze", "release", "cancellation"] as const).map((kind) => (
              <Link key={kind} to={newMovementAddress(year, kind)} className={buttonClass()}>
                {allotment(`kind.${kind}`)}
              </Link>
            ))}
          </>
        )
      }
    >
      <DataTable
        caption={words("table")}
        main
        rows={states}
        rowKey={({ spendingClass, resource }) => `${spendingClass} ${resource}`}
        columns={[
          {
            key: "scope",
            head: allotment("resource"),
            cell: ({ spendingClass, resource }) => `${resources(resource)} · ${allotment(`class.${spendingClass}`)}`,
          },
          amount("opened", words("opened"), ({ opened }) => opened),
          { key: "rate", head: words("rate"), unit: "%", align: "end", cell: ({ rate }) => amountText(BigInt(rate), "CP") },
          amount("target", words("target"), ({ target }) => target),
          amount("held", words("held"), ({ held }) => held),
          amount("gap", words("gap"), ({ gap }) => gap),
        ]}
      />
      <p className={styles.note}>
        {words(isSet ? "ratesSet" : "ratesUsual")} {maySet && <Link to={`/${year}/arbitration/envelopes`}>{words("setRates")}</Link>}
      </p>
      {mayMove && missing.length > 0 && (
        <Section title={words("setAside")}>
          <p>{words("setAsideHint")}</p>
          <Form method="post" className={styles.form}>
            <CommandKey value={key} />
            <Fields {...fields}>
              <ErrorSummary general={general} />
              <DateField name="on" label={words("on")} required defaultValue={on} />
              <TextAreaField name="reason" label={allotment("reason")} required rows={2} />
              <ButtonRow>
                <SubmitButton>{words("propose")}</SubmitButton>
              </ButtonRow>
            </Fields>
          </Form>
        </Section>
      )}
      {missing.length === 0 && <p>{words("asSet")}</p>}
    </Page>
  );
}
