import { describe, expect, test } from "vitest";
import { type OpeningLine, openingDifference, openingEntry, resultEntry, withResult } from "#app/domain/ledger/opening-balances.ts";

const line = (account: string, balance: bigint, rest: Partial<OpeningLine> = {}): OpeningLine => ({
  ...{ account, balance },
  ...{ party: null, voucher: null, voucherDate: null, label: null },
  ...rest,
});
const invoice = (voucher: string, balance: bigint) =>
  line("401", balance, { party: "ACME", voucher, voucherDate: "2025-12-20", label: `Facture ${voucher}` });
const said = (lines: readonly OpeningLine[]) => lines.map(({ account, voucher, balance }) => [account, voucher, balance]);
const accounts = { profit: "120", loss: "129" };

describe("the result in the opening", () => {
  test.each<[string, bigint, readonly OpeningLine[], readonly (readonly [string, null, bigint])[]]>([
    ["a profit stands in credit of 120", 500n, [], [["120", null, -500n]]],
    ["a loss in debit of 129", -500n, [], [["129", null, 500n]]],
    ["nothing stands nowhere", 0n, [], []],
    ["it joins what stands there already", -500n, [line("129", 200n)], [["129", null, 700n]]],
    ["and may clear it", 500n, [line("120", 500n)], []],
  ])("%s", (_, result, carried, expected) => {
    expect(said(withResult(carried, result, accounts))).toEqual(expected);
  });
});

describe("what is missing to open an exercise", () => {
  test.each<[string, readonly OpeningLine[], readonly OpeningLine[], boolean, readonly (readonly [string, string | null, bigint])[]]>([
    [
      "the first time, everything",
      [line("181", -9n), invoice("F-1", -5n)],
      [],
      false,
      [
        ["181", null, -9n],
        ["401", "F-1", -5n],
      ],
    ],
    ["then nothing", [invoice("F-1", -5n)], [invoice("F-1", -5n)], false, []],
    ["an invoice more", [invoice("F-1", -5n), invoice("F-2", -3n)], [invoice("F-1", -5n)], false, [["401", "F-2", -3n]]],
    ["one that was paid meanwhile", [], [invoice("F-1", -5n)], false, [["401", "F-1", 5n]]],
    ["one of another amount", [invoice("F-1", -7n)], [invoice("F-1", -5n)], false, [["401", "F-1", -2n]]],
    ["opened by another hand: its accounts alone are compared", [invoice("F-1", -5n), invoice("F-2", -3n)], [line("401", -8n)], true, []],
    [
      "opened by another hand: an account that it lacks is carried in detail",
      [invoice("F-1", -5n), line("181", 5n)],
      [line("181", 5n)],
      true,
      [["401", "F-1", -5n]],
    ],
  ])("%s", (_, wanted, posted, byAccount, expected) => {
    expect(said(openingDifference(wanted, posted, byAccount))).toEqual(expected);
  });

  test("is one balanced entry of AN on the first day, each line with a voucher; nothing is no entry", () => {
    const heading = { label: "À-nouveaux 2025", firstDay: "2026-01-01", eventId: "e" };
    const entry = openingEntry([invoice("F-1", -5n), line("181", 5n)], heading);
    expect(entry).toMatchObject({ journal: "AN", entryDate: "2026-01-01" });
    expect(entry?.lines.map(({ account, voucher, voucherDate, debit, credit }) => [account, voucher, voucherDate, debit, credit])).toEqual([
      ["401", "F-1", "2025-12-20", 0n, 5n],
      ["181", "AN-2026", "2026-01-01", 5n, 0n],
    ]);
    expect(openingEntry([], heading)).toBeUndefined();
  });
});

describe("the result against the liaison account", () => {
  const heading = { label: "Résultat 2025", firstDay: "2026-01-01", eventId: "e" };
  const to = (result: bigint, taken: readonly { account: string; balance: bigint }[] = []) =>
    resultEntry({ result, taken }, { ...accounts, liaison: "181" }, heading)?.lines.map(({ account, debit, credit }) => [
      account,
      debit - credit,
    ]);
  test.each<[string, bigint, readonly { account: string; balance: bigint }[], readonly (readonly [string, bigint])[] | undefined]>([
    [
      "a loss: D 181, C 129",
      -500n,
      [],
      [
        ["181", 500n],
        ["129", -500n],
      ],
    ],
    [
      "a profit: D 120, C 181",
      500n,
      [],
      [
        ["181", -500n],
        ["120", 500n],
      ],
    ],
    ["nothing", 0n, [], undefined],
    [
      "again, by the difference alone",
      -700n,
      [{ account: "129", balance: -500n }],
      [
        ["181", 200n],
        ["129", -200n],
      ],
    ],
    ["the same again", -500n, [{ account: "129", balance: -500n }], undefined],
    [
      "a loss that became a profit",
      100n,
      [{ account: "129", balance: -500n }],
      [
        ["181", -600n],
        ["120", 100n],
        ["129", 500n],
      ],
    ],
  ])("%s", (_, result, taken, expected) => {
    expect(to(result, taken)).toEqual(expected);
  });
});
