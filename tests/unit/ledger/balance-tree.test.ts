import { expect, test } from "vitest";
import { closingOf, totalOf } from "#app/domain/ledger/balance-pairs.ts";
import { balanceTree, groupCodes } from "#app/domain/ledger/balance-tree.ts";

function line(account: string, debit: bigint) {
  const moves = { openingDebit: 0n, openingCredit: 0n, movementDebit: debit > 0n ? debit : 0n, movementCredit: debit < 0n ? -debit : 0n };
  return { account, ...moves, ...closingOf(moves) };
}

const lines = ["101", "2051", "2054", "401", "4081", "4084", "515", "606", "6061", "6063", "611", "641"].map((account, index) =>
  line(account, BigInt(index % 2 === 0 ? index + 1 : -index)),
);
const shown = (isOpen: (code: string) => boolean) =>
  balanceTree(lines, isOpen).map(({ code, level, below }) => `${level} ${code} ${below}`);

test("a class is always a group, a longer prefix only where it gathers several accounts and has neighbours", () => {
  expect(shown(() => true)).toEqual([
    "1 1 1",
    "2 101 0",
    "1 2 2",
    "2 2051 0",
    "2 2054 0",
    "1 4 4",
    "2 401 0",
    "2 408 2",
    "3 4081 0",
    "3 4084 0",
    "1 5 1",
    "2 515 0",
    "1 6 6",
    "2 60 3",
    "3 606 0",
    "3 6061 0",
    "3 6063 0",
    "2 611 0",
    "2 641 0",
  ]);
  expect(groupCodes(lines)).toEqual(["1", "2", "4", "408", "5", "6", "60"]);
});

test("a closed group hides what it holds and keeps its sums", () => {
  const closed = balanceTree(lines, (code) => code !== "6" && code !== "408");
  expect(closed.map(({ code }) => code)).toEqual(["1", "101", "2", "2051", "2054", "4", "401", "408", "5", "515", "6"]);
  const six = closed.find(({ code }) => code === "6");
  expect(six).toMatchObject({ ...totalOf(lines.filter(({ account }) => account.startsWith("6"))), open: false, below: 0 });
  expect(balanceTree(lines, () => false).map(({ code }) => code)).toEqual(["1", "2", "4", "5", "6"]);
});

test("the classes add up to the whole, whatever is open", () => {
  for (const open of [true, false]) {
    const classes = balanceTree(lines, () => open).filter(({ level }) => level === 1);
    expect(totalOf(classes)).toEqual(totalOf(lines));
  }
});

test("nothing gives nothing", () => {
  expect(balanceTree([], () => true)).toEqual([]);
});
