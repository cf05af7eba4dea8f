import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adoptScenario } from "#app/commands/adopt-scenario.ts";
import { applyLevers } from "#app/commands/apply-levers.ts";
import { createScenario } from "#app/commands/create-scenario.ts";
import { type DecisionInput, decideRequest } from "#app/commands/decide-request.ts";
import { mergeReference } from "#app/commands/merge-reference.ts";
import { moveScenario } from "#app/commands/move-scenario.ts";
import { moveScenarioLines } from "#app/commands/move-scenario-lines.ts";
import { prepareAmounts } from "#app/commands/prepare-amounts.ts";
import { returnRequest } from "#app/commands/return-request.ts";
import { setEnvelope } from "#app/commands/set-envelope.ts";
import { submitRequest } from "#app/commands/submit-request.ts";
import { takeBackScenario } from "#app/commands/take-back-scenario.ts";
import { transferLines } from "#app/commands/transfer-lines.ts";
import { writeCells } from "#app/commands/write-cells.ts";
import type { Settlements } from "#app/domain/arbitration/scenario/conflict.ts";
import type { LineAct } from "#app/domain/arbitration/scenario/line-state.ts";
import type { ScenarioStart } from "#app/domain/arbitration/scenario/state.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { postEntries } from "#db/posting.ts";
import { decidedTotals } from "#db/queries/arbitration/envelope.ts";
import { decidedCells, findScenario } from "#db/queries/arbitration/scenario.ts";
import { frameOf, markOf, referenceFrame } from "#db/queries/arbitration/scenario-frame.ts";
import { cellsIn } from "#db/queries/arbitration/scenario-reading.ts";
import { preparedCells } from "#db/queries/arbitration/scenario-writing.ts";
import { linesOf } from "#db/queries/forecast/sheet.ts";
import { budgetEntry } from "#tests/support/budget.ts";
import { cell, instructedRequest, otherCampaign, type PlanningWorld, planningWorld } from "#tests/support/planning.ts";
import { must, today } from "#tests/support/small-organisation.ts";

let world: PlanningWorld;
beforeAll(async () => {
  world = await planningWorld();
});
afterAll(() => world.close());

/** A campaign of its own, with one request of DR44 on one line, that asks AE 100 and CP 60 unless said. */
async function scene(lines = [{ nature: "31", activity: "01-ENQ", label: "Terrain", cells: [cell("AE", 100n), cell("CP", 60n)] }]) {
  const own = await otherCampaign(world);
  const requestId = await instructedRequest(own, { lines });
  const ids = (await own.read((db) => linesOf(db, requestId, "whole"))).map(({ id }) => id);
  return { own, requestId, ids, line: ids[0] ?? "" };
}
const create = async (own: PlanningWorld, startFrom: ScenarioStart | { readonly off: string }, name: string = randomUUID()) => {
  const from = typeof startFrom === "string" ? { startFrom } : ({ startFrom: "scenario", parentId: startFrom.off } as const);
  return must(await createScenario(await own.staff(), { campaignId: own.campaignId, name, ...from })).scenarioId;
};
const found = async (own: PlanningWorld, id: string) => {
  const scenario = await own.read((db) => findScenario(db, id));
  if (!scenario) throw new Error("no scenario");
  return scenario;
};
const revisionOf = async (own: PlanningWorld, id: string) => (await found(own, id)).revision;
const prepare = async (own: PlanningWorld, scenarioId: string, lineId: string, measure: BudgetResource, amount: Quantity) => {
  const seen = await revisionOf(own, scenarioId);
  return await prepareAmounts(await own.staff(), { scenarioId, seen, amounts: [{ lineId, measure, targetYear: 2027, amount }] });
};
/** « AE 100 », « CP 60 »: what a scenario reads, months as they are. */
const reads = async (own: PlanningWorld, scenarioId: string) => {
  const scenario = await found(own, scenarioId);
  const cells = await own.read(async (db) => cellsIn(db, await frameOf(db, scenario), {}));
  return cells.map(({ measure, month, amount }) => `${measure}${month === 0 ? "" : `.${month}`} ${amount}`);
};
const decide = async (own: PlanningWorld, scenarioId: string, requestId: string, ae?: Quantity, by?: Partial<DecisionInput>) => {
  const amounts = ae === undefined ? undefined : [{ measure: "AE" as const, targetYear: 2027, decided: ae }];
  const verb = ae === undefined ? "grant" : "other";
  return must(await decideRequest(await own.arbitrator(), { scenarioId, requestId, verb, reason: "Fondé.", amounts, ...by }));
};
/** The unit takes its request back, writes it anew and hands it in again: the reference moves. */
const rewrite = async (
  own: PlanningWorld,
  requestId: string,
  edits: readonly { lineId: string; measure: BudgetResource; amount: Quantity; month?: number }[],
) => {
  must(await returnRequest(await own.staff(), { requestId, reason: "À revoir." }));
  const written = must(
    await writeCells(await own.head(), {
      campaignId: own.campaignId,
      unit: "DR44",
      kind: "entry",
      edits: edits.map(({ month = 0, ...edit }) => ({ ...edit, month, targetYear: 2027, seen: 1_000_000n })),
    }),
  );
  if (written.refusals.length > 0) throw new Error(JSON.stringify(written.refusals.map(({ fault }) => fault)));
  must(await submitRequest(await own.head(), { requestId }));
};
const merge = async (
  own: PlanningWorld,
  scenarioId: string,
  settlements: Settlements = { groups: {} },
  seen?: { mark: string; revision: bigint },
) => {
  const at = seen ?? (await shown(own, scenarioId));
  return await mergeReference(await own.staff(), { scenarioId, seen: at.revision, mark: at.mark, settlements });
};
const shown = async (own: PlanningWorld, scenarioId: string) => {
  const scenario = await found(own, scenarioId);
  const mark = await own.read(async (db) => markOf(await referenceFrame(db, scenario, await frameOf(db, scenario))));
  return { mark, revision: scenario.revision };
};

