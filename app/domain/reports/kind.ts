/** The documents that can be issued: their data kept as they were on that day. */
export const reportKinds = ["budget", "management", "programming", "note", "staffing", "unit"] as const;
export type ReportKind = (typeof reportKinds)[number];

/** Those that are made of parts; the table of the programme by action is one table. */
export const composedKinds = ["management", "programming", "note", "staffing", "unit"] as const satisfies readonly ReportKind[];
export type ComposedKind = (typeof composedKinds)[number];

export function isComposed(kind: string): kind is ComposedKind {
  return (composedKinds as readonly string[]).includes(kind);
}

/** Those that somebody finishes by hand: they leave as a document for a word processor too. */
export const editedKinds: ReadonlySet<ComposedKind> = new Set(["management", "programming", "note"]);

/** Those that are texts and pictures, which no workbook would hold. */
export const wordsAlone: ReadonlySet<ComposedKind> = new Set(["note"]);

export const reportFormats = ["pdf", "docx", "xlsx"] as const;
export type ReportFormat = (typeof reportFormats)[number];

export function formatsOf(kind: ComposedKind): ReportFormat[] {
  return reportFormats.filter((format) => (format !== "docx" || editedKinds.has(kind)) && (format !== "xlsx" || !wordsAlone.has(kind)));
}
