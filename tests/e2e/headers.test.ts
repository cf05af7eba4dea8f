import { beforeAll, describe, expect, test } from "vitest";
import { moduleOf, siteRoutes } from "#tests/support/site-map.ts";
import { sampleAddresses } from "./addresses.ts";
import { origin, sessionOf } from "./session.ts";

const routes = await Promise.all((await siteRoutes()).map(async (route) => ({ ...route, module: await moduleOf(route) })));
const anyId = "3f0e9b1c-0f0e-4a9e-8f0e-0f1f2f3f4f5f";
let cookie: string;

beforeAll(async () => {
  cookie = await sessionOf("programme");
});

describe("the headers of every response", () => {
  const elsewhere = ["/healthz", "/metrics", "/favicon.svg", "/assets/none.js", "/nowhere", "/2026/home.data", "/%", "/sign-in?next=%00"];
  const addresses = [...new Set([...routes.map(({ path }) => filled(path)), ...elsewhere])];

  test.each(addresses)("%s", async (address) => {
    for (const headers of [{}, { cookie }]) {
      const response = await fetch(origin + address, { headers, redirect: "manual" });
      expect(response.status).toBeLessThan(500);
      expectGuarded(response);
      if (address !== "/favicon.svg") expect(response.headers.get("cache-control")).toContain("no-store");
    }
  });

  test("of the pages that show figures", async () => {
    for (const { address, as } of await sampleAddresses(origin, sessionOf)) {
      const cookie = await sessionOf(as);
      const response = await fetch(origin + address, { headers: { cookie }, redirect: "manual" });
      expectGuarded(response);
      expect(response.headers.get("cache-control"), address).toContain("no-store");
    }
  });

  test("a nonce serves one response", async () => {
    const nonces = await Promise.all([1, 2, 3].map(async () => nonceOf(await fetch(`${origin}/sign-in`))));
    expect(new Set(nonces).size).toBe(3);
  });

  test("the session's cookie is out of the reach of scripts and of other sites", async () => {
    const response = await fetch(`${origin}/sign-in`, ownForm({ login: "auditeur", password: "enveloppe-demo" }));
    const session = response.headers.getSetCookie().find((own) => own.startsWith("session="));
    expect(session).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
  });
});

describe("a write that another site causes is refused", () => {
  const actions = routes.filter(({ module }) => module.action !== undefined).map(({ path }) => filled(path));
  const urlencoded = { "content-type": "application/x-www-form-urlencoded" };
  const ways: readonly (readonly [string, number, RequestInit])[] = [
    ["with the origin of another site", 403, { headers: { ...urlencoded, origin: "https://elsewhere.example" } }],
    ["with an opaque origin", 403, { headers: { ...urlencoded, origin: "null" } }],
    ["that says nothing of where it comes from", 403, { headers: urlencoded }],
    ["from a sister application", 403, { headers: { ...urlencoded, "sec-fetch-site": "same-site" } }],
    ["as a text", 403, { headers: { "content-type": "text/plain", origin: "https://elsewhere.example" } }],
    ["as a text that claims to be ours", 400, { headers: { "content-type": "text/plain", origin } }],
    ["by another method", 405, { method: "PUT", headers: { ...urlencoded, origin } }],
    ["by DELETE", 405, { method: "DELETE", headers: { ...urlencoded, origin } }],
  ];

  test.each(actions)("%s", async (address) => {
    for (const [index, [way, status, { headers, ...request }]] of ways.entries()) {
      // By each of its addresses from another site; then each way by its own.
      for (const variant of index === 0 ? ["", "?index", ".data"] : [""]) {
        const target = variant === ".data" ? dataAddress(address) : address + variant;
        const body = new URLSearchParams({ key: anyId, _method: "POST" }).toString();
        const response = await fetch(origin + target, {
          method: "POST",
          body,
          redirect: "manual",
          ...request,
          headers: { ...headers, cookie },
        });
        expect([400, 403, 404, 405], `${way}, ${target}`).toContain(response.status);
        if (variant === "") expect(response.status, `${way}, ${target}`).toBe(status);
        expectGuarded(response);
      }
    }
  });
});

function expectGuarded(response: Response): void {
  const header = (name: string) => response.headers.get(name) ?? "";
  const policy = new Map(
    header("content-security-policy")
      .split(";")
      .map((directive) => {
        const [name = "", ...values] = directive.trim().split(" ");
        return [name, values.join(" ")];
      }),
  );
  expect(policy.get("script-src"), response.url).toMatch(/^'self' 'nonce-[\w+/=]{24}'$/);
  expect(policy.get("default-src")).toBe("'self'");
  expect(policy.get("object-src")).toBe("'none'");
  expect(policy.get("base-uri")).toBe("'none'");
  expect(policy.get("form-action")).toBe("'self'");
  expect(policy.get("frame-ancestors")).toBe("'none'");
  expect(header("x-content-type-options")).toBe("nosniff");
  expect(header("x-frame-options")).toBe("DENY");
  expect(header("referrer-policy")).toBe("same-origin");
  expect(response.headers.has("x-powered-by")).toBe(false);
}

function nonceOf(response: Response): string {
  return /'nonce-([^']+)'/.exec(response.headers.get("content-security-policy") ?? "")?.[1] ?? "";
}

/** An address that fits the route; whether the thing exists matters not. */
function filled(path: string): string {
  return path
    .replace("/:year", "/2026")
    .replace(":unit", "DR44")
    .replace(/:\w+\??/g, anyId);
}

function dataAddress(address: string): string {
  return address === "/" ? "/_root.data" : `${address}.data`;
}

function ownForm(fields: Record<string, string>): RequestInit {
  return { method: "POST", body: new URLSearchParams(fields), headers: { origin }, redirect: "manual" };
}
