import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";

interface ExceptionTableProps {
  readonly exceptions: readonly { readonly id: string; readonly label: string; readonly asked: Quantity; readonly why: string }[];
  readonly measure: BudgetResource;
  readonly year: number;
}

/** The requests that will not be decided, each with why. */
export function ExceptionTable({ exceptions, measure, year }: ExceptionTableProps) {
  const words = useTranslations("board");
  const arbitration = useTranslations("arbitration");
  return (
    <DataTable
      caption={words("bulk.exceptions")}
      rows={exceptions}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "request",
          head: arbitration("columns.request"),
          cell: (row) => <Link to={`/${year}/arbitration/requests/${row.id}`}>{row.label}</Link>,
        },
        {
          ...{ key: "asked", head: arbitration("columns.asked", { year: String(year) }), align: "end" },
          cell: (row) => <Amount quantity={row.asked} resource={measure} unit="keur" withUnit />,
        },
        { key: "why", head: words("bulk.why"), cell: (row) => row.why },
      ]}
    />
  );
}
