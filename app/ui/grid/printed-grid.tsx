import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import styles from "./printed-grid.module.css";
import type { GridCell, GridColumn, GridRow } from "./rows.ts";

interface PrintedGridProps {
  readonly label: string;
  readonly rowsHead: string;
  readonly columns: readonly GridColumn[];
  readonly rows: readonly GridRow[];
  readonly total?: { readonly head: string; readonly cells: readonly GridCell[] };
}

/** The whole grid on paper, where the screen draws only the rows in sight: a plain table, its head on each page, parted where its sub-totals are. */
export function PrintedGrid(props: PrintedGridProps) {
  const isPrinting = usePrinting();
  return isPrinting ? <PrintedTable {...props} /> : null;
}

function PrintedTable({ label, rowsHead, columns, rows, total }: PrintedGridProps) {
  return (
    <table className={styles.printed}>
      <caption>{label}</caption>
      <thead>
        <tr>
          <th scope="col">{rowsHead}</th>
          {columns.map(({ key, head }) => (
            <th key={key} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      {groupsOf(rows).map((group) => (
        <tbody key={group[0]?.key}>
          {group.map((row) => (
            <PrintedRow key={row.key} row={row} />
          ))}
        </tbody>
      ))}
      {total && (
        <tbody>
          <PrintedRow row={{ kind: "group", ...total }} />
        </tbody>
      )}
    </table>
  );
}

function PrintedRow({ row: { kind, head, subhead, cells } }: { readonly row: Omit<GridRow, "key" | "to"> }) {
  return (
    <tr data-kind={kind}>
      <th scope="row">
        {head}
        {subhead !== undefined && <small>{subhead}</small>}
      </th>
      {cells.map(({ text }, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
        <td key={column}>{text}</td>
      ))}
    </tr>
  );
}

/** Each sub-total with the lines under it. */
function groupsOf(rows: readonly GridRow[]): GridRow[][] {
  const groups: GridRow[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last && row.kind === "line") last.push(row);
    else groups.push([row]);
  }
  return groups;
}

/** From the moment when the browser is asked to print until it has: the page must be whole by the end of that event. */
function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const begin = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    window.addEventListener("beforeprint", begin);
    window.addEventListener("afterprint", end);
    return () => {
      window.removeEventListener("beforeprint", begin);
      window.removeEventListener("afterprint", end);
    };
  }, []);
  return isPrinting;
}
