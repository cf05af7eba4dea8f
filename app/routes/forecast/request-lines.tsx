import { useTranslations } from "use-intl";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { LineWithCells } from "#db/queries/forecast/sheet.ts";

interface LineMeasure {
  readonly key: string;
  readonly line: LineWithCells;
  readonly number: number;
  readonly measure: BudgetResource;
  readonly first: boolean;
}

const measures = ["AE", "CP", "ETPT", "DAY"] as const satisfies readonly BudgetResource[];

/** The lines of a request to read: a row for each measure, a column for each year that holds something. */
export function RequestLines({ lines }: { readonly lines: readonly LineWithCells[] }) {
  const words = useTranslations("forecast");
  const resources = useTranslations("resources");
  const components = useTranslations("requests.components");
  const cells = lines.flatMap((line) => line.cells).filter((cell) => cell.amount !== null);
  const years = [...new Set(cells.map((cell) => cell.targetYear))].sort();
  const rows = lines.flatMap((line, index) =>
    measures
      .filter((measure) => line.cells.some((cell) => cell.measure === measure && cell.amount !== null))
      .map((measure, order): LineMeasure => ({ key: `${line.id} ${measure}`, line, number: index + 1, measure, first: order === 0 })),
  );
  const columns: Column<LineMeasure>[] = [
    {
      key: "line",
      head: words("columns.line"),
      cell: ({ line, number }) => `${number}. ${line.label || line.nature}`,
    },
    { key: "nature", head: words("columns.nature"), cell: ({ line, first }) => (first ? line.nature : "") },
    { key: "activity", head: words("columns.activity"), cell: ({ line, first }) => (first ? line.activity : "") },
    ...(lines.some(({ component }) => component !== null)
      ? [
          {
            key: "component",
            head: components("head"),
            cell: ({ line, first }: LineMeasure) => (first ? components(line.component ?? "other") : ""),
          },
        ]
      : []),
    { key: "measure", head: words("columns.measure"), cell: ({ measure }) => resources(`short.${measure}`) },
    ...years.map(
      (year): Column<LineMeasure> => ({
        key: String(year),
        head: String(year),
        align: "end",
        cell: (row) => <Amount quantity={totalOf(row, year)} resource={row.measure} unit="eur" withUnit />,
      }),
    ),
  ];
  return (
    <DataTable
      caption={words("lines")}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.key}
      empty={<EmptyState title={words("noLine")} />}
    />
  );
}

function totalOf({ line, measure }: LineMeasure, year: number): Quantity {
  return sum(line.cells.filter((cell) => cell.measure === measure && cell.targetYear === year).map((cell) => cell.amount ?? 0n));
}
