import { Form, Link, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { plannedStates, stillPlanned } from "#app/domain/execution/planned/expense.ts";
import { proposeMatches } from "#app/domain/execution/planned/proposal.ts";
import { sum } from "#app/domain/quantity.ts";
import { guard } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { type PlannedRow, plannedExpenses } from "#db/queries/planned/expense.ts";
import { freeCommitments } from "#db/queries/planned/match.ts";
import { newPlannedAddress, pastePlannedAddress, plannedAddress, plannedExpenseAddress } from "../../../units/addresses.ts";
import { said } from "../../../units/said.ts";
import styles from "../../../units/units.module.css";
import { useExecutionCrumb } from "../../execution-crumb.ts";
import { plannedFilter, plannedTotals } from "../load-planned.ts";
import { PlannedStatePill } from "../state-words.tsx";
import { Proposals, type ShownProposal } from "./proposals.tsx";
import { PlannedTotals } from "./totals-table.tsx";

const pageSize = 100;
const mostProposals = 20;

export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { db, year, url, access, today, mayDo, newKey, services } = scene;
  const filter = await plannedFilter(scene);
  const { campaign, expenses, totals, byUnit } = await plannedTotals(scene, filter.units);
  const page = await plannedExpenses(db, { ...filter, limit: pageSize + 1 });
  const rows = page.slice(0, pageSize);
  const last = page.length > pageSize ? rows.at(-1) : undefined;
  const awaited = expenses.filter((own) => own.state === "planned" && mayDo("execution.plan", own.unit));
  const free = await freeCommitments(db, year, [...new Set(awaited.map(({ unit }) => unit))]);
  const proposals = proposeMatches(
    awaited.map((own) => ({ ...own, open: stillPlanned(own) })),
    free,
  ).slice(0, mostProposals);
  const units = await visibleUnits(db, access, "execution.read", today);
  return {
    ...{ year, query: filter.query, state: filter.state ?? null, unit: searchOf(url).unit ?? null, rows, totals, byUnit },
    units: units.map(({ code, label }) => ({ value: code, label })),
    labels: Object.fromEntries(units.map(({ code, shortLabel }) => [code, shortLabel])),
    ...{ any: expenses.length > 0, forecast: campaign !== undefined, demo: services.settings.demo, paged: filter.after !== undefined },
    open: { count: expenses.filter((own) => stillPlanned(own) > 0n).length, amount: sum(expenses.map(stillPlanned)) },
    proposals: proposals.flatMap((proposal): ShownProposal[] => {
      const expense = awaited.find(({ id }) => id === proposal.expenseId);
      const commitment = free.find((own) => own.commitmentId === proposal.commitmentId && own.line === proposal.line);
      return expense && commitment ? [{ ...proposal, expense, commitment, key: newKey() }] : [];
    }),
    next: last ? `${Number(last.month.slice(5))} ${last.number}` : null,
    mayPlan: mayDo("execution.plan"),
  };
});