describe("what a scenario starts from", () => {
  it("is what is asked, as it stood that day", async () => {
    const { own, requestId, line } = await scene();
    const id = await create(own, "asked");
    expect(await reads(own, id)).toEqual(["AE 100", "CP 60"]);
    await rewrite(own, requestId, [{ lineId: line, measure: "AE", amount: 120n }]);
    expect(await reads(own, id)).toEqual(["AE 100", "CP 60"]);
  });

  it("is the notified N of the unit, shared over what it asks to the cent, whatever comes after", async () => {
    const lines = [
      { nature: "31", activity: "01-ENQ", label: "A", cells: [cell("AE", 100n), cell("CP", 60n)] },
      { nature: "31", activity: "01", label: "B", cells: [cell("AE", 50n), cell("CP", 60n), cell("CP", 3n, { targetYear: 2028 })] },
    ];
    const { own } = await scene(lines);
    const system = await own.system();
    const notify = async (amount: bigint) => {
      const drafts = [
        budgetEntry({ from: "voted", to: "unallocated", resource: "AE", amount }),
        budgetEntry({ from: "unallocated", to: "notified", toUnit: "DR44", resource: "AE", amount }),
      ];
      must(await own.database.write(own.organisation, (db) => postEntries(db, drafts, { actor: system.actor.id, today })));
    };
    await notify(101n);
    const id = await create(own, "previousYear");
    const branch = await create(own, { off: id });
    await notify(7n);
    const totalOf = async (scenario: string) =>
      (await reads(own, scenario)).filter((text) => text.startsWith("AE")).map((text) => BigInt(text.slice(3)));
    for (const scenario of [id, branch])
      expect(await totalOf(scenario)).toSatisfy((parts: bigint[]) => parts.reduce((a, b) => a + b) === 101n);
    expect((await totalOf(id)).toSorted()).toEqual([34n, 67n]);
  });

  it("is what the opinions of that day propose, and what is asked where they say nothing", async () => {
    const { own, requestId } = await scene();
    const { instructRequest } = await import("#app/commands/instruct-request.ts");
    const opine = async (amount: bigint) =>
      must(
        await instructRequest(await own.staff(), {
          requestId,
          view: "reserved",
          sentence: "Moins.",
          amounts: [{ measure: "AE", targetYear: 2027, amount }],
        }),
      );
    await opine(70n);
    const id = await create(own, "proposal");
    await opine(10n);
    expect(await reads(own, id)).toEqual(["AE 70", "CP 60"]);
  });
});

