import { fold } from "#app/domain/ledger/typing/search.ts";
import type { Block } from "#app/ui/grid/clipboard.ts";

/** What came along with the figures of a block: by rows and columns of the block, from 0. */
export interface BlockParts {
  /** The rows at the top that name the columns. */
  readonly heads: readonly number[];
  /** The rows that sum up others. */
  readonly totals: readonly number[];
  /** The columns at the left that name the rows. */
  readonly labels: readonly number[];
}

/**
 * Finds in a pasted block what is no figure of its own: rows of heads (words alone, or the years of a plan), columns of labels, rows of totals.
 * Only proposed, and only where figures are left. `heads`: how the grid names its own columns.
 */
export function partsOf(block: Block, heads: readonly string[]): BlockParts {
  const named = new Set(heads.map(fold));
  const isName = (text: string) => isLabel(text) || named.has(fold(text));
  const first = block.findIndex((row) => row.some((text) => text.trim() !== "" && !isName(text)));
  if (first < 0) return { heads: [], totals: [], labels: [] };
  const top = Array.from({ length: first }, (_, row) => row).filter((row) => block[row]?.some((text) => text.trim() !== ""));
  const body = block.slice(first);
  const labels = labelColumns(body);
  const isTotal = (row: readonly string[]) => labels.some((column) => /^(sous-?\s*)?total|^ensemble$|^sum$/u.test(fold(row[column] ?? "")));
  const totals = body.flatMap((row, index) => (isTotal(row) ? [first + index] : []));
  return { heads: top, totals: totals.length < body.length ? totals : [], labels };
}

/** The row of the grid that each row of a block names, when every one names one and no two the same; undefined else. */
export function rowsByLabel(
  block: Block,
  { rows, labels }: { rows: readonly number[]; labels: readonly number[] },
  heads: readonly (string | undefined)[],
): ReadonlyMap<number, number> | undefined {
  const places = new Map<string, number[]>();
  for (const [place, head] of heads.entries()) if (head !== undefined) places.set(fold(head), [...(places.get(fold(head)) ?? []), place]);
  const found = new Map<number, number>();
  for (const row of rows) {
    const named = labels.flatMap((column) => places.get(fold(block[row]?.[column] ?? "")) ?? []);
    if (named.length !== 1) return undefined;
    found.set(row, named[0] ?? 0);
  }
  return rows.length > 0 && new Set(found.values()).size === found.size ? found : undefined;
}

/** All the columns up to the last one, at the left, that holds words more often than not: codes stand before their labels. */
function labelColumns(body: Block): number[] {
  const width = body.reduce((widest, row) => Math.max(widest, row.length), 0);
  const isOfWords = (column: number) => {
    const filled = body.map((row) => row[column] ?? "").filter((text) => text.trim() !== "");
    return filled.length > 0 && filled.filter(isLabel).length * 2 > filled.length;
  };
  const last = [0, 1, 2].findLast((column) => column < width - 1 && isOfWords(column));
  return last === undefined ? [] : Array.from({ length: last + 1 }, (_, column) => column);
}

/** Words: neither « 12 k€ », nor `=A1+B2`, nor `#REF!`. */
function isLabel(text: string): boolean {
  return /\p{L}{2,}/u.test(text.replace(/[km]\s*€|euros?/giu, "")) && !/^\s*[=#]/u.test(text);
}
