import type { Day } from "../month.ts";
import type { Quantity, Resource } from "../quantity.ts";
import type { ComposedKind } from "./kind.ts";
import type { ColumnName, FigureName, PartName, PictureName, SentenceName, TableName } from "./names.ts";

/**
 * A document of several parts, in no language: what it says is named (`names.ts`), amounts are exact, and only what people wrote and the labels of the
 * nomenclatures are texts. Pages and files are made from it, whether it was composed today or is read from what was kept.
 */
export interface Report {
  readonly kind: ComposedKind;
  readonly year: number;
  /** The last day that it tells. */
  readonly asOf: Day;
  /** The unit that it is about; null: the whole programme. */
  readonly subject: { readonly code: string; readonly label: string } | null;
  readonly parts: readonly ReportPart[];
}

export interface ReportPart {
  readonly name: PartName;
  readonly blocks: readonly ReportBlock[];
}

export type ReportBlock = ReportSentence | ReportWords | ReportFigures | ReportTable | ReportPicture;

/** A sentence with its values; `null` where nothing tells. */
export interface ReportSentence {
  readonly kind: "sentence";
  readonly name: SentenceName;
  readonly values: Readonly<Record<string, SaidValue>>;
}
export type SaidValue =
  | { readonly kind: "amount"; readonly amount: Quantity; readonly resource: Resource }
  | { readonly kind: "rate"; readonly part: Quantity; readonly whole: Quantity }
  | { readonly kind: "day"; readonly day: Day }
  | { readonly kind: "count"; readonly count: Quantity }
  | { readonly kind: "text"; readonly text: string };

/** What people wrote, as they wrote it; `of`: which unit tells it, empty for the author of the document. */
export interface ReportWords {
  readonly kind: "words";
  readonly of: string;
  readonly text: string;
}

/** Figures to keep in mind, each with the whole that it is a part of. */
export interface ReportFigures {
  readonly kind: "figures";
  readonly figures: readonly ReportFigure[];
}
export interface ReportFigure {
  readonly name: FigureName;
  readonly amount: Quantity | null;
  readonly resource: Resource;
  readonly of: Quantity | null;
}

/**
 * `text`: a label or words · `word`: a name of the interface · `amount`: an exact quantity of `resource` · `rate`: tenths of a percent ·
 * `count`: how many · `day` and `month`: as they are written.
 */
export interface ReportColumn {
  readonly name: ColumnName;
  readonly kind: "text" | "word" | "amount" | "rate" | "count" | "day" | "month";
  readonly resource?: Resource | undefined;
}
/** Null: nothing stands there. */
export type ReportCell = Quantity | string | null;
export interface ReportRow {
  readonly key: string;
  /** `part` sums up lines above it, `whole` all of them. */
  readonly level: "line" | "part" | "whole";
  readonly cells: readonly ReportCell[];
}
export interface ReportTable {
  readonly kind: "table";
  readonly name: TableName;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
}

/** Bars on one scale, each with a mark to be compared with. */
export interface ReportPicture {
  readonly kind: "picture";
  readonly name: PictureName;
  readonly resource: "AE" | "CP" | "ETPT";
  readonly bars: readonly ReportBar[];
}
export interface ReportBar {
  readonly label: string;
  readonly isMonth: boolean;
  readonly value: Quantity | null;
  readonly mark: Quantity | null;
}

export function tablesOf(report: Pick<Report, "parts">): ReportTable[] {
  return report.parts.flatMap(({ blocks }) => blocks.filter((block) => block.kind === "table"));
}

/** Everything that a document says, always written the same way: names in order, quantities as `{"q": "…"}`. What is kept, and what the digest is made of. */
export function reportContent(report: Report): string {
  return JSON.stringify(report, (_, value: unknown) => {
    if (typeof value === "bigint") return { q: String(value) };
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}

/** The document that a content says; written by `reportContent` alone. */
export function reportOf(content: string): Report {
  return JSON.parse(content, (_, value: unknown) => (isQuantity(value) ? BigInt(value.q) : value)) as Report;
}

function isQuantity(value: unknown): value is { readonly q: string } {
  return typeof value === "object" && value !== null && Object.keys(value).length === 1 && typeof (value as { q?: unknown }).q === "string";
}

/** What its author adds to a document when it is issued: words, and for a note what is asked of its reader, one line each. */
export interface AddedWords {
  readonly words: string;
  readonly asked: readonly string[];
}
export const noWords: AddedWords = { words: "", asked: [] };

export function withWords(report: Report, { words, asked }: AddedWords): Report {
  const said = (text: string): ReportWords => ({ kind: "words", of: "", text });
  const added: ReportPart[] = [
    ...(words === "" ? [] : [{ name: "words" as const, blocks: [said(words)] }]),
    ...(asked.length === 0 ? [] : [{ name: "asked" as const, blocks: asked.map(said) }]),
  ];
  return added.length === 0 ? report : { ...report, parts: [...report.parts, ...added] };
}

/** What a note of two pages has room for: characters of words, lines of what is asked, characters of each. */
export const mostWords = 1_500;
export const mostAsked = 6;
export const mostAskedLength = 200;
