import type { BalancePairs } from "#app/domain/ledger/balance-pairs.ts";
import type { BalanceNode } from "#app/domain/ledger/balance-tree.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import type { ShownLine } from "./reading.ts";

export const pairKeys = [
  "openingDebit",
  "openingCredit",
  "movementDebit",
  "movementCredit",
  "closingDebit",
  "closingCredit",
] as const satisfies readonly (keyof BalancePairs)[];

/** The balances of a group in the exercise before add up as its own do. */
export function previousOf(node: BalanceNode<ShownLine>, lines: readonly ShownLine[], asked: boolean): Quantity | null {
  if (!asked) return null;
  if (node.line) return node.line.previous ?? 0n;
  return sum(lines.filter(({ account }) => account.startsWith(node.code)).map(({ previous }) => previous ?? 0n));
}

/** The label of a group or an account; a class that nothing names is « Classe 6 ». */
export function nameOf(
  node: BalanceNode<ShownLine>,
  labels: Readonly<Record<string, string>>,
  className: (name: string) => string,
): string {
  return node.line?.label ?? labels[node.code] ?? (node.level === 1 ? className(node.code) : "");
}
