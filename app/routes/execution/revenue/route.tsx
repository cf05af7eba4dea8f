import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { actOnRevenueTitle } from "#app/commands/act-on-revenue.ts";
import { leftOf, revenueActs } from "#app/domain/execution/revenue.ts";
import { amountField, choiceField, dayField, textField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { AmountField, DateField, TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { entriesOfEvents } from "#db/queries/execution-commitment.ts";
import { type RevenueStep, revenueSteps, revenuesPage } from "#db/queries/execution-revenue.ts";
import { revenueAddress, revenueReversalAddress, revenuesAddress } from "../../units/addresses.ts";
import { Facts } from "../../units/facts.tsx";
import styles from "../../units/units.module.css";
import { DocumentEntries } from "../document-entries.tsx";
import { useExecutionCrumb } from "../execution-crumb.ts";
import { dayInExercise } from "../place-choices.ts";

const schema = z.object({
  act: choiceField(revenueActs),
  on: dayField(),
  amount: amountField("EUR", { sign: "positive" }),
  note: textField({ minimum: 0, maximum: 500 }),
});

export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { db, year, params, access, today, mayDo, newKey, notFound } = scene;
  const id = params.revenue ?? "";
  const units = (await visibleUnits(db, access, "execution.read", today)).map(({ code }) => code);
  const [revenue] = await revenuesPage(db, { year, units, id, limit: 1 });
  if (!revenue) throw notFound("revenue", id);
  const steps = await revenueSteps(db, id);
  return {
    ...{ year, revenue, steps, on: await dayInExercise(scene), key: newKey() },
    ...{ mayAct: mayDo("execution.revenue", revenue.unit), mayReadBooks: mayDo("ledger.read") },
    entries: await entriesOfEvents(db, [revenue.eventId, ...steps.map(({ eventId }) => eventId)]),
  };
});

export const action = guard.action(
  { capability: "execution.revenue" },
  async ({ form, locale, year, params, context, refused, redirect }) => {
    const read = readForm(form, schema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const id = params.revenue ?? "";
    const done = await actOnRevenueTitle(context, { revenueId: id, ...read.value });
    if (!done.ok) return refused(done.refusal, read.submission);
    const { number, movement } = done.value;
    if (movement === null) return redirect(revenueAddress(year, id), "acts.revenue.acted", { number });
    return redirect(revenueAddress(year, id), "acts.revenue.actedWithCredits", { number, movement });
  },
);

export default function RevenuePage() {
  const { year, revenue, steps, on, key, entries, mayAct, mayReadBooks } = useLoaderData<typeof loader>();
  const words = useTranslations("acts.revenue");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  const possible = revenue.isTakenBack ? [] : revenueActs.filter((act) => leftOf(revenue, act) > 0n);
  const isBare = revenue.cashed + revenue.reduced === 0n;
  const amount = (quantity: bigint) => <Amount quantity={quantity} resource="EUR" withUnit />;
  return (
    <Page
      title={`${revenue.number} · ${revenue.label}`}
      crumbs={[useExecutionCrumb(year), { label: words("title"), to: revenuesAddress(year) }]}
      message={words("oneMessage", { payer: revenue.payerLabel, day: format.day(revenue.issuedOn), author: revenue.author })}
      marks={revenue.isTakenBack && <StatePill kind="not-started">{words("states.takenBack")}</StatePill>}
      actions={
        mayAct &&
        isBare &&
        !revenue.isTakenBack && (
          <Link to={revenueReversalAddress(year, revenue.id)} className={buttonClass()}>
            {words("takeBackTitleLink")}
          </Link>
        )
      }
    >
      <Facts
        facts={[
          { label: words("kind"), value: words(`kinds.${revenue.kind}`) },
          { label: words("amount"), value: amount(revenue.amount) },
          { label: words("cashed"), value: amount(revenue.cashed) },
          { label: words("left"), value: amount(leftOf(revenue, "cash")) },
          { label: words("paidOver"), value: amount(revenue.paidOver) },
          ...(revenue.reduced > 0n ? [{ label: words("reduced"), value: amount(revenue.reduced) }] : []),
        ]}
      />
      {revenue.isTakenBack && <p className={styles.note}>{words("isTakenBack")}</p>}
      {revenue.nature !== null && <p className={styles.note}>{words("opens")}</p>}
      {mayAct && possible.length > 0 && (
        <div className="no-print">
          <Section title={words("act")}>
            <Form method="post" className={styles.form} key={steps.length}>
              <CommandKey value={key} />
              <Fields {...fields}>
                <ErrorSummary general={general} />
                <div className={styles.columns}>
                  <SelectField
                    name="act"
                    label={words("act")}
                    required
                    defaultValue={possible[0]}
                    options={possible.map((value) => ({ value, label: words(`acts.${value}`) }))}
                  />
                  <DateField name="on" label={words("actOn")} required defaultValue={on} />
                  <AmountField name="amount" label={words("actAmount")} resource="EUR" required />
                  <TextField name="note" label={words("note")} />
                </div>
                <ButtonRow>
                  <SubmitButton>{words("save")}</SubmitButton>
                </ButtonRow>
              </Fields>
            </Form>
          </Section>
        </div>
      )}
      <Section title={words("steps")}>
        <DataTable
          caption={words("steps")}
          hideCaption
          main
          columns={useStepColumns((id) => (mayAct ? revenueReversalAddress(year, revenue.id, id) : null))}
          rows={steps}
          rowKey={({ number }) => number}
          empty={<EmptyState title={words("noStep")} />}
        />
      </Section>
      <DocumentEntries entries={entries} mayRead={mayReadBooks} />
    </Page>
  );
}

function useStepColumns(reversal: (act: string) => string | null): Column<RevenueStep>[] {
  const words = useTranslations("acts.revenue");
  const execution = useTranslations("execution");
  const format = useFormat();
  return [
    { key: "number", head: execution("number"), cell: ({ number }) => <span className={styles.keep}>{number}</span> },
    { key: "act", head: execution("document"), cell: ({ act }) => words(`acts.${act}`) },
    { key: "on", head: words("actOn"), cell: ({ on }) => format.day(on) },
    { key: "movement", head: words("movement"), cell: ({ movement }) => <span className={styles.keep}>{movement ?? "///"}</span> },
    { key: "note", head: words("note"), cell: ({ note }) => note },
    { key: "author", head: execution("author"), cell: ({ author }) => author },
    {
      key: "state",
      head: words("state"),
      cell: ({ takenBack }) =>
        takenBack === null ? (
          <StatePill kind="done">{words("states.stands")}</StatePill>
        ) : (
          <>
            <StatePill kind="not-started">{words("states.takenBack")}</StatePill>{" "}
            <span className={styles.note}>
              {words("takenBackBy", { by: takenBack.by, at: format.instant(takenBack.at.toISOString()), reason: takenBack.reason })}
            </span>
          </>
        ),
    },
    {
      key: "amount",
      head: words("actAmount"),
      unit: format.unit("EUR"),
      align: "end",
      cell: ({ amount }) => <Amount quantity={amount} resource="EUR" />,
    },
    {
      key: "takeBack",
      head: words("takeBackHead"),
      cell: ({ id, number, takenBack }) => {
        const to = takenBack === null ? reversal(id) : null;
        return (
          to !== null && (
            <Link to={to} aria-label={words("takeBackOf", { number })}>
              {words("takeBack")}
            </Link>
          )
        );
      },
    },
  ];
}