export default function PlannedExpensesPage() {
  const data = useLoaderData<typeof loader>();
  const { year, query, state, unit, units, labels, rows, totals, byUnit, any, forecast, open, proposals, next, paged, mayPlan, demo } =
    data;
  const words = useTranslations("planned");
  const format = useFormat();
  const address = (after?: string) => {
    const entries = { unit: unit ?? "", q: query, state: state ?? "", after: after ?? "" };
    return `${plannedAddress(year)}?${new URLSearchParams(Object.entries(entries).filter(([, value]) => value !== ""))}`;
  };
  const forUnit = unit === null ? "" : `?for=${encodeURIComponent(unit)}`;
  const add = (
    <>
      <Link to={newPlannedAddress(year) + forUnit} className={buttonClass("primary")}>
        {words("new")}
      </Link>
      <Link to={pastePlannedAddress(year) + forUnit} className={buttonClass()}>
        {words("paste")}
      </Link>
    </>
  );
  return (
    <Page
      title={words("heading", { year: String(year) })}
      crumbs={[useExecutionCrumb(year)]}
      message={words("message", { count: open.count, open: said(format, open.amount, "AE") })}
      actions={mayPlan ? add : undefined}
    >
      {demo && <Fictitious what={words("demoWhat")} />}
      <Form method="get" className={`${styles.inline} no-print`} role="search">
        <TextField name="q" type="search" label={words("search")} defaultValue={query} />
        <SelectField
          name="state"
          label={words("state")}
          none={words("allStates")}
          defaultValue={state ?? ""}
          options={plannedStates.map((value) => ({ value, label: words(`states.${value}`) }))}
        />
        {units.length > 1 && (
          <SelectField name="unit" label={words("unit")} none={words("allUnits")} defaultValue={unit ?? ""} options={units} />
        )}
        <SubmitButton look="plain">{words("filter")}</SubmitButton>
      </Form>
      <Proposals year={year} proposals={proposals} />
      <ExpenseTable
        {...{ year, rows, several: units.length > 1 }}
        pages={{ first: paged ? address() : undefined, next: next === null ? undefined : address(next) }}
        empty={
          any ? (
            <EmptyState title={words("none")} />
          ) : (
            <EmptyState title={words("noneYet", { year: String(year) })}>
              <p>{words("noneHint")}</p>
              {mayPlan && <ButtonRow>{add}</ButtonRow>}
            </EmptyState>
          )
        }
      />
      {totals.length > 0 && (
        <Section title={words("both")}>
          <PlannedTotals {...{ year, totals, labels, forecast, byUnit }} />
        </Section>
      )}
    </Page>
  );
}

interface ExpenseTableProps {
  readonly year: number;
  readonly rows: readonly PlannedRow[];
  readonly several: boolean;
  readonly pages: { readonly first: string | undefined; readonly next: string | undefined };
  readonly empty: ReactNode;
}

function ExpenseTable({ year, rows, several, pages, empty }: ExpenseTableProps) {
  const words = useTranslations("planned");
  const format = useFormat();
  const amount = (key: string, head: string, of: (row: PlannedRow) => bigint): Column<PlannedRow> => ({
    ...{ key, head, unit: format.unit("AE"), align: "end" },
    cell: (row) => <Amount quantity={of(row)} resource="AE" />,
  });
  const columns: Column<PlannedRow>[] = [
    {
      key: "object",
      head: words("object"),
      cell: (row) => (
        <Link to={plannedExpenseAddress(year, row.id)}>{words("named", { number: String(row.number), object: row.object })}</Link>
      ),
    },
    ...(several ? [{ key: "unit", head: words("unit"), cell: (row: PlannedRow) => row.unitLabel }] : []),
    { key: "state", head: words("state"), cell: (row) => <PlannedStatePill state={row.state} /> },
    { key: "month", head: words("month"), cell: (row) => format.month(row.month, "withYear") },
    { key: "payments", head: words("payments"), cell: (row) => <PaymentsCell row={row} /> },
    { key: "supplier", head: words("supplier"), cell: (row) => row.supplier || "///" },
    { key: "line", head: words("line"), cell: (row) => row.line ?? words("outOfPlan") },
    amount("amount", words("amount"), (row) => row.amount),
    amount("matched", words("matched"), (row) => row.matched),
    amount("open", words("open"), stillPlanned),
    { key: "commitments", head: words("commitments"), cell: (row) => row.commitments || "///" },
  ];
  const total = (of: (row: PlannedRow) => bigint) => <Amount quantity={sum(rows.map(of))} resource="AE" />;
  return (
    <DataTable
      caption={words("list")}
      main
      wide
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      totals={{ amount: total((row) => row.amount), matched: total((row) => row.matched), open: total(stillPlanned) }}
      actions={<ExportMenu file={`${plannedAddress(year)}/file`} />}
      pages={pages}
      empty={empty}
    />
  );
}

/** « juil. 2026 », or « juil. 2026 – janv. 2027 (4) ». */
function PaymentsCell({ row: { payments } }: { readonly row: PlannedRow }) {
  const format = useFormat();
  const [first, last] = [payments[0], payments.at(-1)];
  if (!first || !last) return "///";
  const from = format.month(first.month, "withYear");
  return payments.length === 1 ? from : `${from} – ${format.month(last.month, "withYear")} (${payments.length})`;
}
