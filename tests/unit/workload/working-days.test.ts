import { describe, expect, test } from "vitest";
import { publicHolidays, workingDays } from "#app/domain/workload/working-days.ts";

describe("the days of work of a French month", () => {
  test("leave out the eleven holidays, three of which follow Easter", () => {
    expect(publicHolidays(2026)).toEqual([
      ...["2026-01-01", "2026-04-06", "2026-05-01", "2026-05-08", "2026-05-14", "2026-05-25"],
      ...["2026-07-14", "2026-08-15", "2026-11-01", "2026-11-11", "2026-12-25"],
    ]);
  });

  test.each([
    [2000, "2000-04-24"],
    [2008, "2008-03-24"],
    [2011, "2011-04-25"],
    [2019, "2019-04-22"],
    [2038, "2038-04-26"],
  ])("Easter Monday of %i is %s", (year, day) => expect(publicHolidays(year)).toContain(day));

  test.each([
    [2022, 253],
    [2023, 251],
    [2024, 252],
    [2025, 251],
    [2026, 252],
    [2027, 254],
  ])("%i has %i of them", (year, days) => {
    const months = Array.from({ length: 12 }, (_, index) => workingDays(`${year}-${String(index + 1).padStart(2, "0")}`));
    expect(months.reduce((sum, own) => sum + own, 0)).toBe(days);
  });

  test("a month alone: May 2026 loses four", () => expect(workingDays("2026-05")).toBe(17));
});
