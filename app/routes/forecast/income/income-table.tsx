import { Form, Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { incomeTotals } from "#app/domain/forecast/income.ts";
import { monthOfYear } from "#app/domain/month.ts";
import { Amount } from "#app/ui/amount.tsx";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { IncomeRow } from "#db/queries/forecast/income.ts";

export type KeyedIncome = IncomeRow & { readonly key: string };

interface IncomeTableProps {
  readonly caption: string;
  readonly hideCaption?: boolean;
  readonly incomes: readonly KeyedIncome[];
  readonly withdrawn?: boolean;
  readonly mayEdit: boolean;
  /** The address of the page that changes one. */
  readonly edit: (id: string) => string;
  readonly sheet: (lineId: string) => string;
  readonly actions?: ReactNode;
  readonly empty?: ReactNode;
}

/** What is expected, by month; a total that is only its own. */
export function IncomeTable({ incomes, withdrawn = false, mayEdit, edit, sheet, actions, ...table }: IncomeTableProps) {
  const words = useTranslations("income");
  const format = useFormat();
  const act: Column<KeyedIncome> = {
    key: "act",
    head: words("act"),
    cell: (row) => (
      <Form method="post">
        <CommandKey value={row.key} />
        <input type="hidden" name="act" value="withdraw" />
        <input type="hidden" name="incomeId" value={row.id} />
        <input type="hidden" name="seenVersion" value={row.version} />
        <input type="hidden" name="restore" value={withdrawn ? "yes" : "no"} />
        <ButtonRow>
          {!withdrawn && (
            <Link to={edit(row.id)}>
              {words("change")} <span className="visually-hidden">{words("named", { number: row.number, payer: row.payer })}</span>
            </Link>
          )}
          <SubmitButton look="plain">
            {words(withdrawn ? "restore" : "withdraw")}
            <span className="visually-hidden"> {words("named", { number: row.number, payer: row.payer })}</span>
          </SubmitButton>
        </ButtonRow>
      </Form>
    ),
  };
  const columns: Column<KeyedIncome>[] = [
    { key: "payer", head: words("payer"), cell: (row) => words("named", { number: row.number, payer: row.payer }) },
    { key: "kind", head: words("kind"), cell: (row) => words(`kinds.${row.kind}`) },
    { key: "month", head: words("month"), cell: (row) => format.month(monthOfYear(row.targetYear, row.month), "longWithYear") },
    { key: "certainty", head: words("certainty"), cell: (row) => words(`certainties.${row.certainty}`) },
    {
      key: "amount",
      head: words("amount"),
      unit: format.unit("CP"),
      align: "end",
      cell: (row) => <Amount quantity={row.amount} resource="CP" />,
    },
    { key: "purpose", head: words("purpose"), cell: (row) => row.purpose },
    {
      key: "line",
      head: words("line"),
      cell: (row) => (row.lineId === null ? "///" : <Link to={sheet(row.lineId)}>{row.line}</Link>),
    },
    {
      key: "who",
      head: words("who"),
      cell: (row) => words("byAt", { author: row.author, at: format.instant(row.at.toISOString()) }),
    },
    ...(mayEdit ? [act] : []),
  ];
  return (
    <DataTable
      {...table}
      main={!withdrawn}
      wide
      columns={columns}
      rows={incomes}
      rowKey={({ id }) => id}
      totals={withdrawn ? undefined : { amount: <Amount quantity={incomeTotals(incomes).all} resource="CP" tone="strong" /> }}
      actions={actions}
    />
  );
}
