import { grouped } from "#app/domain/grouped.ts";
import { usualSettings } from "#app/domain/workload/capacity.ts";
import { balances, delayOf, teamName, totalOf, type WorkPlan } from "#app/domain/workload/plan.ts";
import { balanceOf, movesOf, tried } from "#app/domain/workload/reallocation.ts";
import { staffed } from "#app/domain/workload/staffing.ts";
import { trialFrom } from "#app/domain/workload/typed-trial.ts";
import { percentile } from "./percentile.ts";
import { atMost, type Bench } from "./report.ts";

const [teams, works, turns] = [60, 500, 15];
/** From a figure that is typed to all that follows from it. */
const limitMs = 100;
const months = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, "0")}`);

/** What a page of a trial works out at each figure that is typed: five hundred works of sixty teams over a year, and what follows for each. */
export const workload: Bench = {
  name: "workload",
  async *run() {
    const plan = largePlan();
    const taken: number[] = [];
    for (let turn = 0; turn <= turns; turn += 1) {
      const start = performance.now();
      const trial = trialFrom(plan, months, {
        from: "2026-01",
        staff: [{ unit: "U01", profile: "DEV", fte: BigInt(300 + turn) }],
        days: [{ item: "W7", unit: "U07", profile: "DEV", days: BigInt(12_000 + turn) }],
      });
      const after = tried(plan, trial);
      balanceOf(plan, trial);
      movesOf(plan, trial);
      const held = balances(after);
      staffed(after, held);
      for (const own of grouped(held, teamName).values()) {
        totalOf(own);
        delayOf(own);
      }
      if (turn > 0) taken.push(performance.now() - start);
    }
    yield atMost(1, {
      work: `a trial over ${works} works of ${teams} teams, middle`,
      value: percentile(taken, 0.5),
      unit: "ms",
      limit: limitMs,
    });
    yield atMost(1, { work: "the same, worst", value: percentile(taken, 1), unit: "ms", limit: limitMs });
  },
};

function largePlan(): WorkPlan {
  const team = (index: number) => ({ unit: `U${String(index % teams).padStart(2, "0")}`, profile: index % 3 === 0 ? "STAT" : "DEV" });
  return {
    availability: usualSettings.availability,
    away: [],
    presences: Array.from({ length: teams }, (_, index) => index).flatMap((index) =>
      months.map((month) => ({ ...team(index), month, fte: BigInt(800 + ((index * 37) % 900)) })),
    ),
    loads: Array.from({ length: works }, (_, index) => index).flatMap((index) =>
      months.map((month, at) => ({ ...team(index), item: `W${index}`, month, days: BigInt(500 + ((index * 61 + at * 17) % 1_500)) })),
    ),
  };
}
