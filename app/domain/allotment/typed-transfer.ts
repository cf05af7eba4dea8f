import { parseDecimal } from "../money.ts";
import type { Quantity } from "../quantity.ts";
import type { MovementLine, Place } from "./movement.ts";

/** A redeployment as a form holds it, amounts as they are typed. */
export interface TypedTransfer {
  readonly from: Place;
  readonly to: Place;
  readonly ae: string;
  readonly cp: string;
}

/** The lines of a redeployment: AE, then CP; an amount that is empty or zero makes none. */
export function transferLinesOf(
  from: Place,
  to: Place,
  amounts: { readonly ae?: Quantity | undefined; readonly cp?: Quantity | undefined },
): MovementLine[] {
  const sides = { from: { stage: "allotted" as const, ...from }, to: { stage: "allotted" as const, ...to } };
  const line = (resource: "AE" | "CP", amount: Quantity | undefined): MovementLine[] =>
    amount === undefined || amount === 0n ? [] : [{ resource, amount, ...sides }];
  return [...line("AE", amounts.ae), ...line("CP", amounts.cp)];
}

/** The same while it is typed: what does not read as an amount above zero, or has no place yet, is left out. */
export function transferLinesTyped({ from, to, ae, cp }: TypedTransfer): MovementLine[] {
  if ([from, to].some(({ unit, nature, activity }) => unit === "" || nature === "" || activity === "")) return [];
  return transferLinesOf(from, to, { ae: typedAmount(ae), cp: typedAmount(cp) }).filter(({ amount }) => amount > 0n);
}

function typedAmount(text: string): Quantity | undefined {
  const read = parseDecimal(text);
  return text.trim() !== "" && read.ok ? read.value : undefined;
}
