import { type BalancePairs, totalOf } from "./balance-pairs.ts";

type AccountPairs = BalancePairs & { readonly account: string };

/** A row of a trial balance seen as a tree: an account, or the accounts that share a prefix of one, two or three figures. */
export interface BalanceNode<Line extends AccountPairs> extends BalancePairs {
  readonly code: string;
  /** 1 for a class. */
  readonly level: number;
  /** Of an account; null for a group. */
  readonly line: Line | null;
  /** Whether a group shows what it holds. */
  readonly open: boolean;
  /** The rows that it holds and that are shown, at every depth. */
  readonly below: number;
}

/** Groups of more figures than this would say one account at a time. */
export const longestPrefix = 3;

/**
 * The rows in reading order, each group before what it holds. A class is always a group; a longer prefix is one where it gathers several
 * accounts and its neighbours exist, so that no two rows say the same. A group's pairs are the sums of its accounts' pairs: its closing keeps
 * both sides. The rows inside a closed group are left out.
 */
export function balanceTree<Line extends AccountPairs>(lines: readonly Line[], isOpen: (code: string) => boolean): BalanceNode<Line>[] {
  return [...gathered(lines, 1)].flatMap(([code, own]) => groupRows(code, own, 1, isOpen));
}

/** The codes of every group, whatever is open. */
export function groupCodes(lines: readonly AccountPairs[]): string[] {
  return balanceTree(lines, () => true)
    .filter(({ line }) => line === null)
    .map(({ code }) => code);
}

function groupRows<Line extends AccountPairs>(
  code: string,
  lines: readonly Line[],
  level: number,
  isOpen: (code: string) => boolean,
): BalanceNode<Line>[] {
  const open = isOpen(code);
  const inside = open ? insideRows(code, lines, level + 1, isOpen) : [];
  return [{ ...totalOf(lines), code, level, line: null, open, below: inside.length }, ...inside];
}

function insideRows<Line extends AccountPairs>(
  code: string,
  lines: readonly Line[],
  level: number,
  isOpen: (code: string) => boolean,
): BalanceNode<Line>[] {
  for (let length = code.length + 1; length <= longestPrefix; length += 1) {
    const groups = gathered(lines, length);
    if (groups.size < 2) continue;
    return [...groups].flatMap(([prefix, own]) =>
      own.length === 1 ? own.map((line) => leaf(line, level)) : groupRows(prefix, own, level, isOpen),
    );
  }
  return lines.map((line) => leaf(line, level));
}

function leaf<Line extends AccountPairs>(line: Line, level: number): BalanceNode<Line> {
  const { openingDebit, openingCredit, movementDebit, movementCredit, closingDebit, closingCredit, account } = line;
  const pairs = { openingDebit, openingCredit, movementDebit, movementCredit, closingDebit, closingCredit };
  return { ...pairs, code: account, level, line, open: false, below: 0 };
}

function gathered<Line extends AccountPairs>(lines: readonly Line[], length: number): Map<string, Line[]> {
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const prefix = line.account.slice(0, length);
    const group = groups.get(prefix);
    if (group) group.push(line);
    else groups.set(prefix, [line]);
  }
  return groups;
}
