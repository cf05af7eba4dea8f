import { expect, it } from "vitest";
import { isCrossSite } from "#app/http/cross-site.ts";

const ours = "https://enveloppe.example.fr";

it.each([
  ["a form of ours", { "sec-fetch-site": "same-origin", origin: ours }, false],
  ["a form of ours, without Sec-Fetch-Site (old browser)", { origin: ours }, false],
  ["a form of ours, without Origin", { "sec-fetch-site": "same-origin" }, false],
  ["a reload of the address bar", { "sec-fetch-site": "none" }, false],
  ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }, true],
  ["another site that lies about its origin", { "sec-fetch-site": "cross-site", origin: ours }, true],
  ["another application of the domain", { "sec-fetch-site": "same-site", origin: "https://autre.example.fr" }, true],
  ["another origin, old browser", { origin: "https://evil.example" }, true],
  ["another origin that claims to be the same", { "sec-fetch-site": "same-origin", origin: "https://evil.example" }, true],
  ["an opaque origin (sandboxed frame, redirect)", { origin: "null" }, true],
  ["our host on another scheme", { origin: "http://enveloppe.example.fr" }, true],
  ["our host on another port", { origin: `${ours}:8443` }, true],
  ["our name as a prefix of another", { origin: `${ours}.evil.example` }, true],
  ["nothing said at all", {}, true],
])("%s", (_name, headers: Record<string, string>, refused) => {
  expect(isCrossSite(new Headers(headers), ours)).toBe(refused);
});
