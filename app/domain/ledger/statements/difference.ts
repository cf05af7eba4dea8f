import type { Quantity } from "../../quantity.ts";
import type { Statements } from "./composition.ts";

/** A line that a change of arrangement moves, net amounts in cents. */
export interface LineDifference {
  readonly code: string;
  readonly label: string;
  readonly before: Quantity;
  readonly after: Quantity;
}

/** The lines whose net amount differs between two compositions of the same balances, totals included, in the order of the page. */
export function statementDifference(before: Statements, after: Statements): LineDifference[] {
  const earlier = new Map(before.lines.map((line) => [line.code, line]));
  const later = new Map(after.lines.map((line) => [line.code, line]));
  const all = [...after.lines, ...before.lines.filter(({ code }) => !later.has(code))];
  return all
    .map(({ code, label, totalLabel }) => ({
      code,
      label: totalLabel ?? label,
      before: earlier.get(code)?.net ?? 0n,
      after: later.get(code)?.net ?? 0n,
    }))
    .filter((line) => line.before !== line.after);
}
