import type { Quantity } from "../quantity.ts";

/** What is compared: the use of credits by unit and title, the credits put at disposal by unit and class, the balance of an account. */
export const measures = ["used", "opened", "account"] as const;
export type Measure = (typeof measures)[number];

/** Why Chorus and the books differ; what has no cause by itself is to be named by whoever signs. */
export type GapCause = "none" | "byHand" | "later" | "unnamed";

/** What both sides say of one thing on the last day of a month, in cents. */
export interface Compared {
  readonly measure: Measure;
  /** A unit, or an account. */
  readonly place: string;
  /** A title, a class; « » for an account. */
  readonly title: string;
  readonly resource: "AE" | "CP" | "EUR";
  readonly chorus: Quantity;
  readonly here: Quantity;
  /** Of what stands here, what no extract brought. */
  readonly byHand: Quantity;
  /** Whether Chorus's side is the sum of the pieces that were imported: what is left is then a correction that a later month bears. */
  readonly ofPieces: boolean;
}

export interface ReconciledRow extends Compared {
  readonly key: string;
  /** Here less Chorus. */
  readonly gap: Quantity;
  readonly cause: GapCause;
}

/** Each row with its gap, and the cause of it where the books know one. */
export function reconciled(rows: readonly Compared[]): ReconciledRow[] {
  return rows.map((row) => {
    const gap = row.here - row.chorus;
    return { ...row, key: [row.measure, row.place, row.title, row.resource].join("|"), gap, cause: causeOf(row, gap) };
  });
}

function causeOf({ byHand, ofPieces }: Compared, gap: Quantity): GapCause {
  if (gap === 0n) return "none";
  if (gap === byHand) return "byHand";
  return ofPieces ? "later" : "unnamed";
}

/** What is signed: every row with its gap and its cause in words; two signatures of the same thing are of the same bytes. */
export function signedContent(
  head: { readonly fiscalYear: number; readonly month: number },
  rows: readonly ReconciledRow[],
  notes: ReadonlyMap<string, string>,
): string {
  const said = [...rows]
    .sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0))
    .map(({ key, chorus, here, gap, cause }) => [key, String(chorus), String(here), String(gap), cause, notes.get(key) ?? ""]);
  return JSON.stringify([head.fiscalYear, head.month, said]);
}

/** Gaps that nothing names, neither the books nor a note. */
export function unexplained(rows: readonly ReconciledRow[], notes: ReadonlyMap<string, string>): readonly ReconciledRow[] {
  return rows.filter(({ key, cause }) => cause === "unnamed" && (notes.get(key) ?? "").trim() === "");
}
