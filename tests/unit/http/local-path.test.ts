import { expect, it } from "vitest";
import { localPath } from "#app/http/local-path.ts";

it.each([
  ["/2026/home", "/2026/home"],
  ["/2026/execution?unit=DR-13&m=cp", "/2026/execution?unit=DR-13&m=cp"],
  ["/2026/home#part", "/2026/home"],
  ["/a/../b", "/b"],
  [null, "/"],
  ["", "/"],
  ["2026/home", "/"],
  ["https://evil.example/", "/"],
  ["//evil.example/", "/"],
  ["///evil.example/", "/"],
  ["/\\evil.example/", "/"],
  ["/\t/evil.example/", "/"],
  ["/%2f/evil.example", "/%2f/evil.example"],
  ["/.//evil.example", "/"],
  ["javascript:alert(1)", "/"],
])("%j leads to %j", (text, expected) => {
  expect(localPath(text)).toBe(expected);
});
