import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type MoveCreditsInput, moveCredits } from "#app/commands/move-credits.ts";
import { hasCounterpart } from "#app/domain/allotment/counterpart.ts";
import { movementRules, type StagedPlace } from "#app/domain/allotment/movement.ts";
import type { SpendingClass, Stage } from "#app/domain/stage.ts";
import { allot, budgetSums, dr, staff, voted } from "#tests/support/credits.ts";
import { type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";

let organisation: SmallOrganisation;
beforeAll(async () => {
  organisation = await smallOrganisation();
  await allot(organisation, 1_000n);
});
afterAll(() => organisation.close());

const kinds = [
  "cancellation",
  "virement",
  "transfer",
  "freeze",
  "extraFreeze",
  "release",
  "notification",
  "allotment",
  "withdrawal",
  "redeployment",
  "earmark",
  "overrunClearing",
] as const;
const places = [dr, staff, { ...dr, unit: "DPT" }, { ...staff, unit: "DPT" }, { ...voted, nature: "HT2" }, { ...voted, nature: "T2" }];

/** Along the paths of the kinds, for a movement at random is nearly always refused; places and amounts are not, and most are refused too. */
const movement = fc.constantFrom(...kinds).chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    path: fc.constantFrom(...movementRules[kind].paths),
    place: fc.constantFrom(...places),
    target: fc.option(fc.constantFrom(...places), { freq: 1 }),
    amount: fc.bigInt({ min: 1n, max: 600n }),
    both: fc.boolean(),
  }),
);

test("whatever movements are tried, accepted ones keep every resource at zero and every stage above, and the positions equal the lines", async () => {
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(movement, { minLength: 10, maxLength: 10 }), async (movements) => {
      for (const { kind, path, place, target: other, amount, both } of movements) {
        const [source, target] = [at(path[0], place), at(path[1], other ?? place)];
        const lines = (both ? (["AE", "CP"] as const) : (["AE"] as const)).map((resource) => ({
          resource,
          amount,
          from: source,
          to: target,
        }));
        const facing = hasCounterpart(kind) ? { counterpart: { programme: "218", spendingClass: classOf(place.nature) } } : {};
        const input: MoveCreditsInput = { kind, on: "2026-03-01", reason: "Au hasard", lines, ...facing };
        if ((await moveCredits(await organisation.system(), input)).ok) accepted += 1;
      }
      expect(await budgetSums(organisation)).toEqual({ AE: 0n, CP: 0n });
      expect(await faultyPositions()).toEqual([]);
    }),
    { numRuns: 60, seed: 220 },
  );
  expect(accepted).toBeGreaterThan(40);
});

function classOf(nature: string): SpendingClass {
  return nature === "T2" || nature === "21" ? "personnel" : "nonPersonnel";
}

function at(stage: Stage, place: Omit<StagedPlace, "stage">): StagedPlace {
  return { stage, ...place };
}

/** Positions below zero, or other than the sum of their lines. */
async function faultyPositions(): Promise<unknown[]> {
  return await organisation.database.read(organisation.organisation, async (db) => {
    const { rows } = await sql`
      with line as (
        select l.unit, n.spending_class, l.resource, l.account as stage,
               sum(case when l.account in ('voted', 'overrun') then l.credit - l.debit else l.debit - l.credit end)::bigint as amount
          from entry_line l join nature n on n.code = l.nature where l.book = 'budget' and l.fiscal_year = 2026 group by 1, 2, 3, 4)
      select p.* from stage_position p
        left join line l on l.unit = p.unit and l.spending_class = p.spending_class and l.resource = p.resource and l.stage = p.stage
       where p.fiscal_year = 2026 and (p.amount <> coalesce(l.amount, 0) or (p.stage <> 'voted' and p.amount < 0))`.execute(db);
    return rows;
  });
}
