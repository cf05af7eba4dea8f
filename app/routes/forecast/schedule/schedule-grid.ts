import { earlierCommitments, type SchedulePart } from "#app/domain/forecast/schedule.ts";
import { parseDecimal } from "#app/domain/money.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";

/** How many payment years the table of a schedule shows; more where something is paid later. */
const shownPayments = 5;
const shownCommitments = 3;

export interface ScheduleShape {
  /** 0 first: commitments made earlier. */
  readonly commitments: readonly number[];
  readonly payments: readonly number[];
}

/** The rows and columns of a schedule: every year that holds something, and those that usually do. */
export function scheduleShape(year: number, parts: readonly SchedulePart[], committed: ReadonlyMap<number, Quantity>): ScheduleShape {
  const usual = Array.from({ length: shownCommitments }, (_, offset) => year + offset);
  const known = parts.map(({ commitmentYear }) => commitmentYear).filter((own) => own !== earlierCommitments);
  const last = Math.max(year + shownPayments - 1, ...parts.map(({ paymentYear }) => paymentYear), ...committed.keys());
  return {
    commitments: [earlierCommitments, ...[...new Set([...usual, ...committed.keys(), ...known])].sort()],
    payments: Array.from({ length: last - year + 1 }, (_, offset) => year + offset),
  };
}

/** Whether a row has a field in a column: nothing is paid before it is committed. */
export function isPayable(commitmentYear: number, paymentYear: number): boolean {
  return commitmentYear === earlierCommitments || paymentYear >= commitmentYear;
}

/** The field of what is paid in a year on the commitments of another: `c2027p2028`, or `c0p2027`. */
export function fieldOf(commitmentYear: number, paymentYear: number): string {
  return `c${commitmentYear}p${paymentYear}`;
}

export function placeOfField(name: string): Omit<SchedulePart, "amount"> | undefined {
  const [, commitment, payment] = /^c(0|20\d\d)p(20\d\d)$/.exec(name) ?? [];
  return commitment === undefined ? undefined : { commitmentYear: Number(commitment), paymentYear: Number(payment) };
}

/** « 60 ; 30 ; 10 » as hundredths of a percent; undefined when a part is no number. */
export function keysIn(text: string): bigint[] | undefined {
  const keys = text
    .split(/[;\s/%]+/u)
    .filter((part) => part !== "")
    .map((part) => parseDecimal(part));
  const read = keys.flatMap((key) => (key.ok ? [key.value] : []));
  return read.length === keys.length && read.length > 0 ? read : undefined;
}

export function keysText(keys: readonly bigint[]): string {
  return keys.map((key) => amountText(key, "CP")).join(" ; ");
}
