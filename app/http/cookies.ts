/** The value of a cookie in the `Cookie` header; the first one counts, as browsers send the most specific first. */
export function cookieOf(headers: Headers, name: string): string | undefined {
  for (const pair of (headers.get("cookie") ?? "").split(";")) {
    const [key = "", ...value] = pair.split("=");
    if (key.trim() === name) return value.join("=").trim();
  }
  return undefined;
}

export interface CookieOptions {
  /** Of the application's origin: `https` makes it `Secure`, with the `__Host-` prefix that ties it to this host. */
  readonly origin: string;
  /** Absent: until the browser closes. Zero: now gone. */
  readonly maxAgeSeconds?: number;
}

/** A cookie that scripts never read and other sites never send along with a write. */
export function setCookie(name: string, value: string, { origin, maxAgeSeconds }: CookieOptions): string {
  const age = maxAgeSeconds === undefined ? "" : `; Max-Age=${maxAgeSeconds}`;
  return `${cookieName(name, origin)}=${value}; Path=/${age}; HttpOnly; SameSite=Lax${isSecure(origin) ? "; Secure" : ""}`;
}

export function cookieName(name: string, origin: string): string {
  return isSecure(origin) ? `__Host-${name}` : name;
}

function isSecure(origin: string): boolean {
  return origin.startsWith("https:");
}
