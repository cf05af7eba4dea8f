import { Link, useSearchParams } from "@remix-run/react";
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Grid } from "#app/ui/grid/grid.tsx";
import type { Place, Range } from "#app/ui/grid/place.ts";
import type { GridEdit } from "#app/ui/grid/use-grid.ts";
import { useHydrated } from "#app/ui/use-hydrated.ts";
import { cellLink, type LinkedCell, linkedCell, viewFor } from "./cell-link.ts";
import { FormulaBar } from "./formula-bar.tsx";
import { readyOfflinePage } from "./kept/offline-page.ts";
import { WaitingNotice } from "./kept/waiting-notice.tsx";
import { People } from "./live/people.tsx";
import { useGuests, useHere } from "./live/use-guests.ts";
import { useLive } from "./live/use-live.ts";
import { withMarks } from "./marks.ts";
import { MonthStrip } from "./month-strip.tsx";
import { PanelButtons } from "./panel-buttons.tsx";
import { PastBar } from "./past-bar.tsx";
import { usePaste } from "./paste/use-paste.tsx";
import type { SheetReferences } from "./read-references.ts";
import { ReferenceChoice } from "./reference-choice.tsx";
import { rowBuilder, type SheetRows } from "./rows.ts";
import { SaveMark } from "./save-mark.tsx";
import { useSelection } from "./selection/use-selection.tsx";
import styles from "./sheet.module.css";
import { cellAddress, faultyCells } from "./sheet-cells.ts";
import { useSheetWords } from "./sheet-words.ts";
import panelStyles from "./side-panel.module.css";
import type { LineTexts, SheetState } from "./state.ts";
import { acceptedTexts } from "./taken-over.ts";
import { TotalsBar } from "./totals-bar.tsx";
import { type Talk, useMarks } from "./use-marks.ts";
import { usePanel } from "./use-panel.ts";
import { useReferenceHeads, useViewReferences } from "./use-references.ts";
import { type SheetPlace, type TakenBack, useSheet } from "./use-sheet.ts";
import { columnsOf, measures, type SheetView } from "./view.ts";
import { WorkbookLink } from "./workbook-link.tsx";

/** What has nothing to say before the page answers is fetched after it: the grid stays within its weight. */
const News = lazy(() => import("./live/news.tsx").then(({ News: news }) => ({ default: news })));
const SidePanel = lazy(() => import("./side-panel.tsx").then(({ SidePanel: panel }) => ({ default: panel })));

interface SheetProps {
  readonly read: SheetState;
  readonly compared: SheetReferences;
  readonly place: SheetPlace;
  readonly unitLabel: string;
  readonly talk: Talk;
}

