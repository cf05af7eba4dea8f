import { describe, expect, test } from "vitest";
import { type Demand, feasibility, type Supply } from "#app/domain/workload/feasibility.ts";

const supply = (unit: string, profile: string, month: string, days: bigint): Supply => ({ unit, profile, month, days });
const demand = (item: string, units: string[], profiles: string[], months: [string, string], days: bigint): Demand => ({
  ...{ item, units, profiles, days },
  ...{ firstMonth: months[0], lastMonth: months[1] },
});

describe("is there an assignment of people to works?", () => {
  test("an average that fits hides two works that want the same people in the same month", () => {
    const supplies = [supply("DSI", "DEV", "2026-03", 1000n), supply("DSI", "STAT", "2026-03", 1000n)];
    const demands = [
      demand("A", ["DSI"], ["DEV"], ["2026-03", "2026-03"], 700n),
      demand("B", ["DSI"], ["DEV"], ["2026-03", "2026-03"], 700n),
    ];
    expect(feasibility(supplies, demands)).toMatchObject({ feasible: false, missing: 400n, demands: [0, 1], supplies: [0] });
  });

  test("it gives way where another profile or another month may serve: somebody is moved for somebody else", () => {
    const supplies = [
      supply("DSI", "DEV", "2026-03", 1000n),
      supply("DSI", "DEV", "2026-04", 1000n),
      supply("DSI", "STAT", "2026-03", 500n),
    ];
    const demands = [
      demand("A", ["DSI"], ["DEV", "STAT"], ["2026-03", "2026-04"], 1500n),
      demand("B", ["DSI"], ["DEV"], ["2026-03", "2026-03"], 1000n),
    ];
    const answer = feasibility(supplies, demands);
    expect(answer.feasible).toBe(true);
    const given = (of: number) => answer.assignments.filter(({ demand }) => demand === of).reduce((sum, { days }) => sum + days, 0n);
    expect([given(0), given(1)]).toEqual([1500n, 1000n]);
  });

  test("works that nobody may do are named with what they miss", () => {
    expect(feasibility([], [demand("A", ["DSI"], ["DEV"], ["2026-03", "2026-03"], 700n)])).toEqual({
      ...{ feasible: false, assignments: [], missing: 700n, demands: [0], supplies: [] },
    });
  });

  test("nothing asked is feasible", () => expect(feasibility([], [])).toEqual({ feasible: true, assignments: [] }));
});
