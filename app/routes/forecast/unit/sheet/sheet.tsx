import { Link, useSearchParams } from "@remix-run/react";
import { useCallback, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Grid } from "#app/ui/grid/grid.tsx";
import type { Place } from "#app/ui/grid/place.ts";
import type { GridEdit } from "#app/ui/grid/use-grid.ts";
import { FormulaBar } from "./formula-bar.tsx";
import { rowBuilder, type SheetRows } from "./rows.ts";
import { SaveMark } from "./save-mark.tsx";
import styles from "./sheet.module.css";
import { useSheetWords } from "./sheet-words.ts";
import type { LineTexts, SheetState } from "./state.ts";
import { type SheetPlace, type TakenBack, useSheet } from "./use-sheet.ts";
import { columnsOf, measures, type SheetView, viewOf } from "./view.ts";
import { WorkbookLink } from "./workbook-link.tsx";

/** The lines of a unit's requests, to be written in like a spreadsheet: one measure at a time, by month or by year. */
export function Sheet({ read, place, unitLabel }: { readonly read: SheetState; readonly place: SheetPlace; readonly unitLabel: string }) {
  const [search] = useSearchParams();
  const { measure, by } = viewOf(search, place.year);
  const view = useMemo((): SheetView => ({ measure, by, year: place.year }), [measure, by, place.year]);
  const words = useTranslations("sheet");
  const resources = useTranslations("resources");
  const format = useFormat();
  const rowWords = useSheetWords(place.year, place.unit);
  const sheet = useSheet(read, place);
  const [focus, setFocus] = useState<Place>({ row: 1, column: 0 });
  const [said, setSaid] = useState("");
  const build = useMemo(() => rowBuilder(view, rowWords), [view, rowWords]);
  const shown = build(sheet.state.lines);
  const columns = useMemo(() => {
    const head = (targetYear: number, month: number | undefined) => {
      if (month !== undefined) return format.month(`${targetYear}-${String(month).padStart(2, "0")}`, "short");
      return view.by === "months" ? words("total") : String(targetYear);
    };
    return columnsOf(view).map(({ targetYear, month }) => ({
      key: `${targetYear} ${month ?? ""}`,
      head: head(targetYear, month),
      kind: month === undefined ? ("total" as const) : ("entry" as const),
    }));
  }, [view, words, format]);

  const now = useRef({ sheet, shown, view });
  now.current = { sheet, shown, view };
  const onEdit = useCallback(
    (edit: GridEdit) => {
      const { sheet, shown, view } = now.current;
      const { lines, skipped } = textsOf(edit, shown, view);
      const pasted = edit.how === "pasted";
      sheet.act({ kind: "texts", view, lines, pasted }, pasted ? "paste" : edit.placements.length > 1 ? "spread" : "entry");
      if (pasted) setSaid(pasteSentence(words, edit, skipped));
    },
    [words],
  );
  const onTakeBack = useCallback(
    (direction: "undo" | "redo") => {
      void now.current.sheet.takeBack(direction).then((taken) => setSaid(takenBackSentence(words, taken)));
    },
    [words],
  );

  const unitOf = format.unit(measure, "eur");
  return (
    <section className={styles.sheet} aria-labelledby="sheet-title">
      <div className={styles.head}>
        <h2 id="sheet-title">
          {words("title")} <span className={styles.unit}>{unitOf}</span>
        </h2>
        <ViewLinks label={words("measures")} name="m" shown={measure} values={measures} word={(own) => resources(`short.${own}`)} />
        <ViewLinks label={words("columns")} name="by" shown={by} values={["months", "years"]} word={(own) => words(`by.${own}`)} />
        <span className={styles.acts}>
          <button type="button" className={buttonClass()} onClick={() => onTakeBack("undo")}>
            {words("undo")}
          </button>
          <button type="button" className={buttonClass()} onClick={() => onTakeBack("redo")}>
            {words("redo")}
          </button>
          <WorkbookLink place={place} />
          <SaveMark status={sheet.status} waiting={sheet.waiting} />
        </span>
      </div>
      <FormulaBar
        row={shown.rows[focus.row]}
        cell={shown.rows[focus.row]?.cells[focus.column]}
        column={columns[focus.column]}
        line={shown.lines[focus.row]}
        view={view}
        sheetColumn={columnsOf(view)[focus.column]}
        place={place}
        spread={(line) => sheet.act({ kind: "months", view, lines: [line] }, "spread")}
        settle={(line, cell, keep) => sheet.act({ kind: "settled", line, cell, keep })}
      />
      <Grid
        label={words("label", { unit: unitLabel, year: String(place.year), measure: resources(measure), unitOf })}
        rowsHead={words("rowsHead")}
        columns={columns}
        rows={shown.rows}
        total={{ head: words("total"), cells: shown.total }}
        start={{ row: 1, column: 0 }}
        onEdit={onEdit}
        onTakeBack={onTakeBack}
        onFocus={setFocus}
      />
      <p className={styles.hint}>{words("hint")}</p>
      <p role="status" className={styles.said}>
        {said}
      </p>
    </section>
  );
}

/** The choice is an address: a colleague sees the same. */
function ViewLinks<Value extends string>({
  label,
  name,
  shown,
  values,
  word,
}: {
  readonly label: string;
  readonly name: string;
  readonly shown: Value;
  readonly values: readonly Value[];
  readonly word: (value: Value) => string;
}) {
  const [search] = useSearchParams();
  const addressOf = (value: Value) => {
    const next = new URLSearchParams(search);
    next.set(name, value.toLowerCase());
    return `?${next}`;
  };
  return (
    <nav aria-label={label} className={styles.views}>
      {values.map((value) => (
        <Link key={value} to={addressOf(value)} preventScrollReset replace aria-current={value === shown ? "true" : undefined}>
          {word(value)}
        </Link>
      ))}
    </nav>
  );
}

/** The texts of an edit, by line; those of cells that nobody may write in are counted and left. */
function textsOf({ placements }: GridEdit, { rows, lines }: SheetRows, view: SheetView): { lines: LineTexts[]; skipped: number } {
  const columns = columnsOf(view);
  const byLine = new Map<string, LineTexts & { texts: { column: (typeof columns)[number]; text: string }[] }>();
  let skipped = 0;
  for (const { place, text } of placements) {
    const [line, column] = [lines[place.row], columns[place.column]];
    if (!line || !column || rows[place.row]?.cells[place.column]?.isReadOnly !== false) {
      skipped += 1;
      continue;
    }
    const own = byLine.get(line.line.id) ?? { line: line.line.id, texts: [] };
    own.texts.push({ column, text });
    byLine.set(line.line.id, own);
  }
  return { lines: [...byLine.values()], skipped };
}

type SheetTranslator = ReturnType<typeof useTranslations<"sheet">>;

function pasteSentence(words: SheetTranslator, { placements, beyond }: GridEdit, skipped: number): string {
  const sentences = [words("pasted", { count: placements.length - skipped })];
  if (skipped > 0) sentences.push(words("skipped", { count: skipped }));
  if (beyond > 0) sentences.push(words("beyond", { count: beyond }));
  return sentences.join(" ");
}

function takenBackSentence(words: SheetTranslator, taken: TakenBack): string {
  if (taken.kind === "refused") return taken.message;
  const { direction, written, kept, locked } = taken;
  const sentences = [words("takenBack", { direction, count: written })];
  if (kept.length > 0) sentences.push(words("kept", { count: kept.length, names: [...new Set(kept)].join(", ") }));
  if (locked > 0) sentences.push(words("lockedCells", { count: locked }));
  return sentences.join(" ");
}
