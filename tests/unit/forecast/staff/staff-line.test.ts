import { describe, expect, test } from "vitest";
import type { RequestKind } from "#app/domain/forecast/request-state.ts";
import { faultOfStaff, fullYearEffect, inHundredths, presenceOf, type StaffLine, staffOf } from "#app/domain/forecast/staff/staff-line.ts";

const years = [2027, 2028, 2029];

function line(own: Partial<StaffLine>): StaffLine {
  return { category: "21-1025", activity: "01-ENQ", fte: 100n, entry: null, exit: null, label: "", ...own };
}

/** ETPT in hundredths, of three years. */
function etpt(kind: RequestKind, own: Partial<StaffLine>): string {
  return years.map((year) => (Number(staffOf(kind, line(own), year)) / 1200).toFixed(2)).join(" ");
}

describe("ETPT are full-time equivalents times the months of presence over twelve", () => {
  test.each<[string, RequestKind, Partial<StaffLine>, string]>([
    ["somebody who is there and stays", "baseline", {}, "1.00 1.00 1.00"],
    ["who comes in July counts six months, then whole years", "newMeasure", { entry: "2027-07" }, "0.50 1.00 1.00"],
    ["part-time: 80 % from July (decree of the count: 0.4)", "newMeasure", { fte: 80n, entry: "2027-07" }, "0.40 0.80 0.80"],
    ["who leaves in April is there three months", "baseline", { exit: "2027-04" }, "0.25 0.00 0.00"],
    ["comes and leaves", "newMeasure", { entry: "2027-10", exit: "2028-04" }, "0.25 0.25 0.00"],
    ["a leaving that is offered counts what it gives back", "saving", { exit: "2027-04" }, "-0.75 -1.00 -1.00"],
    ["from January on, the whole year", "newMeasure", { entry: "2027-01" }, "1.00 1.00 1.00"],
    ["in the last month, one month", "newMeasure", { entry: "2027-12" }, "0.08 1.00 1.00"],
  ])("%s", (_case, kind, own, expected) => {
    expect(etpt(kind, own)).toBe(expected);
  });

  test("a month of one person is exactly a hundred of the unit of a sheet", () => {
    expect(presenceOf("newMeasure", line({ entry: "2027-11" }), 2027).months).toEqual([...Array(10).fill(0n), 100n, 100n]);
  });

  test("impact of the year and full-year effect are those of the annual documents: programme 624, 2022", () => {
    // One entry at the mean month 7 and an exit at the mean month 4: 6/12 - 9/12 = -0.25 in the year, 6/12 - 3/12 = +0.25 in the next one.
    const moves = [line({ entry: "2027-07" }), line({ exit: "2027-04" })];
    const impact = moves.map((own) => presenceOf("baseline", own, 2027).moves);
    expect(impact).toEqual([600n, -900n]);
    expect(moves.map((own) => fullYearEffect(own, 2027))).toEqual([600n, -300n]);
    expect(moves.map((own) => presenceOf("baseline", own, 2028).earlier)).toEqual([1200n, -1200n]);
  });

  test("in hundredths the lines add up to their total: three times a third of a year", () => {
    const third = staffOf("newMeasure", line({ entry: "2027-09" }), 2027);
    expect(inHundredths([third, third, third]).map((own) => own / 12n)).toEqual([34n, 33n, 33n]);
  });
});

describe("refused, each in its words", () => {
  test.each<[string, RequestKind, Partial<StaffLine>, string]>([
    ["nobody", "baseline", { fte: 0n }, "staff-fte-out-of-range"],
    ["less than nobody", "baseline", { fte: -100n }, "staff-fte-out-of-range"],
    ["more than any unit has", "baseline", { fte: 1_000_001n }, "staff-fte-out-of-range"],
    ["a month before the plan", "newMeasure", { entry: "2026-12" }, "staff-month-not-planned"],
    ["a month after the plan", "newMeasure", { entry: "2027-03", exit: "2030-01" }, "staff-month-not-planned"],
    ["gone before coming", "newMeasure", { entry: "2027-05", exit: "2027-03" }, "staff-exit-before-entry"],
    ["gone when coming", "newMeasure", { entry: "2027-05", exit: "2027-05" }, "staff-exit-before-entry"],
    ["a new measure without anybody coming", "newMeasure", {}, "staff-entry-missing"],
    ["a saving that brings somebody", "saving", { entry: "2027-05", exit: "2027-09" }, "staff-saving-is-a-leaving"],
    ["a saving where nobody leaves", "saving", {}, "staff-saving-is-a-leaving"],
  ])("%s", (_case, kind, own, expected) => {
    const good = kind === "newMeasure" ? line({ entry: "2027-01" }) : kind === "saving" ? line({ exit: "2027-02" }) : line({});
    expect(faultOfStaff(kind, [good, line(own)], years)).toMatchObject({ kind: expected, line: 2 });
    expect(faultOfStaff(kind, [good], years)).toBeUndefined();
  });
});
