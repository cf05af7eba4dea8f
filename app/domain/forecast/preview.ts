import { grouped } from "../grouped.ts";
import { type BudgetResource, type Quantity, sum } from "../quantity.ts";
import { type CellKey, cellName, type StoredCell, type WantedCell } from "./cell.ts";
import { type CellEdit, type EditedLine, type EditFault, judgeEdits } from "./edit.ts";
import { cellsThatStay, lockOf } from "./lock.ts";
import { twinOf } from "./measure.ts";
import { type SpreadFault, spreadTotal } from "./spread-total.ts";
import { type CellText, type CellTextRefusal, type ReadingChoices, readCell } from "./typed-cell.ts";

/** Where a text goes: a measure of a year of a line, month 1–12, or undefined for the year as a whole, be it given by its months or not. */
export interface TextPlace {
  readonly lineId: string;
  readonly measure: BudgetResource;
  readonly targetYear: number;
  readonly month: number | undefined;
}

/** A text on its way to its place, from a paste or a file. */
export interface PlacedText extends TextPlace {
  readonly text: string;
}

/** Why a text is not taken: it cannot be read, what it asks breaks a rule, or it contradicts another text of the same act. */
export type PreviewFault =
  | CellTextRefusal
  | EditFault
  | SpreadFault
  /** The months that come with a total do not add up to it. */
  | { readonly kind: "total-differs"; readonly amount: Quantity; readonly months: Quantity }
  /** On personnel AE and CP are one amount, and two came. */
  | { readonly kind: "twin-differs"; readonly amount: Quantity; readonly twin: Quantity }
  | { readonly kind: "placed-twice" };

/** A text that would change what its place holds. */
export interface AcceptedText extends PlacedText {
  readonly before: Quantity | null;
  readonly after: Quantity;
  /** The calculation as it was written, without its sign « = ». */
  readonly formula?: string;
  /** What is written for it: the cell itself, or those over which a total is spread. */
  readonly cells: readonly WantedCell[];
}

export interface RejectedText extends PlacedText {
  readonly fault: PreviewFault;
}

/** What is asked once for all the texts that it concerns; `readings` shows what its first text becomes under each answer. */
export type PreviewQuestion =
  | {
      readonly kind: "decimal-sign";
      readonly count: number;
      readonly example: PlacedText;
      readonly readings: { readonly [Sign in "," | "."]: Quantity | undefined };
      /** The sign that the other texts use, when they all use the same. */
      readonly elsewhere: "," | "." | undefined;
    }
  | { readonly kind: "scale"; readonly count: number; readonly example: PlacedText; readonly reading: Quantity | undefined };

/** What texts would make of a sheet. Each text is in one of the six lists, in the order in which they came. */
export interface Preview {
  readonly accepted: readonly AcceptedText[];
  readonly rejected: readonly RejectedText[];
  /** They wait for the answer to a question. */
  readonly ambiguous: readonly PlacedText[];
  /** Their place already holds what they say. */
  readonly unchanged: readonly PlacedText[];
  /** Nobody may write there, or the cell is held. */
  readonly locked: readonly RejectedText[];
  /** They say nothing, and leave their place as it is. */
  readonly empty: readonly PlacedText[];
  readonly questions: readonly PreviewQuestion[];
  /** Texts that had no place. */
  readonly beyond: number;
}

export interface PreviewScene {
  readonly lines: ReadonlyMap<string, EditedLine>;
  readonly firstYear: number;
  readonly choices?: ReadingChoices;
  readonly beyond?: number;
}

/**
 * What a paste or a file would change, before anything is written. What may be read in two ways is asked once and never guessed; an empty text
 * leaves its place; a total that comes with months of its year only witnesses them, alone it is spread (`spreadTotal`). The rules are those of
 * `judgeEdits`, so that what is accepted here is what the server writes, unless somebody else writes meanwhile.
 */
export function previewOf(texts: readonly PlacedText[], { lines, firstYear, choices = {}, beyond = 0 }: PreviewScene): Preview {
  const lists: Lists = { accepted: [], rejected: [], ambiguous: [], unchanged: [], locked: [], empty: [] };
  for (const own of grouped(texts, ({ lineId }) => lineId).values())
    previewLine(lines.get(own[0]?.lineId ?? ""), own, { firstYear, choices, lists });
  return { ...lists, questions: questionsOf(lists.ambiguous, texts, choices), beyond };
}

