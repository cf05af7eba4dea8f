import { grouped } from "../../grouped.ts";
import { type Quantity, sum } from "../../quantity.ts";
import { cellsForTotal, type LineChange, type WantedCell } from "../cell.ts";
import { type CellEdit, type EditedLine, type EditFault, judgeEdits, type PlacedCell, placeName } from "../edit.ts";
import { twinOf } from "../measure.ts";
import { type AcceptedText, type PlacedText, type PreviewQuestion, previewOf, type TextPlace } from "../preview.ts";
import { type ReadingChoices, readCell } from "../typed-cell.ts";
import { cellText, type FileAt, isBlank } from "./book.ts";
import { typedText } from "./file-text.ts";
import { type ImportedCell, type ImportFault, measurePlace } from "./placed.ts";

/** A figure that a file would change: what the sheet holds, what the file says (null empties it), and what is written for it. */
export interface ImportChange extends TextPlace {
  readonly at: FileAt;
  readonly before: Quantity | null;
  readonly after: Quantity | null;
  readonly cells: readonly WantedCell[];
  /** About a thousand times what it was, or a thousandth: euros and thousands may have been mixed up. */
  readonly isThousandfold: boolean;
}

/** A figure that the file changes and that somebody has changed too since the workbook was taken out. */
export interface ImportConflict extends ImportChange {
  readonly base: Quantity | null;
}

/** What a file makes of a sheet, before anything is written. */
export interface ImportPreview {
  readonly changes: readonly ImportChange[];
  readonly conflicts: readonly ImportConflict[];
  readonly faults: readonly ImportFault[];
  readonly questions: readonly PreviewQuestion[];
  /** How many figures are as they were when the workbook was taken out. */
  readonly untouched: number;
  /** How many say what the sheet already holds. */
  readonly same: number;
  /** How many cells say nothing, which leaves theirs as they are. */
  readonly empty: number;
  /** How many wait for an answer. */
  readonly waiting: number;
}

export interface MergeScene {
  readonly lines: ReadonlyMap<string, EditedLine>;
  readonly firstYear: number;
  readonly choices: ReadingChoices;
}

/**
 * Merges a file into a sheet, figure by figure. With a base (what stood there when the workbook was taken out): unchanged in the file, nothing;
 * changed in the file alone, a change; changed in both to the same, nothing; to two figures, a conflict. Without one, what differs is a change.
 * A cell emptied in a workbook that was taken out empties its place; an empty cell of any other file leaves it. A place that the file names twice
 * is taken from neither.
 */
export function mergeFile(imported: readonly ImportedCell[], scene: MergeScene): ImportPreview {
  const faults: ImportFault[] = [];
  const says = imported.filter(({ cell, base }) => typeof base === "bigint" || !isBlank(cell));
  const unique = withoutTwice(says, faults);
  const byPlace = new Map(unique.map((own) => [measurePlace(own), own]));
  const texts: PlacedText[] = [];
  const emptied: ImportedCell[] = [];
  let untouched = 0;
  for (const own of unique) {
    const { cell, measure, base } = own;
    if (isBlank(cell)) {
      emptied.push(own);
      continue;
    }
    const text = typedText(cell, measure);
    if (!text.ok) faults.push({ at: own.at, fault: text.refusal, text: cellText(cell), place: own });
    else if (base !== undefined && isAsWas(text.value, own, scene.choices)) untouched += 1;
    else texts.push({ ...placeOf(own), text: text.value });
  }
  const preview = previewOf(texts, scene);
  const at = (place: TextPlace) => byPlace.get(measurePlace(place)) as ImportedCell;
  const wanted = preview.accepted.map((accepted) => changeOf(accepted, at(accepted)));
  const cleared = clearedPlaces(emptied, scene, faults);
  const changes: ImportChange[] = [];
  const conflicts: ImportConflict[] = [];
  for (const { change, base } of [...wanted, ...cleared.changes]) {
    if (base === undefined || base === change.before) changes.push(change);
    else conflicts.push({ ...change, base });
  }
  const rejected = [...preview.rejected, ...preview.locked];
  const uncertain = new Set([...preview.ambiguous, ...rejected.filter(({ fault }) => fault.kind !== "total-differs")].map(yearName));
  for (const { fault, ...place } of rejected) {
    // The total of a year cannot be witnessed while one of its figures is not known.
    if (fault.kind === "total-differs" && uncertain.has(yearName(place))) continue;
    const own = at(place);
    faults.push({ at: own.at, fault, text: cellText(own.cell), place: placeOf(own) });
  }
  return {
    ...{ changes, conflicts },
    faults: faults.sort((left, right) => left.at.sheet - right.at.sheet || left.at.row - right.at.row || left.at.column - right.at.column),
    questions: preview.questions,
    ...{ untouched, empty: imported.length - says.length, waiting: preview.ambiguous.length },
    same: preview.unchanged.length + cleared.same,
  };
}

/** What is written of the changes that were chosen, once the rules have judged them together. */
export interface JudgedChoice {
  readonly kept: readonly ImportChange[];
  readonly refused: readonly RefusedChange[];
  /** The cells that are written for those kept, as the server judges them. */
  readonly writes: readonly LineChange[];
}
export interface RefusedChange {
  readonly change: ImportChange;
  readonly fault: EditFault;
}

