import { Link } from "@remix-run/react";
import { memo } from "react";
import { classNames } from "../class-names.ts";
import styles from "./grid.module.css";
import { RowShape } from "./row-shape.tsx";
import type { GridColumn, GridGuest, GridRow } from "./rows.ts";
import type { Editing, GridHandlers } from "./use-grid.ts";

export interface GridRowViewProps {
  readonly row: GridRow;
  readonly index: number;
  /** Pixels from the first row. */
  readonly top: number;
  readonly columns: readonly GridColumn[];
  /** The first and the last selected column; −1 when none is. */
  readonly from: number;
  readonly to: number;
  /** The column that has the keyboard; −1 when it is in another row. */
  readonly focus: number;
  readonly editing: Editing | undefined;
  readonly guests: readonly GridGuest[] | undefined;
  readonly on: GridHandlers;
}

/** One row; drawn again only when something of it changed, so that a key costs one row and not the grid. */
export const GridRowView = memo(function GridRowView({ row, index, top, columns, from, to, focus, editing, guests, on }: GridRowViewProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table of HTML is no grid to write in
    // biome-ignore lint/a11y/useFocusableInteractive: the cells of a grid have the keyboard, its rows do not
    <div
      role="row"
      aria-rowindex={index + 2}
      className={classNames(styles.row, styles.line)}
      data-kind={row.kind}
      style={{ transform: `translateY(${top}px)` }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
      <div role="rowheader" aria-colindex={1} className={styles.rowHead}>
        {row.to === undefined ? (
          <span className={styles.name} title={row.head}>
            {row.head}
          </span>
        ) : (
          <Link to={row.to} tabIndex={-1} className={styles.name} title={row.head}>
            {row.head}
          </Link>
        )}
        {row.subhead !== undefined && <span className={styles.subhead}>{row.subhead}</span>}
        {row.shape && <RowShape shape={row.shape} />}
      </div>
      {columns.map(({ key, kind }, column) => {
        const cell = row.cells[column];
        const place = { row: index, column };
        const guest = guests?.find((own) => own.column === column);
        const isEdited = editing?.place.column === column;
        return (
          // biome-ignore lint/a11y/useSemanticElements: as above
          <div
            key={key}
            role="gridcell"
            aria-colindex={column + 2}
            aria-selected={column >= from && column <= to}
            aria-readonly={cell?.isReadOnly || undefined}
            aria-invalid={cell?.state === "error" || undefined}
            tabIndex={column === focus ? 0 : -1}
            className={styles.cell}
            data-place={`${index}:${column}`}
            data-kind={kind}
            data-state={cell?.state}
            data-fresh={cell?.isFresh || undefined}
            data-guest={guest?.hue}
            data-mark={cell?.mark}
            data-flagged={cell?.isFlagged || undefined}
            data-focus={column === focus || undefined}
            data-held={cell?.isHeld || undefined}
            onFocus={(event) => {
              if (event.target === event.currentTarget) on.arrive(place);
            }}
            onMouseDown={(event) => {
              if (!isEdited) on.point(place, event.shiftKey);
            }}
            onMouseEnter={(event) => {
              if (event.buttons === 1 && !isEdited) on.point(place, true);
            }}
            onDoubleClick={() => on.edit(place)}
          >
            {isEdited ? (
              <input
                className={styles.editor}
                aria-label={`${row.head}, ${columns[column]?.head ?? ""}`}
                value={editing.text}
                // biome-ignore lint/a11y/noAutofocus: the editor opens where the keyboard is
                autoFocus
                onChange={(event) => on.type(event.currentTarget.value)}
                onKeyDown={on.pressInEditor}
                onBlur={on.leaveEditor}
              />
            ) : (
              cell?.text || (cell?.ghost !== undefined && <span className={styles.ghost}>{cell.ghost}</span>)
            )}
            {guest && (
              <span aria-hidden className={styles.guest}>
                {guest.initials}
              </span>
            )}
            {guest && <span className="visually-hidden">{guest.words}</span>}
            {cell?.note !== undefined && <span className="visually-hidden">{cell.note}</span>}
          </div>
        );
      })}
    </div>
  );
});
