import { expect, test } from "vitest";
import { lastLineTyped, totalsTyped } from "#app/routes/ledger/new-entry/typed-lines.ts";

test.each<[string, [string, string][], object]>([
  [
    "nothing typed",
    [
      ["label", "Achat"],
      ["lines[0].debit", ""],
    ],
    { debit: 0n, credit: 0n, unread: 0 },
  ],
  [
    "both sides",
    [
      ["lines[0].debit", "1 234,56"],
      ["lines[1].credit", "1234.56"],
    ],
    { debit: 123456n, credit: 123456n, unread: 0 },
  ],
  [
    "an amount under way",
    [
      ["lines[0].debit", "12,"],
      ["lines[1].credit", "12.500"],
      ["lines[2].credit", "abc"],
    ],
    { debit: 1200n, credit: 0n, unread: 2 },
  ],
  [
    "other fields do not count",
    [
      ["lines[0].account", "606"],
      ["lines[0].label", "100"],
    ],
    { debit: 0n, credit: 0n, unread: 0 },
  ],
])("totals: %s", (_, fields, totals) => {
  expect(totalsTyped(fields)).toEqual(totals);
});

test.each<[[string, string][], number]>([
  [[], 0],
  [[["label", "Achat"]], 0],
  [
    [
      ["lines[0].account", "606"],
      ["lines[1].account", " "],
    ],
    1,
  ],
  [
    [
      ["lines[11].debit", "3"],
      ["lines[2].account", "606"],
    ],
    12,
  ],
])("the last line of %j is %i", (fields, last) => {
  expect(lastLineTyped(fields)).toBe(last);
});
