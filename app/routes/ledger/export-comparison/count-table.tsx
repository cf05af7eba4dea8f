import { useTranslations } from "use-intl";
import {
  type DifferenceCount,
  type DifferenceCounts,
  type DifferenceKind,
  differenceKinds,
} from "#app/domain/fec/comparison/line-differences.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { DifferencePill } from "./difference-pill.tsx";

type Row = DifferenceCount & { readonly kind: DifferenceKind };

/** How many lines were added, removed, changed, and what that does to the totals. */
export function CountTable({ counts: { kinds } }: { readonly counts: DifferenceCounts }) {
  const words = useTranslations("exportComparison");
  const format = useFormat();
  const rows = differenceKinds.map((kind): Row => ({ kind, ...kinds[kind] }));
  const total = (of: (row: Row) => bigint) => rows.reduce((sum, row) => sum + of(row), 0n);
  const effect = (cents: bigint) => format.amount(cents, "EUR", { sign: "always" });
  const columns: Column<Row>[] = [
    { key: "kind", head: words("lineKind"), cell: ({ kind }) => <DifferencePill kind={kind} /> },
    { key: "lines", head: words("lines"), align: "end", cell: ({ lines }) => format.count(lines) },
    { key: "entries", head: words("entries"), align: "end", cell: ({ entries }) => format.count(entries) },
    { key: "debit", head: words("debitEffect"), unit: "€", align: "end", cell: ({ debit }) => effect(debit) },
    { key: "credit", head: words("creditEffect"), unit: "€", align: "end", cell: ({ credit }) => effect(credit) },
  ];
  const totals = {
    lines: format.count(total(({ lines }) => BigInt(lines))),
    entries: format.count(total(({ entries }) => BigInt(entries))),
    debit: effect(total(({ debit }) => debit)),
    credit: effect(total(({ credit }) => credit)),
  };
  return <DataTable caption={words("changes")} hideCaption columns={columns} rows={rows} totals={totals} rowKey={({ kind }) => kind} />;
}

/** In which columns the changed lines differ. */
export function ColumnTable({ columns: changed }: Pick<DifferenceCounts, "columns">) {
  const words = useTranslations("exportComparison");
  const format = useFormat();
  const columns: Column<DifferenceCounts["columns"][number]>[] = [
    { key: "column", head: words("column"), cell: ({ column }) => column },
    { key: "meaning", head: words("meaning"), cell: ({ column }) => words(`columns.${column}`) },
    { key: "lines", head: words("lines"), align: "end", cell: ({ lines }) => format.count(lines) },
  ];
  return <DataTable caption={words("byColumn")} hideCaption columns={columns} rows={changed} rowKey={({ column }) => column} />;
}
