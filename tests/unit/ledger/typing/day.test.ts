import { describe, expect, test } from "vitest";
import { readTypedDay, workingDay } from "#app/domain/ledger/typing/typed-day.ts";

const exercise = { year: 2026, firstDay: "2026-01-01", lastDay: "2026-12-31" };
const place = { base: "2026-03-31", today: "2026-06-15", exercise };
/** An exercise over two calendar years. */
const split = { base: "2026-09-10", today: "2026-11-02", exercise: { year: 2027, firstDay: "2026-07-01", lastDay: "2027-06-30" } };

describe("a day as it is typed", () => {
  test.each<[string, string]>([
    ["5", "2026-03-05"],
    ["05", "2026-03-05"],
    [" 31 ", "2026-03-31"],
    ["5/4", "2026-04-05"],
    ["5.4", "2026-04-05"],
    ["5-4", "2026-04-05"],
    ["0503", "2026-03-05"],
    ["050326", "2026-03-05"],
    ["05032026", "2026-03-05"],
    ["5/3/26", "2026-03-05"],
    ["05/03/2026", "2026-03-05"],
    ["2026-03-05", "2026-03-05"],
    ["+1", "2026-04-01"],
    ["-2", "2026-03-29"],
    ["−2", "2026-03-29"],
    ["j", "2026-06-15"],
    ["T", "2026-06-15"],
  ])("%s is %s", (text, day) => {
    expect(readTypedDay(text, place)).toEqual({ ok: true, value: day });
  });

  test("in an exercise over two calendar years, the year is the one of the exercise", () => {
    expect(readTypedDay("15/8", split)).toEqual({ ok: true, value: "2026-08-15" });
    expect(readTypedDay("15/2", split)).toEqual({ ok: true, value: "2027-02-15" });
    expect(readTypedDay("0102", split)).toEqual({ ok: true, value: "2027-02-01" });
  });

  test.each<[string, object]>([
    ["", { kind: "not-a-day" }],
    ["demain", { kind: "not-a-day", text: "demain" }],
    ["0", { kind: "not-a-day" }],
    ["32", { kind: "not-a-day" }],
    ["31/4", { kind: "not-a-day" }],
    ["30/02", { kind: "not-a-day" }],
    ["5/13", { kind: "not-a-day" }],
    ["29/02/2026", { kind: "not-a-day" }],
    ["5/3/202", { kind: "not-a-day" }],
    ["31/12/2025", { kind: "day-outside-exercise", date: "2025-12-31", year: 2026, firstDay: "2026-01-01", lastDay: "2026-12-31" }],
    ["-100", { kind: "day-outside-exercise", date: "2025-12-21" }],
  ])("%s is refused", (text, refusal) => {
    expect(readTypedDay(text, place)).toEqual({ ok: false, refusal: expect.objectContaining(refusal) });
  });

  test("the working day is the last one used, else today, within the exercise", () => {
    expect(workingDay("2026-02-03", "2026-06-15", exercise)).toBe("2026-02-03");
    expect(workingDay("2025-12-31", "2026-06-15", exercise)).toBe("2026-06-15");
    expect(workingDay(null, "2027-02-01", exercise)).toBe("2026-12-31");
    expect(workingDay(null, "2025-02-01", exercise)).toBe("2026-01-01");
  });
});
