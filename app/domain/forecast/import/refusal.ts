/** Why a file is refused before anybody looks at a figure in it, or why what was previewed cannot be written. */
export type SheetImportRefusal =
  | { readonly kind: "sheet-file-empty" }
  | { readonly kind: "sheet-file-too-large"; readonly limitBytes: number }
  | { readonly kind: "sheet-file-too-wide"; readonly rows: number; readonly columns: number }
  | { readonly kind: "sheet-file-type"; readonly found: string }
  | { readonly kind: "sheet-file-unsafe"; readonly reason: UnsafeReason }
  | { readonly kind: "sheet-file-damaged" }
  | { readonly kind: "sheet-file-too-slow"; readonly seconds: number }
  | { readonly kind: "sheet-import-elsewhere" }
  | { readonly kind: "sheet-import-moved" }
  | { readonly kind: "sheet-import-open-questions"; readonly count: number }
  | { readonly kind: "sheet-import-nothing" }
  | { readonly kind: "sheet-import-applied"; readonly at: string; readonly by: string };

/** What makes a workbook more than figures, or more than it seems. */
export type UnsafeReason = "macros" | "password" | "links" | "objects" | "entities" | "bomb";
