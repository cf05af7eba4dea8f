import { describe, expect, test } from "vitest";
import { isBlocking } from "#app/domain/ledger/closing-check.ts";
import { closeFault, lockFault, type PeriodOfYear, type PeriodStatus } from "#app/domain/ledger/period-lock.ts";
import { isWaivable, longestTermHours, termFault } from "#app/domain/ledger/reopening.ts";

const until = new Date("2099-01-01T00:00:00Z");
const period = (number: number, status: PeriodStatus, openUntil: Date | null = null): PeriodOfYear => ({
  ...{ period: number, status, openUntil, complementary: number === 13 },
  ...{
    firstDay: `2026-${String(Math.min(number, 12)).padStart(2, "0")}-01`,
    lastDay: `2026-${String(Math.min(number, 12)).padStart(2, "0")}-28`,
  },
});

describe("who may lock or unlock", () => {
  test.each<[PeriodStatus | "reopened", "open" | "locked", string | undefined]>([
    ["open", "locked", undefined],
    ["open", "open", "open"],
    ["locked", "open", undefined],
    ["locked", "locked", "locked"],
    ["closed", "open", "closed"],
    ["closed", "locked", "closed"],
    // A term that is over has no other answer: the lock is put back by itself.
    ["reopened", "open", "reopened"],
    ["reopened", "locked", "reopened"],
  ])("%s → %s: %s", (state, wanted, found) => {
    const chosen = state === "reopened" ? period(3, "locked", until) : period(3, state);
    const fault = lockFault(chosen, wanted);
    if (found === undefined) expect(fault).toBeUndefined();
    else expect(fault).toMatchObject({ kind: "wrong-state", what: "period", state: found });
  });
});

describe("which month may close", () => {
  const closed = [period(1, "closed"), period(2, "closed")];
  test.each<[string, PeriodOfYear, readonly PeriodOfYear[], string, string | undefined]>([
    ["open, over, all before it closed", period(3, "open"), closed, "2026-04-01", undefined],
    ["locked, over", period(3, "locked"), closed, "2026-04-01", undefined],
    ["on its last day", period(3, "open"), closed, "2026-03-28", "period-running"],
    ["one before it open", period(3, "open"), [period(1, "closed"), period(2, "open")], "2026-04-01", "earlier-period-open"],
    ["one before it locked", period(3, "open"), [period(1, "closed"), period(2, "locked")], "2026-04-01", "earlier-period-open"],
    ["one before it reopened", period(3, "open"), [period(1, "closed"), period(2, "locked", until)], "2026-04-01", "earlier-period-open"],
    ["closed already", period(3, "closed"), closed, "2026-04-01", "wrong-state"],
    ["reopened: it closes again, whatever the day", period(3, "locked", until), closed, "2026-03-01", undefined],
    ["the complementary one", period(13, "open"), closed, "2027-01-15", "closes-with-year"],
    ["the complementary one, closed", period(13, "closed"), closed, "2027-01-15", "closes-with-year"],
  ])("%s", (_, chosen, others, today, kind) => {
    const fault = closeFault(2026, [...others, chosen], chosen, today);
    expect(fault?.kind).toBe(kind);
  });
});

describe("the term of a reopening", () => {
  test.each([
    [0, false],
    [1, true],
    [48, true],
    [longestTermHours, true],
    [longestTermHours + 1, false],
    [1.5, false],
    [Number.NaN, false],
  ])("%s hours: %s", (hours, taken) => {
    expect(termFault(hours) === undefined).toBe(taken);
  });
});

describe("what stops a closing", () => {
  const check = { name: "overrun-AE", severity: "blocking", count: 1, amount: 700n } as const;
  const agreed = { check: "overrun-AE", amount: 700n, approvedAt: new Date() };
  test.each([
    ["a blocking point", check, [], true],
    ["nothing to say", { ...check, count: 0 }, [], false],
    ["a warning", { ...check, severity: "warning" as const }, [], false],
    ["two persons agreed to this amount", check, [agreed], false],
    ["the second has not", check, [{ ...agreed, approvedAt: null }], true],
    ["to another amount", check, [{ ...agreed, amount: 699n }], true],
    ["to another point", check, [{ ...agreed, check: "overrun-CP" }], true],
  ])("%s", (_, own, waivers, blocks) => {
    expect(isBlocking(own, waivers)).toBe(blocks);
  });

  test("overruns alone may be kept in spite of it", () => {
    expect(["overrun-AE", "overrun-DAY", "suspense", "bridge-residual", "integrity"].map(isWaivable)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
