import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { holdCells } from "#app/commands/hold-cells.ts";
import { returnRequest } from "#app/commands/return-request.ts";
import { submitRequest } from "#app/commands/submit-request.ts";
import { takeBackCells } from "#app/commands/take-back-cells.ts";
import { type CellsInput, type TypedEdit, writeCells } from "#app/commands/write-cells.ts";
import type { CellEdit } from "#app/domain/forecast/edit.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { cellSteps } from "#db/queries/forecast/cells.ts";
import { sheetFormulas, sheetHolds } from "#db/queries/forecast/marks.ts";
import { cellsOf } from "#db/queries/forecast/sheet.ts";
import { otherCampaign, type PlanningWorld, planningWorld, savedRequest } from "#tests/support/planning.ts";
import { must } from "#tests/support/small-organisation.ts";

let first: PlanningWorld;
let world: PlanningWorld;
let requestId: string;
let line: string;
beforeAll(async () => {
  first = await planningWorld();
});
afterAll(() => first.close());

/** Each test has a sheet of its own, with one line that holds AE 100 and CP 60 of the whole year, at revision 1. */
beforeEach(async () => {
  world = await otherCampaign(first);
  ({ requestId } = await savedRequest(world));
  const [row] = await world.superuser<{ id: string }[]>`
    select id from ${world.superuser(world.organisation.schemaName)}.plan_line where request_id = ${requestId}`;
  line = row?.id ?? "";
});

type Person = "agent" | "head" | "staff" | "arbitrator";

function edit(amount: bigint | null, { month = 0, measure = "CP" as BudgetResource, seen = 1n, lineId = line } = {}): CellEdit {
  return { lineId, measure, targetYear: 2027, month, amount, seen };
}

async function write(edits: readonly TypedEdit[], { by = "agent" as Person, kind = "entry" as CellsInput["kind"] } = {}) {
  return await writeCells(await world[by](), { campaignId: world.campaignId, unit: "DR44", kind, edits });
}

async function takeBack(direction: "undo" | "redo", by: Person = "agent") {
  return await takeBackCells(await world[by](), { campaignId: world.campaignId, unit: "DR44", direction });
}

/** What the line holds, as « CP0=60 ». */
async function held(): Promise<string> {
  const cells = (await world.read((db) => cellsOf(db, [line], "whole"))).get(line) ?? [];
  return cells.flatMap(({ measure, month, amount }) => (amount === null ? [] : [`${measure}${month}=${amount}`])).join(" ");
}

describe("cells are written", () => {
  test("as one revision, each as its writer wants it", async () => {
    expect(must(await write([edit(75n), edit(120n, { measure: "AE" })]))).toMatchObject({
      revision: 2n,
      written: 2,
      conflicts: [],
      refusals: [],
    });
    expect(await held()).toBe("AE0=120 CP0=75");
  });

  test("an empty one is not zero", async () => {
    must(await write([edit(null)]));
    expect(await held()).toBe("AE0=100");
    must(await write([edit(0n, { seen: 2n })]));
    expect(await held()).toBe("AE0=100 CP0=0");
  });

  test("nothing that changes is no batch", async () => {
    expect(must(await write([edit(60n)]))).toMatchObject({ batchId: null, written: 0 });
  });

  test("a line of another sheet does not exist here", async () => {
    const there = await otherCampaign(first);
    await savedRequest(there);
    const [other] = await world.superuser<{ id: string }[]>`
      select l.id from ${world.superuser(world.organisation.schemaName)}.plan_line l
        join ${world.superuser(world.organisation.schemaName)}.sheet s on s.id = l.sheet_id where s.campaign = ${there.campaignId}`;
    const written = must(await write([edit(1n, { lineId: other?.id ?? "" }), edit(1n, { lineId: "not an id" })]));
    expect(written).toMatchObject({ written: 0, refusals: [{ fault: { kind: "not-found" } }, { fault: { kind: "not-found" } }] });
  });

  test("only by who may write on the unit", async () => {
    expect(await write([edit(1n)], { by: "arbitrator" })).toMatchObject({ ok: false, refusal: { kind: "forbidden" } });
    const foreign = await writeCells(await world.agent(), { campaignId: world.campaignId, unit: "DR35", kind: "entry", edits: [edit(1n)] });
    expect(foreign).toMatchObject({ ok: false, refusal: { kind: "not-found" } });
    expect(await held()).toBe("AE0=100 CP0=60");
  });

  test("not in a request that was handed in, until it is returned", async () => {
    must(await submitRequest(await world.head(), { requestId }));
    expect(must(await write([edit(1n)])).refusals).toMatchObject([
      { fault: { kind: "cell-locked", lock: { kind: "request", state: "submitted" } } },
    ]);
    must(await returnRequest(await world.staff(), { requestId, reason: "À revoir." }));
    expect(must(await write([edit(1n)]))).toMatchObject({ written: 1 });
  });
});

