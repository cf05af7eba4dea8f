/** The types of file that may be joined to an entry, as their content shows, with the extension that their name gets. */
export const attachmentTypes = {
  "application/pdf": "pdf",
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
} as const;
export type AttachmentType = keyof typeof attachmentTypes;

/** 20 MiB, that many bytes included. */
export const largestAttachmentBytes = 20 * 1_048_576;

const longestName = 100;

export function isAttachmentType(mediaType: string): mediaType is AttachmentType {
  return Object.hasOwn(attachmentTypes, mediaType);
}

/**
 * The name under which a file is kept: without folders, controls, marks of direction, nor what a file system or a header trips over; at
 * most 100 characters; its extension that of the content, whatever it was.
 */
export function attachmentName(given: string, type: AttachmentType): string {
  const base = given
    .normalize("NFC")
    .replace(/^.*[/\\]/su, "")
    .replace(/\p{C}/gu, "")
    .replace(/["<>:|?*%;]/gu, " ")
    .replace(/\.[\p{L}\p{N}]{1,5}$/u, "")
    .replace(/^[\s.]+|[\s.]+$/gu, "")
    .replace(/\s+/gu, " ");
  const short = [...base].slice(0, longestName).join("").trim();
  return `${short || "piece"}.${attachmentTypes[type]}`;
}
