import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { leftOf } from "#app/domain/execution/revenue.ts";
import { sum } from "#app/domain/quantity.ts";
import { guard } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { revenuesPage, type ShownRevenue } from "#db/queries/execution-revenue.ts";
import { newRevenueAddress, revenueAddress, revenuesAddress } from "../../units/addresses.ts";
import { said } from "../../units/said.ts";
import { unitsInScope } from "../../units/scope.ts";
import styles from "../../units/units.module.css";
import { useExecutionCrumb } from "../execution-crumb.ts";

const pageSize = 100;

export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { db, year, url, mayDo } = scene;
  const { query, after, unit } = searchOf(url);
  const units = (await unitsInScope(scene, "execution.read")).map(({ code }) => code);
  const page = await revenuesPage(db, { year, units, query, after, limit: pageSize + 1 });
  const revenues = page.slice(0, pageSize);
  const last = page.length > pageSize ? revenues.at(-1) : undefined;
  return {
    ...{ year, query, unit: unit ?? null, revenues, paged: after !== undefined, mayIssue: mayDo("execution.revenue") },
    next: last ? `${last.issuedOn} ${last.number}` : null,
  };
});

export default function RevenuesPage() {
  const { year, query, unit, revenues, paged, next, mayIssue } = useLoaderData<typeof loader>();
  const words = useTranslations("acts.revenue");
  const execution = useTranslations("execution");
  const format = useFormat();
  const address = (after?: string) => {
    const entries = { unit: unit ?? "", q: query, after: after ?? "" };
    return `${revenuesAddress(year)}?${new URLSearchParams(Object.entries(entries).filter(([, value]) => value !== ""))}`;
  };
  const total = (of: (row: ShownRevenue) => bigint) => sum(revenues.map(of));
  const left = (row: ShownRevenue) => leftOf(row, "cash");
  const amount = (key: string, head: string, of: (row: ShownRevenue) => bigint): Column<ShownRevenue> => ({
    ...{ key, head, unit: format.unit("EUR"), align: "end" },
    cell: (row) => <Amount quantity={of(row)} resource="EUR" />,
  });
  const columns: Column<ShownRevenue>[] = [
    {
      key: "number",
      head: execution("number"),
      cell: ({ id, number }) => (
        <Link to={revenueAddress(year, id)} className={styles.keep}>
          {number}
        </Link>
      ),
    },
    { key: "on", head: words("on"), cell: ({ issuedOn }) => format.day(issuedOn) },
    { key: "label", head: words("label"), cell: ({ label }) => label },
    { key: "kind", head: words("kind"), cell: ({ kind }) => words(`kinds.${kind}`) },
    { key: "payer", head: words("payer"), cell: ({ payerLabel }) => payerLabel },
    { key: "unit", head: words("unit"), cell: ({ unit: own }) => <span className={styles.keep}>{own}</span> },
    amount("amount", words("amount"), (row) => row.amount),
    amount("cashed", words("cashed"), ({ cashed }) => cashed),
    amount("left", words("left"), left),
    amount("paidOver", words("paidOver"), ({ paidOver }) => paidOver),
  ];
  const issue = mayIssue && (
    <Link to={newRevenueAddress(year)} className={buttonClass("primary")}>
      {words("new")}
    </Link>
  );
  const shown = (of: (row: ShownRevenue) => bigint) => <Amount quantity={total(of)} resource="EUR" />;
  return (
    <Page
      title={words("title")}
      crumbs={[useExecutionCrumb(year)]}
      message={words("message", {
        issued: said(
          format,
          total((row) => row.amount),
          "EUR",
        ),
        cashed: said(
          format,
          total(({ cashed }) => cashed),
          "EUR",
        ),
        left: said(format, total(left), "EUR"),
      })}
      actions={issue}
    >
      <Form method="get" className={`${styles.inline} no-print`} role="search">
        {unit !== null && <input type="hidden" name="unit" value={unit} />}
        <TextField name="q" type="search" label={words("search")} defaultValue={query} />
        <SubmitButton look="plain">{execution("filter")}</SubmitButton>
      </Form>
      <DataTable
        caption={words("title")}
        hideCaption
        main
        wide
        columns={columns}
        rows={revenues}
        rowKey={({ id }) => id}
        totals={{
          amount: shown((row) => row.amount),
          cashed: shown(({ cashed }) => cashed),
          left: shown(left),
          paidOver: shown((row) => row.paidOver),
        }}
        empty={<EmptyState title={words(query === "" ? "noneYet" : "none")}>{issue}</EmptyState>}
        pages={{ first: paged ? address() : undefined, next: next === null ? undefined : address(next) }}
      />
    </Page>
  );
}
