import { afterAll, beforeAll, expect, it } from "vitest";
import { returnRequest } from "#app/commands/return-request.ts";
import { type RequestInput, saveRequest } from "#app/commands/save-request.ts";
import { submitRequest } from "#app/commands/submit-request.ts";
import { findRequest } from "#db/queries/forecast/request.ts";
import { linesOf } from "#db/queries/forecast/sheet.ts";
import { cell, newMeasure, otherCampaign, type PlanningWorld, planningWorld, savedRequest } from "#tests/support/planning.ts";
import { must } from "#tests/support/small-organisation.ts";

let world: PlanningWorld;
beforeAll(async () => {
  world = await planningWorld();
});
afterAll(() => world.close());

const lineOf = async (requestId: string) => {
  const [line] = await world.read((db) => linesOf(db, requestId, "whole"));
  if (!line) throw new Error("the request has no line");
  return line;
};

it("writes one revision: its batch, what each cell held before and after, the cells", async () => {
  const first = await savedRequest(world);
  const line = await lineOf(first.requestId);
  const again = newMeasure(world, {
    requestId: first.requestId,
    seenRevision: first.revision,
    title: "Enquête renommée",
    lines: [
      { ...codes, lineId: line.id, label: "Terrain", cells: [cell("AE", 120n), cell("CP", null)] },
      { ...codes, label: "Logiciel", cells: [cell("AE", 1n)] },
    ],
  });
  const second = must(await saveRequest(await world.agent(), again));
  expect(second).toEqual({ requestId: first.requestId, number: first.number, revision: first.revision + 1n });
  const changes = await world.read((db) =>
    db
      .selectFrom("plan_change")
      .select(["measure", "before", "after"])
      .where("revision", "=", second.revision)
      .orderBy("ordinal")
      .execute(),
  );
  expect(changes).toEqual([
    { measure: "AE", before: 100n, after: 120n },
    { measure: "CP", before: 60n, after: null },
    { measure: "AE", before: null, after: 1n },
  ]);
  const lines = await world.read((db) => linesOf(db, first.requestId, "whole"));
  expect(lines.map((own) => [own.label, own.cells.map((held) => [held.measure, held.amount, held.revision])])).toEqual([
    [
      "Terrain",
      [
        ["AE", 120n, second.revision],
        ["CP", null, second.revision],
      ],
    ],
    ["Logiciel", [["AE", 1n, second.revision]]],
  ]);
  expect(await world.read((db) => findRequest(db, first.requestId))).toMatchObject({
    title: "Enquête renommée",
    revision: second.revision,
  });
});

it("lets two people change different cells of one request, and refuses the second writer of the same cell", async () => {
  const { requestId, revision } = await savedRequest(world);
  const { id: lineId } = await lineOf(requestId);
  const write = (measure: "AE" | "CP", amount: bigint | null) =>
    newMeasure(world, {
      requestId,
      seenRevision: revision,
      lines: [{ ...codes, lineId, label: "Terrain", cells: [cell(measure, amount)] }],
    });
  must(await saveRequest(await world.agent(), write("AE", 101n)));
  const other = must(await saveRequest(await world.head(), write("CP", 61n)));
  const late = await saveRequest(await world.head(), write("AE", 102n));
  expect(late).toEqual({ ok: false, refusal: { kind: "stale", what: "cell", seen: revision, current: other.revision - 1n } });
  expect((await lineOf(requestId)).cells.map((held) => held.amount)).toEqual([101n, 61n]);
});

it("refuses to write over a title, or into a cell, that somebody changed or emptied since", async () => {
  const { requestId, revision } = await savedRequest(world);
  const { id: lineId } = await lineOf(requestId);
  const emptied = { title: "Autre titre", lines: [{ ...codes, lineId, label: "Terrain", cells: [cell("CP", null)] }] };
  const since = must(await saveRequest(await world.head(), newMeasure(world, { requestId, seenRevision: revision, ...emptied })));
  const stale = (what: string) => ({ ok: false, refusal: { kind: "stale", what, seen: revision, current: since.revision } });
  const mine = (other: Partial<RequestInput>) => newMeasure(world, { requestId, seenRevision: revision, lines: [], ...other });
  expect(await saveRequest(await world.agent(), mine({ title: "Mon titre" }))).toEqual(stale("request"));
  const refilled = mine({ title: "Autre titre", lines: [{ ...codes, lineId, label: "Terrain", cells: [cell("CP", 1n)] }] });
  expect(await saveRequest(await world.agent(), refilled)).toEqual(stale("cell"));
});

it("32 writers at once: each save is a revision, none is lost, and requests are numbered without gap", async () => {
  const own = await otherCampaign(world);
  const contexts = await Promise.all(Array.from({ length: 32 }, () => own.staff()));
  const saved = await Promise.all(contexts.map((context) => saveRequest(context, newMeasure(own, { unit: "DPT" }))));
  const expected = Array.from({ length: 32 }, (_, index) => index + 1);
  expect(saved.map((each) => must(each).number).sort((left, right) => left - right)).toEqual(expected);
  expect(saved.map((each) => Number(must(each).revision)).sort((left, right) => left - right)).toEqual(expected);
});

