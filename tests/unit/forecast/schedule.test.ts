import { describe, expect, test } from "vitest";
import { checkSchedule, keysOf, paidOn, paymentsByYear, rowByKeys, type SchedulePart } from "#app/domain/forecast/schedule.ts";
import { keysIn, keysText, scheduleShape } from "#app/routes/forecast/schedule/schedule-grid.ts";

const part = (commitmentYear: number, paymentYear: number, amount: bigint): SchedulePart => ({ commitmentYear, paymentYear, amount });
const parts = [part(0, 2027, 25n), part(2027, 2027, 60n), part(2027, 2028, 40n), part(2028, 2028, 10n)];
const rule = { firstYear: 2027, sign: "notNegative" } as const;

test("CP of a year are in two columns: on earlier commitments, on new ones", () => {
  expect(paymentsByYear(parts)).toEqual([
    { year: 2027, onEarlier: 25n, onNew: 60n },
    { year: 2028, onEarlier: 0n, onNew: 50n },
  ]);
  expect([paidOn(parts, 0), paidOn(parts, 2027)]).toEqual([25n, 100n]);
});

describe("a schedule adds up", () => {
  const committed = new Map([
    [2027, 100n],
    [2028, 10n],
  ]);
  test("year by year, to the AE of its year", () => {
    expect(checkSchedule(parts, { ...rule, committed })).toEqual({ ok: true, value: parts });
  });
  test("and leaves out what is nothing", () => {
    expect(checkSchedule([...parts, part(2028, 2029, 0n)], { ...rule, committed })).toEqual({ ok: true, value: parts });
  });
  test("or says the first year that does not", () => {
    const gap = { kind: "schedule-not-whole", year: 2027, committed: 101n, scheduled: 100n };
    expect(checkSchedule(parts, { ...rule, committed: new Map([[2027, 101n]]) })).toMatchObject({ ok: false, refusal: gap });
  });
  test("below zero where the line is", () => {
    const saving = [part(2027, 2027, -100n)];
    const own = { ...rule, sign: "notPositive" as const, committed: new Map([[2027, -100n]]) };
    expect(checkSchedule(saving, own).ok).toBe(true);
    expect(checkSchedule([part(2027, 2027, 100n)], own)).toMatchObject({ refusal: { kind: "schedule-sign" } });
  });
});

describe("coverage keys", () => {
  test("make the row of a commitment, to the cent", () => {
    expect(rowByKeys(2027, 100n, [3_333n, 3_333n, 3_334n])).toEqual({
      ok: true,
      value: [part(2027, 2027, 33n), part(2027, 2028, 33n), part(2027, 2029, 34n)],
    });
  });
  test.each([
    ["short of the whole", [6_000n, 3_000n]],
    ["below zero", [12_000n, -2_000n]],
  ])("%s are refused", (_name, keys) => {
    expect(rowByKeys(2027, 100n, keys)).toMatchObject({ ok: false, refusal: { kind: "keys-not-whole" } });
  });
  test("are those of what was paid before", () => {
    expect(keysOf(parts)).toEqual([6_364n, 3_636n]);
    expect(keysOf([part(0, 2027, 25n)])).toEqual([]);
  });
  test("are typed as people type them", () => {
    expect(keysIn("60 ; 30;10 %")).toEqual([6_000n, 3_000n, 1_000n]);
    expect(keysIn("62,5 37,5")).toEqual([6_250n, 3_750n]);
    expect([keysIn("soixante"), keysIn("")]).toEqual([undefined, undefined]);
    expect(keysText([6_250n, 3_000n, 750n])).toBe("62,50 ; 30 ; 7,50");
  });
});

test("the table shows three years of commitments and five of payments, and whatever lies beyond", () => {
  const { commitments, payments } = scheduleShape(2027, [part(2030, 2033, 1n)], new Map());
  expect(commitments).toEqual([0, 2027, 2028, 2029, 2030]);
  expect([payments[0], payments.at(-1)]).toEqual([2027, 2033]);
});
