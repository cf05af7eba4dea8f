import { gapOf } from "#app/domain/arbitration/proposal/gap.ts";
import type { Candidate, Problem } from "#app/domain/arbitration/proposal/problem.ts";
import { propose } from "#app/domain/arbitration/proposal/propose.ts";
import { usualCriteria, worthOfPart } from "#app/domain/arbitration/proposal/worth.ts";
import type { SmallOrganisation } from "#tests/support/small-organisation.ts";
import { board } from "./arbitration-board.ts";
import { proposalThroughDatabase } from "./arbitration-proposal.ts";
import { benchOrganisation } from "./organisation.ts";
import { atMost, type Bench, type BenchResult } from "./report.ts";
import { scenariosCreated } from "./scenarios.ts";

/** How many requests, how near the best, within how many seconds. */
const sizes = [
  { requests: 10, gap: 0, seconds: 2 },
  { requests: 100, gap: 0, seconds: 2 },
  { requests: 1000, gap: 0.0005, seconds: 2 },
  { requests: 5000, gap: 0.0005, seconds: 2 },
] as const;
const draws = 5;

/** The board over 1 000 requests; scenarios over a campaign of more than 200 000 cells; the proposal at growing sizes. */
export const arbitration: Bench = {
  name: "arbitration",
  parts: ["solver", "proposal", "scenarios", "board"],
  async *run({ part }) {
    const wanted = (name: string) => part === undefined || part === name;
    if (wanted("board")) yield* onItsOwn(board);
    if (wanted("scenarios")) yield* scenariosCreated();
    if (wanted("solver")) yield* solver();
    if (wanted("proposal")) yield* proposalThroughDatabase();
  },
};

/** A part on a database of its own. */
async function* onItsOwn(measure: (books: SmallOrganisation) => AsyncGenerator<BenchResult>): AsyncGenerator<BenchResult> {
  const books = await benchOrganisation();
  try {
    yield* measure(books);
  } finally {
    await books.close();
  }
}

/** Four ceilings that let 60 % of what is asked through, a third of the requests by tenths, over several draws. */
async function* solver(): AsyncGenerator<BenchResult> {
  await propose(problemOf(10, 0), { gap: 0, seconds: 10 });
  for (const { requests, gap, seconds } of sizes) {
    const [times, gaps]: [number[], number[]] = [[], []];
    for (let seed = 1; seed <= draws; seed += 1) {
      const problem = problemOf(requests, seed);
      const from = performance.now();
      const proposed = await propose(problem, { gap, seconds: 60 });
      if (proposed.kind !== "proposed") throw new Error(`a problem of ${requests} requests is ${proposed.kind}`);
      times.push((performance.now() - from) / 1000);
      gaps.push(gapOf(proposed));
    }
    const work = `proposal of ${requests} requests, slowest of ${draws}; widest gap ${Math.max(...gaps)} millionths`;
    yield atMost(1, { work, value: Math.max(...times), unit: "s", limit: seconds });
    yield atMost(1, {
      work: `gap of ${requests} requests, proven`,
      value: Math.max(...gaps),
      unit: "millionths",
      limit: Math.max(gap * 1_000_000, 1),
    });
  }
}

const ceilings = ["AE", "CP", "T2", "ETPT"] as const;

function problemOf(count: number, seed: number): Problem {
  const next = drawing(seed);
  const asked = Array.from({ length: count }, (_, index) => {
    const large = BigInt(Math.round(Math.exp(8 + 4 * next()))) * 100n;
    const tail = next() < 0.3 ? BigInt(Math.round(30 + 60 * next())) : 100n;
    const staff = next() < 0.2;
    const uses = staff
      ? [
          { stock: "T2", amount: large },
          { stock: "ETPT", amount: large / 5000n + 1n },
        ]
      : [
          { stock: "AE", amount: large },
          { stock: "CP", amount: (large * tail) / 100n },
        ];
    const parts = next() < 0.3 ? 10 : 1;
    return {
      ...{ id: String(index).padStart(5, "0"), unit: `U${index % 40}`, uses, parts, leastParts: parts === 10 ? 5 : 1 },
      ...{
        mandatory: next() < 0.05,
        rank: 1 + Math.floor(5 * next()),
        obligation: next() < 0.3 ? ("inescapable" as const) : ("discretionary" as const),
      },
    };
  });
  const limits = ceilings.map((stock) => {
    const total = asked.flatMap(({ uses }) => uses).reduce((sum, use) => (use.stock === stock ? sum + use.amount : sum), 0n);
    return { id: stock, stock, units: null, limit: (total * 6n) / 10n };
  });
  const candidates = asked.map(
    ({ rank, obligation, ...own }): Candidate => ({
      ...own,
      worthOfPart: worthOfPart({ rank, obligation }, own, limits, usualCriteria),
    }),
  );
  return { candidates, ceilings: limits, floors: [], exclusions: [], links: [] };
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function drawing(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
