import { useSearchParams } from "@remix-run/react";
import { memo, type ReactNode, useId, useRef } from "react";
import { useTranslations } from "use-intl";
import { classNames } from "../class-names.ts";
import { ColumnHead } from "./column-head.tsx";
import styles from "./data-table.module.css";
import { NextPages } from "./next-pages.tsx";
import type { Sort } from "./sort.ts";
import { useRowKeys } from "./use-row-keys.ts";

export interface Column<Row> {
  readonly key: string;
  readonly head: string;
  /** Said once in the head, never in the cells: « € », « M€ », « % ». */
  readonly unit?: string;
  /** `end` for numbers, which align on their last figure. */
  readonly align?: "start" | "end";
  readonly cell: (row: Row) => ReactNode;
  readonly sortable?: boolean;
  /** Its cells have no margin of their own: what they hold is their ground. */
  readonly flush?: boolean;
}

export interface DataTableProps<Row> {
  readonly caption: string;
  /** When a heading just above says the same. */
  readonly hideCaption?: boolean;
  /** The first column names the rows. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** By column key; shown below, and above too beyond 20 rows. The first column says « Total ». */
  readonly totals?: Readonly<Record<string, ReactNode>> | undefined;
  readonly sort?: Sort | undefined;
  /** Instead of the table when there is no row: why, and what to do. */
  readonly empty?: ReactNode;
  /** Export links or menu, at the right of the caption. */
  readonly actions?: ReactNode;
  /** Keyset pages: the addresses of the first and of the next one. */
  readonly pages?: { readonly first?: string | undefined; readonly next?: string | undefined } | undefined;
  /** The page's main table, which a skip link reaches. */
  readonly main?: boolean;
  /** More columns than a page is wide: scrolls in its own frame, prints in landscape. */
  readonly wide?: boolean;
  /** Rows that sum others up. */
  readonly isSubtotal?: (row: Row) => boolean;
  /** Rows that stay in sight while the others scroll: where a book opens and closes. */
  readonly pinned?: (row: Row) => "top" | "bottom" | undefined;
  /** Rows that hold others (a tree grid): how deep they stand, and whether they are open; undefined for a leaf. */
  readonly tree?: (row: Row) => { readonly level: number; readonly expanded?: boolean };
  /** A table whose cells are links of one kind: ↑ and ↓ keep the column. */
  readonly byCell?: boolean;
  /** The key of the row that the rest of the page is about. */
  readonly current?: string | undefined;
}

const rowsBeforeTopTotals = 20;

/** A table to read (to edit, there is the grid). Server-rendered, sorted by links, complete without a script. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, totals, empty, actions, pages, sort } = props;
  const [search] = useSearchParams();
  const captionId = useId();
  const frame = useRef<HTMLElement>(null);
  const onKeyDown = useRowKeys(frame, props.byCell);
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>;
  const totalsRow = totals && <TotalsRow columns={columns} totals={totals} />;
  return (
    <div className={classNames(styles.container, props.wide && styles.wideOnPaper)}>
      <div className={classNames(styles.block, props.wide && styles.wide, !props.hideCaption && actions !== undefined && styles.beside)}>
        {actions !== undefined && <div className={classNames(styles.actions, "no-print")}>{actions}</div>}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that may scroll must be reachable by keyboard (RGAA 10.7) */}
        {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: the arrow keys go from link to link, which are the controls */}
        <section ref={frame} className={styles.frame} tabIndex={0} aria-labelledby={captionId} onKeyDown={onKeyDown}>
          <table
            className={styles.table}
            role={props.tree ? "treegrid" : undefined}
            id={props.main ? "main-table" : undefined}
            tabIndex={props.main ? -1 : undefined}
          >
            <caption id={captionId} className={props.hideCaption ? "visually-hidden" : styles.caption}>
              {caption}
            </caption>
            <thead>
              <tr>
                {columns.map((column) => (
                  <ColumnHead key={column.key} column={column} sort={sort} search={search} />
                ))}
              </tr>
              {rows.length > rowsBeforeTopTotals && totalsRow}
            </thead>
            <Body {...props} />
            {totalsRow && <tfoot>{totalsRow}</tfoot>}
          </table>
        </section>
        {pages && <NextPages {...pages} />}
      </div>
    </div>
  );
}

function Body<Row>({ columns, rows, rowKey, isSubtotal, pinned, tree, current }: DataTableProps<Row>) {
  const classOf = (row: Row) => {
    const edge = pinned?.(row);
    return classNames(isSubtotal?.(row) && styles.subtotal, edge === "top" && styles.pinnedTop, edge === "bottom" && styles.pinnedBottom);
  };
  return (
    <tbody>
      {rows.map((row) => {
        const key = rowKey(row);
        const { level, expanded } = tree?.(row) ?? {};
        return <BodyRow key={key} {...{ name: key, row, columns, className: classOf(row), level, expanded, current: current === key }} />;
      })}
    </tbody>
  );
}

interface BodyRowProps<Row> {
  readonly name: string;
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
  readonly className: string;
  readonly level: number | undefined;
  readonly expanded: boolean | undefined;
  readonly current: boolean;
}

/** Drawn anew when its own row or the columns are others: a table of a thousand rows, one of which changes, draws one. */
const BodyRow = memo(function BodyRow<Row>({ name, row, columns, className, level, expanded, current }: BodyRowProps<Row>) {
  const [first, ...others] = columns;
  return (
    <tr
      data-row={name}
      className={className || undefined}
      aria-level={level}
      aria-expanded={expanded}
      aria-current={current ? "true" : undefined}
    >
      {first && (
        <th scope="row" className={alignment(first)}>
          {first.cell(row)}
        </th>
      )}
      {others.map((column) => (
        <td key={column.key} className={alignment(column)}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}) as <Row>(props: BodyRowProps<Row>) => ReactNode;

function TotalsRow<Row>({
  columns,
  totals,
}: {
  readonly columns: readonly Column<Row>[];
  readonly totals: Readonly<Record<string, ReactNode>>;
}) {
  const words = useTranslations("common");
  const [first, ...others] = columns;
  return (
    <tr className={styles.totals}>
      {first && <th scope="row">{totals[first.key] ?? words("total")}</th>}
      {others.map((column) => (
        <td key={column.key} className={alignment(column)}>
          {totals[column.key]}
        </td>
      ))}
    </tr>
  );
}

function alignment({ align, flush }: { readonly align?: "start" | "end"; readonly flush?: boolean }): string | undefined {
  return classNames(align === "end" && styles.end, flush && styles["flush"]) || undefined;
}
