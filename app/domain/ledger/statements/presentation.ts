import type { Quantity } from "../../quantity.ts";
import type { StatementKind } from "./arrangement.ts";
import type { LineAmounts, Statements } from "./composition.ts";

/** A row as the page shows it. A group is a heading, its lines, then its total; a heading has no amount. */
export interface StatementRow extends LineAmounts {
  readonly code: string;
  readonly kind: "heading" | "line" | "total";
  readonly depth: number;
  readonly label: string;
  /** Net amount of the exercise before, under the same arrangement; null when there is no such exercise. */
  readonly previous: Quantity | null;
}

/** The rows of one statement, in the order of the page, beside the exercise before. */
export function statementRows(kind: StatementKind, now: Statements, before: Statements | null): StatementRow[] {
  const earlier = new Map(before?.lines.map((line) => [line.code, line.net]));
  const lines = now.lines.filter(({ code }) => code.startsWith(kind));
  const rows = (parent: string | null): StatementRow[] =>
    lines
      .filter((line) => line.parent === parent)
      .flatMap(({ code, depth, label, totalLabel, gross, depreciation, net }) => {
        const amounts = { code, depth, gross, depreciation, net, previous: before ? (earlier.get(code) ?? 0n) : null };
        const below = rows(code);
        if (below.length === 0) return [{ ...amounts, kind: "line" as const, label }];
        return [
          { ...amounts, kind: "heading" as const, label },
          ...below,
          { ...amounts, kind: "total" as const, label: totalLabel ?? label },
        ];
      });
  return rows(null);
}
