import { hash } from "node:crypto";
import type { Day } from "../month.ts";
import type { EntryDraft, LineDraft } from "./entry.ts";

/** The first byte of the canonical form; a change of fields or of order is a new version, never a silent one. */
export const digestVersion = 1;

/** What the posting path adds to a draft, its number and the time of recording apart. */
export interface CanonicalEntry extends Omit<EntryDraft, "complementary" | "validatedOn"> {
  readonly fiscalYear: number;
  readonly period: number;
  readonly validatedOn: Day | null;
  /** Who posted: the identifier of the person, or null for the system itself. */
  readonly actor: bigint | number | null;
}

/**
 * The bytes whose SHA-256 is the digest of a posted entry: version byte, then each column of the entry and of its lines
 * (identifiers given by the database, number, time of recording and matchings apart), in the order of
 * `docs/decisions/0015-digest-format.md`. A field is an int4 length, then UTF-8 or an int8, big-endian; null is the length −1.
 * Lengths stand before contents, so that no two entries share their bytes.
 */
export function canonicalEntry(entry: CanonicalEntry): Uint8Array {
  return bytesOf(entry).slice();
}

/** The digest of an entry that is about to be posted: SHA-256 of {@link canonicalEntry}, in hexadecimal. */
export function entryDigest(entry: CanonicalEntry): string {
  return hash("sha256", bytesOf(entry), "hex");
}

/** One for all entries, for making it costs more than filling it; what it wrote stands until the next entry. */
let shared: CanonicalBytes | undefined;

function bytesOf(entry: CanonicalEntry): Uint8Array {
  shared ??= new CanonicalBytes();
  shared.begin();
  writeHead(shared, entry);
  shared.integer(entry.lines.length);
  let place = 0;
  for (const line of entry.lines) {
    place += 1;
    shared.integer(place);
    writeLine(shared, line);
  }
  return shared.written();
}

function writeHead(bytes: CanonicalBytes, entry: CanonicalEntry): void {
  bytes.text(entry.book);
  bytes.text(entry.journal);
  bytes.integer(entry.fiscalYear);
  bytes.integer(entry.period);
  bytes.text(entry.entryDate);
  bytes.text(entry.validatedOn);
  bytes.text(entry.label);
  bytes.text(entry.eventId);
  bytes.integer(entry.actor);
  bytes.integer(entry.reverses?.fiscalYear);
  bytes.text(entry.reverses?.journal);
  bytes.integer(entry.reverses?.number);
  bytes.text(entry.sourceNumber);
}

function writeLine(bytes: CanonicalBytes, line: LineDraft): void {
  bytes.text(line.account);
  bytes.text(line.unit);
  bytes.text(line.nature);
  bytes.text(line.activity);
  bytes.text(line.beneficiaryUnit);
  bytes.text(line.party);
  bytes.text(line.resource);
  bytes.integer(line.debit);
  bytes.integer(line.credit);
  bytes.text(line.label);
  bytes.text(line.voucher);
  bytes.text(line.voucherDate);
  bytes.text(line.origin);
  bytes.text(line.currency);
  bytes.integer(line.currencyAmount);
  bytes.text(line.document);
  bytes.text(line.documentId);
}

const encoder = new TextEncoder();

/** A growing run of length-prefixed fields. Written letter by letter, for a ledger has tens of fields a line and millions of lines. */
class CanonicalBytes {
  private buffer = new Uint8Array(4_096);
  private view = new DataView(this.buffer.buffer);
  private length = 0;

  begin(): void {
    this.buffer[0] = digestVersion;
    this.length = 1;
  }

  text(value: string | null | undefined): void {
    if (value === null || value === undefined) {
      this.absent();
      return;
    }
    // No letter of UTF-16 takes more than three bytes of UTF-8.
    this.reserve(4 + value.length * 3);
    const { buffer, view, length } = this;
    const start = length + 4;
    for (let index = 0; index < value.length; index += 1) {
      const code = value.charCodeAt(index);
      if (code > 127) {
        const { written } = encoder.encodeInto(value, buffer.subarray(start));
        view.setInt32(length, written);
        this.length = start + written;
        return;
      }
      buffer[start + index] = code;
    }
    view.setInt32(length, value.length);
    this.length = start + value.length;
  }

  integer(value: bigint | number | null | undefined): void {
    if (value === null || value === undefined) {
      this.absent();
      return;
    }
    this.reserve(12);
    this.view.setInt32(this.length, 8);
    this.view.setBigInt64(this.length + 4, typeof value === "bigint" ? value : BigInt(value));
    this.length += 12;
  }

  written(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }

  private absent(): void {
    this.reserve(4);
    this.view.setInt32(this.length, -1);
    this.length += 4;
  }

  private reserve(count: number): void {
    if (this.length + count <= this.buffer.length) return;
    const larger = new Uint8Array(Math.max(this.buffer.length * 2, this.length + count));
    larger.set(this.buffer);
    this.buffer = larger;
    this.view = new DataView(larger.buffer);
  }
}
