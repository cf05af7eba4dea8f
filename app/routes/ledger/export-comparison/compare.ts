import {
  type DifferenceCounts,
  DifferenceTally,
  type LineDifference,
  lineDifferences,
} from "#app/domain/fec/comparison/line-differences.ts";
import { type PartDifference, partDifferences } from "#app/domain/fec/comparison/part-differences.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "#db/client.ts";
import { differingEntries, type ExportPair, entriesNamed, surveyPair } from "#db/queries/ledger/export-comparison.ts";

/** How many lines a page shows; the file of the comparison holds them all. */
export const linesInSight = 200;

/** Lines of both files together beyond which a page would take too long to answer: the comparison is then made as a file. */
export const linesAtOnce = 500_000;

export interface Comparison {
  readonly counts: DifferenceCounts;
  readonly journals: readonly PartDifference[];
  readonly accounts: readonly PartDifference[];
  /** Debit and credit of each file, in cents. */
  readonly totals: Readonly<Record<"before" | "after", { readonly debit: Quantity; readonly credit: Quantity }>>;
  /** The first lines, and the entries of the books that they name. */
  readonly first: readonly ShownDifference[];
  readonly lineCount: number;
}
export interface ShownDifference extends LineDifference {
  readonly entry: bigint | undefined;
}

/** Compares two kept FEC by what they say; undefined for files so long that no page should wait for them. */
export async function compareExports(db: Db, year: number, pair: ExportPair): Promise<Comparison | undefined> {
  if (pair.before.lines + pair.after.lines > linesAtOnce) return undefined;
  const surveys = await surveyPair(db, pair);
  const tally = new DifferenceTally();
  const first: LineDifference[] = [];
  let lineCount = 0;
  for await (const entries of differingEntries(db, pair, surveys)) {
    const differences = lineDifferences(entries);
    tally.take(entries, differences);
    lineCount += differences.length;
    if (first.length < linesInSight) first.push(...differences.slice(0, linesInSight - first.length));
  }
  const entries = await entriesNamed(
    db,
    year,
    first.map(({ number }) => number),
  );
  const { before, after } = surveys;
  return {
    counts: tally.counts(),
    journals: partDifferences(before.journals, after.journals),
    accounts: partDifferences(before.accounts, after.accounts),
    totals: { before: sides(before), after: sides(after) },
    first: first.map((difference) => ({ ...difference, entry: entries.get(difference.number) })),
    lineCount,
  };
}

function sides({ debit, credit }: { readonly debit: Quantity; readonly credit: Quantity }) {
  return { debit, credit };
}
