import type { NamedConflict, TypedEdit, WrittenCells } from "#app/commands/write-cells.ts";
import type { GuidanceKind } from "#app/domain/campaign/guidance.ts";
import type { DetailLine } from "#app/domain/forecast/detail.ts";
import type { EditFault, PlacedCell } from "#app/domain/forecast/edit.ts";
import type { CellStep } from "#db/queries/forecast/cells.ts";

/**
 * Cells on their way to the server, by line so that the line is named once: measure, year, month, amount (empty: none), revision seen, and the
 * calculation that gave the amount when there is one.
 */
export function editsText(cells: readonly TypedEdit[]): string {
  const byLine: Record<string, unknown[]> = {};
  for (const { lineId, measure, targetYear, month, amount, seen, formula } of cells) {
    byLine[lineId] ??= [];
    const cell = [measure, targetYear, month, amount === null ? "" : String(amount), String(seen)];
    byLine[lineId].push(formula === undefined ? cell : [...cell, formula]);
  }
  return JSON.stringify(byLine);
}

/** Places on their way to the server. */
export function placesText(places: readonly PlacedCell[]): string {
  return JSON.stringify(places.map(({ lineId, measure, targetYear, month }) => [lineId, measure, targetYear, month]));
}

type Texts<Value> = {
  readonly [Field in keyof Value]: Value[Field] extends bigint ? string : Value[Field] extends bigint | null ? string | null : Value[Field];
};

/** What the server answers: amounts and revisions as texts, for JSON has no such integers. */
export interface WrittenMessage {
  readonly revision: string;
  readonly conflicts: readonly Texts<NamedConflict>[];
  readonly refusals: readonly (PlacedCell & { readonly fault: FaultMessage })[];
}
export type FaultMessage =
  | (Omit<Extract<EditFault, { amount: bigint }>, "amount"> & { readonly amount: string })
  | Exclude<EditFault, { amount: bigint }>;

export function writtenMessage({ revision, conflicts, refusals }: WrittenCells): WrittenMessage {
  return {
    revision: String(revision),
    conflicts: conflicts.map(({ mine, theirs, revision, ...same }) => ({
      ...same,
      mine: mine === null ? null : String(mine),
      theirs: theirs === null ? null : String(theirs),
      revision: String(revision),
    })),
    refusals: refusals.map(({ fault, ...place }) => ({
      ...place,
      fault: "amount" in fault ? { ...fault, amount: String(fault.amount) } : fault,
    })),
  };
}

/** A change of a cell, its amounts as texts. */
export type StoryStep = Omit<Texts<CellStep>, "at"> & { readonly at: string };

export function storyStep({ before, after, at, ...same }: CellStep): StoryStep {
  return { ...same, before: before === null ? null : String(before), after: after === null ? null : String(after), at: at.toISOString() };
}

/** One staff line behind a figure, for the year asked: full-time equivalents, months of presence in it, ETPT; as texts. */
export interface StaffStep {
  readonly label: string;
  readonly fte: string;
  readonly months: number;
  readonly etpt: string;
}
/** What an ETPT costs in the year asked and what it comes to, for whoever sees it; cents and hundredths of a percent as texts. */
export interface CostStep {
  readonly category: string;
  readonly etpt: string;
  readonly cost: string;
  readonly amount: string;
  readonly general: string;
  readonly plus: string;
  readonly minus: string;
  readonly pensions: string;
  readonly pay: string;
  readonly due: string;
}
export interface StaffStory {
  readonly lines: readonly StaffStep[];
  readonly costs: readonly CostStep[];
}

/** A quantity at a price, as texts. */
export type DetailStep = Texts<DetailLine>;

/** The rule of guidance that a line follows: its value in hundredths of a percent, or in the smallest unit of the measure. */
export interface GuidanceStep {
  readonly kind: GuidanceKind;
  readonly value: string;
  /** Null: every nature. */
  readonly nature: string | null;
  /** Said to this unit by name. */
  readonly isOwn: boolean;
  readonly author: string;
  readonly at: string;
  readonly note: string;
}

/** Where what a cell holds comes from: who wrote it, what it is computed from when it is, and what it was told to aim at. */
export interface Story {
  readonly steps: readonly StoryStep[];
  readonly staff: StaffStory | null;
  readonly details: readonly DetailStep[];
  readonly guidance: GuidanceStep | null;
}
