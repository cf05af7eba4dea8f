import { describe, expect, it } from "vitest";
import { ceilingUses, savedBy, whyCut } from "#app/domain/arbitration/proposal/explanation.ts";
import type { Candidate, Problem } from "#app/domain/arbitration/proposal/problem.ts";
import { propose } from "#app/domain/arbitration/proposal/propose.ts";
import { usualCriteria, worthOfPart } from "#app/domain/arbitration/proposal/worth.ts";

const million = 1_000_000_00n;
const search = { gap: 0, seconds: 30 };

/** Three projects for an envelope of 10 M€: tablets 6 for 60 points, a portal 5 for 45, vehicles 4 by quarters for 40. */
const problem: Problem = {
  candidates: [
    candidate({ id: "portal", unit: "DSE", amount: 5n * million, worthOfPart: 45n }),
    candidate({ id: "tablets", unit: "DR44", amount: 6n * million, worthOfPart: 60n }),
    candidate({ id: "vehicles", unit: "DR84", amount: 4n * million, worthOfPart: 10n, parts: 4 }),
  ],
  ceilings: [{ id: "AE 2027", stock: "AE", units: null, limit: 10n * million }],
  floors: [],
  exclusions: [],
  links: [],
};

async function proposed(own: Problem = problem) {
  const answer = await propose(own, search);
  if (answer.kind !== "proposed") throw new Error(answer.kind);
  return answer;
}

describe("what a proposal says of itself", () => {
  it("takes the tablets and the vehicles, and says that the ceiling binds, for nothing cut would fit", async () => {
    const answer = await proposed();
    expect([...answer.grants]).toEqual([
      ["tablets", 1],
      ["vehicles", 4],
    ]);
    expect(answer).toMatchObject({ worth: 100n, bound: 100n });
    expect(ceilingUses(problem, answer.grants)).toEqual([{ ceiling: problem.ceilings[0], left: 0n, binds: true }]);
  });

  it("a ceiling does not bind while what was cut would fit in it", () => {
    expect(ceilingUses(problem, new Map([["vehicles", 4]]))).toEqual([{ ceiling: problem.ceilings[0], left: 6n * million, binds: false }]);
  });

  it("half a million more saves nothing, a million trades the vehicles for the portal, five save it beside them", async () => {
    const answer = await proposed();
    const more = (own: bigint) => savedBy(problem, answer, { ceilingId: "AE 2027", more: own }, search);
    expect(await more(million / 2n)).toEqual({ gained: 0n, changes: [] });
    expect(await more(million)).toEqual({
      gained: 5n,
      changes: [
        { id: "portal", before: 0, after: 1 },
        { id: "vehicles", before: 4, after: 0 },
      ],
    });
    expect(await more(5n * million)).toEqual({ gained: 45n, changes: [{ id: "portal", before: 0, after: 1 }] });
  });

  it("the portal was cut because the tablets would have to give way, which costs 15", async () => {
    expect(await whyCut(problem, await proposed(), "portal", search)).toEqual({
      kind: "dearer",
      lost: 15n,
      changes: [{ id: "tablets", before: 1, after: 0 }],
    });
  });

  it("what does not fit at all is impossible, and the ceiling is named with the request that had to be granted", async () => {
    const tight = { ...problem, ceilings: [{ id: "AE 2027", stock: "AE", units: null, limit: 4n * million }] };
    expect(await whyCut(tight, await proposed(tight), "portal", search)).toEqual({
      kind: "impossible",
      rules: [{ kind: "mandatory" }, { kind: "ceiling", id: "AE 2027" }],
    });
  });

  it("a twin that could have been chosen instead was cut by a tie", async () => {
    const twins = {
      ...problem,
      candidates: ["a", "b"].map((id) => candidate({ id, unit: "DR44", amount: 6n * million, worthOfPart: 60n })),
    };
    const answer = await proposed(twins);
    const [won] = [...answer.grants.keys()];
    const lost = won === "a" ? "b" : "a";
    expect(await whyCut(twins, answer, lost, search)).toEqual({ kind: "tie", changes: [{ id: won, before: 1, after: 0 }] });
  });

  it("of proposals worth as much, the one that leaves fewer units with nothing is chosen", async () => {
    const shared: Problem = {
      ...problem,
      candidates: [
        candidate({ id: "a", unit: "DR44", amount: 5n * million, worthOfPart: 10n }),
        candidate({ id: "b", unit: "DR44", amount: 5n * million, worthOfPart: 10n }),
        candidate({ id: "z", unit: "DR84", amount: 5n * million, worthOfPart: 10n }),
      ],
    };
    const { grants } = await proposed(shared);
    expect(grants.get("z")).toBe(1);
  });
});

describe("what a request is worth", () => {
  const own = { unit: "DR44", parts: 1, uses: [{ stock: "AE", amount: 2n * million }] };

  it("points times the millionths of the ceiling that it takes: 20 × a fifth of it", () => {
    expect(worthOfPart({ obligation: "discretionary", rank: 1 }, own, problem.ceilings, usualCriteria)).toBe(20n * 200_000n);
  });

  it("a rank further keeps 80 %, and each of four parts is a quarter of it", () => {
    expect(worthOfPart({ obligation: "discretionary", rank: 2 }, { ...own, parts: 4 }, problem.ceilings, usualCriteria)).toBe(
      4n * 200_000n,
    );
  });

  it("counted by request, its size changes nothing; a saving has no size", () => {
    const criteria = { ...usualCriteria, count: "request" as const };
    expect(worthOfPart({ obligation: "inescapable", rank: null }, own, problem.ceilings, criteria)).toBe(50n * 1_000_000n);
    const saving = { ...own, uses: [{ stock: "AE", amount: -million }] };
    expect(worthOfPart({ obligation: "inescapable", rank: null }, saving, problem.ceilings, usualCriteria)).toBe(0n);
  });
});

function candidate(own: Pick<Candidate, "id" | "unit" | "worthOfPart"> & { amount: bigint; parts?: number }): Candidate {
  const { amount, parts = 1, ...rest } = own;
  return { ...rest, uses: [{ stock: "AE", amount }], parts, leastParts: 1, mandatory: false };
}
