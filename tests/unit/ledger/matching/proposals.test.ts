import { expect, test } from "vitest";
import type { OpenLine } from "#app/domain/ledger/matching/item.ts";
import { matchingRules, proposeMatchings } from "#app/domain/ledger/matching/proposals.ts";

const options = { windowDays: 90 };

/** A line of 401: `line(1, "2026-03-01", -100n)` is a credit of 1.00 on the party ACME, entry 1. */
function line(entryId: number, entryDate: string, signed: bigint, ties: Partial<OpenLine> = {}): OpenLine {
  return {
    ...{ entryId: BigInt(entryId), line: 1, party: "ACME", entryDate },
    debit: signed > 0n ? signed : 0n,
    credit: signed < 0n ? -signed : 0n,
    ...{ voucher: null, documentId: null, request: null, commitment: null, reversed: null, partial: null },
    ...ties,
  };
}

/** « rule: entries » of each proposal. */
function found(lines: readonly OpenLine[], rules = matchingRules as readonly (typeof matchingRules)[number][]) {
  const { proposals, ambiguous } = proposeMatchings(lines, { ...options, rules });
  const told = (each: { rule: string; lines: readonly { entryId: bigint }[] }) =>
    `${each.rule}: ${each.lines.map(({ entryId }) => entryId).join(" ")}`;
  return { proposals: proposals.map(told), ambiguous: ambiguous.map(told) };
}

test("chain: a request with its payment, by the request", () => {
  const lines = [
    line(1, "2026-03-18", -100n, { request: "R1" }),
    line(2, "2026-03-18", -100n, { request: "R2" }),
    line(3, "2026-03-25", 100n, { request: "R2" }),
    line(4, "2026-03-26", 100n, { request: "R1" }),
  ];
  expect(found(lines, ["chain"]).proposals).toEqual(["chain: 1 4", "chain: 2 3"]);
});

test("chain: services certified then requested, month after month, each month a group", () => {
  const own = { commitment: "EJ/1" };
  const lines = [
    line(1, "2026-01-15", -100n, own),
    line(2, "2026-01-18", 60n, own),
    line(3, "2026-01-19", 40n, own),
    line(4, "2026-02-15", -70n, own),
    line(5, "2026-02-18", 70n, own),
    line(6, "2026-03-15", -30n, own),
  ];
  expect(found(lines, ["chain"]).proposals).toEqual(["chain: 1 2 3", "chain: 4 5"]);
});

test("document: the same document, else the same voucher whatever its case", () => {
  const lines = [
    line(1, "2026-03-01", -100n, { documentId: "D1" }),
    line(2, "2026-03-02", 100n, { documentId: "D1" }),
    line(3, "2026-03-01", -50n, { voucher: "f-2026-7" }),
    line(4, "2026-03-09", 50n, { voucher: " F-2026-7" }),
    line(5, "2026-03-01", -80n, { voucher: "F8" }),
    line(6, "2026-03-09", 79n, { voucher: "F8" }),
  ];
  expect(found(lines, ["document"]).proposals).toEqual(["document: 1 2", "document: 3 4"]);
});

test("reversal: an entry and its reversal", () => {
  const lines = [line(1, "2026-03-01", -100n, { reversed: 1n }), line(2, "2026-12-31", 100n, { reversed: 1n })];
  expect(found(lines, ["reversal"]).proposals).toEqual(["reversal: 1 2"]);
});

test("amount: the only debit for the only credit, within the window", () => {
  const lines = [line(1, "2026-01-01", -100n), line(2, "2026-04-01", 100n), line(3, "2026-01-01", -200n), line(4, "2026-04-02", 200n)];
  expect(found(lines, ["amount"])).toEqual({ proposals: ["amount: 1 2"], ambiguous: [] });
});