describe("a branch", () => {
  it("reads its parent as it stood, copies nothing, and writes for itself", async () => {
    const { own, line } = await scene();
    const parent = await create(own, "asked");
    must(await prepare(own, parent, line, "AE", 90n));
    const child = await create(own, { off: parent });
    const copied = await own.read((db) => db.selectFrom("scenario_cell").select("line_id").where("scenario_id", "=", child).execute());
    expect(copied).toEqual([]);
    must(await prepare(own, parent, line, "AE", 80n));
    expect([await reads(own, parent), await reads(own, child)]).toEqual([
      ["AE 80", "CP 60"],
      ["AE 90", "CP 60"],
    ]);
    const grandchild = await create(own, { off: child });
    must(await prepare(own, child, line, "CP", 50n));
    expect(await reads(own, grandchild)).toEqual(["AE 90", "CP 60"]);
    // Back to what lies beneath: nothing is kept of its own.
    must(await prepare(own, child, line, "CP", 60n));
    expect(await own.read((db) => preparedCells(db, child))).toEqual([]);
  });

  it("reads the decisions of its parent until it decides again, and a later decision of the parent does not reach it", async () => {
    const { own, requestId, line } = await scene();
    const parent = await create(own, "asked");
    await decide(own, parent, requestId, 40n);
    const child = await create(own, { off: parent });
    await decide(own, parent, requestId, 30n);
    const totals = async (id: string) => (await own.read((db) => decidedTotals(db, id))).find(({ measure }) => measure === "AE")?.amount;
    expect([await totals(parent), await totals(child)]).toEqual([30n, 40n]);
    // What is prepared shows; what is decided stands.
    must(await prepare(own, child, line, "AE", 35n));
    expect([await reads(own, child), await totals(child)]).toEqual([["AE 35", "CP 60"], 40n]);
    await decide(own, child, requestId, 20n);
    expect([await totals(parent), await totals(child)]).toEqual([30n, 20n]);
    expect((await own.read((db) => decidedCells(db, child))).map(({ measure, amount }) => `${measure} ${amount}`)).toEqual([
      "AE 20",
      "CP 60",
    ]);
    const refused = await prepare(own, child, line, "AE", 10n);
    expect(refused).toEqual({ ok: false, refusal: { kind: "decided-here", number: 3 } });
  });
});

