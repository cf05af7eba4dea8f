import type { Quantity } from "../quantity.ts";

/** N, N+1, N+2, N+3, and what comes after. */
export const bandCount = 5;

/** The years that a schedule is read by, the last one being « and after ». */
export function bandsFrom(from: number): number[] {
  return Array.from({ length: bandCount }, (_, index) => from + index);
}

/** One of these years, against what it may pay, in cents of CP. */
export interface Band {
  readonly year: number;
  /** « And after »: of every year from this one on. */
  readonly open: boolean;
  /** On commitments that are made. */
  readonly due: Quantity;
  /** Of it, what was expected earlier. */
  readonly overdue: Quantity;
  /** Null where nobody has said, and for « and after ». */
  readonly cover: Quantity | null;
  readonly coverKind: "credits" | "envelope" | null;
  /** What is left for new commitments; below zero, the year cannot pay what is committed. */
  readonly room: Quantity | null;
}

interface Due {
  readonly year: number;
  readonly amount: Quantity;
  readonly overdue: Quantity;
}
interface Cover {
  readonly year: number;
  readonly amount: Quantity;
  readonly kind: "credits" | "envelope";
}

/** Sets what falls due against what each year may pay: credits where the year holds some, else its envelope. Amounts due add up to the whole. */
export function coverage(due: readonly Due[], covers: readonly Cover[], from: number): Band[] {
  return bandsFrom(from).map((year, index) => {
    const open = index === bandCount - 1;
    const own = due.filter((each) => (open ? each.year >= year : each.year === year));
    const amount = own.reduce((total, each) => total + each.amount, 0n);
    const cover = open ? undefined : bestOf(covers.filter((each) => each.year === year));
    return {
      ...{ year, open, due: amount, overdue: own.reduce((total, each) => total + each.overdue, 0n) },
      ...{ cover: cover?.amount ?? null, coverKind: cover?.kind ?? null, room: cover ? cover.amount - amount : null },
    };
  });
}

/** A year being executed pays from its credits; one to come from its envelope, which its credits only begin to fill. */
function bestOf(covers: readonly Cover[]): Cover | undefined {
  return covers.find(({ kind }) => kind === "envelope") ?? covers[0];
}