describe("nobody loses an edit", () => {
  test("what another wrote since is a conflict that names them; the rest is written", async () => {
    must(await write([edit(80n)], { by: "head" }));
    const written = must(await write([edit(90n), edit(110n, { measure: "AE" })]));
    expect(written).toMatchObject({
      written: 1,
      conflicts: [{ measure: "CP", mine: 90n, theirs: 80n, revision: 2n, author: expect.stringContaining("head") }],
    });
    expect(await held()).toBe("AE0=110 CP0=80");
    must(await write([edit(90n, { seen: 2n })]));
    expect(await held()).toBe("AE0=110 CP0=90");
  });

  test("on personnel whoever wrote the twin is named", async () => {
    const personnel = await savedRequest(world, { lines: [{ nature: "21", activity: "01-ENQ", label: "Agents", cells: [] }] });
    const s = world.superuser(world.organisation.schemaName);
    const [own] = await world.superuser<{ id: string }[]>`select id from ${s}.plan_line where request_id = ${personnel.requestId}`;
    const lineId = own?.id ?? "";
    must(await write([edit(0n, { lineId, seen: 2n })], { by: "staff" }));
    // As an older form left it: nothing in AE beside zero in CP.
    await world.superuser`delete from ${s}.plan_cell where line_id = ${lineId} and measure = 'AE'`;
    await world.superuser`set session_replication_role = replica`;
    await world.superuser`delete from ${s}.plan_change where line_id = ${lineId} and measure = 'AE'`;
    await world.superuser`set session_replication_role = default`;
    const { conflicts } = must(await write([edit(5n, { lineId, measure: "AE", seen: 2n })], { by: "staff" }));
    expect(conflicts).toMatchObject([{ measure: "AE", theirs: 0n, author: "staff" }]);
  });

  test("the same key sent again writes nothing more and answers the same", async () => {
    const agent = await world.agent();
    const input: CellsInput = { campaignId: world.campaignId, unit: "DR44", kind: "entry", edits: [edit(75n)] };
    const once = must(await writeCells(agent, input));
    expect(must(await writeCells(agent, input))).toEqual(once);
    expect(await held()).toBe("AE0=100 CP0=75");
  });
});

test("a cell tells who wrote it, when, by which act and from what to what", async () => {
  must(await write([edit(75n)]));
  must(await write([edit(80n, { seen: 2n })], { by: "head", kind: "paste" }));
  must(await takeBack("undo", "head"));
  const sheet = { campaign: world.campaignId, unit: "DR44" };
  const cell = { lineId: line, measure: "CP" as const, targetYear: 2027, month: undefined };
  const steps = await world.read((db) => cellSteps(db, sheet, cell, { limit: 3, view: "whole" }));
  expect(steps.map(({ author, kind, before, after }) => [author, kind, before, after])).toEqual([
    ["head", "undo", 80n, 75n],
    ["head", "paste", 75n, 80n],
    ["agent", "entry", 60n, 75n],
  ]);
  expect(await world.read((db) => cellSteps(db, { ...sheet, unit: "DR35" }, cell, { limit: 3, view: "whole" }))).toEqual([]);
});