describe("amounts", () => {
  it("are spread over the months asked, AE and CP of personnel together, and taken back as one", async () => {
    const pay = [
      {
        nature: "21",
        activity: "01-ENQ",
        label: "",
        cells: [1, 2].flatMap((month) => [cell("AE", 5n, { month }), cell("CP", 5n, { month })]),
      },
    ];
    const { own, line } = await scene(pay);
    const id = await create(own, "asked");
    must(await prepare(own, id, line, "CP", 7n));
    expect(await reads(own, id)).toEqual(["AE.1 4", "AE.2 3", "CP.1 4", "CP.2 3"]);
    must(await takeBackScenario(await own.staff(), { scenarioId: id }));
    expect(await reads(own, id)).toEqual(["AE.1 5", "AE.2 5", "CP.1 5", "CP.2 5"]);
    expect(await takeBackScenario(await own.staff(), { scenarioId: id })).toEqual({
      ok: false,
      refusal: { kind: "nothing-to-take-back", direction: "undo" },
    });
  });

  it("of a whole request are spread over its lines, in proportion to what they ask", async () => {
    const { own, requestId } = await scene([
      { nature: "31", activity: "01-ENQ", label: "A", cells: [cell("AE", 100n), cell("CP", 60n)] },
      { nature: "31", activity: "01", label: "B", cells: [cell("AE", 50n)] },
    ]);
    const id = await create(own, "asked");
    const write = async (amount: bigint) => {
      const amounts = [{ spendingClass: "nonPersonnel" as const, measure: "AE" as const, targetYear: 2027, amount }];
      const seen = await revisionOf(own, id);
      return await prepareAmounts(await own.staff(), { scenarioId: id, seen, amounts: [], request: { id: requestId, amounts } });
    };
    must(await write(76n));
    expect((await reads(own, id)).toSorted()).toEqual(["AE 25", "AE 51", "CP 60"]);
    expect(await write(-1n)).toEqual({ ok: false, refusal: { kind: "negative-amount", line: 0, amount: -1n } });
    expect(await write(76n)).toEqual({ ok: false, refusal: { kind: "nothing-changes", by: "amounts" } });
  });

  it("written by another since are not overwritten, and theirs to take back", async () => {
    const { own, line } = await scene();
    const id = await create(own, "asked");
    const other = await own.as("other", { role: "programmeStaff", unit: "INSEE" });
    const amounts = [{ lineId: line, measure: "AE" as const, targetYear: 2027, amount: 1n }];
    must(await prepareAmounts(other, { scenarioId: id, seen: 0n, amounts }));
    const late = await prepareAmounts(await own.staff(), {
      scenarioId: id,
      seen: 0n,
      amounts: amounts.map((own) => ({ ...own, amount: 2n })),
    });
    expect(late).toEqual({ ok: false, refusal: { kind: "stale", what: "scenario", seen: 0n, current: 1n } });
    expect(await takeBackScenario(await own.staff(), { scenarioId: id })).toEqual({
      ok: false,
      refusal: { kind: "written-by-another", author: "other" },
    });
  });

  it("of a line turned down read as if they had not been written, until it is taken up again", async () => {
    const { own, line } = await scene();
    const id = await create(own, "asked");
    must(await prepare(own, id, line, "AE", 90n));
    const move = async (act: LineAct) => moveScenarioLines(await own.staff(), { scenarioId: id, act, lines: [line, randomUUID()] });
    expect(must(await move("reject"))).toEqual({ moved: 1, left: 1 });
    expect(await reads(own, id)).toEqual(["AE 100", "CP 60"]);
    expect(await move("approve")).toEqual({ ok: false, refusal: { kind: "nothing-changes", by: "lines" } });
    must(await move("resume"));
    expect(await reads(own, id)).toEqual(["AE 90", "CP 60"]);
  });
});

it("levers are one batch: a cut on a nature, a unit protected, and nothing of what is decided", async () => {
  const { own, requestId } = await scene();
  const id = await create(own, "asked");
  const levers = async (protectedUnits: string[]) =>
    applyLevers(await own.staff(), {
      scenarioId: id,
      seen: await revisionOf(own, id),
      cut: { nature: "31", share: 1_000n },
      protectedUnits,
      cap: false,
      floor: false,
    });
  expect(await levers(["DR44"])).toEqual({ ok: false, refusal: { kind: "nothing-changes", by: "lever" } });
  must(await levers([]));
  expect(await reads(own, id)).toEqual(["AE 90", "CP 54"]);
  must(await takeBackScenario(await own.staff(), { scenarioId: id }));
  expect(await reads(own, id)).toEqual(["AE 100", "CP 60"]);
  await decide(own, id, requestId, 80n);
  expect(await levers([])).toEqual({ ok: false, refusal: { kind: "nothing-changes", by: "lever" } });
});

