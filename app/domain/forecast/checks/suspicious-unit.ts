import { absolute, type Quantity } from "../../quantity.ts";
import type { CheckedLine, CheckedRequest, CheckWorld, FoundFault } from "./finding.ts";
import { amountOf, placeAt } from "./totals.ts";

/** Euros for thousands of euros, or the reverse: a factor between these two, either way. */
const leastFactor = 300n;
const mostFactor = 3_000n;
/** Fewer other months say nothing. */
const fewestNeighbours = 3;

/**
 * Amounts that look a thousand times too large or too small: a year against what was executed there in N-1, a month against the median of the
 * other months of its line. AE and CP alone; at most one finding for a line and a measure, the year first.
 */
export function suspiciousUnits(requests: readonly CheckedRequest[], world: CheckWorld): FoundFault[] {
  return requests.flatMap((request) =>
    request.lines.flatMap((line) =>
      (["AE", "CP"] as const).flatMap((measure): FoundFault[] => {
        const amount = amountOf(line, measure, world.year);
        const executed = world.executed(line, measure);
        if (executed !== null && isThousandfold(amount, executed)) {
          const place = placeAt({ request, line }, measure, world.year);
          return [{ check: "unit-suspicious", ...place, amount, usual: executed, against: "executed" }];
        }
        const odd = oddMonth(line, measure, world.year);
        if (!odd) return [];
        const place = placeAt({ request, line }, measure, world.year, odd.month);
        return [{ check: "unit-suspicious", ...place, amount: odd.amount, usual: odd.usual, against: "neighbours" }];
      }),
    ),
  );
}

/** Whether one amount is about a thousand times the other; zero is no amount. */
export function isThousandfold(left: Quantity, right: Quantity): boolean {
  const [small, large] = [absolute(left), absolute(right)].sort((one, other) => (one < other ? -1 : 1)) as [Quantity, Quantity];
  return small > 0n && large >= small * leastFactor && large <= small * mostFactor;
}

function oddMonth({ cells }: CheckedLine, measure: "AE" | "CP", year: number) {
  const months = cells.filter((cell) => cell.measure === measure && cell.targetYear === year && cell.month > 0 && cell.amount !== 0n);
  for (const { month, amount } of months) {
    const others = months.filter((other) => other.month !== month).map((other) => other.amount);
    const usual = others.length < fewestNeighbours ? 0n : median(others);
    if (isThousandfold(amount, usual)) return { month, amount, usual };
  }
  return undefined;
}

/** Of an even number, the lower of the two in the middle. */
function median(amounts: readonly Quantity[]): Quantity {
  const ordered = amounts.toSorted((left, right) => (absolute(left) < absolute(right) ? -1 : 1));
  return ordered[Math.floor((ordered.length - 1) / 2)] ?? 0n;
}