describe("one undo takes back one batch", () => {
  test("and one redo puts it again", async () => {
    must(await write([edit(75n), edit(null, { measure: "AE" })], { kind: "paste" }));
    expect(must(await takeBack("undo"))).toMatchObject({ written: 2, kept: [], refusals: [] });
    expect(await held()).toBe("AE0=100 CP0=60");
    expect(must(await takeBack("redo"))).toMatchObject({ written: 2 });
    expect(await held()).toBe("CP0=75");
  });

  test("batch by batch, to the first", async () => {
    must(await write([edit(70n)]));
    must(await write([edit(80n, { seen: 2n })]));
    must(await takeBack("undo"));
    expect(await held()).toBe("AE0=100 CP0=70");
    must(await takeBack("undo"));
    expect(await held()).toBe("AE0=100 CP0=60");
    must(await takeBack("redo"));
    must(await takeBack("redo"));
    expect(await held()).toBe("AE0=100 CP0=80");
  });

  test("a spread over the months comes back whole", async () => {
    const months = Array.from({ length: 12 }, (_, index) => edit(5n, { month: index + 1 }));
    must(await write([edit(null), ...months], { kind: "spread" }));
    must(await takeBack("undo"));
    expect(await held()).toBe("AE0=100 CP0=60");
  });

  test("what another has written since stays theirs, cell by cell, and is named", async () => {
    must(await write([edit(75n), edit(120n, { measure: "AE" })]));
    must(await write([edit(99n, { seen: 2n })], { by: "head" }));
    expect(must(await takeBack("undo"))).toMatchObject({ written: 1, kept: [{ measure: "CP", by: expect.stringContaining("head") }] });
    expect(await held()).toBe("AE0=100 CP0=99");
  });

  test("each their own", async () => {
    must(await write([edit(75n)]));
    expect(await takeBack("undo", "head")).toMatchObject({ ok: false, refusal: { kind: "nothing-to-take-back", direction: "undo" } });
    expect(await takeBack("redo")).toMatchObject({ ok: false, refusal: { kind: "nothing-to-take-back", direction: "redo" } });
    expect(await held()).toBe("AE0=100 CP0=75");
  });

  test("not in a request that was handed in", async () => {
    must(await write([edit(75n)]));
    must(await submitRequest(await world.head(), { requestId }));
    expect(must(await takeBack("undo"))).toMatchObject({ written: 0, refusals: [{ fault: { kind: "cell-locked" } }] });
    expect(await held()).toBe("AE0=100 CP0=75");
  });
});

describe("a cell that is held", () => {
  const place = (month: number) => ({ lineId: line, measure: "CP" as const, targetYear: 2027, month });
  const hold = async (held: boolean, { by = "agent" as Person, month = 0 } = {}) =>
    await holdCells(await world[by](), { campaignId: world.campaignId, unit: "DR44", cells: [place(month)], held });

  test("is changed by what is typed in it, and by nothing else", async () => {
    expect(must(await hold(true))).toMatchObject({ changed: 1 });
    for (const kind of ["paste", "spread", "import"] as const) {
      expect(must(await write([edit(1n)], { kind })).refusals).toMatchObject([{ fault: { kind: "cell-held" } }]);
    }
    expect(must(await write([edit(2n)]))).toMatchObject({ written: 1 });
    expect(must(await takeBack("undo"))).toMatchObject({ written: 1 });
    expect(await held()).toBe("AE0=100 CP0=60");
  });

  test("says who holds it, and is let go by anybody who may write there", async () => {
    must(await hold(true));
    expect(must(await hold(true, { by: "head" }))).toMatchObject({ changed: 0 });
    const [own] = await world.read((db) => sheetHolds(db, world.campaignId, "DR44", "whole"));
    expect(own).toMatchObject({ ...place(0), by: expect.stringContaining("agent") });
    must(await hold(false, { by: "head" }));
    expect(must(await write([edit(3n)], { kind: "paste" }))).toMatchObject({ written: 1 });
  });

  test("is so only where one may write", async () => {
    expect(await hold(true, { by: "arbitrator" })).toMatchObject({ ok: false, refusal: { kind: "forbidden" } });
    must(await submitRequest(await world.head(), { requestId }));
    expect(must(await hold(true))).toMatchObject({ changed: 0 });
  });
});

describe("a calculation", () => {
  const kept = async () => (await world.read((db) => sheetFormulas(db, world.campaignId, "DR44", "whole"))).map(({ text }) => text);

  test("stays with its figure, and goes with the next one", async () => {
    must(await write([{ ...edit(155_000n), formula: "1200+350" }]));
    expect(await kept()).toEqual(["1200+350"]);
    must(await write([edit(7n, { seen: 9n })]));
    expect(await kept()).toEqual([]);
  });

  test("comes back with its figure, undone and put again", async () => {
    must(await write([{ ...edit(155_000n), formula: "1200+350" }]));
    must(await write([edit(7n, { seen: 9n })], { kind: "paste" }));
    must(await takeBack("undo"));
    expect([await kept(), await held()]).toEqual([["1200+350"], "AE0=100 CP0=155000"]);
    must(await takeBack("redo"));
    expect([await kept(), await held()]).toEqual([[], "AE0=100 CP0=7"]);
    must(await takeBack("undo"));
    must(await takeBack("undo"));
    expect([await kept(), await held()]).toEqual([[], "AE0=100 CP0=60"]);
    must(await takeBack("redo"));
    expect([await kept(), await held()]).toEqual([["1200+350"], "AE0=100 CP0=155000"]);
  });

  test("that does not give its figure is not kept", async () => {
    must(await write([{ ...edit(155_001n), formula: "1200+350" }]));
    expect([await kept(), await held()]).toEqual([[], "AE0=100 CP0=155001"]);
  });
});