/** The lines of a unit's requests, to be written in like a spreadsheet: one measure at a time, by month or by year. */
export function Sheet({ read, compared, place, unitLabel, talk }: SheetProps) {
  const [search] = useSearchParams();
  const { measure, by } = viewFor(search, place.year);
  const view = useMemo((): SheetView => ({ measure, by, year: place.year }), [measure, by, place.year]);
  const words = useTranslations("sheet");
  const pasteWords = useTranslations("paste");
  const resources = useTranslations("resources");
  const format = useFormat();
  const rowWords = useSheetWords(place.year, place.unit);
  const sheet = useSheet(read, place);
  useEffect(() => void readyOfflinePage(place.year).catch(() => undefined), [place.year]);
  const live = useLive(sheet, place);
  const [said, setSaid] = useState("");
  const references = useViewReferences(compared, view, place);
  const build = useMemo(() => rowBuilder(view, rowWords, references), [view, rowWords, references]);
  const marks = useMarks(talk);
  const shown = withMarks(build(sheet.state.lines), view, marks);
  const panel = usePanel();
  const hydrated = useHydrated();
  const grid = useRef<HTMLDivElement>(null);
  const referenceHeads = useReferenceHeads(references);
  const linked = linkedCell(search);
  const arrival = useArrival(linked ? cellLink(linked) : "");
  const start = placeOf(linked, shown, view) ?? firstCell;
  const [focus, setFocus] = useState<Place>(start);
  const columns = useMemo(() => {
    const head = (targetYear: number, month: number | undefined) => {
      if (month !== undefined) return format.month(`${targetYear}-${String(month).padStart(2, "0")}`, "short");
      return view.by === "months" ? words("total") : String(targetYear);
    };
    const own = columnsOf(view).map(({ targetYear, month }) => ({
      key: `${targetYear} ${month ?? ""}`,
      head: head(targetYear, month),
      kind: month === undefined ? ("total" as const) : ("entry" as const),
    }));
    return [...own, ...referenceHeads];
  }, [view, words, format, referenceHeads]);

  const now = useRef({ sheet, shown, view, columns, references });
  now.current = { sheet, shown, view, columns, references };
  const scene = useCallback(() => now.current, []);
  const { onSelect, onCommand, rows: selectedRows, dialog: selectionDialog } = useSelection(scene, place, setSaid);
  const { take: takePaste, dialog: pasteDialog } = usePaste(scene, rowWords, setSaid);
  const onEdit = useCallback(
    (edit: GridEdit) => {
      const { sheet, shown, view } = now.current;
      if (takePaste(edit)) return;
      const { lines, skipped } = textsOf(edit, shown, view);
      const pasted = edit.how === "pasted";
      const alone = !pasted && edit.placements.length === 1;
      sheet.act({ kind: "texts", view, lines, pasted, alone }, pasted ? "paste" : alone ? "entry" : "spread");
      if (pasted) setSaid(pasteSentence(words, edit, skipped));
    },
    [words, takePaste],
  );
  const write = useCallback((lines: readonly LineTexts[], how: "template" | "spread") => {
    const { sheet, view } = now.current;
    if (lines.length > 0) sheet.act({ kind: "texts", view, lines, pasted: false }, how);
  }, []);
  const onAccept = useCallback(
    (range: Range) => {
      const { shown, view, references } = now.current;
      write(acceptedTexts(range, shown, view, references), "template");
    },
    [write],
  );
  const onTakeBack = useCallback(
    (direction: "undo" | "redo") => {
      void now.current.sheet.takeBack(direction).then((taken) => setSaid(takenBackSentence(words, taken)));
    },
    [words],
  );

  const guests = useGuests(live.people, view);
  useHere(live.tell, shown.lines[focus.row], view, columnsOf(view)[focus.column]);
  const unitOf = format.unit(measure, "eur");
  const selected = shown.lines.slice(selectedRows.top, selectedRows.bottom + 1).filter((line) => line !== undefined);
  return (
    <section className={styles.sheet} aria-labelledby="sheet-title">
      <div className={styles.head}>
        <h2 id="sheet-title">
          {words("title")} <span className={styles.unit}>{unitOf}</span>
        </h2>
        <ViewLinks label={words("measures")} name="m" shown={measure} values={measures} word={(own) => resources(`short.${own}`)} />
        <ViewLinks label={words("columns")} name="by" shown={by} values={["months", "years"]} word={(own) => words(`by.${own}`)} />
        <ReferenceChoice present={references.present} />
        <span className={styles.acts}>
          <People people={live.people} />
          <button type="button" className={buttonClass()} aria-keyshortcuts="Control+Z" onClick={() => onTakeBack("undo")}>
            {words("undo")}
          </button>
          <button type="button" className={buttonClass()} aria-keyshortcuts="Control+Y" onClick={() => onTakeBack("redo")}>
            {words("redo")}
          </button>
          <button type="button" className={buttonClass()} aria-keyshortcuts="Alt+Shift+B" onClick={() => onCommand("hold")}>
            {pasteWords("hold")}
          </button>
          <button type="button" className={buttonClass()} aria-keyshortcuts="Alt+Shift+J" onClick={() => onCommand("adjust")}>
            {pasteWords("adjustOpen")}
          </button>
          <PanelButtons panel={panel} />
          <WorkbookLink place={place} />
        </span>
      </div>
      <TotalsBar lines={sheet.state.lines} view={view} references={references}>
        <SaveMark sheet={sheet} />
      </TotalsBar>
      {by === "months" && <MonthStrip lines={sheet.state.lines} view={view} references={references} />}
      <WaitingNotice sheet={sheet} />
      {hydrated && (
        <Suspense fallback={null}>
          <News told={live.told} look={live.look} />
        </Suspense>
      )}
      <FormulaBar
        row={shown.rows[focus.row]}
        cell={shown.rows[focus.row]?.cells[focus.column]}
        column={columns[focus.column]}
        line={shown.lines[focus.row]}
        view={view}
        sheetColumn={columnsOf(view)[focus.column]}
        place={place}
        references={references}
        selected={selected}
        spread={(lines) => sheet.act({ kind: "months", view, lines }, "spread")}
        say={setSaid}
        settle={(line, cell, keep) => sheet.act({ kind: "settled", line, cell, keep })}
      />
      <div ref={grid} className={panel.shown ? panelStyles.split : undefined}>
        <Grid
          label={words("label", { unit: unitLabel, year: String(place.year), measure: resources(measure), unitOf })}
          rowsHead={words("rowsHead")}
          columns={columns}
          rows={shown.rows}
          total={{ head: words("total"), cells: shown.total }}
          key={arrival}
          start={start}
          takesKeyboard={linked !== undefined}
          onSelect={onSelect}
          onCommand={onCommand}
          onEdit={onEdit}
          onTakeBack={onTakeBack}
          onAccept={onAccept}
          onComment={() => panel.show("comments")}
          onFocus={setFocus}
          onWriting={sheet.writing}
          guests={guests}
        />
        {panel.shown && hydrated && (
          <Suspense fallback={null}>
            <SidePanel
              shown={panel.shown}
              onClose={() => {
                panel.show(undefined);
                grid.current?.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]')?.focus({ preventScroll: true });
              }}
              place={place}
              cell={cellAddress(shown, view, focus)}
              cellLabel={`${shown.rows[focus.row]?.head ?? ""} · ${measure} · ${columns[focus.column]?.head ?? ""}`}
              findings={talk.findings}
              faulty={faultyCells(shown)}
            />
          </Suspense>
        )}
      </div>
      <PastBar line={shown.lines[focus.row]} selected={selected} view={view} references={references} write={write} />
      {pasteDialog}
      {selectionDialog}
      <p className={styles.hint}>{words("hint")}</p>
      <p role="status" className={styles.said}>
        {said}
      </p>
    </section>
  );
}

