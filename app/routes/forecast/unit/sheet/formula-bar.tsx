import { useTranslations } from "use-intl";
import { cellName } from "#app/domain/forecast/cell.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { GridCell, GridColumn, GridRow } from "#app/ui/grid/rows.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import { cellLink, type LinkedCell } from "./cell-link.ts";
import { CellStory } from "./cell-story.tsx";
import { LineBeside } from "./line-beside.tsx";
import { cellsUnder, type LineState } from "./lines.ts";
import type { ViewReferences } from "./reference-columns.ts";
import styles from "./sheet.module.css";
import type { SheetPlace } from "./use-sheet.ts";
import type { SheetColumn, SheetView } from "./view.ts";

interface FormulaBarProps {
  readonly row: GridRow | undefined;
  readonly cell: GridCell | undefined;
  readonly column: GridColumn | undefined;
  readonly line: LineState | undefined;
  readonly view: SheetView;
  readonly sheetColumn: SheetColumn | undefined;
  readonly settle: (line: string, cell: string, keep: "mine" | "theirs") => void;
  /** The lines that a spread is for, beside the one of the cell. */
  readonly selected: readonly LineState[];
  readonly spread: (lines: readonly string[]) => void;
  readonly place: SheetPlace;
  readonly references: ViewReferences;
  readonly say: (text: string) => void;
}

/** What the chosen cell holds, whole, and what is to be known of it; a figure that two people wrote is settled here. */
export function FormulaBar({
  row,
  cell,
  column,
  line,
  view,
  sheetColumn,
  settle,
  selected,
  spread,
  place,
  references,
  say,
}: FormulaBarProps) {
  const words = useTranslations("sheet.bar");
  const unit = useFormat().unit(view.measure, "eur");
  const contested = line && sheetColumn && cellsUnder(line, view, sheetColumn).find((own) => own.contested);
  const whole = line?.cells.get(cellName({ measure: view.measure, targetYear: view.year, month: 0 }));
  const isWhole = view.by === "months" && whole !== undefined && whole.amount !== null;
  const isTotal = view.by === "months" && sheetColumn?.month === undefined && cell !== undefined && cell.exact !== "";
  const spreadLines = selected.length > 1 ? selected.map((own) => own.line.id) : line ? [line.line.id] : [];
  const figure = (amount: bigint | null) => (amount === null ? words("empty") : amountText(amount, view.measure));
  return (
    <section className={styles.bar} aria-label={words("label")}>
      <span className={styles.where}>
        {row?.head} · {column?.head}
      </span>
      <span className={styles.exact}>{heldText(cell, unit) ?? words("empty")}</span>
      {cell?.formula !== undefined && (
        <span>
          {words("formula")} <code>{cell.formula}</code>
        </span>
      )}
      {cell?.note !== undefined && (
        <span className={styles.note} data-state={cell.state}>
          {cell.note}
        </span>
      )}
      {line && (isWhole || isTotal) && cell?.isReadOnly === false && (
        <button type="button" className={buttonClass()} onClick={() => spread(spreadLines)}>
          {words(isWhole ? "spread" : "even", { count: spreadLines.length })}
        </button>
      )}
      {line && contested?.contested && (
        <span className={styles.choice}>
          <button type="button" className={buttonClass()} onClick={() => settle(line.line.id, cellName(contested), "mine")}>
            {words("mine", { amount: figure(contested.contested.mine) })}
          </button>
          <button type="button" className={buttonClass()} onClick={() => settle(line.line.id, cellName(contested), "theirs")}>
            {words("theirs", { author: contested.contested.author, amount: figure(contested.amount) })}
          </button>
        </span>
      )}
      {line && sheetColumn && <LineBeside line={line} view={view} column={sheetColumn} place={place} />}
      {line && sheetColumn && <LinkButton cell={{ ...sheetColumn, line: line.line.id, measure: view.measure }} say={say} />}
      {line && sheetColumn && (
        <CellStory
          place={place}
          line={line.line.id}
          view={view}
          column={sheetColumn}
          past={references.of(line)}
          present={references.present}
        />
      )}
    </section>
  );
}

/** Whole, with its unit; a text that is no amount stands as it was typed. */
function heldText(cell: GridCell | undefined, unit: string): string | undefined {
  if (!cell || cell.exact === "") return undefined;
  return cell.state === "error" ? cell.exact : `${cell.text === "–" ? "0" : cell.text}\u00a0${unit}`;
}

/** The address that leads to this very cell. */
function LinkButton({ cell, say }: { readonly cell: LinkedCell; readonly say: (text: string) => void }) {
  const words = useTranslations("sheet.bar");
  const copy = async () => {
    const address = new URL(window.location.href);
    for (const name of ["m", "by"]) address.searchParams.delete(name);
    address.searchParams.set("cell", cellLink(cell));
    await navigator.clipboard.writeText(address.href);
    say(words("copied"));
  };
  return (
    <button type="button" className={buttonClass()} onClick={() => void copy()}>
      {words("copyLink")}
    </button>
  );
}
