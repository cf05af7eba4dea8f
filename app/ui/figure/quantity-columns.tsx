import type { ReactNode } from "react";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { Amount } from "../amount.tsx";
import type { DisplayUnit } from "../format/amount.ts";
import { useFormat } from "../format/formatter.ts";
import type { Column } from "../table/data-table.tsx";

/** A column of quantities of a figure's table; one that no row has is left out. */
export interface QuantityColumn<Row> {
  readonly key: string;
  readonly head: string;
  readonly of: (row: Row) => Quantity | null | undefined;
  readonly sign?: "negative" | "always";
  /** Quantities that do not add up, as the ends of ranges: no total. */
  readonly apart?: boolean;
}

/** The columns, and the totals of those that add up. */
export function useQuantityColumns<Row>(
  rows: readonly Row[],
  columns: readonly QuantityColumn<Row>[],
  resource: BudgetResource,
  unit: DisplayUnit = "exact",
): { readonly columns: Column<Row>[]; readonly totals: Readonly<Record<string, ReactNode>> | undefined } {
  const format = useFormat();
  const shown = (quantity: Quantity | null | undefined, sign: QuantityColumn<Row>["sign"] = "negative") => (
    <Amount quantity={quantity ?? "not-applicable"} resource={resource} unit={unit} sign={sign} />
  );
  const known = columns.filter(({ of }) => rows.some((row) => (of(row) ?? null) !== null));
  const totalOf = ({ of }: QuantityColumn<Row>) => rows.reduce((sum, row) => sum + (of(row) ?? 0n), 0n);
  return {
    columns: known.map(({ key, head, of, sign }) => ({
      ...{ key, head, unit: format.unit(resource, unit), align: "end" as const },
      cell: (row: Row) => shown(of(row), sign),
    })),
    totals:
      rows.length < 2
        ? undefined
        : Object.fromEntries(known.filter(({ apart }) => !apart).map((column) => [column.key, shown(totalOf(column), column.sign)])),
  };
}
