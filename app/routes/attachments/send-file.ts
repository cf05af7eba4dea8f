import type { AttachmentType } from "#app/domain/ledger/attachment.ts";

export interface SentFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: AttachmentType;
  readonly sizeBytes: number;
}

type Answer = { readonly ok: true; readonly attachment: SentFile } | { readonly ok: false; readonly message: string };

/** Sends one file to be joined; what the server says of it, or nothing when it cannot be reached. */
export async function sendFile(
  { add, fields }: { readonly add: string; readonly fields: Readonly<Record<string, string>> },
  file: File,
): Promise<Answer> {
  const body = new FormData();
  body.set("key", newKey());
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  body.set("file", file, file.name || "image.png");
  try {
    const response = await fetch(add, { method: "POST", headers: { accept: "application/json" }, body });
    const answer: { attachment?: SentFile; refusal?: { message: string }; message?: string } = await response.json();
    if (response.ok && answer.attachment) return { ok: true, attachment: answer.attachment };
    return { ok: false, message: answer.refusal?.message ?? answer.message ?? "" };
  } catch {
    return { ok: false, message: "" };
  }
}

/** A key of its own for each file. `crypto.randomUUID` is for secure addresses only, and this may be an office's plain one. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
