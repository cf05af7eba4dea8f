import { createHash, hash } from "node:crypto";
import type { StoredPosting } from "./stored-entry.ts";

/**
 * What `docs/decisions/0015-digest-format.md` says, written a second time from the text and sharing no code with the posting path:
 * two hands that agree are a proof, one that agrees with itself is none. It reads the fields as PostgreSQL writes a row (`(a,"b ""c",,3)`)
 * and puts their canonical bytes side by side, without making a value of any: a million lines are some forty million fields.
 */
export class CanonicalBytes {
  #bytes: Buffer = Buffer.allocUnsafe(64 * 1024);
  #length = 0;

  /** Begins an entry: the version of the form. */
  begin(): void {
    this.#bytes[0] = 1;
    this.#length = 1;
  }

  /** SHA-256 of the entry, in hexadecimal. */
  digest(): string {
    return hash("sha256", this.#bytes.subarray(0, this.#length), "hex");
  }

  /** The next field of `row`, as text. */
  text(row: RowReader): void {
    this.#reserve(4 + row.most());
    const at = this.#length + 4;
    const length = row.copyField(this.#bytes, at);
    this.#bytes.writeInt32BE(length, this.#length);
    this.#length = at + Math.max(length, 0);
  }

  /** The next field of `row`, as a whole number; returns it, null when there is none. */
  whole(row: RowReader): bigint | null {
    const value = row.whole();
    if (value === null) this.#absent();
    else this.integer(value);
    return value;
  }

  /** The next field of `row`, as text of few signs that is wanted as well. */
  word(row: RowReader): string {
    const begin = this.#length + 4;
    this.text(row);
    return this.#bytes.toString("latin1", begin, this.#length);
  }

  integer(value: bigint): void {
    this.integerAt(this.room(), value);
  }

  /** Leaves room for a whole number that is known later; where, for {@link integerAt}. */
  room(): number {
    this.#reserve(12);
    this.#length += 12;
    return this.#length - 12;
  }

  integerAt(at: number, value: bigint): void {
    this.#bytes.writeInt32BE(8, at);
    this.#bytes.writeBigInt64BE(value, at + 4);
  }

  #absent(): void {
    this.#reserve(4);
    this.#bytes.writeInt32BE(-1, this.#length);
    this.#length += 4;
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + count));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

const [comma, quote, backslash, opening, closing] = [44, 34, 92, 40, 41];
const [minus, zero] = [45, 48];

/** Rows one after the other as PostgreSQL writes them, read field by field. */
export class RowReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(text: string) {
    this.#bytes = Buffer.from(text, "utf8");
  }

  /** Whether `mark` comes next; passes over it. */
  takes(mark: number): boolean {
    if (this.#bytes[this.#at] !== mark) return false;
    this.#at += 1;
    return true;
  }

  /** Begins a row; the closing parenthesis is passed over with its last field. */
  opens(): boolean {
    return this.takes(opening);
  }

  /** No field that is left is longer. */
  most(): number {
    return this.#bytes.length - this.#at;
  }

  /** Copies the content of the next field, its quotes undone; returns how many bytes, −1 for null. */
  copyField(target: Buffer, at: number): number {
    const bytes = this.#bytes;
    let from = this.#at;
    if (bytes[from] === quote) return this.#copyQuoted(target, at);
    const begin = from;
    for (let byte = bytes[from]; byte !== comma && byte !== closing; byte = bytes[from]) {
      target[at + from - begin] = byte ?? 0;
      from += 1;
      if (from > bytes.length) throw new Error("a row is cut off");
    }
    this.#at = from + 1;
    return from === begin ? -1 : from - begin;
  }

  /** The next field as a word of plain signs, which PostgreSQL never quotes. */
  word(): string | null {
    const begin = this.#at;
    let from = begin;
    for (let byte = this.#bytes[from]; byte !== comma && byte !== closing; byte = this.#bytes[from]) {
      if (byte === undefined || byte === quote) throw new Error("a word was expected");
      from += 1;
    }
    this.#at = from + 1;
    return from === begin ? null : this.#bytes.toString("latin1", begin, from);
  }

  whole(): bigint | null {
    const bytes = this.#bytes;
    const begin = this.#at;
    let from = begin;
    let value = 0;
    for (let byte = bytes[from]; byte !== comma && byte !== closing; byte = bytes[from]) {
      value = value * 10 + ((byte ?? zero) - zero);
      from += 1;
      if (from > bytes.length) throw new Error("a row is cut off");
    }
    this.#at = from + 1;
    if (from === begin) return null;
    if (from - begin <= 15 && bytes[begin] !== minus) return BigInt(value);
    return BigInt(bytes.toString("latin1", begin, from));
  }

  #copyQuoted(target: Buffer, at: number): number {
    const bytes = this.#bytes;
    let from = this.#at + 1;
    let length = 0;
    for (;;) {
      const byte = bytes[from];
      if (byte === undefined) throw new Error("a row is cut off");
      if (byte === quote && bytes[from + 1] !== quote) break;
      if (byte === quote || byte === backslash) from += 1;
      target[at + length] = bytes[from] ?? 0;
      length += 1;
      from += 1;
    }
    this.#at = from + 2;
    return length;
  }
}

/** The hash of one link: version, the link before, the first number, how many entries, their digests in number order, the time. */
export function hashOfLink(link: Omit<StoredPosting, "hash" | "lastNumber">, digests: readonly string[]): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(link.previousHash.length);
  const [first, count, recordedAt] = [link.firstNumber, BigInt(digests.length), link.recordedAt].map(eightBytes) as [
    Buffer,
    Buffer,
    Buffer,
  ];
  return sha256([Buffer.of(link.version), length, link.previousHash, first, count, Buffer.from(digests.join(""), "hex"), recordedAt]);
}

export function eightBytes(value: bigint): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigInt64BE(value);
  return bytes;
}

export function sha256(parts: readonly Uint8Array[]): Buffer {
  const digest = createHash("sha256");
  for (const part of parts) digest.update(part);
  return digest.digest();
}
