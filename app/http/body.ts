import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";

export const defaultLimitBytes = 1_048_576;

const formTypes = /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i;

/** The form of a request, never more than `limitBytes` of it, and only text that PostgreSQL can keep (no NUL). */
export async function readBody(request: Request, limitBytes = defaultLimitBytes): Promise<Result<FormData>> {
  const type = request.headers.get("content-type") ?? "";
  if (!formTypes.test(type)) return refuse({ kind: "unreadable-form" });
  const bytes = await collect(request, limitBytes);
  if (bytes === undefined) return refuse({ kind: "form-too-large", limitBytes });
  try {
    const form = await new Response(bytes, { headers: { "content-type": type } }).formData();
    return isStorable(form) ? accept(form) : refuse<Refusal>({ kind: "unreadable-form" });
  } catch (error) {
    // What `formData` throws on a body that is not what its type says.
    if (error instanceof TypeError) return refuse({ kind: "unreadable-form" });
    throw error;
  }
}

async function collect(request: Request, limitBytes: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (Number(request.headers.get("content-length") ?? 0) > limitBytes) return undefined;
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    length += part.value.length;
    if (length > limitBytes) {
      await reader?.cancel();
      return undefined;
    }
    chunks.push(part.value);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

function isStorable(form: FormData): boolean {
  for (const [name, value] of form) {
    if (name.includes("\u0000") || (typeof value === "string" ? value : value.name).includes("\u0000")) return false;
  }
  return true;
}