/**
 * Judges together the changes that were chosen: alone each is allowed, but without those that were not chosen, or with a conflict taken, a year
 * may end up given twice. A change whose cells are not all allowed is refused whole, and the others are judged again without it.
 */
export function judgeChosen(chosen: readonly ImportChange[], scene: Pick<MergeScene, "lines" | "firstYear">): JudgedChoice {
  const { lines, firstYear } = scene;
  const { changes: writes, refusals } = judgeEdits(lines, chosen.flatMap(editsOfChange), firstYear);
  if (refusals.length === 0) return { kept: chosen, refused: [], writes };
  const faults = new Map(refusals.map((refusal) => [placeName(refusal), refusal.fault]));
  const faultOf = ({ lineId, cells }: ImportChange) =>
    cells
      .flatMap((cell) => withTwinPlace(lines.get(lineId), { ...cell, lineId }))
      .flatMap((place) => faults.get(placeName(place)) ?? [])[0];
  const refused = chosen.flatMap((change): RefusedChange[] => {
    const fault = faultOf(change);
    return fault ? [{ change, fault }] : [];
  });
  if (refused.length === 0) return { kept: chosen, refused, writes };
  const out = new Set(refused.map(({ change }) => change));
  const rest = judgeChosen(
    chosen.filter((change) => !out.has(change)),
    scene,
  );
  return { ...rest, refused: [...refused, ...rest.refused] };
}

function editsOfChange({ lineId, cells }: ImportChange): CellEdit[] {
  return cells.map(({ measure, targetYear, month, amount }) => ({ lineId, measure, targetYear, month, amount, seen: newest }));
}

/** On personnel AE and CP stand or fall together. */
function withTwinPlace(line: EditedLine | undefined, place: PlacedCell): PlacedCell[] {
  const twin = line && twinOf(place.measure, line.spendingClass);
  return twin === undefined ? [place] : [place, { ...place, measure: twin }];
}

interface BasedChange {
  readonly change: ImportChange;
  /** What stood there when the workbook was taken out; undefined when the file does not say. */
  readonly base: Quantity | null | undefined;
}

function changeOf({ lineId, measure, targetYear, month, before, after, cells }: AcceptedText, { at, base }: ImportedCell): BasedChange {
  const change = { lineId, measure, targetYear, month, at, before, after, cells, isThousandfold: isThousandfold(before, after) };
  return { change, base };
}

/** The same place twice: whoever wrote the file meant one of the two, and did not say which. */
function withoutTwice(imported: readonly ImportedCell[], faults: ImportFault[]): ImportedCell[] {
  const groups = grouped(imported, measurePlace);
  for (const own of groups.values()) {
    if (own.length === 1) continue;
    for (const { at, cell, ...place } of own) {
      const others = own.map((other) => other.at).filter((other) => other !== at);
      faults.push({ at, fault: { kind: "key-twice", others }, text: cellText(cell), place: placeOf(place) });
    }
  }
  return [...groups.values()].flatMap((own) => (own.length === 1 ? own : []));
}

function isAsWas(text: string, { measure, base }: ImportedCell, choices: ReadingChoices): boolean {
  const read = readCell(text, measure, choices);
  return read.ok && (read.value.kind === "quantity" ? read.value.quantity : null) === base;
}

/** Places that were emptied in a workbook that we had filled. */
function clearedPlaces(emptied: readonly ImportedCell[], { lines, firstYear }: MergeScene, faults: ImportFault[]) {
  const changes: BasedChange[] = [];
  let same = 0;
  for (const own of emptied) {
    const line = lines.get(own.lineId);
    const stored = line?.cells.filter((cell) => isAt(cell, own)) ?? [];
    const amounts = stored.flatMap(({ amount }) => (amount === null ? [] : [amount]));
    if (line && amounts.length === 0) {
      same += 1;
      continue;
    }
    const cells =
      own.month === undefined
        ? cellsForTotal(stored, own, null)
        : [{ measure: own.measure, targetYear: own.targetYear, month: own.month, amount: null }];
    const edits = cells.map((cell): CellEdit => ({ ...cell, lineId: own.lineId, seen: newest }));
    const [refused] = judgeEdits(lines, edits, firstYear).refusals;
    const base = own.base ?? null;
    if (refused) faults.push({ at: own.at, fault: refused.fault, text: "", place: placeOf(own) });
    else changes.push({ change: { ...placeOf(own), at: own.at, before: sum(amounts), after: null, cells, isThousandfold: false }, base });
  }
  return { changes, same };
}

function isThousandfold(before: Quantity | null, after: Quantity): boolean {
  if (before === null || before === 0n || after === 0n) return false;
  const [large, small] = before > after ? [before, after] : [after, before];
  const ratio = small > 0n ? large / small : 0n;
  return ratio >= 900n && ratio <= 1_100n;
}

function isAt(cell: { measure: string; targetYear: number; month: number }, { measure, targetYear, month }: TextPlace): boolean {
  return cell.measure === measure && cell.targetYear === targetYear && (month === undefined || cell.month === month);
}

function yearName({ lineId, measure, targetYear }: TextPlace): string {
  return `${lineId} ${measure} ${targetYear}`;
}

function placeOf({ lineId, measure, targetYear, month }: TextPlace): TextPlace {
  return { lineId, measure, targetYear, month };
}

/** A preview is of what stands: against itself it has no conflict. */
const newest = 2n ** 62n;