/** What is written when a preview is applied; `seen` is the sheet's revision that the preview was made of. */
export function editsOf({ accepted }: Pick<Preview, "accepted">, seen: bigint): CellEdit[] {
  return accepted.flatMap(({ lineId, cells }) => cells.map((cell) => ({ ...cell, lineId, seen })));
}

/** What the accepted texts change, all together: a measure of a year at a time. */
export function totalsOf({
  accepted,
}: Pick<Preview, "accepted">): { measure: BudgetResource; targetYear: number; before: Quantity; after: Quantity }[] {
  return [...grouped(accepted, ({ measure, targetYear }) => `${measure} ${targetYear}`).values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const { measure, targetYear } = first;
    return [{ measure, targetYear, before: sum(own.map(({ before }) => before ?? 0n)), after: sum(own.map(({ after }) => after)) }];
  });
}

interface Lists {
  readonly accepted: AcceptedText[];
  readonly rejected: RejectedText[];
  readonly ambiguous: PlacedText[];
  readonly unchanged: PlacedText[];
  readonly locked: RejectedText[];
  readonly empty: PlacedText[];
}

interface ReadText {
  readonly text: PlacedText;
  readonly value: Extract<CellText, { kind: "quantity" }>;
}

interface LineScene {
  readonly firstYear: number;
  readonly choices: ReadingChoices;
  readonly lists: Lists;
}

function previewLine(line: EditedLine | undefined, texts: readonly PlacedText[], { firstYear, choices, lists }: LineScene): void {
  const reject = (text: PlacedText, fault: PreviewFault) => (isLocked(fault) ? lists.locked : lists.rejected).push({ ...text, fault });
  const read: ReadText[] = [];
  for (const text of texts) {
    const cell = readCell(text.text, text.measure, choices);
    if (!cell.ok && isQuestion(cell.refusal, choices)) lists.ambiguous.push(text);
    else if (!cell.ok) reject(text, cell.refusal);
    else if (cell.value.kind === "nothing") lists.empty.push(text);
    else if (!line) reject(text, { kind: "not-found", what: "line", id: text.lineId });
    else {
      const lock = lockOf(line, text.measure);
      if (lock) reject(text, { kind: "cell-locked", lock });
      else read.push({ text, value: cell.value });
    }
  }
  if (!line || read.length === 0) return;
  const sound = withoutContradictions(line, read, reject);
  const placed = sound.map(({ text, value }) => ({ text, value, cells: cellsFor(line, text, value.quantity, sound) }));
  const edits = placed.flatMap(({ cells }) =>
    cells.ok ? cells.value.map((cell): CellEdit => ({ ...cell, lineId: line.id, seen: newest })) : [],
  );
  const { changes, refusals } = judgeEdits(new Map([[line.id, line]]), edits, firstYear);
  const faults = new Map(refusals.map((refused) => [cellName(refused), refused.fault]));
  const changed = new Set(changes.map(cellName));
  for (const { text, value, cells } of placed) {
    if (!cells.ok) {
      reject(text, cells.refusal);
      continue;
    }
    const fault = cells.value.map((cell) => faults.get(cellName(cell))).find((own) => own !== undefined);
    if (fault) reject(text, fault);
    else if (!cells.value.some((cell) => changed.has(cellName(cell)))) lists.unchanged.push(text);
    else
      lists.accepted.push({
        ...text,
        ...{ before: amountAt(line.cells, text), after: value.quantity, cells: cells.value },
        ...(value.formula === undefined ? {} : { formula: value.formula }),
      });
  }
}

/** A total goes where its months are; when they come with it, it has only to agree with what the year comes to. */
function cellsFor(line: EditedLine, text: PlacedText, quantity: Quantity, texts: readonly ReadText[]) {
  const { measure, targetYear, month } = text;
  if (month !== undefined) return { ok: true, value: [{ measure, targetYear, month, amount: quantity }] } as const;
  const months = texts.filter((own) => own.text.month !== undefined && isSameYear(own.text, text));
  if (months.length === 0) return spreadTotal(line.cells, text, quantity, { held: cellsThatStay(line, line.held) });
  const after = new Map(line.cells.filter((cell) => isSameYear(cell, text)).map((cell) => [cell.month, cell.amount ?? 0n]));
  for (const own of months) after.set(own.text.month ?? 0, own.value.quantity);
  const whole = sum(after.values());
  if (whole === quantity) return { ok: true, value: [] } as const;
  return { ok: false, refusal: { kind: "total-differs", amount: quantity, months: whole } } as const;
}

