import { parseEuros } from "../../money.ts";
import { addMonths, type Month, monthsBetween } from "../../month.ts";
import { type Quantity, spread, sum } from "../../quantity.ts";
import type { Refusal } from "../../refusal.ts";
import { accept, type Result, refuse } from "../../result.ts";
import { readMonth } from "./month-text.ts";

/** What is paid in a month; cents. */
export interface MonthPayment {
  readonly month: Month;
  readonly amount: Quantity;
}

/** A month that is paid in, its amount to be worked out when it is not said. */
interface AskedPayment {
  readonly month: Month;
  readonly amount: Quantity | undefined;
}

/** How many years after the commitment's a payment may come. */
const latestYears = 9;

/**
 * The payments of an expense of `amount` cents committed in `committed`, as they are typed: one a line (or between « ; »), « 03/2026 : 1 500 », or a
 * span « 03/2026 à 06/2026 ». Months without an amount share what the others leave, exactly. Nothing typed: all in the month of the commitment.
 */
export function readPayments(text: string, { amount, committed }: { amount: Quantity; committed: Month }): Result<MonthPayment[]> {
  const parts = text
    .split(/[\n;]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (parts.length === 0) return accept([{ month: committed, amount }]);
  const asked: AskedPayment[] = [];
  for (const part of parts) {
    const read = readPart(part);
    if (!read.ok) return read;
    asked.push(...read.value);
  }
  return sharedOut(asked, { amount, committed });
}

/** Months in order, each once, none before the commitment; Σ = the amount, to the cent. */
export function checkPayments(
  payments: readonly MonthPayment[],
  { amount, committed }: { amount: Quantity; committed: Month },
): Result<MonthPayment[]> {
  const ordered = [...payments].sort((left, right) => (left.month < right.month ? -1 : left.month > right.month ? 1 : 0));
  const last = addMonths(committed, 12 * latestYears);
  for (const [index, { month, amount: part }] of ordered.entries()) {
    if (month < committed) return refuse({ kind: "payment-before-commitment", month, committed });
    if (month > last) return refuse({ kind: "payment-too-late", month, last });
    if (ordered[index + 1]?.month === month) return refuse({ kind: "payment-month-twice", month });
    if (part <= 0n) return refuse(part < 0n ? { kind: "negative-amount", line: index + 1, amount: part } : differs(payments, amount));
  }
  const paid = sum(ordered.map((own) => own.amount));
  return paid === amount ? accept(ordered) : refuse(differs(payments, amount));
}

/** As `readPayments` reads it again: « 03/2026 : 1500,00 » a line. */
export function paymentsText(payments: readonly MonthPayment[]): string {
  return payments.map(({ month, amount }) => `${month.slice(5)}/${month.slice(0, 4)} : ${eurosText(amount)}`).join("\n");
}

function eurosText(amount: Quantity): string {
  return `${amount / 100n},${String(amount % 100n).padStart(2, "0")}`.replace(/,00$/, "");
}

function sharedOut(asked: readonly AskedPayment[], place: { amount: Quantity; committed: Month }): Result<MonthPayment[]> {
  const open = asked.filter((own) => own.amount === undefined);
  const said = sum(asked.map((own) => own.amount ?? 0n));
  if (open.length > 0 && said >= place.amount) return refuse({ kind: "payments-differ", amount: place.amount, paid: said });
  const shares = spread(
    open.length === 0 ? 0n : place.amount - said,
    open.map(() => 1n),
  );
  let next = 0;
  const payments = asked.map(({ month, amount }) => ({ month, amount: amount ?? shares[next++] ?? 0n }));
  return checkPayments(payments, place);
}

function readPart(part: string): Result<AskedPayment[]> {
  const [, months = "", figure] = /^(.*?)(?:\s*[:=]\s*(.*))?$/u.exec(part) ?? [];
  const [first = "", second, ...rest] = months.split(/\s+(?:à|a|to|-|–|→)\s+|\.\.|→/iu);
  const from = readMonth(first);
  const to = second === undefined ? from : readMonth(second);
  if (from === undefined || to === undefined || rest.length > 0 || to < from) return refuse({ kind: "unreadable-month", text: months });
  const count = monthsBetween(from, to) + 1;
  if (count > 12 * (latestYears + 1)) return refuse({ kind: "unreadable-month", text: months });
  const span = Array.from({ length: count }, (_, index) => addMonths(from, index));
  if (figure === undefined || figure.trim() === "") return accept(span.map((month) => ({ month, amount: undefined })));
  const amount = parseEuros(figure);
  if (!amount.ok) return amount;
  if (amount.value < 0n) return refuse({ kind: "negative-amount", line: 1, amount: amount.value });
  const shares = spread(
    amount.value,
    span.map(() => 1n),
  );
  return accept(span.map((month, index) => ({ month, amount: shares[index] ?? 0n })));
}

function differs(payments: readonly MonthPayment[], amount: Quantity): Refusal {
  return { kind: "payments-differ", amount, paid: sum(payments.map((own) => own.amount)) };
}
