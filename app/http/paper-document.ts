import type { Locale } from "#app/messages/locale.ts";
import type { PaperColumn } from "./paper.ts";

/** A document of several parts, the same in PDF and in DOCX. Texts are already in the reader's language. */
export interface PaperDocument {
  readonly locale: Locale;
  readonly title: string;
  readonly subtitle: string;
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
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | PaperGrid;

/** A table in the middle of a document. The first column names its rows. */
export interface PaperGrid {
  readonly kind: "table";
  /** What it holds, for who does not see it. */
  readonly caption: string;
  readonly columns: readonly PaperColumn[];
  readonly rows: readonly (readonly string[])[];
}
