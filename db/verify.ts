import type { Db } from "./client.ts";
import { type AnchorFile, anchoredPoints } from "./verify/anchored.ts";
import { verifySeals } from "./verify/audit-seals.ts";
import { verifyChain } from "./verify/chain.ts";
import { namedFaults, Report, type VerificationReport } from "./verify/report.ts";
import { type Chain, chainsOf, strayLines } from "./verify/stored-entry.ts";

export type { AnchorFile } from "./verify/anchored.ts";
export { faultValues, type LedgerFault, type VerificationReport } from "./verify/report.ts";

export interface VerificationOptions {
  /** Anchors that were kept elsewhere: they show a tail that was cut, and a chain that was rewritten from end to end. */
  readonly anchorFile?: AnchorFile | undefined;
  /** Told after each chain, between 0 and 1. */
  readonly progress?: ((share: number) => void) | undefined;
  /** Ends the verification between two chains; it then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Recomputes every digest and every link of every chain, from the rows alone: numbers without a gap from 1, each link upon the
 * one before from the genesis, counters equal to the last row, known versions only, and every anchor a point of its chain. One pass,
 * a page in memory at a time. `db` is one snapshot. What stands in no digest (totals, balances, matchings) belongs to `db/check.ts`.
 */
export async function verifyLedger(db: Db, { anchorFile, progress, signal }: VerificationOptions = {}): Promise<VerificationReport> {
  const report = new Report();
  const anchored = await anchoredPoints(db, anchorFile, report);
  const chains = every(await chainsOf(db), anchored.chains());
  for (const [index, chain] of chains.entries()) {
    signal?.throwIfAborted();
    await verifyChain(db, chain, anchored.of(chain), report);
    progress?.((index + 1) / chains.length);
  }
  for (const fault of await verifySeals(db, anchored.seals())) report.add(fault);
  for (const stray of await strayLines(db, namedFaults)) report.add({ kind: "line-without-entry", ...stray });
  return report;
}

function every(present: readonly Chain[], anchored: readonly Chain[]): Chain[] {
  const byName = new Map([...present, ...anchored].map((chain) => [`${chain.fiscalYear} ${chain.journal}`, chain]));
  return [...byName.values()].toSorted((left, right) => left.fiscalYear - right.fiscalYear || (left.journal < right.journal ? -1 : 1));
}
