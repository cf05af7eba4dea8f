import { createHash } from "node:crypto";
import type { AlteredPart, Chain } from "./stored-entry.ts";

/** What the verification of the whole journal found; sound when `faultCount` is zero. */
export interface VerificationReport {
  readonly chains: number;
  readonly entries: number;
  readonly lines: number;
  readonly postings: number;
  /** How many anchored points the chains were held against. */
  readonly anchors: number;
  /** The chains that are not what was posted: posting stops there. */
  readonly breaches: readonly Breach[];
  readonly faultCount: number;
  /** The first ones, in the order of exercises, journals and numbers; {@link VerificationReport.faultCount} counts all. */
  readonly faults: readonly LedgerFault[];
}

/** A chain with faults, and the digest of what they are, which does not change while nothing else is altered. */
export interface Breach extends Chain {
  readonly fingerprint: string;
}

export type LedgerFault = EntryFault | LinkFault | AnchorFault | AnchorRecordFault | AuditFault;

type EntryFault =
  /** The entry is not what was posted: its digest, or what its lines or its posting repeat of it, says otherwise. */
  | (Chain & { readonly kind: "entry-altered"; readonly number: bigint; readonly id: bigint; readonly what: AlteredPart })
  | (Chain & { readonly kind: "numbers-missing"; readonly from: bigint; readonly to: bigint })
  | (Chain & { readonly kind: "number-twice"; readonly number: bigint; readonly id: bigint })
  | (Chain & { readonly kind: "entry-unlinked"; readonly number: bigint; readonly id: bigint })
  | { readonly kind: "line-without-entry"; readonly fiscalYear: number; readonly entryId: bigint; readonly line: number };

type LinkFault =
  /** The entries of this posting are not those that were linked: one was inserted, cut out, swapped, or had its digest rewritten. */
  | (Chain & { readonly kind: "link-broken"; readonly from: bigint; readonly to: bigint })
  /** The link does not follow the one before it. */
  | (Chain & { readonly kind: "chain-broken"; readonly from: bigint; readonly to: bigint })
  | (Chain & { readonly kind: "counter-differs"; readonly counted: bigint | null; readonly last: bigint })
  | (Chain & { readonly kind: "version-unknown"; readonly from: bigint; readonly to: bigint; readonly version: number });

type AnchorFault =
  /** The chain ends before the number that was anchored: its tail was cut. */
  | (Chain & { readonly kind: "anchor-cut"; readonly number: bigint; readonly last: bigint } & OfSet)
  /** No link ends at the anchored number with the anchored hash: the chain was rewritten up to there, or before. */
  | (Chain & { readonly kind: "anchor-differs"; readonly number: bigint } & OfSet)
  | (Chain & {
      readonly kind: "anchor-total-differs";
      readonly number: bigint;
      readonly resource: string;
      readonly anchored: bigint;
      readonly found: bigint;
    } & OfSet)
  /** A later set is behind an earlier one. */
  | (Chain & { readonly kind: "anchor-regressed"; readonly number: bigint; readonly before: bigint } & OfSet);

/** Faults of the anchors themselves. */
type AnchorRecordFault =
  | { readonly kind: "anchor-line-unreadable"; readonly fileLine: number }
  /** The line does not follow the one before it: a line of the file was cut out, put in or altered. */
  | { readonly kind: "anchor-line-broken"; readonly fileLine: number; readonly set: bigint }
  | { readonly kind: "anchor-foreign"; readonly fileLine: number; readonly organisation: string }
  /** A set that the database no longer keeps, or not as its line says. */
  | ({ readonly kind: "anchor-lost" } & OfSet)
  | ({ readonly kind: "anchor-altered" } & OfSet);

type AuditFault =
  /** A row of the audit under this seal was altered, taken away or put in. */
  | { readonly kind: "audit-altered"; readonly from: bigint; readonly to: bigint }
  | { readonly kind: "seal-misplaced"; readonly from: bigint; readonly to: bigint }
  /** No seal ends at the anchored row with the anchored hash. */
  | ({ readonly kind: "anchor-audit-differs"; readonly number: bigint } & OfSet);

interface OfSet {
  /** The number of the set of anchors. */
  readonly set: bigint;
}

export const namedFaults = 200;

export class Report implements VerificationReport {
  chains = 0;
  entries = 0;
  lines = 0;
  postings = 0;
  anchors = 0;
  readonly breaches: Breach[] = [];
  faultCount = 0;
  readonly faults: LedgerFault[] = [];

  add(fault: LedgerFault): void {
    this.faultCount += 1;
    if (this.faults.length < namedFaults) this.faults.push(fault);
  }
}

/**
 * What a chain suffers, whatever was posted or anchored since: its faults by kind and number, the counter by kind alone, and of the
 * anchors only the first, for each later one says the same.
 */
export function fingerprintOf(faults: readonly LedgerFault[]): string {
  const ofAnchors = faults.find(({ kind }) => kind.startsWith("anchor-"));
  const told = faults.filter((fault) => !fault.kind.startsWith("anchor-") || fault === ofAnchors);
  const named = told.map((fault) => (fault.kind === "counter-differs" ? fault.kind : `${fault.kind} ${placeOf(fault)}`));
  return createHash("sha256").update(named.toSorted().join("\n")).digest("hex");
}

/** Where a fault stands in its chain: what it names first. */
export function placeOf(fault: LedgerFault): bigint {
  if ("from" in fault) return fault.from;
  if ("number" in fault) return fault.number;
  return "last" in fault ? fault.last + 1n : 0n;
}

/** The values of a fault's sentence (`proof.fault.<kind>` of the messages): numbers as text, « – » for what is absent. */
export function faultValues(fault: LedgerFault): Record<string, string> {
  return Object.fromEntries(Object.entries(fault).map(([name, value]) => [name, value === null ? "–" : String(value)]));
}
