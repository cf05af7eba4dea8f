import { describe, expect, it } from "vitest";
import { deviceCookie, deviceOf } from "#app/http/device-cookie.server.ts";
import { flashCookie, takeFlash } from "#app/http/flash.server.ts";
import { endedSessionCookie, sessionCookie, sessionTokenOf } from "#app/http/session-cookie.ts";

const local = "http://localhost:3000";
const secure = "https://enveloppe.example.fr";
const token = "A".repeat(43);
const sessionSecret = "s".repeat(32);

/** What the browser sends back of a `Set-Cookie`. */
function returned(setCookie: string): Headers {
  return new Headers({ cookie: setCookie.split(";")[0] ?? "" });
}

describe("the session's cookie", () => {
  it("is tied to the host, to https, and hidden from scripts", () => {
    expect(sessionCookie({ slug: "insee", token }, secure)).toBe(`__Host-session=insee.${token}; Path=/; HttpOnly; SameSite=Lax; Secure`);
    expect(sessionCookie({ slug: "insee", token }, local)).toBe(`session=insee.${token}; Path=/; HttpOnly; SameSite=Lax`);
    expect(endedSessionCookie(local)).toContain("Max-Age=0");
  });

  it.each([
    ["whole", `session=insee.${token}`, { slug: "insee", token }],
    ["among others", `a=b; session=insee.${token}; c=d`, { slug: "insee", token }],
    ["absent", "a=b", undefined],
    ["empty", "session=", undefined],
    ["without organisation", `session=${token}`, undefined],
    ["cut short", `session=insee.${token.slice(1)}`, undefined],
    ["with SQL", `session=in';drop.${token}`, undefined],
    ["of the other scheme", `__Host-session=insee.${token}`, undefined],
  ])("%s", (_name, cookie, expected) => {
    expect(sessionTokenOf(new Headers({ cookie }), local)).toEqual(expected);
  });
});

describe("the device's cookie", () => {
  const place = { origin: local, sessionSecret, slug: "insee", login: "c.martin" };
  const device = "6d1cf0f4-2f0e-4b9e-9f0e-0f1f2f3f4f5f";
  const cookie = deviceCookie(device, place);

  it("comes back, however the login was typed", () => expect(deviceOf(returned(cookie), { ...place, login: " C.Martin" })).toBe(device));

  it.each([
    ["another login", { ...place, login: "a.bernard" }],
    ["another organisation", { ...place, slug: "autre" }],
    ["another secret", { ...place, sessionSecret: "t".repeat(32) }],
  ])("is worth nothing for %s", (_name, elsewhere) => {
    expect(deviceOf(returned(cookie), elsewhere)).toBeUndefined();
    const renamed = cookie.replace(/^[^=]+/, deviceCookie(device, elsewhere).split("=")[0] ?? "");
    expect(deviceOf(returned(renamed), elsewhere)).toBeUndefined();
  });
});

describe("the message for the next page", () => {
  const flash = { message: "forecast.submitted", values: { title: "Été ; 2027" } };
  const cookie = flashCookie(flash, { origin: local, sessionSecret });

  it("is taken once", () => {
    expect(takeFlash(returned(cookie), { origin: local, sessionSecret })).toEqual({
      flash,
      setCookie: expect.stringContaining("Max-Age=0"),
    });
  });

  it("is ours, or it is not shown", () => {
    const forged = `flash=${Buffer.from(JSON.stringify({ message: "x", values: {} })).toString("base64url")}.${"A".repeat(43)}`;
    expect(takeFlash(returned(forged), { origin: local, sessionSecret })).toBeUndefined();
    expect(takeFlash(returned(cookie), { origin: local, sessionSecret: "t".repeat(32) })).toBeUndefined();
  });
});
