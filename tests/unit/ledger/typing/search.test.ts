import { expect, test } from "vitest";
import { resolve, search, searchable } from "#app/domain/ledger/typing/search.ts";
import { nextVoucher } from "#app/domain/ledger/typing/voucher.ts";

const accounts = searchable([
  { code: "401", label: "Fournisseurs" },
  { code: "404", label: "Fournisseurs d’immobilisations" },
  { code: "606", label: "Achats non stockés" },
  { code: "6061", label: "Fournitures non stockables (eau, énergie…)" },
  { code: "6064", label: "Fournitures administratives" },
  { code: "613", label: "Locations" },
]);

test.each<[string, string[]]>([
  ["606", ["606", "6061", "6064"]],
  ["40", ["401", "404"]],
  ["energie", ["6061"]],
  ["ÉNERGIE fourn", ["6061"]],
  ["adm fournit", ["6064"]],
  ["fournisseurs", ["401", "404"]],
  ["immobilisations fournisseurs", ["404"]],
  ["d'immo", ["404"]],
  ["ournisseurs", []],
  ["606 fourn", ["6061", "6064"]],
  ["zz", []],
])("« %s » finds %j", (text, codes) => {
  expect(search(accounts, text, 10).map(({ code }) => code)).toEqual(codes);
});

test("an empty text proposes everything, no more than asked", () => {
  expect(search(accounts, " ", 2)).toHaveLength(2);
});

test.each<[string, object]>([
  ["606", { ok: true, value: "606" }],
  ["606 · Achats non stockés", { ok: true, value: "606" }],
  ["location", { ok: true, value: "613" }],
  ["Énergie", { ok: true, value: "6061" }],
  [
    "fournitures",
    { ok: false, refusal: { kind: "ambiguous-words", dimension: "account", text: "fournitures", count: 2, among: "6061, 6064" } },
  ],
  ["60", { ok: false, refusal: { kind: "ambiguous-words", dimension: "account", text: "60", count: 3, among: "606, 6061, 6064" } }],
  ["pommes", { ok: false, refusal: { kind: "unknown-words", dimension: "account", text: "pommes" } }],
])("« %s » means %j", (text, answer) => {
  expect(resolve(accounts, text, "account")).toEqual(answer);
});

test.each<[string | null, string]>([
  [null, "HA-2026-0001"],
  ["", "HA-2026-0001"],
  ["FA-0041", "FA-0042"],
  ["FA-0099", "FA-0100"],
  ["FA-999", "FA-1000"],
  ["2026/9", "2026/10"],
  ["12 bis", "13 bis"],
  ["sans numéro", ""],
])("after voucher %s comes « %s »", (last, next) => {
  expect(nextVoucher(last, "HA", 2026)).toBe(next);
});
