import { absolute, type Quantity, spread, sum } from "../quantity.ts";
import { type AmountKey, type PlannedAmount, sameAmountKey, twinOf } from "./amount.ts";

/**
 * What is asked, brought to a total in one measure and year, everything else in the same proportion: « 1,2 M€ de CP » is what a person says who
 * decides fast. The total is shared out exactly over the classes; the rest is rounded half away from zero. Personnel AE and CP stay alike.
 * Nothing when nothing is asked there: there is no proportion then.
 */
export function inProportion(
  asked: readonly PlannedAmount[],
  place: Pick<AmountKey, "measure" | "targetYear">,
  total: Quantity,
): PlannedAmount[] {
  const own = asked.filter((ask) => ask.measure === place.measure && ask.targetYear === place.targetYear);
  const whole = sum(own.map(({ amount }) => amount));
  if (whole === 0n) return [];
  const parts = spread(
    total,
    own.map(({ amount }) => absolute(amount)),
  );
  const shared = own.map((ask, index) => ({ ...ask, amount: parts[index] ?? 0n }));
  return asked.map((ask) => {
    const twin = twinOf(ask);
    const given = shared.find((part) => sameAmountKey(part, ask)) ?? shared.find((part) => twin !== undefined && sameAmountKey(part, twin));
    return { ...ask, amount: given?.amount ?? divided(ask.amount * total, whole) };
  });
}

function divided(over: bigint, under: bigint): bigint {
  const [top, bottom] = under < 0n ? [-over, -under] : [over, under];
  return top < 0n ? -((-top * 2n + bottom) / (bottom * 2n)) : (top * 2n + bottom) / (bottom * 2n);
}
