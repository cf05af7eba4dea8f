import type { OwnReference } from "#app/domain/forecast/line-references.ts";
import type { Proposal } from "#app/domain/forecast/projection/propose.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { amountIn, type LineState } from "./lines.ts";
import type { ComparedAmounts, SheetReferences } from "./read-references.ts";
import type { SheetView } from "./view.ts";

/** What may stand beside the amounts that are asked, never typed in: the decisions at the top of `ux.md`. */
export const referenceColumns = ["executed", "notified", "landing", "gap", "guidance"] as const;
export type ReferenceColumn = (typeof referenceColumns)[number];

/** What the gap is measured from. */
export const baselines = ["notified", "executed", "landing"] as const satisfies readonly ReferenceColumn[];
export type Baseline = (typeof baselines)[number];

/** The choice of columns is in the address: `cols=executed,gap`, `cols=none`; all of them unless said. */
export function shownReferences(search: URLSearchParams): readonly ReferenceColumn[] {
  const asked = search.get("cols")?.split(",");
  return asked ? referenceColumns.filter((own) => asked.includes(own)) : referenceColumns;
}

export function baselineOf(search: URLSearchParams): Baseline {
  return baselines.find((own) => own === search.get("ref")) ?? "notified";
}

/** The references of a view, whoever looks them up. */
export interface ViewReferences {
  /** N (`presentYear`). */
  readonly present: number;
  readonly columns: readonly ReferenceColumn[];
  readonly baseline: Baseline;
  /** From the line's own past. */
  proposalOf(line: LineState): Proposal | undefined;
  of(line: LineState): ComparedAmounts | undefined;
  /** What the unit as a whole was told to aim at. */
  readonly guidance: Quantity | null;
  readonly unclaimed: SheetReferences["unclaimed"];
}

export function viewReferences(
  { present, lines, guidance, unclaimed }: SheetReferences,
  { measure }: Pick<SheetView, "measure">,
  { columns, baseline, proposals }: Pick<ViewReferences, "columns" | "baseline"> & { readonly proposals: readonly Proposal[] },
): ViewReferences {
  const byLine = new Map(lines.map(({ line, references }) => [line, references.find((own) => own.measure === measure)]));
  const proposed = new Map(proposals.filter((own) => own.measure === measure).map((own) => [own.line, own]));
  return {
    proposalOf: ({ line }) => proposed.get(line.id),
    present,
    columns,
    baseline,
    of: ({ line }) => byLine.get(line.id),
    guidance: guidance[measure] ?? null,
    unclaimed: unclaimed.filter((own) => own.measure === measure),
  };
}

/** What a line shows in a reference column; null: nothing is known there. */
export function referenceIn(line: LineState, column: ReferenceColumn, view: SheetView, references: ViewReferences): Quantity | null {
  const own = references.of(line);
  if (column !== "gap") return own?.[column] ?? null;
  const asked = amountIn(line, view, { targetYear: view.year, month: undefined });
  const before = own?.[references.baseline] ?? null;
  return asked === null && before === null ? null : (asked ?? 0n) - (before ?? 0n);
}

/** What is known where nobody asks: the gap there is the whole of it, given up. */
export function unclaimedIn(own: OwnReference, column: ReferenceColumn, baseline: Baseline): Quantity | null {
  if (column === "guidance") return null;
  return column === "gap" ? -own[baseline] : own[column];
}

/** The sum of what is known; null when nothing is. */
export function knownSum(amounts: readonly (Quantity | null)[]): Quantity | null {
  const known = amounts.filter((amount) => amount !== null);
  return known.length === 0 ? null : sum(known);
}