/** Two texts for one place, or two amounts where AE and CP are one: neither is taken, for nobody knows which was meant. */
function withoutContradictions(
  line: EditedLine,
  read: readonly ReadText[],
  reject: (text: PlacedText, fault: PreviewFault) => void,
): ReadText[] {
  const byPlace = grouped(read, ({ text }) => nameOf(text));
  return read.filter(({ text, value }) => {
    const twins = byPlace.get(nameOf(text)) ?? [];
    if (twins.some((own) => own.value.quantity !== value.quantity)) {
      reject(text, { kind: "placed-twice" });
      return false;
    }
    const measure = twinOf(text.measure, line.spendingClass);
    const twin = measure && byPlace.get(nameOf({ ...text, measure }))?.[0]?.value.quantity;
    if (twin === undefined || twin === value.quantity) return true;
    reject(text, { kind: "twin-differs", amount: value.quantity, twin });
    return false;
  });
}

function questionsOf(ambiguous: readonly PlacedText[], texts: readonly PlacedText[], choices: ReadingChoices): PreviewQuestion[] {
  const scales = ambiguous.filter(({ text, measure }) => refusalOf(text, measure, choices) === "unit-to-confirm");
  const signs = ambiguous.filter(({ text, measure }) => refusalOf(text, measure, { ...choices, scaled: true }) === "ambiguous-number");
  const [scale, sign] = [scales[0], signs[0]];
  const questions: PreviewQuestion[] = [];
  if (sign) {
    const under = (decimalSign: "," | ".") => quantityOf(sign, { scaled: true, decimalSign });
    const readings = { ",": under(","), ".": under(".") };
    questions.push({ kind: "decimal-sign", count: signs.length, example: sign, readings, elsewhere: signElsewhere(texts) });
  }
  if (scale) {
    const reading = quantityOf(scale, { ...choices, scaled: true }) ?? quantityOf(scale, { decimalSign: ",", scaled: true });
    questions.push({ kind: "scale", count: scales.length, example: scale, reading });
  }
  return questions;
}

/** « 12,5 » and « 1.234,56 » say which sign parts decimals; when texts disagree, nothing is said. */
function signElsewhere(texts: readonly PlacedText[]): "," | "." | undefined {
  const signs = new Set(texts.flatMap(({ text }) => /([.,])\d{1,2}\D*$/u.exec(text)?.[1] ?? []));
  const [sign] = signs;
  return signs.size === 1 ? (sign as "," | ".") : undefined;
}

function isQuestion({ kind }: CellTextRefusal, { decimalSign, scaled }: ReadingChoices): boolean {
  if (kind === "ambiguous-number") return decimalSign === undefined;
  return kind === "unit-to-confirm" && scaled === undefined;
}

function isLocked({ kind }: PreviewFault): boolean {
  return kind === "cell-locked" || kind === "cell-held";
}

function refusalOf(text: string, measure: BudgetResource, choices: ReadingChoices): CellTextRefusal["kind"] | undefined {
  const read = readCell(text, measure, choices);
  return read.ok ? undefined : read.refusal.kind;
}

function quantityOf({ text, measure }: PlacedText, choices: ReadingChoices): Quantity | undefined {
  const read = readCell(text, measure, choices);
  return read.ok && read.value.kind === "quantity" ? read.value.quantity : undefined;
}

function amountAt(cells: readonly StoredCell[], place: TextPlace): Quantity | null {
  const amounts = cells.flatMap((cell) =>
    isSameYear(cell, place) && (place.month === undefined || cell.month === place.month) && cell.amount !== null ? [cell.amount] : [],
  );
  return amounts.length === 0 ? null : sum(amounts);
}

function isSameYear(left: Omit<CellKey, "month">, right: Omit<CellKey, "month">): boolean {
  return left.measure === right.measure && left.targetYear === right.targetYear;
}

function nameOf({ measure, targetYear, month }: TextPlace): string {
  return `${measure} ${targetYear} ${month ?? "total"}`;
}

/** A preview is of what stands: against itself it has no conflict. */
const newest = 2n ** 62n;
