/** How a cell stands; each has a shape of its own, and its words are in `note`. */
export type CellState = "clean" | "dirty" | "saving" | "error" | "conflict";

export interface GridCell {
  /** As it is shown. */
  readonly text: string;
  /** As its editor opens and as it is copied: whole, with a decimal comma and nothing between the thousands. */
  readonly exact: string;
  /** Shown in an empty cell, and not held by it: what could stand there. */
  readonly ghost?: string;
  readonly state: CellState;
  /** Nobody types here: it is locked, or computed. */
  readonly isReadOnly: boolean;
  /** Only a figure typed in it changes it. */
  readonly isHeld?: boolean;
  /** As it was typed, when that is not its figure: its editor opens with it. */
  readonly formula?: string;
  /** What is to be known of it beyond its figure: what is wrong, who wrote something else, why it is locked. */
  readonly note?: string;
  /** Somebody else has just changed it. */
  readonly isFresh?: boolean;
  /** Something is said of it: a triangle at the top right. */
  readonly mark?: "comment";
  /** F8 stops here too. */
  readonly isFlagged?: boolean;
}

/** Somebody else whose keyboard is in a cell. */
export interface GridGuest {
  readonly column: number;
  readonly initials: string;
  /** For the ear. */
  readonly words: string;
  /** Which of the colours of guests, from 0. */
  readonly hue: number;
}

/** A row that does not change is the same object: only those that changed are drawn again. */
export interface GridRow {
  readonly key: string;
  /** A group sums up the lines under it. */
  readonly kind: "group" | "line";
  readonly head: string;
  /** Under the head, smaller: codes. */
  readonly subhead?: string;
  /** Where the head leads. */
  readonly to?: string;
  /** How the row is spread, drawn beside its head: parts of the largest, 0 to 1. Decorative, for its figures are in its cells. */
  readonly shape?: readonly number[];
  readonly cells: readonly GridCell[];
}

export interface GridColumn {
  readonly key: string;
  readonly head: string;
  readonly kind: "entry" | "total" | "reference";
}