describe("a merge of the reference", () => {
  it("takes what moved there, agrees on what moved alike, and asks about the rest", async () => {
    const { own, requestId, line } = await scene([
      { nature: "31", activity: "01-ENQ", label: "A", cells: [cell("AE", 100n), cell("CP", 60n)] },
      { nature: "31", activity: "01", label: "B", cells: [cell("AE", 10n), cell("CP", 10n)] },
    ]);
    const other = (await own.read((db) => linesOf(db, requestId, "whole")))[1]?.id ?? "";
    const id = await create(own, "asked");
    must(await prepare(own, id, line, "AE", 90n));
    must(await prepare(own, id, other, "AE", 8n));
    await rewrite(own, requestId, [
      { lineId: line, measure: "AE", amount: 95n },
      { lineId: line, measure: "CP", amount: 61n },
      { lineId: other, measure: "AE", amount: 8n },
    ]);
    const before = await reads(own, id);
    expect(await merge(own, id)).toEqual({ ok: false, refusal: { kind: "conflicts-unsettled", count: 1 } });
    expect(await reads(own, id)).toEqual(before);
    const settle = (keep: "mine" | "theirs"): Settlements => ({ groups: {}, rest: keep });
    const merged = must(await merge(own, id, settle("mine")));
    expect(merged).toMatchObject({ taken: 1, agreed: 1, conflicts: 1 });
    expect((await reads(own, id)).toSorted()).toEqual(["AE 8", "AE 90", "CP 10", "CP 61"]);
    expect(await own.read((db) => preparedCells(db, id))).toHaveLength(1);
    expect(await merge(own, id)).toEqual({ ok: false, refusal: { kind: "nothing-changes", by: "merge" } });
    // One undo: the amounts, and the base that it stood on.
    must(await takeBackScenario(await own.staff(), { scenarioId: id }));
    expect(await reads(own, id)).toEqual(before);
    must(await merge(own, id, settle("theirs")));
    expect((await reads(own, id)).toSorted()).toEqual(["AE 8", "AE 95", "CP 10", "CP 61"]);
    must(await takeBackScenario(await own.staff(), { scenarioId: id }));
    must(await merge(own, id, { groups: { [`${line} AE 2027`]: { keep: "other", amount: 93n } } }));
    expect((await reads(own, id)).toSorted()).toEqual(["AE 8", "AE 93", "CP 10", "CP 61"]);
  });

  it("that meets a change is refused by the name of the side that moved, and loses nothing", async () => {
    const { own, requestId, line } = await scene();
    const id = await create(own, "asked");
    await rewrite(own, requestId, [{ lineId: line, measure: "AE", amount: 95n }]);
    const seen = await shown(own, id);
    await rewrite(own, requestId, [{ lineId: line, measure: "AE", amount: 96n }]);
    expect(await merge(own, id, { groups: {} }, seen)).toEqual({ ok: false, refusal: { kind: "merge-outdated", side: "reference" } });
    const again = await shown(own, id);
    must(await prepare(own, id, line, "CP", 1n));
    expect(await merge(own, id, { groups: {} }, again)).toEqual({ ok: false, refusal: { kind: "merge-outdated", side: "scenario" } });
    must(await merge(own, id));
    expect(await reads(own, id)).toEqual(["AE 96", "CP 1"]);
  });

  it("of a branch follows its parent, and leaves what it has decided itself", async () => {
    const { own, requestId, line } = await scene();
    const parent = await create(own, "asked");
    const [child, decided] = [await create(own, { off: parent }), await create(own, { off: parent })];
    await decide(own, decided, requestId, 50n);
    must(await prepare(own, parent, line, "AE", 90n));
    must(await merge(own, child));
    must(await merge(own, decided));
    expect([await reads(own, child), await reads(own, decided)]).toEqual([
      ["AE 90", "CP 60"],
      ["AE 50", "CP 60"],
    ]);
    await decide(own, parent, requestId, 30n);
    must(await merge(own, child));
    expect(await reads(own, child)).toEqual(["AE 30", "CP 60"]);
  });
});

it("takes the lines to merge of a scenario into another, a conflict asked about, and gives them back with one undo", async () => {
  const { own, line } = await scene();
  const [from, into] = [await create(own, "asked"), await create(own, "asked")];
  must(await prepare(own, from, line, "AE", 90n));
  must(await prepare(own, from, line, "CP", 55n));
  must(await prepare(own, into, line, "CP", 50n));
  const staff = () => own.staff();
  const transfer = async (settlements: Settlements) =>
    transferLines(await staff(), {
      fromId: from,
      intoId: into,
      seen: { from: await revisionOf(own, from), into: await revisionOf(own, into) },
      settlements,
    });
  expect(await transfer({ groups: {} })).toEqual({ ok: false, refusal: { kind: "nothing-changes", by: "transfer" } });
  for (const act of ["review", "approve"] as const) must(await moveScenarioLines(await staff(), { scenarioId: from, act, lines: [line] }));
  expect(await transfer({ groups: {} })).toEqual({ ok: false, refusal: { kind: "conflicts-unsettled", count: 1 } });
  must(await transfer({ groups: {}, rest: "theirs" }));
  expect(await reads(own, into)).toEqual(["AE 90", "CP 55"]);
  const states = async (id: string) => [...new Set((await own.read((db) => preparedCells(db, id))).map(({ state }) => state))];
  expect([await states(from), await states(into)]).toEqual([["merged"], ["toReview"]]);
  must(await takeBackScenario(await staff(), { scenarioId: into }));
  expect([await reads(own, into), await states(from)]).toEqual([["AE 100", "CP 50"], ["toMerge"]]);
});

