import { describe, expect, test } from "vitest";
import { usualSettings } from "#app/domain/workload/capacity.ts";
import { balances, delayOf, type WorkPlan } from "#app/domain/workload/plan.ts";
import { balanceOf, datedMoves, movesOf, staffWanted, tried } from "#app/domain/workload/reallocation.ts";
import { trialFrom } from "#app/domain/workload/typed-trial.ts";

const march = "2026-03";
const plan: WorkPlan = {
  availability: usualSettings.availability,
  away: [],
  presences: [
    { unit: "A", profile: "DEV", month: march, fte: 300n },
    { unit: "B", profile: "DEV", month: march, fte: 200n },
    { unit: "B", profile: "STAT", month: march, fte: 100n },
  ],
  loads: [
    { item: "one", unit: "A", profile: "DEV", month: march, days: 4000n },
    { item: "two", unit: "B", profile: "DEV", month: march, days: 5000n },
  ],
};

describe("a plan tried otherwise", () => {
  test("what was taken and not given yet is still to be placed", () => {
    const taken = { staff: [{ unit: "A", profile: "DEV", month: march, fte: 200n }], loads: [] };
    expect(balanceOf(plan, taken)).toEqual({ staff: 100n, days: 0n });
    const given = { ...taken, staff: [...taken.staff, { unit: "B", profile: "DEV", month: march, fte: 300n }] };
    expect(balanceOf(plan, given)).toEqual({ staff: 0n, days: 0n });
    expect(balances(tried(plan, given)).map(({ unit, profile, capacity }) => [unit, profile, capacity])).toEqual([
      ["A", "DEV", 3564n],
      ["B", "DEV", 5346n],
      ["B", "STAT", 1782n],
    ]);
  });

  test("an excess is named: given without having been taken", () => {
    const trial = { staff: [], loads: [{ item: "one", unit: "B", profile: "STAT", month: march, days: 1500n }] };
    expect(balanceOf(plan, trial)).toEqual({ staff: 0n, days: -1500n });
  });

  test("who goes where: those of one profile first", () => {
    const trial = {
      loads: [],
      staff: [
        { unit: "A", profile: "DEV", month: march, fte: 150n },
        { unit: "B", profile: "DEV", month: march, fte: 300n },
        { unit: "B", profile: "STAT", month: march, fte: 150n },
      ],
    };
    expect(movesOf(plan, trial)).toEqual([
      { month: march, from: { unit: "A", profile: "DEV" }, to: { unit: "B", profile: "DEV" }, fte: 100n },
      { month: march, from: { unit: "A", profile: "DEV" }, to: { unit: "B", profile: "STAT" }, fte: 50n },
    ]);
  });

  test("goal seek: the least staff for no month to be over, and a hundredth less is not enough", () => {
    const team = { unit: "B", profile: "DEV" };
    const wanted = staffWanted(plan, team, march, usualSettings.thresholds);
    expect(wanted).not.toBeNull();
    const withMore = (more: bigint) => tried(plan, { loads: [], staff: [{ ...team, month: march, fte: 200n + more }] });
    const isOver = (more: bigint) => balances(withMore(more)).some((own) => own.unit === "B" && own.load > own.capacity);
    expect([isOver(wanted ?? 0n), isOver((wanted ?? 0n) - 1n)]).toEqual([false, true]);
    expect(staffWanted(plan, { unit: "A", profile: "DEV" }, march, usualSettings.thresholds)).toBe(0n);
    const idle = { ...plan, availability: { leave: 1000, training: 0, overhead: 0 } };
    expect(staffWanted(idle, team, march, usualSettings.thresholds)).toBeNull();
  });
});

describe("the delay of a team", () => {
  const months = (...pairs: [number, number][]) => pairs.map(([capacity, load]) => ({ capacity: BigInt(capacity), load: BigInt(load) }));
  test.each([
    ["nothing waits when each month does its own", months([10, 10], [10, 5]), 0],
    ["what one month leaves, the next one does", months([10, 15], [10, 5]), 1],
    ["spare days before the work do not help", months([10, 0], [10, 15], [10, 0]), 1],
    ["old work goes first: each month waits for the one before", months([10, 20], [10, 10], [10, 10]), 1],
    ["beyond the last month the team goes on as in it", months([10, 25]), 2],
    ["a team of nobody never gets through", months([10, 5], [0, 5]), null],
    ["no month, no delay", months(), 0],
  ])("%s", (_, given, delay) => expect(delayOf(given)).toBe(delay));
});

test("a team that gives one person on average gives one in each month, whatever arrivals and departures are known: what is placed stays at constant ceiling", () => {
  const months = ["2026-06", "2026-07", "2026-08"];
  const held = (unit: string, ...ftes: bigint[]) => ftes.map((fte, index) => ({ unit, profile: "STAT", month: months[index] ?? "", fte }));
  const plan = {
    presences: [...held("A", 500n, 400n, 450n), ...held("B", 100n, 100n, 130n)],
    loads: [],
    away: [],
    availability: usualSettings.availability,
  };
  const typed = {
    from: "2026-06",
    days: [],
    staff: [
      { unit: "A", profile: "STAT", fte: 350n },
      { unit: "B", profile: "STAT", fte: 210n },
    ],
  };
  const { staff } = trialFrom(plan, months, typed);
  expect(staff.map(({ fte }) => fte)).toEqual([400n, 300n, 350n, 200n, 200n, 230n]);
  expect(datedMoves(plan, staff)).toEqual({
    moves: [
      {
        ...{ from: { unit: "A", profile: "STAT" }, to: { unit: "B", profile: "STAT" }, fte: 100n },
        ...{ firstMonth: "2026-06", lastMonth: "2026-08" },
      },
    ],
    unplaced: 0n,
  });
  const emptied = trialFrom(plan, months, { ...typed, staff: [{ unit: "B", profile: "STAT", fte: 0n }] });
  expect(emptied.staff.map(({ fte }) => fte)).toEqual([0n, 0n, 0n]);
  expect(datedMoves(plan, emptied.staff).unplaced).toBe(130n);
});
