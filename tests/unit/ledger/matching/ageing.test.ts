import { expect, test } from "vitest";
import { agedAmounts, ageOf } from "#app/domain/ledger/matching/ageing.ts";

test.each([
  ["2026-06-15", -30, "notDue"],
  ["2026-05-16", 0, "notDue"],
  ["2026-05-15", 1, "upTo30"],
  ["2026-04-16", 30, "upTo30"],
  ["2026-04-15", 31, "upTo60"],
  ["2026-03-17", 60, "upTo60"],
  ["2026-02-15", 90, "upTo90"],
  ["2026-02-14", 91, "over90"],
])("a voucher of %s, due after 30 days, is %i days late on 15 June", (voucherDate, lateDays, bucket) => {
  expect(ageOf({ entryDate: "2026-06-15", voucherDate }, { on: "2026-06-15", termDays: 30 })).toEqual({ lateDays, bucket });
});

test("without a voucher's date, the entry's", () => {
  expect(ageOf({ entryDate: "2026-05-10", voucherDate: null }, { on: "2026-06-15", termDays: 30 }).lateDays).toBe(6);
});

test("a day of the leap year counts, the change of hour does not", () => {
  expect(ageOf({ entryDate: "2028-02-28", voucherDate: null }, { on: "2028-04-01", termDays: 30 }).lateDays).toBe(3);
});

test("the buckets add up", () => {
  const amounts = agedAmounts([
    { bucket: "notDue", amount: -100n },
    { bucket: "over90", amount: 30n },
    { bucket: "notDue", amount: -5n },
  ]);
  expect(amounts).toEqual({ notDue: -105n, upTo30: 0n, upTo60: 0n, upTo90: 0n, over90: 30n, total: -75n });
});
