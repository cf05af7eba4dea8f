import type { Quantity } from "../../quantity.ts";
import type { StatementKind } from "./arrangement.ts";
import type { LineAmounts, Statements } from "./composition.ts";

/** A row as the page shows it. A group is a heading, its lines, then its total; a heading has no amount, a whole statement no heading. */
export interface StatementRow extends LineAmounts {
  readonly code: string;
  readonly kind: "heading" | "line" | "total";
  readonly depth: number;
  readonly label: string;
  /** Net amount of the exercise before, under the same arrangement; null when there is no such exercise. */
  readonly previous: Quantity | null;
  /** An amount stands on the line, or on one below it, in one of the two years. */
  readonly speaks: boolean;
}

/** The rows of one statement, in the order of the page, beside the exercise before. */
export function statementRows(kind: StatementKind, now: Statements, before: Statements | null): StatementRow[] {
  const earlier = new Map(before?.lines.map((line) => [line.code, line.net]));
  const lines = now.lines.filter(({ code }) => code.startsWith(kind));
  const rows = (parent: string | null): StatementRow[] =>
    lines
      .filter((line) => line.parent === parent)
      .flatMap(({ code, depth, label, totalLabel, gross, depreciation, net }) => {
        const previous = before ? (earlier.get(code) ?? 0n) : null;
        const below = rows(code);
        const speaks = below.length > 0 ? below.some((row) => row.speaks) : gross !== 0n || depreciation !== 0n || (previous ?? 0n) !== 0n;
        const amounts = { code, depth, gross, depreciation, net, previous, speaks };
        if (below.length === 0) return [{ ...amounts, kind: "line" as const, label }];
        const total = { ...amounts, kind: "total" as const, label: totalLabel ?? label };
        // The head of the table names the statement itself.
        return parent === null ? [...below, total] : [{ ...amounts, kind: "heading" as const, label }, ...below, total];
      });
  return rows(null);
}

/** Without the lines of nothing in both years, and the groups that hold no other; a statement keeps its total. */
export function withoutEmptyRows(rows: readonly StatementRow[]): StatementRow[] {
  return rows.filter(({ depth, speaks }) => depth === 0 || speaks);
}
