import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { FecColumn } from "#app/domain/fec/columns.ts";
import { textOf } from "#app/domain/fec/comparison/compared-entry.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { entryAddress } from "../addresses.ts";
import type { ShownDifference } from "./compare.ts";
import styles from "./comparison.module.css";
import { DifferencePill } from "./difference-pill.tsx";

/** The first lines that differ, as the second file says them (the first one for a line that is gone), and what changed in them. */
export function LineTable({ year, lines }: { readonly year: number; readonly lines: readonly ShownDifference[] }) {
  const words = useTranslations("exportComparison");
  const format = useFormat();
  const said = ({ before, after }: ShownDifference, column: FecColumn) => {
    const line = after ?? before;
    return line === undefined ? "" : textOf(line, column);
  };
  const amount = (row: ShownDifference, side: "debit" | "credit") => {
    const cents = (row.after ?? row.before)?.[side] ?? 0n;
    return cents === 0n ? "" : format.amount(cents, "EUR");
  };
  const columns: Column<ShownDifference>[] = [
    { key: "entry", head: words("entry"), cell: (row) => <EntryName year={year} row={row} /> },
    { key: "kind", head: words("lineKind"), cell: ({ kind }) => <DifferencePill kind={kind} /> },
    { key: "account", head: words("account"), cell: (row) => said(row, "CompteNum") },
    { key: "label", head: words("label"), cell: (row) => said(row, "EcritureLib") },
    { key: "debit", head: words("debit"), unit: "€", align: "end", cell: (row) => amount(row, "debit") },
    { key: "credit", head: words("credit"), unit: "€", align: "end", cell: (row) => amount(row, "credit") },
  ];
  const changes: Column<ShownDifference> = { key: "changes", head: words("whatChanged"), cell: (row) => <Changes row={row} /> };
  return (
    <DataTable
      caption={words("lineByLine")}
      hideCaption
      main
      columns={lines.some(({ kind }) => kind === "changed") ? [...columns, changes] : columns}
      rows={lines}
      rowKey={({ kind, number, occurrence }) => `${number} ${occurrence} ${kind}`}
    />
  );
}

function EntryName({ year, row: { entry, number, occurrence } }: { readonly year: number; readonly row: ShownDifference }) {
  const words = useTranslations("exportComparison");
  return (
    <>
      {entry === undefined ? number : <Link to={entryAddress(year, entry)}>{number}</Link>} · {words("occurrence", { occurrence })}
    </>
  );
}

function Changes({ row: { before, after, columns } }: { readonly row: ShownDifference }) {
  const words = useTranslations("exportComparison");
  if (!before || !after) return null;
  const shown = (text: string) => (text === "" ? words("empty") : text);
  return (
    <ul className={styles.changes}>
      {columns.map((column) => (
        <li key={column}>
          {words.rich("change", {
            column,
            before: shown(textOf(before, column)),
            after: shown(textOf(after, column)),
            was: (chunks) => <span className={styles.was}>{chunks}</span>,
          })}
        </li>
      ))}
    </ul>
  );
}
