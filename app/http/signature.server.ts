import { createHmac, timingSafeEqual } from "node:crypto";

/** `payload` and its HMAC-SHA-256 for one `purpose`: a cookie that we alone can have written. `payload` has no dot. */
export function sign(secret: string, purpose: string, payload: string): string {
  return `${payload}.${digest(secret, purpose, payload).toString("base64url")}`;
}

/** The payload when the signature is ours, for this purpose. */
export function verifySignature(secret: string, purpose: string, signed: string | undefined): string | undefined {
  const [payload, signature, ...rest] = signed?.split(".") ?? [];
  if (payload === undefined || signature === undefined || rest.length > 0) return undefined;
  const claimed = Buffer.from(signature, "base64url");
  const expected = digest(secret, purpose, payload);
  return claimed.length === expected.length && timingSafeEqual(claimed, expected) ? payload : undefined;
}

function digest(secret: string, purpose: string, payload: string): Buffer {
  return createHmac("sha256", secret).update(`${purpose}\u0000${payload}`).digest();
}