describe("the life of a scenario", () => {
  it("frozen, it is written by nobody; opened again with a reason; the database holds it too", async () => {
    const { own, line } = await scene();
    const id = await create(own, "asked");
    must(await moveScenario(await own.staff(), { scenarioId: id, act: "freeze", reason: "" }));
    const frozen = { kind: "wrong-state", what: "scenario", state: "frozen", expected: ["open"] };
    expect(await prepare(own, id, line, "AE", 1n)).toEqual({ ok: false, refusal: frozen });
    const batch = own.database.write(own.organisation, (db) =>
      db
        .insertInto("scenario_batch")
        .values({ id: randomUUID(), scenario_id: id, revision: 1n, kind: "entry", author: 1n, detail: {}, undoes: null })
        .execute(),
    );
    await expect(batch).rejects.toThrow("is not open");
    expect(await moveScenario(await own.staff(), { scenarioId: id, act: "unfreeze", reason: " " })).toEqual({
      ok: false,
      refusal: { kind: "reason-required" },
    });
    must(await moveScenario(await own.staff(), { scenarioId: id, act: "unfreeze", reason: "Une unité a écrit." }));
    must(await prepare(own, id, line, "AE", 1n));
  });

  it("is adopted once every request handed in is decided, decisions of its parents included; the others are then read only", async () => {
    const { own, requestId, line } = await scene();
    const late = await instructedRequest(own);
    const parent = await create(own, "asked");
    await decide(own, parent, requestId);
    const child = await create(own, { off: parent });
    for (const [resource, amount] of [
      ["AE", 200n],
      ["CP", 120n],
    ] as const) {
      const envelope = { campaignId: own.campaignId, spendingClass: "nonPersonnel" as const, resource, targetYear: 2027, amount };
      must(await setEnvelope(await own.staff(), envelope));
    }
    const adopt = async () => adoptScenario(await own.arbitrator(), { scenarioId: child });
    expect(await adopt()).toMatchObject({ refusal: { kind: "decisions-lacking", count: 1, number: 2 } });
    await decide(own, child, late);
    must(await moveScenario(await own.staff(), { scenarioId: child, act: "freeze", reason: "" }));
    must(await adopt());
    expect((await own.read((db) => decidedCells(db, child))).find(({ measure }) => measure === "AE")?.amount).toBe(200n);
    const adopted = { kind: "wrong-state", what: "scenario", state: "adopted", expected: ["open"] };
    expect(await prepare(own, parent, line, "AE", 1n)).toEqual({ ok: false, refusal: adopted });
    expect(await moveScenario(await own.staff(), { scenarioId: parent, act: "freeze", reason: "" })).toMatchObject({
      refusal: { kind: "wrong-state" },
    });
  });

  it("is for those who prepare the whole campaign", async () => {
    const { own, line } = await scene();
    const id = await create(own, "asked");
    const local = await own.as("local", { role: "programmeStaff", unit: "DPT" });
    const amounts = [{ lineId: line, measure: "AE" as const, targetYear: 2027, amount: 1n }];
    expect(await prepareAmounts(local, { scenarioId: id, seen: 0n, amounts })).toMatchObject({ refusal: { kind: "forbidden" } });
    expect(await prepareAmounts(await own.agent(), { scenarioId: id, seen: 0n, amounts })).toMatchObject({
      refusal: { kind: "forbidden" },
    });
  });
});
