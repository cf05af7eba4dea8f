import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { type BudgetResource, type Quantity, sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { RequestStatePill } from "#app/ui/planning/request-state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { ListedRequest } from "#db/queries/forecast/reading.ts";

/** The requests of a unit, each with what it asks for the year. */
export function RequestTable({ requests, year }: { readonly requests: readonly ListedRequest[]; readonly year: number }) {
  const words = useTranslations("forecast");
  const resources = useTranslations("resources");
  const format = useFormat();
  const unit = displayUnitFor(requests.flatMap((request) => [asked(request, "AE", year), asked(request, "CP", year)]));
  const measure = (resource: "AE" | "CP" | "ETPT" | "DAY"): Column<ListedRequest> => ({
    key: resource,
    head: resources(`short.${resource}`),
    ...(resource === "AE" || resource === "CP" ? { unit: format.unit(resource, unit) } : {}),
    align: "end",
    cell: (row) => <Amount quantity={asked(row, resource, year)} resource={resource} unit={unit} />,
  });
  const columns: Column<ListedRequest>[] = [
    {
      key: "request",
      head: words("columns.request"),
      cell: (row) => (
        <Link to={`/${year}/forecast/${row.unit}/requests/${row.id}`}>
          {row.number}. {row.title}
        </Link>
      ),
    },
    { key: "kind", head: words("columns.kind"), cell: (row) => words(`kinds.${row.kind}`) },
    { key: "rank", head: words("columns.rank"), align: "end", cell: (row) => row.rank ?? "///" },
    { key: "state", head: words("columns.state"), cell: (row) => <RequestStatePill state={row.state} version={row.version} /> },
    ...(["AE", "CP", "ETPT", "DAY"] as const).map(measure),
  ];
  const total = (resource: "AE" | "CP" | "ETPT" | "DAY") => (
    <Amount quantity={sum(requests.map((request) => asked(request, resource, year)))} resource={resource} unit={unit} />
  );
  return (
    <DataTable
      caption={words("requests")}
      columns={columns}
      rows={requests}
      rowKey={(row) => row.id}
      totals={{ AE: total("AE"), CP: total("CP"), ETPT: total("ETPT"), DAY: total("DAY") }}
      main
    />
  );
}

function asked(request: ListedRequest, measure: BudgetResource, targetYear: number): Quantity {
  return sum(request.asked.filter((own) => own.measure === measure && own.targetYear === targetYear).map((own) => own.amount));
}
