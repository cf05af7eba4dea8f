import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { sheetAddress } from "#app/domain/forecast/cell-address.ts";
import { comparedTotals, gapOf, hasMoved } from "#app/domain/forecast/comparison.ts";
import { type BudgetResource, type Quantity, sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { ComparedRow } from "#db/queries/forecast/comparison.ts";

interface ComparedTableProps {
  readonly measure: BudgetResource;
  /** Every line of the measure: its totals are of all of them. */
  readonly lines: readonly ComparedRow[];
  readonly all: boolean;
  readonly heads: { readonly before: string; readonly after: string };
  readonly place: { readonly year: number; readonly unit: string; readonly campaign: string };
  readonly main: boolean;
  readonly actions?: ReactNode;
}

type Row =
  | { readonly kind: "line"; readonly line: ComparedRow }
  | { readonly kind: "rest"; readonly before: Quantity; readonly after: Quantity };

/** A measure at two moments, line by line; the lines that did not move are one row, so that the totals are those of the sheet. */
export function ComparedTable({ measure, lines, all, heads, place, main, actions }: ComparedTableProps) {
  const words = useTranslations("compare");
  const resources = useTranslations("resources");
  const format = useFormat();
  const shown = all ? lines : lines.filter(hasMoved);
  const still = all ? [] : lines.filter((line) => !hasMoved(line));
  const of = (key: "before" | "after", own: readonly ComparedRow[]) => sum(own.map((line) => line[key] ?? 0n));
  const rows: Row[] = [
    ...shown.map((line): Row => ({ kind: "line", line })),
    ...(still.length > 0 ? [{ kind: "rest" as const, before: of("before", still), after: of("after", still) }] : []),
  ];
  const figure = (key: "before" | "after", head: string): Column<Row> => ({
    ...{ key, head, unit: format.unit(measure), align: "end" },
    cell: (row) => {
      const amount = row.kind === "line" ? row.line[key] : row[key];
      return amount === null ? "" : <Amount quantity={amount} resource={measure} />;
    },
  });
  const columns: Column<Row>[] = [
    {
      key: "line",
      head: words("line"),
      cell: (row) => {
        if (row.kind === "rest") return words("unmoved", { count: still.length });
        const { lineId, targetYear, month } = row.line;
        return (
          <Link
            data-moved={hasMoved(row.line) || undefined}
            to={sheetAddress(place, { cell: { lineId, measure, targetYear, month: targetYear === place.year ? (month ?? 0) : 0 } })}
          >
            {row.line.requestNumber}. {row.line.label}
          </Link>
        );
      },
    },
    { key: "codes", head: words("codes"), cell: (row) => (row.kind === "line" ? `${row.line.nature} · ${row.line.activity}` : "") },
    { key: "year", head: words("year"), cell: (row) => (row.kind === "line" ? String(row.line.targetYear) : "") },
    figure("before", heads.before),
    figure("after", heads.after),
    {
      ...{ key: "gap", head: words("gap"), unit: format.unit(measure), align: "end" },
      cell: (row) => <Amount quantity={gapOf(row.kind === "line" ? row.line : row)} resource={measure} sign="always" />,
    },
    {
      key: "who",
      head: words("who"),
      cell: (row) =>
        row.kind === "line" && row.line.author !== null && row.line.at !== null
          ? words("byAt", { author: row.line.author, at: format.instant(row.line.at.toISOString()) })
          : "///",
    },
  ];
  const [before, after] = [of("before", lines), of("after", lines)];
  return (
    <DataTable
      caption={words("measure", { measure: resources(`short.${measure}`), count: lines.filter(hasMoved).length })}
      main={main}
      columns={columns}
      rows={rows}
      rowKey={(row) => (row.kind === "line" ? `${row.line.lineId} ${row.line.targetYear}` : "rest")}
      isSubtotal={(row) => row.kind === "rest"}
      totals={{
        before: <Amount quantity={before} resource={measure} />,
        after: <Amount quantity={after} resource={measure} />,
        gap: <Amount quantity={after - before} resource={measure} sign="always" />,
      }}
      actions={actions}
    />
  );
}

/** Each measure of each year as a whole: before, after, gap. */
export function SummaryTable({ lines, heads }: Pick<ComparedTableProps, "lines" | "heads">) {
  const words = useTranslations("compare");
  const resources = useTranslations("resources");
  const totals = comparedTotals(lines);
  return (
    <DataTable
      caption={words("summary")}
      rows={totals}
      rowKey={({ measure, targetYear }) => `${measure} ${targetYear}`}
      columns={[
        {
          key: "measure",
          head: words("measureHead"),
          cell: ({ measure, targetYear }) => words("measureOf", { measure: resources(`short.${measure}`), year: String(targetYear) }),
        },
        { key: "moved", head: words("movedLines"), align: "end", cell: ({ moved }) => (moved === 0 ? "–" : String(moved)) },
        {
          ...{ key: "before", head: heads.before, align: "end" },
          cell: ({ before, measure }) => <Amount quantity={before} resource={measure} withUnit />,
        },
        {
          ...{ key: "after", head: heads.after, align: "end" },
          cell: ({ after, measure }) => <Amount quantity={after} resource={measure} withUnit />,
        },
        {
          ...{ key: "gap", head: words("gap"), align: "end" },
          cell: ({ gap, measure }) => <Amount quantity={gap} resource={measure} withUnit sign="always" />,
        },
      ]}
    />
  );
}
