import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ownWritesOnly } from "#app/http/own-writes.ts";

const origin = "https://enveloppe.example.fr";
const application = express()
  .use(ownWritesOnly(origin))
  .use((_request, response) => void response.send("served"));
const server = application.listen(0, "127.0.0.1");
let address = "";

beforeAll(() => {
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/2026/ledger`;
});
afterAll(() => void server.close());

it.each<[string, string, Record<string, string>, number]>([
  ["a page asked from a link elsewhere", "GET", { "sec-fetch-site": "cross-site" }, 200],
  ["a form of ours", "POST", { origin }, 200],
  ["a form from elsewhere", "POST", { origin: "https://evil.example" }, 403],
  ["a form from nowhere", "POST", {}, 403],
  ["any other method from elsewhere", "DELETE", { origin: "null" }, 403],
])("%s: %s answers %o with %i", async (_name, method, headers, status) => {
  const response = await fetch(address, { method, headers });
  expect(response.status).toBe(status);
});

it("says why, in the reader's language", async () => {
  const response = await fetch(address, { method: "POST", headers: { origin: "null", "accept-language": "en" } });
  expect(await response.json()).toEqual({
    kind: "cross-site-request",
    message: "The request comes from another site: it was not carried out.",
  });
});
