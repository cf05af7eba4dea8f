import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { setSupportKey } from "#app/commands/attach-expense.ts";
import { absolute, sum } from "#app/domain/quantity.ts";
import { type CostParts, totalCost, wholeOf } from "#app/domain/works/allocation.ts";
import { choiceField, tickField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { activitiesOn } from "#db/queries/forecast/codes.ts";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";
import { yearCosts } from "#db/queries/works/costs.ts";
import { expenseBalance, supportKey } from "#db/queries/works/expenses.ts";
import { statisticalOperations } from "#db/queries/works/operations.ts";
import styles from "../../units/units.module.css";
import { allocationAddress } from "../addresses.ts";
import { useWorksCrumbs } from "../works-crumb.ts";

const bases = ["days", "direct"] as const;
const schema = z.object({ basis: choiceField(bases), unplaced: tickField() });

/** The bridge from the ledger to the costs: what operations take, what nobody does, and the balance of class 6. */
export const loader = guard.loader({ capability: "planning.costs", whole: true }, async ({ db, access, year, today, newKey }) => {
  const { costs, rest, ledger, personDays, allDays } = await yearCosts(db, year);
  const operations = await statisticalOperations(db, {}, today);
  return {
    ...{ year, rest, ledger, personDays, allDays, balance: await expenseBalance(db, year), commandKey: newKey() },
    rows: operations
      .map(({ id, code, label }) => ({ code, label, ...totalCost(costs.filter((own) => own.operation === id)) }))
      .filter((own) => own.direct !== 0n || own.personnel !== 0n || own.support !== 0n),
    shared: sum(costs.map(wholeOf)),
    support: await supportKey(db),
    activities: (await holdsWholeLedger(db, access, "workload.arrange", today)) ? await activitiesOn(db, today) : null,
  };
});

export const action = guard.action(
  { capability: "workload.arrange", whole: true },
  async ({ form, locale, year, context, refused, redirect }) => {
    const read = readForm(form, schema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const activities = form.getAll("activity").map(String);
    const done = await setSupportKey(context, { ...read.value, activities });
    return done.ok ? redirect(allocationAddress(year), "works.allocation.saved") : refused(done.refusal, read.submission);
  },
);

interface BridgeRow extends CostParts {
  readonly code: string;
  readonly label: string;
}

export default function AllocationPage() {
  const { year, rows, rest, ledger, shared, balance, personDays, allDays, support, activities, commandKey } =
    useLoaderData<typeof loader>();
  const words = useTranslations("works");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  const euros = (quantity: bigint) => format.amountWithUnit(quantity, "EUR");
  const all = [...rows, { code: "", label: words("allocation.rows.rest"), ...rest }];
  const total = totalCost(all);
  return (
    <Page
      title={words("allocation.title", { year: String(year) })}
      crumbs={useWorksCrumbs(year)}
      message={words("allocation.message", { ledger: euros(ledger), share: euros(shared), rest: euros(wholeOf(rest)) })}
    >
      {rest.personnel < 0n && <Notice kind="warning" title={words("allocation.over", { amount: euros(absolute(rest.personnel)) })} />}
      <DataTable
        caption={words("allocation.title", { year: String(year) })}
        hideCaption
        main
        columns={useColumns()}
        rows={all}
        rowKey={({ code }) => code}
        totals={{
          ...Object.fromEntries(
            (["direct", "personnel", "support"] as const).map((part) => [
              part,
              <Amount key={part} quantity={total[part]} resource="EUR" />,
            ]),
          ),
          total: <Amount quantity={wholeOf(total)} resource="EUR" tone="strong" />,
        }}
      />
      <p className={styles.note}>
        {words("allocation.balance", { balance: euros(balance), gap: balance === ledger ? "none" : euros(balance - ledger) })}
      </p>
      <p className={styles.note}>
        {words("allocation.days", { all: format.amountWithUnit(allDays, "DAY"), one: format.amountWithUnit(personDays, "DAY") })}
      </p>
      {activities && (
        <Section title={words("allocation.support")}>
          <Form method="post" className={styles.form}>
            <CommandKey value={commandKey} />
            <Fields {...fields}>
              <ErrorSummary general={general} />
              <SelectField
                name="basis"
                label={words("allocation.basis")}
                required
                options={bases.map((value) => ({ value, label: words(`allocation.bases.${value}`) }))}
                defaultValue={support.basis}
              />
              <fieldset className={styles.group}>
                <legend>{words("allocation.activities")}</legend>
                <p className={styles.note}>{words("allocation.activitiesHint")}</p>
                <ul className={styles.list}>
                  {activities.map(({ code, label }) => (
                    <li key={code}>
                      <label className={styles.tick}>
                        <input type="checkbox" name="activity" value={code} defaultChecked={support.activities.includes(code)} />{" "}
                        {`${code} — ${label}`}
                      </label>
                    </li>
                  ))}
                </ul>
              </fieldset>
              <label className={styles.tick}>
                <input type="checkbox" name="unplaced" defaultChecked={support.unplaced} /> {words("allocation.unplaced")}
              </label>
              <ButtonRow>
                <SubmitButton>{words("actions.save")}</SubmitButton>
              </ButtonRow>
            </Fields>
          </Form>
        </Section>
      )}
    </Page>
  );
}

function useColumns(): Column<BridgeRow>[] {
  const words = useTranslations("works.columns");
  const money = (key: keyof CostParts): Column<BridgeRow> => ({
    ...{ key, head: words(key), unit: "€", align: "end" },
    cell: (row) => <Amount quantity={row[key]} resource="EUR" />,
  });
  return [
    { key: "label", head: words("label"), cell: ({ code, label }) => (code === "" ? label : `${code} — ${label}`) },
    ...[money("direct"), money("personnel"), money("support")],
    {
      key: "total",
      head: words("total"),
      unit: "€",
      align: "end",
      cell: (row) => <Amount quantity={wholeOf(row)} resource="EUR" tone="strong" />,
    },
  ];
}
