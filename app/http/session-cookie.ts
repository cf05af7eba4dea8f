import { cookieName, cookieOf, setCookie } from "./cookies.ts";

/** What the cookie says: the organisation, and 256 random bits. Nobody guesses them, so they need no signature. */
export interface SessionToken {
  readonly slug: string;
  readonly token: string;
}

const name = "session";
const pattern = /^([a-z][a-z0-9-]{1,39})\.([A-Za-z0-9_-]{43})$/;

export function sessionTokenOf(headers: Headers, origin: string): SessionToken | undefined {
  const [, slug, token] = pattern.exec(cookieOf(headers, cookieName(name, origin)) ?? "") ?? [];
  return slug === undefined || token === undefined ? undefined : { slug, token };
}

/** Without `Max-Age`: the browser forgets it when it closes, the database sooner. */
export function sessionCookie({ slug, token }: SessionToken, origin: string): string {
  return setCookie(name, `${slug}.${token}`, { origin });
}

export function endedSessionCookie(origin: string): string {
  return setCookie(name, "", { origin, maxAgeSeconds: 0 });
}
