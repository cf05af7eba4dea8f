import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createScenario } from "#app/commands/create-scenario.ts";
import { mergeReference } from "#app/commands/merge-reference.ts";
import { prepareAmounts } from "#app/commands/prepare-amounts.ts";
import { returnRequest } from "#app/commands/return-request.ts";
import { submitRequest } from "#app/commands/submit-request.ts";
import { writeCells } from "#app/commands/write-cells.ts";
import { cellName } from "#app/domain/arbitration/scenario/cell.ts";
import type { Side } from "#app/domain/arbitration/scenario/merge.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { findScenario, type Scenario } from "#db/queries/arbitration/scenario.ts";
import { baseFrame, type Frame, frameOf, markOf, referenceFrame } from "#db/queries/arbitration/scenario-frame.ts";
import { cellsIn } from "#db/queries/arbitration/scenario-reading.ts";
import { linesOf } from "#db/queries/forecast/sheet.ts";
import { cell, instructedRequest, otherCampaign, type PlanningWorld, planningWorld } from "#tests/support/planning.ts";
import { propertySeed } from "#tests/support/properties.ts";
import { must } from "#tests/support/small-organisation.ts";

let world: PlanningWorld;
beforeAll(async () => {
  world = await planningWorld();
});
afterAll(() => world.close());

const measures = ["AE", "CP"] as const satisfies readonly BudgetResource[];
const edit = fc.record({
  line: fc.nat(3),
  measure: fc.constantFrom(...measures),
  amount: fc.integer({ min: 0, max: 30 }),
  branch: fc.boolean(),
});
const history = fc.record({
  ours: fc.array(edit, { maxLength: 5 }),
  theirs: fc.array(edit, { maxLength: 5 }),
  branched: fc.boolean(),
  rest: fc.constantFrom("mine", "theirs"),
});

it("however both sides wrote, a merge through the database loses no change, and merging again changes nothing", async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ ours, theirs, branched, rest }) => {
      const own = await otherCampaign(world);
      const lines = [1, 2, 3, 4].map((index) => {
        const cells =
          index % 2 === 0
            ? [cell("AE", 10n), cell("CP", 10n)]
            : [1, 2].flatMap((month) => [cell("AE", 5n, { month }), cell("CP", 5n, { month })]);
        return { nature: "31", activity: "01-ENQ", label: `Ligne ${index}`, cells };
      });
      const requestId = await instructedRequest(own, { lines });
      const ids = (await own.read((db) => linesOf(db, requestId, "whole"))).map(({ id }) => id);
      const start = async (parentId?: string) => {
        const from = parentId === undefined ? ({ startFrom: "asked" } as const) : ({ startFrom: "scenario", parentId } as const);
        return must(await createScenario(await own.staff(), { campaignId: own.campaignId, name: randomUUID(), ...from })).scenarioId;
      };
      const root = await start();
      const id = branched ? await start(root) : root;
      const prepare = async (scenarioId: string, edits: typeof ours) => {
        for (const { line, measure, amount } of edits) {
          const amounts = [{ lineId: ids[line] ?? "", measure, targetYear: 2027, amount: BigInt(amount) }];
          await prepareAmounts(await own.staff(), { scenarioId, seen: 1_000n, amounts });
        }
      };
      await prepare(id, ours);
      if (branched)
        await prepare(
          root,
          theirs.filter(({ branch }) => branch),
        );
      await rewrite(
        own,
        requestId,
        ids,
        theirs.filter(({ branch }) => !(branched && branch)),
      );

      const scenario = await standing(own, id);
      const before = await framesOf(own, scenario);
      const sides = {
        base: await sideOf(own, before.base),
        mine: await sideOf(own, before.mine),
        theirs: await sideOf(own, before.theirs),
      };
      const input = { scenarioId: id, seen: scenario.revision, settlements: { groups: {}, rest } };
      const merged = await mergeReference(await own.staff(), { ...input, mark: markOf(before.theirs) });
      if (!merged.ok) {
        expect(merged.refusal).toEqual({ kind: "nothing-changes", by: "merge" });
        expect(sides.theirs).toEqual(sides.base);
        return;
      }
      const after = await framesOf(own, await standing(own, id));
      const result = await sideOf(own, after.mine);
      for (const name of new Set([...sides.base.keys(), ...sides.mine.keys(), ...sides.theirs.keys()])) {
        const [was, mine, other] = [sides.base.get(name), sides.mine.get(name), sides.theirs.get(name)];
        const expected = mine === was ? other : other === was || other === mine ? mine : rest === "mine" ? mine : other;
        expect(result.get(name), name).toBe(expected);
      }
      expect(await sideOf(own, after.base)).toEqual(sides.theirs);
      const again = await standing(own, id);
      const twice = await mergeReference(await own.staff(), { ...input, seen: again.revision, mark: markOf(after.theirs) });
      expect(twice).toEqual({ ok: false, refusal: { kind: "nothing-changes", by: "merge" } });
    }),
    { numRuns: process.env["TEST_LONG"] ? 200 : 20, seed: propertySeed },
  );
}, 120_000);

async function standing(own: PlanningWorld, id: string): Promise<Scenario> {
  const scenario = await own.read((db) => findScenario(db, id));
  if (!scenario) throw new Error("no scenario");
  return scenario;
}

async function framesOf(own: PlanningWorld, scenario: Scenario) {
  return await own.read(async (db) => {
    const mine = await frameOf(db, scenario);
    return { mine, base: baseFrame(mine), theirs: await referenceFrame(db, scenario, mine) };
  });
}

async function sideOf(own: PlanningWorld, frame: Frame): Promise<Side> {
  return new Map((await own.read((db) => cellsIn(db, frame, {}))).map((each) => [cellName(each), each.amount]));
}

/** The unit takes its request back, writes it anew and hands it in again. */
async function rewrite(
  own: PlanningWorld,
  requestId: string,
  ids: readonly string[],
  edits: readonly { line: number; measure: BudgetResource; amount: number }[],
): Promise<void> {
  must(await returnRequest(await own.staff(), { requestId, reason: "À revoir." }));
  for (const { line, measure, amount } of edits) {
    const month = line % 2 === 1 ? 0 : 1;
    const at = { lineId: ids[line] ?? "", measure, targetYear: 2027, month, amount: BigInt(amount), seen: 1_000n };
    must(await writeCells(await own.head(), { campaignId: own.campaignId, unit: "DR44", kind: "entry", edits: [at] }));
  }
  must(await submitRequest(await own.head(), { requestId }));
}
