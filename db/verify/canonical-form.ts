import { createHash } from "node:crypto";
import type { StoredEntry, StoredLine, StoredPosting } from "./stored-entry.ts";

/**
 * What `docs/decisions/0015-digest-format.md` says, written a second time from the text and sharing no code with the posting path:
 * two hands that agree are a proof, one that agrees with itself is none.
 */
const entryVersion = Buffer.of(1);

/** SHA-256 of the canonical bytes of an entry as it stands in the tables. */
export function digestOfStored(entry: StoredEntry): Buffer {
  const head = [
    text(entry.book),
    text(entry.journal),
    whole(entry.fiscalYear),
    whole(entry.period),
    text(entry.entryDate),
    text(entry.validatedOn),
    text(entry.label),
    text(entry.eventId),
    whole(entry.actor),
    whole(entry.reversedYear),
    text(entry.reversedJournal),
    whole(entry.reversedNumber),
    text(entry.sourceNumber),
    whole(entry.lines.length),
  ];
  return sha256([entryVersion, ...head, ...entry.lines.flatMap((line) => [whole(line.line), ...lineFields(line)])]);
}

/** The hash of one link: version, the link before, the first number, how many entries, their digests in number order, the time. */
export function hashOfLink(link: Omit<StoredPosting, "hash" | "lastNumber">, digests: readonly Uint8Array[]): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(link.previousHash.length);
  const numbers = [link.firstNumber, BigInt(digests.length)].map(eightBytes);
  return sha256([Buffer.of(link.version), length, link.previousHash, ...numbers, ...digests, eightBytes(link.recordedAt)]);
}

function lineFields(line: StoredLine): Buffer[] {
  return [
    text(line.account),
    text(line.unit),
    text(line.nature),
    text(line.activity),
    text(line.beneficiaryUnit),
    text(line.party),
    text(line.resource),
    whole(line.debit),
    whole(line.credit),
    text(line.label),
    text(line.voucher),
    text(line.voucherDate),
    text(line.origin),
    text(line.currency),
    whole(line.currencyAmount),
    text(line.document),
    text(line.documentId),
  ];
}

const absent = Buffer.from("ffffffff", "hex");

function text(value: string | null): Buffer {
  return value === null ? absent : withLength(Buffer.from(value, "utf8"));
}

function whole(value: bigint | number | null): Buffer {
  return value === null ? absent : withLength(eightBytes(BigInt(value)));
}

function withLength(content: Buffer): Buffer {
  const field = Buffer.allocUnsafe(4 + content.length);
  field.writeInt32BE(content.length);
  content.copy(field, 4);
  return field;
}

function eightBytes(value: bigint): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigInt64BE(value);
  return bytes;
}

function sha256(parts: readonly Uint8Array[]): Buffer {
  return createHash("sha256").update(Buffer.concat(parts)).digest();
}
