import { cookieName, cookieOf, setCookie } from "./cookies.ts";
import { sign, verifySignature } from "./signature.server.ts";

/** What the next page says once: what was done, as a key of the messages and its values; or what was refused, in words. */
export type Flash = { readonly message: string; readonly values: Readonly<Record<string, string | number>> } | { readonly refusal: string };

interface Place {
  readonly origin: string;
  readonly sessionSecret: string;
}

const name = "flash";

export function flashCookie(flash: Flash, { origin, sessionSecret }: Place): string {
  const payload = Buffer.from(JSON.stringify(flash)).toString("base64url");
  return setCookie(name, sign(sessionSecret, name, payload), { origin, maxAgeSeconds: 60 });
}

/** The message to show, and the header that forgets it: for the root loader, once a page. */
export function takeFlash(headers: Headers, { origin, sessionSecret }: Place): { flash: Flash; setCookie: string } | undefined {
  const payload = verifySignature(sessionSecret, name, cookieOf(headers, cookieName(name, origin)));
  if (payload === undefined) return undefined;
  // Signed by us: it is what `flashCookie` wrote.
  const flash = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as Flash;
  return { flash, setCookie: setCookie(name, "", { origin, maxAgeSeconds: 0 }) };
}
