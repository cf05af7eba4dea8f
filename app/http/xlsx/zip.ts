import { pipeline, Readable } from "node:stream";
import { crc32, createDeflateRaw } from "node:zlib";

/** A part of the archive; its content is asked for only when the part before has been written. */
export interface ZipEntry {
  readonly path: string;
  readonly content: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;
}

/** Deflate's effort: the figures of a worksheet shrink hardly more at 9, and 1 makes a file half as large again. */
const effort = 4;
const largest = 0xffff_ffff;

/**
 * A ZIP archive as it is made (APPNOTE 6.3.3): sizes and checksums follow each part (data descriptors), so nothing is held but a
 * chunk. Bytes are the same for the same content: the parts bear the format's first date. Throws beyond 4 GiB, rather than write
 * a file that cannot be opened.
 */
export async function* zipped(entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let offset = 0;
  for await (const { path, content } of entries) {
    const name = Buffer.from(path, "utf8");
    const part: Written = { name, offset, crc: 0, size: 0, packed: 0 };
    const head = localHeader(name);
    yield head;
    for await (const chunk of deflated(content, part)) {
      part.packed += chunk.length;
      yield chunk;
    }
    const tail = descriptor(part);
    yield tail;
    offset += head.length + part.packed + tail.length;
    if (offset > largest || part.size > largest) throw new RangeError("the archive exceeds 4 GiB");
    written.push(part);
  }
  yield directory(written, offset);
}

interface Written {
  readonly name: Buffer;
  readonly offset: number;
  crc: number;
  size: number;
  packed: number;
}

function deflated(content: ZipEntry["content"], part: Written): AsyncIterable<Buffer> {
  const deflate = createDeflateRaw({ level: effort, chunkSize: 65_536 });
  return pipeline(Readable.from(counted(content, part), { objectMode: true, highWaterMark: 2 }), deflate, () => undefined);
}

/** Bytes in chunks of 64 KiB or so: compressing row by row would cost more than the compression. */
async function* counted(content: ZipEntry["content"], part: Written): AsyncGenerator<Uint8Array> {
  for await (const piece of content) {
    const bytes = typeof piece === "string" ? Buffer.from(piece, "utf8") : piece;
    part.crc = crc32(bytes, part.crc);
    part.size += bytes.length;
    yield bytes;
  }
}

const utf8NamesAndDescriptors = 0x0808;
const deflateMethod = 8;
const version = 20;
/** 1 January 1980, the first that the format knows. */
const firstDate = 0x0021;

function localHeader(name: Buffer): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x0403_4b50, 0);
  head.writeUInt16LE(version, 4);
  head.writeUInt16LE(utf8NamesAndDescriptors, 6);
  head.writeUInt16LE(deflateMethod, 8);
  head.writeUInt16LE(firstDate, 12);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
}

function descriptor({ crc, packed, size }: Written): Buffer {
  const tail = Buffer.alloc(16);
  tail.writeUInt32LE(0x0807_4b50, 0);
  tail.writeUInt32LE(crc, 4);
  tail.writeUInt32LE(packed, 8);
  tail.writeUInt32LE(size, 12);
  return tail;
}

function directory(parts: readonly Written[], offset: number): Buffer {
  const records = parts.map(directoryRecord);
  const size = records.reduce((total, record) => total + record.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...records, end]);
}

function directoryRecord({ name, offset, crc, size, packed }: Written): Buffer {
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x0201_4b50, 0);
  record.writeUInt16LE(version, 4);
  record.writeUInt16LE(version, 6);
  record.writeUInt16LE(utf8NamesAndDescriptors, 8);
  record.writeUInt16LE(deflateMethod, 10);
  record.writeUInt16LE(firstDate, 14);
  record.writeUInt32LE(crc, 16);
  record.writeUInt32LE(packed, 20);
  record.writeUInt32LE(size, 24);
  record.writeUInt16LE(name.length, 28);
  record.writeUInt32LE(offset, 42);
  return Buffer.concat([record, name]);
}
