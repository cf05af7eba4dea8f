/**
 * An anchor says how far a chain (one journal of one exercise) had come: its last number, the hash of its last link and what its
 * entries move. Kept outside the database, it is what shows a tail that was cut away, or a chain that was rewritten from end to end.
 */
export interface Anchor {
  readonly fiscalYear: number;
  readonly journal: string;
  readonly lastNumber: bigint;
  /** Of the last link, in hexadecimal. */
  readonly hash: string;
  /** What its entries debit until there, per resource, in the smallest unit; what they credit is equal. */
  readonly debits: Readonly<Record<string, bigint>>;
}

export const anchorReasons = ["hourly", "nightly", "closing", "hand"] as const;
export type AnchorReason = (typeof anchorReasons)[number];

/** The chains that had moved since the set before, taken at one instant, and how far the sealed audit had come. */
export interface AnchorSet {
  /** 1, 2, 3 … in each organisation. */
  readonly id: bigint;
  readonly organisation: string;
  /** UTC, to the millisecond: `2026-11-20T02:00:00.000Z`. */
  readonly takenAt: string;
  readonly reason: AnchorReason;
  readonly anchors: readonly Anchor[];
  readonly audit: { readonly lastId: bigint; readonly hash: string } | null;
  /** SHA-256 of the line of the set before, in hexadecimal; null on the first. */
  readonly previous: string | null;
}

const formatVersion = 1;

/** The set as one line of JSON, without an end of line; whole numbers as text, for a JSON number is a float for most readers. */
export function anchorLine(set: AnchorSet): string {
  return JSON.stringify({
    version: formatVersion,
    set: set.id.toString(),
    organisation: set.organisation,
    takenAt: set.takenAt,
    reason: set.reason,
    previous: set.previous,
    audit: set.audit && { lastId: set.audit.lastId.toString(), hash: set.audit.hash },
    chains: set.anchors.map(({ journal, fiscalYear, lastNumber, hash, debits }) => ({
      journal,
      fiscalYear,
      lastNumber: lastNumber.toString(),
      hash,
      debits: Object.fromEntries(Object.entries(debits).map(([resource, amount]) => [resource, amount.toString()])),
    })),
  });
}

/** The set that a line of the file says, or undefined: it is no line of ours, or of a version that is not known here. */
export function readAnchorLine(line: string): AnchorSet | undefined {
  let read: unknown;
  try {
    read = JSON.parse(line);
  } catch {
    return undefined;
  }
  return isLine(read) ? setOf(read) : undefined;
}

/** A hash as people compare it on paper: groups of eight characters. */
export function printedHash(hash: string): string {
  return hash.match(/.{1,8}/g)?.join(" ") ?? "";
}

interface Line {
  readonly version: number;
  readonly set: string;
  readonly organisation: string;
  readonly takenAt: string;
  readonly reason: AnchorReason;
  readonly previous: string | null;
  readonly audit: { readonly lastId: string; readonly hash: string } | null;
  readonly chains: readonly {
    readonly journal: string;
    readonly fiscalYear: number;
    readonly lastNumber: string;
    readonly hash: string;
    readonly debits: Readonly<Record<string, string>>;
  }[];
}

function setOf(line: Line): AnchorSet {
  return {
    id: BigInt(line.set),
    organisation: line.organisation,
    takenAt: line.takenAt,
    reason: line.reason,
    previous: line.previous,
    audit: line.audit && { lastId: BigInt(line.audit.lastId), hash: line.audit.hash },
    anchors: line.chains.map(({ lastNumber, debits, ...chain }) => ({
      ...chain,
      lastNumber: BigInt(lastNumber),
      debits: Object.fromEntries(Object.entries(debits).map(([resource, amount]) => [resource, BigInt(amount)])),
    })),
  };
}

const wholeNumber = /^-?\d{1,19}$/;
const hexadecimal = /^([0-9a-f]{2}){1,32}$/;

function isLine(read: unknown): read is Line {
  if (!isObject(read) || read.version !== formatVersion) return false;
  const { set, organisation, takenAt, reason, previous, audit, chains } = read;
  return (
    matches(set, wholeNumber) &&
    typeof organisation === "string" &&
    typeof takenAt === "string" &&
    anchorReasons.some((known) => known === reason) &&
    (previous === null || matches(previous, hexadecimal)) &&
    (audit === null || (isObject(audit) && matches(audit.lastId, wholeNumber) && matches(audit.hash, hexadecimal))) &&
    Array.isArray(chains) &&
    chains.every(isChain)
  );
}

function isChain(read: unknown): boolean {
  if (!isObject(read)) return false;
  const { journal, fiscalYear, lastNumber, hash, debits } = read;
  return (
    typeof journal === "string" &&
    Number.isInteger(fiscalYear) &&
    matches(lastNumber, wholeNumber) &&
    matches(hash, hexadecimal) &&
    isObject(debits) &&
    Object.values(debits).every((amount) => matches(amount, wholeNumber))
  );
}

function isObject(read: unknown): read is Record<string, unknown> {
  return typeof read === "object" && read !== null && !Array.isArray(read);
}

function matches(read: unknown, pattern: RegExp): read is string {
  return typeof read === "string" && pattern.test(read);
}
