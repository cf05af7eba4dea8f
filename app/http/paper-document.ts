import type { Locale } from "#app/messages/locale.ts";
import type { PaperColumn } from "./paper.ts";

/** A document of several parts, the same in PDF and in DOCX. Texts are already in the reader's language. */
export interface PaperDocument {
  readonly locale: Locale;
  readonly title: string;
  readonly subtitle: string;
  /** Portrait unless said. */
  readonly orientation?: "portrait" | "landscape";
  readonly blocks: readonly PaperBlock[];
  /** At the foot of each page. */
  readonly footer: string;
  /** « Page 2 sur 5 ». */
  readonly pageOf: (page: number, pages: number) => string;
  /** When it was made, so that the same document is the same bytes. */
  readonly at: Date;
  readonly author: string;
}

export type PaperBlock =
  | { readonly kind: "heading"; readonly text: string }
  /** Names what comes under it, and stays with it. */
  | { readonly kind: "subheading"; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | PaperGrid
  | PaperBars;

/** A table in the middle of a document. The first column names its rows. */
export interface PaperGrid {
  readonly kind: "table";
  /** What it holds, for who does not see it. */
  readonly caption: string;
  readonly columns: readonly PaperColumn[];
  readonly rows: readonly (readonly string[])[];
  /** Indexes of the rows that sum up others. */
  readonly strongRows?: ReadonlySet<number>;
}

/** Bars on one scale, drawn; their figures stand beside them. */
export interface PaperBars {
  readonly kind: "bars";
  /** What they show, for who does not see them too. */
  readonly caption: string;
  readonly bars: readonly PaperBar[];
  /** What each bar is, and what its mark. */
  readonly valueName: string;
  readonly markName: string;
}

export interface PaperBar {
  readonly label: string;
  /** Lengths from 0 to 1 of the scale; null: nothing is drawn. */
  readonly length: number | null;
  readonly mark: number | null;
  /** The figures of both. */
  readonly value: string;
  readonly markValue: string;
}
