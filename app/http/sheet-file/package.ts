import { promisify } from "node:util";
import { inflateRaw } from "node:zlib";
import type { SheetImportRefusal, UnsafeReason } from "#app/domain/forecast/import/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";

const expand = promisify(inflateRaw);

const most = { entries: 2_000, bytes: 200 * 2 ** 20, ratio: 100 } as const;
/** Below this a part may be as dense as it likes: an empty sheet is. */
const smallPart = 2 ** 20;

/**
 * Looks at a workbook as a package before anything reads it: how many parts it has, what each comes to once expanded (measured, not as its
 * head claims), and what it carries beside figures. Macros, passwords, links to other files, embedded objects, XML entities and parts
 * that swell are refused, and nothing of the file is opened further.
 */
export async function checkPackage(bytes: Uint8Array): Promise<Result<true, SheetImportRefusal>> {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = entriesOf(view);
  if (!entries) return refuse({ kind: "sheet-file-damaged" });
  if (entries.length > most.entries) return unsafe("bomb");
  const carried = entries.map(({ name }) => carries(name)).find((reason) => reason !== undefined);
  if (carried) return unsafe(carried);
  if (entries.some(({ flags }) => (flags & 1) === 1)) return unsafe("password");
  let left: number = most.bytes;
  for (const entry of entries) {
    const part = await contentOf(view, entry, left);
    if (part === "bomb") return unsafe("bomb");
    if (part === undefined) return refuse({ kind: "sheet-file-damaged" });
    left -= part.length;
    if (part.length > smallPart && part.length > entry.compressed * most.ratio) return unsafe("bomb");
    if (!/\.(xml|rels|vml)$/i.test(entry.name)) continue;
    if (part.includes("<!DOCTYPE") || part.includes("<!ENTITY")) return unsafe("entities");
    if (entry.name === "[Content_Types].xml" && part.includes("macroEnabled")) return unsafe("macros");
    if (entry.name.endsWith(".rels") && part.includes("/externalLinkPath")) return unsafe("links");
  }
  return entries.some(({ name }) => name === "xl/workbook.xml") ? accept(true) : refuse({ kind: "sheet-file-type", found: "zip" });
}

function unsafe(reason: UnsafeReason) {
  return refuse<SheetImportRefusal>({ kind: "sheet-file-unsafe", reason });
}

function carries(name: string): UnsafeReason | undefined {
  if (/vbaProject|\.bin$/i.test(name) && !/printerSettings/i.test(name)) return /vba/i.test(name) ? "macros" : "objects";
  if (/^xl\/(externalLinks|connections|queryTables)/i.test(name)) return "links";
  if (/^xl\/(embeddings|activeX|macrosheets|dialogsheets)\//i.test(name)) return "objects";
  return name.includes("..") || name.startsWith("/") ? "bomb" : undefined;
}

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly compressed: number;
  readonly offset: number;
}

/** The central directory (APPNOTE 4.3.12); undefined when it is not one that we read. A workbook below 4 GiB has no need of ZIP64. */
function entriesOf(view: Buffer): Entry[] | undefined {
  const end = view.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > view.length) return undefined;
  const count = view.readUInt16LE(end + 10);
  let at = view.readUInt32LE(end + 16);
  const entries: Entry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > view.length || view.readUInt32LE(at) !== 0x02014b50) return undefined;
    const [nameLength, extra, comment] = [view.readUInt16LE(at + 28), view.readUInt16LE(at + 30), view.readUInt16LE(at + 32)];
    entries.push({
      name: view.toString("utf8", at + 46, at + 46 + nameLength),
      flags: view.readUInt16LE(at + 8),
      method: view.readUInt16LE(at + 10),
      compressed: view.readUInt32LE(at + 20),
      offset: view.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

async function contentOf(view: Buffer, { method, compressed, offset }: Entry, limit: number): Promise<Buffer | "bomb" | undefined> {
  if (offset + 30 > view.length || view.readUInt32LE(offset) !== 0x04034b50) return undefined;
  const from = offset + 30 + view.readUInt16LE(offset + 26) + view.readUInt16LE(offset + 28);
  const stored = view.subarray(from, from + compressed);
  if (stored.length !== compressed) return undefined;
  if (method === 0) return stored.length > limit ? "bomb" : stored;
  if (method !== 8) return undefined;
  if (compressed === 0) return Buffer.alloc(0);
  try {
    return await expand(stored, { maxOutputLength: Math.max(1, limit) });
  } catch (error) {
    return error instanceof RangeError ? "bomb" : undefined;
  }
}