const firstCell: Place = { row: 1, column: 0 };

/** How many times an address has led to a cell: the grid begins again there. One that names none, as those of the measures, leaves the selection. */
function useArrival(link: string): number {
  const [seen, setSeen] = useState({ link, count: 0 });
  if (seen.link !== link) setSeen({ link, count: seen.count + (link === "" ? 0 : 1) });
  return seen.count;
}

/** Where the cell that an address names stands, when this view shows it. */
function placeOf(cell: LinkedCell | undefined, { lines }: SheetRows, view: SheetView): Place | undefined {
  if (!cell || cell.measure !== view.measure) return undefined;
  const row = lines.findIndex((line) => line?.line.id === cell.line);
  const column = columnsOf(view).findIndex(({ targetYear, month }) => targetYear === cell.targetYear && month === cell.month);
  return row < 0 || column < 0 ? undefined : { row, column };
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
    next.delete("cell");
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
  if (taken.kind === "unreachable") return words("notTakenBack");
  const { direction, written, kept, locked } = taken;
  const sentences = [words("takenBack", { direction, count: written })];
  if (kept.length > 0) sentences.push(words("kept", { count: kept.length, names: [...new Set(kept)].join(", ") }));
  if (locked > 0) sentences.push(words("lockedCells", { count: locked }));
  return sentences.join(" ");
}
