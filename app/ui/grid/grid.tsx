import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, type RefObject, useEffect, useRef } from "react";
import styles from "./grid.module.css";
import { GridRowView } from "./grid-row.tsx";
import type { GridCommand } from "./keys.ts";
import type { Place, Range } from "./place.ts";
import { PrintedGrid } from "./printed-grid.tsx";
import type { GridCell, GridColumn, GridGuest, GridRow } from "./rows.ts";
import { type GridEdit, useGrid } from "./use-grid.ts";

export interface GridProps {
  /** What the grid is, for the ear. */
  readonly label: string;
  /** The head of the first column, which names the rows. */
  readonly rowsHead: string;
  readonly columns: readonly GridColumn[];
  readonly rows: readonly GridRow[];
  /** Under everything, always in sight. */
  readonly total?: { readonly head: string; readonly cells: readonly GridCell[] };
  /** The cell that has the keyboard at first. */
  readonly start?: Place;
  readonly onEdit: (edit: GridEdit) => void;
  readonly onTakeBack: (direction: "undo" | "redo") => void;
  /** Alt+Enter: what is proposed in the selection is taken. */
  readonly onAccept?: (range: Range) => void;
  readonly onComment?: (place: Place) => void;
  readonly onFocus?: (place: Place) => void;
  readonly onSelect?: (range: Range) => void;
  readonly onCommand?: (command: GridCommand) => void;
  /** The keyboard goes to `start` as soon as the grid is there: a link led to that cell. */
  readonly takesKeyboard?: boolean;
  /** A cell begins to be written in, or is no more. */
  readonly onWriting?: (isWriting: boolean) => void;
  /** The others, by the key of the row where they are. */
  readonly guests?: ReadonlyMap<string, readonly GridGuest[]>;
}

/** Two lines of text, also as far apart as a reader may set them (WCAG 1.4.12). */
const rowHeight = 40;
const shownHeight = 540;
/** Fewer than these leave the names more room. */
const fewColumns = 6;
const origin: Place = { row: 0, column: 0 };

/**
 * A grid to write in, as spreadsheets are: one tab stop, the keys of `keys.ts`, a range, copy and paste. It shows cells and says what came to them;
 * what a text means, and whether it is kept, is its owner's affair. Only the rows in sight are drawn.
 */
export function Grid(props: GridProps) {
  const { label, rowsHead, columns, rows, total, start = origin } = props;
  const { onEdit, onTakeBack, onAccept, onComment, onFocus, onSelect, onCommand, onWriting, guests } = props;
  const frame = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLSpanElement>(null);
  useFigureWidth(frame, probe);
  const pageRows = Math.floor(shownHeight / rowHeight) - 3;
  const owner = {
    rows,
    columnCount: columns.length,
    onEdit,
    onTakeBack,
    ...(onAccept ? { onAccept } : {}),
    ...(onFocus ? { onFocus } : {}),
    ...(onSelect ? { onSelect } : {}),
    ...(onCommand ? { onCommand } : {}),
    ...(onComment ? { onComment } : {}),
  };
  const { selection, range, editing, on } = useGrid(owner, { start, pageRows });
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    initialRect: { width: 0, height: shownHeight },
  });
  const { row, column } = selection.focus;
  const isEditing = editing !== undefined;
  useEffect(() => onWriting?.(isEditing), [isEditing, onWriting]);
  // An editor that closes takes the keyboard with it: that the grid had it is kept here.
  const hasKeyboard = useRef(props.takesKeyboard ?? false);
  useEffect(() => {
    if (isEditing || !hasKeyboard.current || !frame.current) return;
    virtual.scrollToIndex(row);
    return whenDrawn(frame.current, { row, column }, (cell) => {
      cell.focus({ preventScroll: true });
      cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    });
  }, [row, column, isEditing, virtual]);

  return (
    <>
      <PrintedGrid label={label} rowsHead={rowsHead} columns={columns} rows={rows} {...(total ? { total } : {})} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the frame listens for its grid, which is the control */}
      <div
        ref={frame}
        className={styles.frame}
        data-keeps-focus={props.takesKeyboard || undefined}
        data-few={columns.filter(({ kind }) => kind !== "reference").length < fewColumns || undefined}
        data-beside={columns.some(({ kind }) => kind === "reference") || undefined}
        style={{ ...widths(columns, rows, total?.cells), maxHeight: shownHeight } as CSSProperties}
        onFocus={() => {
          hasKeyboard.current = true;
        }}
        onBlur={({ relatedTarget, currentTarget }) => {
          if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) hasKeyboard.current = false;
        }}
        onKeyDown={on.press}
        onCopy={(event) => on.copy(event, false)}
        onCut={(event) => on.copy(event, true)}
        onPaste={on.paste}
      >
        <span ref={probe} aria-hidden className={styles.probe}>
          {probeText}
        </span>
        {/* biome-ignore lint/a11y/useSemanticElements: a table of HTML is no grid to write in, and its rows cannot be drawn where they are seen */}
        <div
          role="grid"
          className={styles.grid}
          aria-label={label}
          aria-rowcount={rows.length + (total ? 2 : 1)}
          aria-colcount={columns.length + 1}
          aria-multiselectable
        >
          <HeadRow rowsHead={rowsHead} columns={columns} />
          {/* biome-ignore lint/a11y/useSemanticElements: as above */}
          <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index, start: top }) => {
              const own = rows[index];
              if (!own) return null;
              const isSelected = index >= range.top && index <= range.bottom;
              return (
                <GridRowView
                  key={own.key}
                  row={own}
                  index={index}
                  top={top}
                  columns={columns}
                  from={isSelected ? range.left : -1}
                  to={isSelected ? range.right : -1}
                  focus={index === row ? column : -1}
                  editing={editing?.place.row === index ? editing : undefined}
                  guests={guests?.get(own.key)}
                  on={on}
                />
              );
            })}
          </div>
          {total && <TotalRow {...total} columns={columns} index={rows.length + 2} />}
        </div>
      </div>
    </>
  );
}

