/** How a fichier des écritures comptables may be written (LPF art. A47 A-1): each choice is one that the law admits. */
export const fecSeparators = ["tab", "pipe"] as const;
export const fecCharsets = ["utf-8", "iso-8859-15"] as const;
/** `Debit` and `Credit`, or `Montant` and `Sens` (D, C). */
export const fecDirections = ["sides", "direction"] as const;
export const fecLineEnds = ["crlf", "lf"] as const;

export type FecSeparator = (typeof fecSeparators)[number];
export type FecDirection = (typeof fecDirections)[number];
export type FecLineEnd = (typeof fecLineEnds)[number];

/** A file of lines and columns. */
export interface FlatVariant {
  readonly format: "flat";
  readonly separator: FecSeparator;
  readonly charset: (typeof fecCharsets)[number];
  readonly direction: FecDirection;
  readonly lineEnd: FecLineEnd;
}
/** The nested file of the official schema `formatA47A-I-VII-1.xsd`, in UTF-8. */
export interface XmlVariant {
  readonly format: "xml";
  readonly direction: FecDirection;
}
export type FecVariant = FlatVariant | XmlVariant;

/** Written in the eight-bit set, which replaces the letters that it lacks; null: a file older than the choice. */
export function isLatin9(variant: FecVariant | null): boolean {
  return variant?.format === "flat" && variant.charset === "iso-8859-15";
}

/** What the official validator prefers: tabulations, carriage return and line feed. */
export const usualVariant: FlatVariant = { format: "flat", separator: "tab", charset: "utf-8", direction: "sides", lineEnd: "crlf" };

export const separatorText = { tab: "\t", pipe: "|" } as const satisfies Record<FecSeparator, string>;
export const lineEndText = { crlf: "\r\n", lf: "\n" } as const satisfies Record<FecLineEnd, string>;