test("amount: two that would do are told, and neither is chosen", () => {
  const lines = [line(1, "2026-03-01", -100n), line(2, "2026-03-02", -100n), line(3, "2026-03-20", 100n)];
  expect(found(lines, ["amount"])).toEqual({ proposals: [], ambiguous: ["amount: 3 1 2"] });
});

test("amount: the second that would do is too far away to be one", () => {
  const lines = [line(1, "2026-01-01", -100n), line(2, "2026-06-02", -100n), line(3, "2026-01-20", 100n)];
  expect(found(lines, ["amount"])).toEqual({ proposals: ["amount: 1 3"], ambiguous: [] });
});

test("several: one payment of consecutive invoices", () => {
  const lines = [line(1, "2026-03-01", -30n), line(2, "2026-03-02", -70n), line(3, "2026-03-03", -25n), line(4, "2026-03-20", 95n)];
  expect(found(lines, ["several"])).toEqual({ proposals: ["several: 2 3 4"], ambiguous: [] });
});

test("several: one invoice paid in consecutive parts", () => {
  const lines = [line(1, "2026-03-01", -100n), line(2, "2026-03-02", 60n), line(3, "2026-03-03", 40n)];
  expect(found(lines, ["several"])).toEqual({ proposals: ["several: 1 2 3"], ambiguous: [] });
});

test("several: two runs with the same sum are told, and neither is chosen", () => {
  const lines = [line(1, "2026-03-01", -40n), line(2, "2026-03-02", -60n), line(3, "2026-03-03", -40n), line(4, "2026-03-20", 100n)];
  expect(found(lines, ["several"])).toEqual({ proposals: [], ambiguous: ["several: 4 1 2", "several: 4 2 3"] });
});

test("several: not beyond twelve, nor beyond the window", () => {
  const many = Array.from({ length: 13 }, (_, index) => line(index + 1, "2026-03-01", -1n));
  expect(found([...many, line(20, "2026-03-20", 13n)], ["several"]).proposals).toEqual([]);
  const far = [line(1, "2026-01-01", -40n), line(2, "2026-03-02", -60n), line(3, "2026-05-20", 100n)];
  expect(found(far, ["several"]).proposals).toEqual([]);
});

test("balance: a party that owes nothing more is settled whole, whichever line paid which", () => {
  const twins = [line(1, "2026-03-01", -100n), line(2, "2026-03-02", -100n), line(3, "2026-03-20", 100n), line(4, "2026-03-21", 100n)];
  expect(found(twins)).toEqual({ proposals: ["balance: 1 2 3 4"], ambiguous: [] });
});

test("a partial group stands for what is left of it, and is taken over", () => {
  const partial = { id: 7n, code: "c" };
  const lines = [line(1, "2026-03-01", -100n, { partial }), line(2, "2026-03-02", 60n, { partial }), line(3, "2026-04-02", 40n)];
  const { proposals } = proposeMatchings(lines, options);
  expect(proposals).toMatchObject([{ rule: "amount", amount: 100n, firstDay: "2026-03-02", lastDay: "2026-04-02", completes: [partial] }]);
  expect(proposals[0]?.lines.map(({ entryId }) => entryId)).toEqual([1n, 2n, 3n]);
});

test("parties are never mixed; lines without a party are one more", () => {
  const lines = [
    line(1, "2026-03-01", -100n),
    line(2, "2026-03-02", 100n, { party: "DUPONT" }),
    line(3, "2026-03-02", 100n, { party: null }),
  ];
  expect(found(lines)).toEqual({ proposals: [], ambiguous: [] });
});

test("a line is proposed once, by the surest rule", () => {
  const lines = [
    line(1, "2026-03-01", -100n, { request: "R1", voucher: "X" }),
    line(2, "2026-03-02", 100n, { request: "R1", voucher: "Y" }),
    line(3, "2026-03-02", 100n, { voucher: "X" }),
  ];
  expect(found(lines).proposals).toEqual(["chain: 1 2"]);
});
