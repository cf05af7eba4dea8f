import { expect, test } from "vitest";
import { type JournalProgress, journalMark } from "#app/domain/ledger/journal-mark.ts";

const monthly: JournalProgress = { lastDate: "2026-10-31", periods: 10, drafts: 0, open: 4 };

test.each<[string, Partial<JournalProgress>, string, string]>([
  ["a journal that is fed every month", {}, "2026-11-20", "current"],
  ["drafts that wait come first", { drafts: 1, lastDate: null, periods: 0, open: 0 }, "2026-11-20", "waiting"],
  ["no entry", { lastDate: null, periods: 0, open: 0 }, "2026-11-20", "empty"],
  ["all of it locked, however long ago", { open: 0, lastDate: "2026-01-31" }, "2026-11-20", "locked"],
  ["the forty-fifth day", { lastDate: "2026-10-06" }, "2026-11-20", "current"],
  ["the forty-sixth", { lastDate: "2026-10-05" }, "2026-11-20", "silent"],
  ["an opening, which comes once", { lastDate: "2026-01-01", periods: 1, open: 1 }, "2026-11-20", "current"],
])("%s", (_, change, on, mark) => {
  expect(journalMark({ ...monthly, ...change }, on)).toBe(mark);
});
