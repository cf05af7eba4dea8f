import { createHash } from "node:crypto";
import { cookieName, cookieOf, setCookie } from "./cookies.ts";
import { sign, verifySignature } from "./signature.server.ts";

/** Which browser, for which account of which organisation: one cookie each, for people share computers. */
interface DevicePlace {
  readonly origin: string;
  readonly sessionSecret: string;
  readonly slug: string;
  readonly login: string;
}

const halfYearSeconds = 15_552_000;

/** The device that this browser proves to be: one where this login has signed in before (decision 0022). */
export function deviceOf(headers: Headers, place: DevicePlace): string | undefined {
  const signed = cookieOf(headers, cookieName(nameFor(place), place.origin));
  return verifySignature(place.sessionSecret, purposeOf(place), signed);
}

export function deviceCookie(device: string, place: DevicePlace): string {
  const value = sign(place.sessionSecret, purposeOf(place), device);
  return setCookie(nameFor(place), value, { origin: place.origin, maxAgeSeconds: halfYearSeconds });
}

/** The login does not stand in clear in the cookie's name. */
function nameFor(place: DevicePlace): string {
  return `device-${createHash("sha256").update(purposeOf(place)).digest("hex").slice(0, 12)}`;
}

function purposeOf({ slug, login }: DevicePlace): string {
  return `device ${slug} ${login.trim().toLowerCase()}`;
}
