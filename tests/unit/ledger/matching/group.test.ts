import { expect, test } from "vitest";
import { checkGroup, type GroupLine } from "#app/domain/ledger/matching/group.ts";
import type { MatchingRefusal } from "#app/domain/ledger/matching-refusal.ts";

const line = (signed: bigint, party: string | null = "ACME"): GroupLine => ({
  party,
  debit: signed > 0n ? signed : 0n,
  credit: signed < 0n ? -signed : 0n,
});

test.each<[string, GroupLine[], MatchingRefusal]>([
  ["nothing", [], { kind: "matching-too-few-lines", count: 0 }],
  ["one line", [line(100n)], { kind: "matching-too-few-lines", count: 1 }],
  ["two parties", [line(100n), line(-100n, "DUPONT")], { kind: "matching-parties-differ", parties: ["ACME", "DUPONT"] }],
  ["a party and none", [line(100n), line(-100n, null)], { kind: "matching-parties-differ", parties: ["ACME", "–"] }],
  ["debits alone", [line(100n), line(20n)], { kind: "matching-one-sided", side: "debit" }],
  ["credits alone", [line(-100n), line(-20n)], { kind: "matching-one-sided", side: "credit" }],
  ["a gap of a cent", [line(100n), line(-101n)], { kind: "matching-unbalanced", debit: 100n, credit: 101n }],
])("%s is no group", (_, lines, refusal) => {
  expect(checkGroup(lines, { partial: false })).toEqual({ ok: false, refusal });
});

test.each([
  ["one against one", [line(100n), line(-100n)], false, "complete"],
  ["one against two", [line(100n), line(-60n), line(-40n)], false, "complete"],
  ["lines without a party", [line(100n, null), line(-100n, null)], false, "complete"],
  ["asked partial, it balances all the same", [line(100n), line(-100n)], true, "complete"],
  ["a part paid", [line(-100n), line(60n)], true, "partial"],
])("%s is a group", (_, lines, partial, kind) => {
  expect(checkGroup(lines, { partial })).toEqual({ ok: true, value: kind });
});