const codes = { nature: "31", activity: "01-ENQ" };
const asks = (...cells: ReturnType<typeof cell>[]) => [{ ...codes, label: "", cells }];
const unknownId = "00000000-0000-4000-8000-000000000000";

/** In order of precedence. */
const refusals: { rule: string; as?: "agent" | "arbitrator" | "staff"; input: Partial<RequestInput>; refusal: object }[] = [
  { rule: "the capability", as: "arbitrator", input: {}, refusal: { kind: "forbidden", capability: "forecast.edit" } },
  { rule: "a unit within reach", input: { unit: "DPT" }, refusal: { kind: "not-found", what: "unit", id: "DPT" } },
  { rule: "a campaign", input: { campaignId: "none" }, refusal: { kind: "not-found", what: "campaign", id: "none" } },
  { rule: "a request that exists", input: { requestId: unknownId }, refusal: { kind: "not-found", what: "request", id: unknownId } },
  {
    rule: "a known activity",
    input: { lines: [{ nature: "31", activity: "09-X", label: "", cells: [] }] },
    refusal: { kind: "unknown-code", dimension: "activity", code: "09-X" },
  },
  {
    rule: "a known nature",
    input: { lines: [{ nature: "99", activity: "01-ENQ", label: "", cells: [] }] },
    refusal: { kind: "unknown-code", dimension: "nature", code: "99" },
  },
  {
    rule: "a nature with a spending class",
    input: { lines: [{ nature: "P220", activity: "01-ENQ", label: "", cells: [] }] },
    refusal: { kind: "unknown-code", dimension: "nature", code: "P220" },
  },
  {
    rule: "a line of this request",
    input: { lines: [{ ...codes, lineId: unknownId, label: "", cells: [] }] },
    refusal: { kind: "not-found", what: "line", id: unknownId },
  },
  { rule: "a title", input: { title: " " }, refusal: { kind: "wrong-form", fields: { title: "required" } } },
  {
    rule: "a year of the plan",
    input: { lines: asks(cell("AE", 1n, { targetYear: 2025 })) },
    refusal: { kind: "year-out-of-plan", year: 2025, first: 2027, last: 2036 },
  },
  {
    rule: "personnel AE = CP",
    as: "staff",
    input: { lines: [{ nature: "21", activity: "01-ENQ", label: "", cells: [cell("AE", 5n), cell("CP", 4n)] }] },
    refusal: { kind: "personnel-authorisations-differ", ae: 5n, cp: 4n },
  },
];

it.each(refusals)("asks for $rule, and writes nothing without", async ({ as = "agent", input, refusal }) => {
  const revision = () =>
    world.read((db) =>
      db.selectFrom("sheet").select("revision").where("campaign", "=", world.campaignId).where("unit", "=", "DR44").executeTakeFirst(),
    );
  const before = await revision();
  expect(await saveRequest(await world[as](), newMeasure(world, input))).toEqual({ ok: false, refusal });
  expect(await revision()).toEqual(before);
});

it("keeps personnel AE = CP over a line that is saved in part", async () => {
  const { requestId, revision } = await savedRequest(world, {
    lines: [{ nature: "21", activity: "01-ENQ", label: "Paie", cells: [cell("AE", 5n), cell("CP", 5n)] }],
  });
  const { id: lineId } = await lineOf(requestId);
  const half = { nature: "21", activity: "01-ENQ", lineId, label: "Paie", cells: [cell("CP", 6n)] };
  const refused = await saveRequest(await world.staff(), newMeasure(world, { requestId, seenRevision: revision, lines: [half] }));
  expect(refused).toEqual({ ok: false, refusal: { kind: "personnel-authorisations-differ", ae: 5n, cp: 6n } });
});

it("is closed from submission until the return, which makes a new version in draft and keeps the reason", async () => {
  const { requestId, revision } = await savedRequest(world);
  must(await submitRequest(await world.head(), { requestId }));
  const edit = newMeasure(world, { requestId, seenRevision: revision, title: "Trop tard", lines: [] });
  const wrongState = { kind: "wrong-state", what: "request", state: "submitted", expected: ["draft"] };
  expect(await saveRequest(await world.agent(), edit)).toEqual({ ok: false, refusal: wrongState });
  expect(must(await returnRequest(await world.staff(), { requestId, reason: " À préciser. " }))).toEqual({ requestId, version: 2 });
  must(await saveRequest(await world.agent(), { ...edit, title: "À temps" }));
  const log = await world.read((db) =>
    db
      .selectFrom("request_transition")
      .select(["from_state", "to_state", "version", "reason"])
      .where("request_id", "=", requestId)
      .orderBy("id")
      .execute(),
  );
  expect(log).toEqual([
    { from_state: "draft", to_state: "submitted", version: 1, reason: "" },
    { from_state: "submitted", to_state: "draft", version: 2, reason: "À préciser." },
  ]);
});

it("saves once for one key", async () => {
  const context = await world.agent();
  const input = newMeasure(world);
  const first = must(await saveRequest(context, input));
  expect(must(await saveRequest(context, input))).toEqual(first);
});
