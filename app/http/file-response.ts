import type { Database, Organisation } from "#db/client.ts";
import { fileSlice, type KeptFile } from "#db/queries/file.ts";

export interface FileAnswer {
  readonly database: Database;
  readonly organisation: Organisation;
  readonly file: KeptFile;
  /** Shown in the page rather than saved: only for types that carry no script. */
  readonly inline?: boolean;
}

/**
 * The bytes of a kept file, a part in memory at a time. A range is answered with 206, so that a download that was cut goes on where it
 * stopped (RFC 9110 §14: one range; `If-Range` is compared with the ETag, which is the file's SHA-256). Whoever calls has authorised.
 */
export function fileResponse(request: Request, { database, organisation, file, inline = false }: FileAnswer): Response {
  const tag = `"${file.sha256}"`;
  const headers = new Headers({
    "Content-Type": file.mediaType,
    "Content-Disposition": `${inline ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    "Cache-Control": "private, no-store",
    "Accept-Ranges": "bytes",
    ETag: tag,
    "Repr-Digest": `sha-256=:${Buffer.from(file.sha256, "hex").toString("base64")}:`,
    "X-Content-Type-Options": "nosniff",
  });
  const condition = request.headers.get("if-range");
  const range = condition === null || condition === tag ? readRange(request.headers.get("range"), file.sizeBytes) : undefined;
  if (range === "unsatisfiable") {
    headers.set("Content-Range", `bytes */${file.sizeBytes}`);
    return new Response(null, { status: 416, headers });
  }
  const { from, until } = range ?? { from: 0, until: file.sizeBytes };
  headers.set("Content-Length", String(until - from));
  if (range) headers.set("Content-Range", `bytes ${from}-${until - 1}/${file.sizeBytes}`);
  const read = (position: number) => database.read(organisation, (db) => fileSlice(db, { id: file.id, from: position }));
  return new Response(streamOf(read, from, until), { status: range ? 206 : 200, headers });
}

/** One range of bytes, `until` excluded. Undefined: none was asked, or in a form that may be ignored. */
export function readRange(header: string | null, sizeBytes: number): { from: number; until: number } | "unsatisfiable" | undefined {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "") ?? [];
  if (first === "" && last === "") return undefined;
  if (first === "") {
    const count = Math.min(Number(last), sizeBytes);
    return count === 0 ? "unsatisfiable" : { from: sizeBytes - count, until: sizeBytes };
  }
  const from = Number(first);
  const until = last === "" ? sizeBytes : Math.min(Number(last) + 1, sizeBytes);
  if (from >= sizeBytes) return "unsatisfiable";
  return until > from ? { from, until } : undefined;
}

function streamOf(read: (from: number) => Promise<Uint8Array>, from: number, until: number): ReadableStream<Uint8Array> {
  let position = from;
  return new ReadableStream({
    pull: async (controller) => {
      const slice = position < until ? (await read(position)).subarray(0, until - position) : new Uint8Array();
      if (slice.length > 0) controller.enqueue(slice);
      position += slice.length;
      if (position >= until || slice.length === 0) controller.close();
    },
  });
}
