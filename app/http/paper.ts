import type { Locale } from "#app/messages/locale.ts";

/** A table on paper. Cells are texts already formatted; `end` columns are numbers, aligned on their last figure. */
export interface PaperTable {
  readonly locale: Locale;
  readonly title: string;
  readonly subtitle?: string;
  /** Landscape from nine columns on unless said. */
  readonly orientation?: "portrait" | "landscape";
  readonly columns: readonly PaperColumn[];
  readonly rows: readonly (readonly string[])[];
  /** Indexes of the rows in strong type: those that sum up others. */
  readonly strongRows?: ReadonlySet<number>;
  readonly totals?: readonly string[];
  /** At the foot of each page: what, when, by whom. */
  readonly footer: string;
  /** « Page 2 sur 5 » in the reader's language. */
  readonly pageOf: (page: number, pages: number) => string;
}

export interface PaperColumn {
  readonly head: string;
  readonly align?: "start" | "end";
  /** Share of the width; 1 unless said. */
  readonly weight?: number;
}

export const paper = {
  margin: 40,
  titleSize: 16,
  headingSize: 11.5,
  keptWithHeading: 60,
  textSize: 9,
  footSize: 7.5,
  landscapeFromColumns: 9,
} as const;

/** The font has neither the narrow no-break space (U+202F) nor the arrow: the plain no-break space and « › » stand for them. */
export function onPaper(text: string): string {
  return text.replaceAll("\u202f", "\u00a0").replaceAll("→", "›");
}