function HeadRow({ rowsHead, columns }: { readonly rowsHead: string; readonly columns: readonly GridColumn[] }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: as above
    // biome-ignore lint/a11y/useFocusableInteractive: the cells of a grid have the keyboard, its rows do not
    <div role="row" aria-rowindex={1} className={`${styles.row} ${styles.heads}`}>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
      <div role="columnheader" aria-colindex={1} className={styles.rowHead}>
        {rowsHead}
      </div>
      {columns.map(({ key, head, kind }, index) => (
        // biome-ignore lint/a11y/useSemanticElements: as above
        // biome-ignore lint/a11y/useFocusableInteractive: as above
        <div key={key} role="columnheader" aria-colindex={index + 2} className={styles.head} data-kind={kind}>
          {head}
        </div>
      ))}
    </div>
  );
}

function TotalRow({
  head,
  cells,
  columns,
  index,
}: {
  readonly head: string;
  readonly cells: readonly GridCell[];
  readonly columns: readonly GridColumn[];
  readonly index: number;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: as above
    // biome-ignore lint/a11y/useFocusableInteractive: as above
    <div role="row" aria-rowindex={index} className={`${styles.row} ${styles.total}`}>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
      <div role="rowheader" aria-colindex={1} className={styles.rowHead}>
        {head}
      </div>
      {columns.map(({ key, kind }, column) => (
        // biome-ignore lint/a11y/useSemanticElements: as above
        // biome-ignore lint/a11y/useFocusableInteractive: as above
        <div key={key} role="gridcell" aria-colindex={column + 2} aria-readonly className={styles.cell} data-kind={kind}>
          {cells[column]?.text}
        </div>
      ))}
    </div>
  );
}

/** In characters: the columns are as wide as the largest figure, and no wider; those to compare with have a width of their own. */
function widths(columns: readonly GridColumn[], rows: readonly GridRow[], total: readonly GridCell[] = []): Record<string, number> {
  const beside = columns.filter(({ kind }) => kind === "reference").length;
  const own = columns.length - beside;
  const longest = [0, 0];
  const measure = (cells: readonly GridCell[]) => {
    for (const [column, { text, state }] of cells.entries())
      if (state !== "error") longest[column < own ? 0 : 1] = Math.max(longest[column < own ? 0 : 1] ?? 0, text.length);
  };
  for (const { cells } of rows) measure(cells);
  measure(total);
  return {
    "--columns": own,
    "--references": beside,
    "--longest": Math.min(longest[0] ?? 0, 18),
    "--longest-reference": Math.min(longest[1] ?? 0, 18),
  };
}

const probeText = "0000000000";

/** The columns follow the width that figures really have: a reader may have set another font, or more room between the letters. */
function useFigureWidth(frame: RefObject<HTMLElement>, probe: RefObject<HTMLElement>): void {
  useEffect(() => {
    if (!probe.current) return;
    const observer = new ResizeObserver(([entry]) => {
      const width = entry?.borderBoxSize[0]?.inlineSize ?? 0;
      if (width > 0) frame.current?.style.setProperty("--figure", `${width / probeText.length}px`);
    });
    observer.observe(probe.current);
    return () => observer.disconnect();
  }, [frame, probe]);
}

/** A row that was out of sight is drawn after its scroll: in this frame or in the next. */
function whenDrawn(frame: HTMLElement, { row, column }: Place, work: (cell: HTMLElement) => void): () => void {
  const find = () => frame.querySelector<HTMLElement>(`[data-place="${row}:${column}"]`);
  const cell = find();
  if (cell) work(cell);
  const later = cell
    ? 0
    : requestAnimationFrame(() => {
        const drawn = find();
        if (drawn) work(drawn);
      });
  return () => cancelAnimationFrame(later);
}
