import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addAttachment } from "#app/commands/add-attachment.ts";
import { findingsOf } from "#app/commands/find-faults.ts";
import { rankRequest } from "#app/commands/rank-request.ts";
import { removeAttachment } from "#app/commands/remove-attachment.ts";
import { returnRequest } from "#app/commands/return-request.ts";
import { saveDetail } from "#app/commands/save-detail.ts";
import { type RequestInput, saveRequest } from "#app/commands/save-request.ts";
import { saveSchedule } from "#app/commands/save-schedule.ts";
import { submitRequest } from "#app/commands/submit-request.ts";
import { takeBackCells } from "#app/commands/take-back-cells.ts";
import { writeCells } from "#app/commands/write-cells.ts";
import type { DetailLine } from "#app/domain/forecast/detail.ts";
import { largestAttachmentBytes } from "#app/domain/ledger/attachment.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { action as detailAction, loader as detailLoader } from "#app/routes/forecast/detail/route.tsx";
import { loader as attachmentLoader } from "#app/routes/forecast/request-attachment/route.ts";
import { action as scheduleAction } from "#app/routes/forecast/schedule/route.tsx";
import { detailAt } from "#db/queries/forecast/detail.ts";
import { findRequest } from "#db/queries/forecast/request.ts";
import { scheduleAt } from "#db/queries/forecast/schedule.ts";
import { cellsOf, linesOf } from "#db/queries/forecast/sheet.ts";
import { attachmentsOf } from "#db/queries/ledger/attachment.ts";
import { cell, newMeasure, otherCampaign, type PlanningWorld, planningWorld, savedRequest } from "#tests/support/planning.ts";
import { must, today } from "#tests/support/small-organisation.ts";
import { posting, reading, worldOn } from "../security/world.ts";

let first: PlanningWorld;
let world: PlanningWorld;
beforeAll(async () => {
  first = await planningWorld();
});
afterAll(() => first.close());
beforeEach(async () => {
  world = await otherCampaign(first);
});

type Person = "agent" | "head" | "staff";

/** A request on DR44 with one line of AE 100,00 and CP 60,00 in 2027, at revision 1. */
async function oneLine(other: Partial<RequestInput> = {}): Promise<{ requestId: string; line: string; number: number }> {
  const { requestId, number } = await savedRequest(world, {
    kind: "baseline",
    lines: [{ nature: "31", activity: "01-ENQ", label: "Terrain", cells: [cell("AE", 10_000n), cell("CP", 6_000n)] }],
    ...other,
  });
  const [line] = await world.read((db) => linesOf(db, requestId, "whole"));
  return { requestId, number, line: line?.id ?? "" };
}

/** What the line holds, as « CP2027/0=60 ». */
async function held(line: string): Promise<string> {
  const cells = (await world.read((db) => cellsOf(db, [line], "whole"))).get(line) ?? [];
  return cells.flatMap((own) => (own.amount === null ? [] : [`${own.measure}${own.targetYear}/${own.month}=${own.amount}`])).join(" ");
}

const refusal = (kind: string, more: object = {}) => ({ ok: false, refusal: { kind, ...more } });
const line = (quantity: bigint, unitPrice: bigint, label = "Licences"): DetailLine => ({
  label,
  quantity,
  unitWord: "licences",
  unitPrice,
  origin: null,
});
/** 12 licences × 1 450,00 € and 3 days × 0,333 €: 17 400,00 + 1,00. */
const twoLines = [line(1_200n, 14_500_000n), line(300n, 3_330n, "Jours")];
const pdf = (words: string) => Buffer.from(`%PDF-1.4\n% ${words}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`);

describe("the head of a request", () => {
  test("keeps what else was looked at, what it delivers, and its two units, the sheet's own unless said", async () => {
    const said = { alternatives: "Location", deliverables: "Deux bureaux", indicator: "Agents installés", benefitingUnit: "DPT" };
    const { requestId } = await oneLine(said);
    expect(await world.read((db) => findRequest(db, requestId))).toMatchObject({ ...said, managingUnit: "DR44" });
  });

  test.each([
    ["managingUnit", { managingUnit: "DR99" }],
    ["benefitingUnit", { benefitingUnit: "DR99" }],
  ])("refuses a %s that does not exist", async (_name, input) => {
    expect(await saveRequest(await world.agent(), newMeasure(world, input))).toEqual(
      refusal("unknown-code", { dimension: "unit", code: "DR99" }),
    );
  });

  test("refuses a writer who saw an older head", async () => {
    const { requestId } = await oneLine();
    const lines: RequestInput["lines"] = [];
    const write = (own: Partial<RequestInput>) => newMeasure(world, { requestId, kind: "baseline", seenRevision: 1n, lines, ...own });
    must(await saveRequest(await world.agent(), write({ alternatives: "Location" })));
    expect(await saveRequest(await world.head(), write({ alternatives: "Achat" }))).toMatchObject(refusal("stale", { what: "request" }));
  });
});

describe("a rank", () => {
  test("is that of one new measure of the unit", async () => {
    const { number } = await oneLine({ kind: "newMeasure", rank: 1, title: "Antenne" });
    expect(await saveRequest(await world.agent(), newMeasure(world, { rank: 1 }))).toEqual(
      refusal("rank-taken", { rank: 1, number, title: "Antenne" }),
    );
    must(await saveRequest(await world.agent(), newMeasure(world, { rank: 2 })));
    must(await saveRequest(await world.staff(), newMeasure(world, { rank: 1, unit: "DPT" })));
  });

  test("is exchanged with the neighbour's", async () => {
    const [one, two] = [await oneLine({ kind: "newMeasure", rank: 1 }), await oneLine({ kind: "newMeasure", rank: 2 })];
    const move = async (requestId: string, direction: "up" | "down", seenRevision = 99n) =>
      await rankRequest(await world.agent(), { requestId, unit: "DR44", direction, seenRevision });
    expect(await move(two.requestId, "down")).toEqual(refusal("rank-not-moved", { why: "last" }));
    expect(must(await move(two.requestId, "up"))).toEqual({ rank: 1 });
    expect(await world.read((db) => findRequest(db, one.requestId))).toMatchObject({ rank: 2 });
    expect(await move(two.requestId, "down", 1n)).toMatchObject(refusal("stale"));
  });

  test("of what was handed in stays", async () => {
    const [one, two] = [await oneLine({ kind: "newMeasure", rank: 1 }), await oneLine({ kind: "newMeasure", rank: 2 })];
    must(await submitRequest(await world.head(), { requestId: one.requestId }));
    const move = { requestId: two.requestId, unit: "DR44", direction: "up", seenRevision: 99n } as const;
    expect(await rankRequest(await world.agent(), move)).toMatchObject(refusal("wrong-state", { state: "submitted" }));
  });

  test("is moved by whoever may write on the unit alone", async () => {
    const { requestId } = await oneLine({ kind: "newMeasure", rank: 1 });
    const stranger = await world.as("other-agent", { role: "agent", unit: "DPT" });
    const move = { requestId, unit: "DR44", direction: "up", seenRevision: 99n } as const;
    expect(await rankRequest(stranger, move)).toMatchObject(refusal("not-found"));
    expect(await rankRequest(stranger, { ...move, unit: "DPT" })).toMatchObject(refusal("not-found"));
  });

  test("twice is refused by the database itself", async () => {
    const [one] = [await oneLine({ kind: "newMeasure", rank: 1 }), await oneLine({ kind: "newMeasure", rank: 2 })];
    await expect(run("update request set rank = 2 where id = $1", [one.requestId])).rejects.toMatchObject({ code: "23505" });
  });
});

describe("a component of the baseline", () => {
  const ending = (amount: bigint) => [
    { nature: "31", activity: "01-ENQ", label: "Fin", component: "endOfOneOffs" as const, cells: [cell("AE", amount), cell("CP", amount)] },
  ];

  test("stands on its line", async () => {
    const { line: id, requestId } = await oneLine({ lines: ending(-500n) });
    expect(await world.read((db) => linesOf(db, requestId, "whole"))).toMatchObject([{ id, component: "endOfOneOffs" }]);
    const edits = [{ lineId: id, measure: "CP" as const, targetYear: 2027, month: 0, amount: 1n, seen: 9n }];
    const written = must(await writeCells(await world.agent(), { campaignId: world.campaignId, unit: "DR44", kind: "entry", edits }));
    expect(written.refusals).toMatchObject([{ fault: { kind: "cell-not-negative" } }]);
  });

  test("is not one of a new measure, nor above zero when it ends what happened once", async () => {
    expect(await saveRequest(await world.agent(), newMeasure(world, { lines: ending(-1n) }))).toEqual(
      refusal("component-outside-baseline", { line: 1 }),
    );
    expect(await saveRequest(await world.agent(), newMeasure(world, { kind: "baseline", lines: ending(1n) }))).toEqual(
      refusal("one-offs-not-negative", { line: 1, amount: 1n }),
    );
  });

  test("goes when the request becomes a new measure", async () => {
    const { requestId, line: id } = await oneLine({
      lines: [{ ...ending(-5n)[0], component: "renewal", cells: [cell("AE", 5n)] } as never],
    });
    const same = { lineId: id, nature: "31", activity: "01-ENQ", label: "Fin", cells: [] };
    must(await saveRequest(await world.agent(), newMeasure(world, { requestId, seenRevision: 9n, lines: [same] })));
    expect(await world.read((db) => linesOf(db, requestId, "whole"))).toMatchObject([{ component: null }]);
  });

  test("is kept so by the database itself", async () => {
    const ended = await oneLine({ lines: ending(-500n) });
    await expect(run("update plan_cell set amount = 5 where line_id = $1", [ended.line])).rejects.toMatchObject({
      constraint_name: "one_offs_end",
    });
    await expect(run("update request set kind = 'saving' where id = $1", [ended.requestId])).rejects.toMatchObject({
      constraint_name: "component_of_baseline",
    });
    const measure = await oneLine({ kind: "newMeasure" });
    await expect(run("update plan_line set component = 'renewal' where id = $1", [measure.line])).rejects.toMatchObject({
      constraint_name: "component_of_baseline",
    });
  });
});

describe("a detail", () => {
  const at = (lineId: string, measure: BudgetResource = "AE", month = 0) => ({ lineId, measure, targetYear: 2027, month });
  const save = async (lineId: string, lines: readonly DetailLine[], { by = "agent" as Person, seen = 99n, ...where } = {}) =>
    await saveDetail(await world[by](), { unit: "DR44", cell: { ...at(lineId), ...where }, lines, seenRevision: seen });
  const takeBack = async (direction: "undo" | "redo", by: Person = "agent") =>
    must(await takeBackCells(await world[by](), { campaignId: world.campaignId, unit: "DR44", direction }));
  const type = async (lineId: string, amount: bigint, by: Person = "agent") => {
    const edits = [{ ...at(lineId), amount, seen: 99n }];
    return must(await writeCells(await world[by](), { campaignId: world.campaignId, unit: "DR44", kind: "entry", edits }));
  };
  const linesAt = async (lineId: string) => (await world.read((db) => detailAt(db, at(lineId))))?.lines ?? [];

  test("gives its sum to the cell, which nobody types in any more", async () => {
    const { line: id } = await oneLine();
    expect(must(await save(id, twoLines))).toMatchObject({ amount: 1_740_100n });
    expect(await held(id)).toBe("AE2027/0=1740100 CP2027/0=6000");
    expect((await type(id, 5n)).refusals).toMatchObject([{ fault: { kind: "cell-locked", lock: { kind: "detail", lines: 2 } } }]);
  });

  test("removed, leaves the amount and frees the cell", async () => {
    const { line: id } = await oneLine();
    must(await save(id, twoLines));
    must(await save(id, []));
    expect(await held(id)).toBe("AE2027/0=1740100 CP2027/0=6000");
    expect((await type(id, 5n)).written).toBe(1);
  });

  test("is taken back with the figure that it gave, and put again", async () => {
    const { line: id } = await oneLine();
    must(await save(id, twoLines));
    must(await save(id, [line(100n, 70_000n)]));
    expect(await takeBack("undo")).toMatchObject({ written: 1, refusals: [] });
    expect([await held(id), await linesAt(id)]).toEqual(["AE2027/0=1740100 CP2027/0=6000", twoLines]);
    await takeBack("undo");
    expect([await held(id), await linesAt(id)]).toEqual(["AE2027/0=10000 CP2027/0=6000", []]);
    await takeBack("redo");
    await takeBack("redo");
    expect([await held(id), await linesAt(id)]).toEqual(["AE2027/0=700 CP2027/0=6000", [line(100n, 70_000n)]]);
  });

  test("its removal is taken back too, though no figure changed", async () => {
    const { line: id } = await oneLine();
    must(await save(id, twoLines));
    must(await save(id, []));
    await takeBack("undo");
    expect(await linesAt(id)).toEqual(twoLines);
  });

  test("that somebody else wrote since stays theirs", async () => {
    const { line: id } = await oneLine();
    must(await save(id, twoLines));
    must(await save(id, [line(100n, 70_000n)], { by: "head" }));
    expect(await takeBack("undo")).toMatchObject({ written: 0, kept: [{ by: "head" }] });
    expect([await held(id), await linesAt(id)]).toEqual(["AE2027/0=700 CP2027/0=6000", [line(100n, 70_000n)]]);
  });

  test("is refused to who saw an older cell", async () => {
    const { line: id } = await oneLine();
    await type(id, 11_000n);
    expect(await save(id, twoLines, { seen: 1n })).toEqual(refusal("stale", { what: "cell", seen: 1n, current: 2n }));
    must(await save(id, twoLines));
    expect(await save(id, [], { seen: 2n })).toMatchObject(refusal("stale"));
  });

  test.each<[string, readonly DetailLine[], object, object]>([
    ["below zero", [line(-100n, 10_000n)], {}, { kind: "cell-refused", fault: { kind: "cell-negative", amount: -100n } }],
    ["beside an amount of the year", [line(100n, 10_000n)], { month: 3 }, { kind: "cell-refused", fault: { kind: "year-and-months" } }],
    ["beyond what can be kept", [line(10n ** 14n, 10n ** 10n)], {}, { kind: "amount-out-of-range", line: 1 }],
    ["of people", [line(100n, 10_000n)], { measure: "ETPT" }, { kind: "detail-not-here", why: "measure" }],
    ["of 201 lines", Array<DetailLine>(201).fill(line(100n, 10_000n)), {}, { kind: "detail-too-long", limit: 200 }],
  ])("%s is refused", async (_name, lines, where, kind) => {
    const { line: id } = await oneLine();
    expect(await save(id, lines, where)).toMatchObject({ ok: false, refusal: kind });
  });

  test("is refused on personnel, on what was handed in, and by the plain form", async () => {
    const staff = await oneLine({
      lines: [{ nature: "21", activity: "01-ENQ", category: "21", label: "Agents", cells: [cell("AE", 5n), cell("CP", 5n)] }],
    });
    expect(await save(staff.line, twoLines, { by: "staff" })).toEqual(refusal("detail-not-here", { why: "personnel" }));
    const { line: id, requestId } = await oneLine();
    must(await save(id, twoLines));
    const typed = { lineId: id, nature: "31", activity: "01-ENQ", label: "Terrain", cells: [cell("AE", 1n)] };
    const form = newMeasure(world, { requestId, kind: "baseline", seenRevision: 99n, lines: [typed] });
    expect(await saveRequest(await world.agent(), form)).toMatchObject(refusal("cell-has-detail", { line: 1, measure: "AE", year: 2027 }));
    must(await submitRequest(await world.head(), { requestId }));
    expect(await save(id, [])).toMatchObject(refusal("wrong-state", { state: "submitted" }));
  });

  test("and its cell are one for the database", async () => {
    const { line: id } = await oneLine();
    must(await save(id, twoLines));
    const apart = { constraint_name: "cell_is_its_detail" };
    await expect(run("update plan_cell set amount = amount + 1 where line_id = $1 and measure = 'AE'", [id])).rejects.toMatchObject(apart);
    await expect(run("delete from plan_cell where line_id = $1 and measure = 'AE'", [id])).rejects.toMatchObject(apart);
    await expect(
      run(
        "insert into cell_detail select line_id, measure, target_year, month, revision + 1, batch_id, 1 from cell_detail where line_id = $1",
        [id],
      ),
    ).rejects.toMatchObject(apart);
    await expect(run("update cell_detail_line set amount = 0 where line_id = $1", [id])).rejects.toMatchObject({ code: "42501" });
  });

  test("has a page, which says what is wrong with a row and does not exist for another unit", async () => {
    const { line: id } = await oneLine();
    const site = worldOn(world);
    const params = { year: "2027", unit: "DR44", line: id, cell: "AE:2027" };
    const address = `/2027/forecast/DR44/lines/${id}/details/AE:2027`;
    const token = await site.session((await world.agent()).actor.id);
    const wrong = { seenRevision: "1", "rows[0].label": "Licences", "rows[0].quantity": "douze", "rows[0].unitPrice": "1 450,00" };
    const answer = await detailAction(posting(site, address, wrong, { token, params }) as never);
    expect(JSON.stringify(answer)).toContain("rows[0].quantity");
    const right = { ...wrong, "rows[0].quantity": "12" };
    expect(await detailAction(posting(site, address, right, { token, params }) as never)).toBeInstanceOf(Response);
    expect(await held(id)).toBe("AE2027/0=1740000 CP2027/0=6000");
    const seen = (await detailLoader(reading(site, address, { token, params }) as never)) as { amount: bigint };
    expect(seen.amount).toBe(1_740_000n);
    const other = await world.as("other-agent", { role: "agent", unit: "DPT" });
    const stranger = { token: await site.session(other.actor.id), params };
    await expect(detailLoader(reading(site, address, stranger) as never)).rejects.toMatchObject({ status: 404 });
    const elsewhere = { ...stranger, params: { ...params, unit: "DPT" } };
    await expect(detailAction(posting(site, address, right, elsewhere) as never)).rejects.toMatchObject({ status: 404 });
  });
});

describe("a schedule", () => {
  const part = (commitmentYear: number, paymentYear: number, amount: bigint) => ({ commitmentYear, paymentYear, amount });
  /** AE 100,00 of 2027 paid 60 and 40; 25,00 on earlier commitments. */
  const parts = [part(0, 2027, 2_500n), part(2027, 2027, 6_000n), part(2027, 2028, 4_000n)];
  const save = async (lineId: string, own: readonly ReturnType<typeof part>[], { by = "agent" as Person, seen = 99n } = {}) =>
    await saveSchedule(await world[by](), { unit: "DR44", lineId, parts: own, seenRevision: seen });
  const partsOn = async (id: string) => (await world.read((db) => scheduleAt(db, id)))?.parts ?? [];
  const found = async () => {
    const at = { campaignId: world.campaignId, unit: "DR44", today, view: "whole" as const };
    return (await world.read((db) => findingsOf(db, at))).map((own) => own.check);
  };

  test("gives its columns to the CP of each year", async () => {
    const { line: id } = await oneLine();
    must(await save(id, parts));
    expect(await held(id)).toBe("AE2027/0=10000 CP2027/0=8500 CP2028/0=4000");
    expect(await partsOn(id)).toEqual(parts);
  });

  test("keeps the proportions of months", async () => {
    const { line: id } = await oneLine({
      lines: [
        {
          nature: "31",
          activity: "01-ENQ",
          label: "T",
          cells: [cell("AE", 100n), cell("CP", 10n, { month: 1 }), cell("CP", 30n, { month: 2 })],
        },
      ],
    });
    must(await save(id, [part(2027, 2027, 60n), part(2027, 2028, 40n)]));
    expect(await held(id)).toBe("AE2027/0=100 CP2027/1=15 CP2027/2=45 CP2028/0=40");
  });

  test("is taken back with the CP that it gave, and put again", async () => {
    const { line: id } = await oneLine();
    must(await save(id, parts));
    const take = async (direction: "undo" | "redo") =>
      must(await takeBackCells(await world.agent(), { campaignId: world.campaignId, unit: "DR44", direction }));
    await take("undo");
    expect([await held(id), await partsOn(id)]).toEqual(["AE2027/0=10000 CP2027/0=6000", []]);
    await take("redo");
    expect([await held(id), await partsOn(id)]).toEqual(["AE2027/0=10000 CP2027/0=8500 CP2028/0=4000", parts]);
  });

  test("removed, leaves the CP", async () => {
    const { line: id } = await oneLine();
    must(await save(id, parts));
    must(await save(id, []));
    expect([await held(id), await partsOn(id)]).toEqual(["AE2027/0=10000 CP2027/0=8500 CP2028/0=4000", []]);
  });

  test.each<[string, readonly ReturnType<typeof part>[], object]>([
    ["short of its AE", [part(2027, 2027, 9_999n)], { kind: "schedule-not-whole", year: 2027, committed: 10_000n, scheduled: 9_999n }],
    ["of a year without AE", [...parts, part(2028, 2028, 1n)], { kind: "schedule-not-whole", year: 2028, committed: 0n, scheduled: 1n }],
    ["paid before it is committed", [part(2028, 2027, 1n)], { kind: "schedule-before-commitment", year: 2027, first: 2028 }],
    ["beyond the plan", [part(2027, 2040, 1n)], { kind: "year-out-of-plan", year: 2040 }],
    ["below zero", [part(2027, 2027, -1n)], { kind: "schedule-sign", year: 2027, amount: -1n }],
  ])("%s is refused", async (_name, own, kind) => {
    const { line: id } = await oneLine();
    expect(await save(id, own)).toMatchObject({ ok: false, refusal: kind });
  });

  test("is refused on personnel, to who saw older amounts, and to another unit", async () => {
    const staff = await oneLine({
      lines: [{ nature: "21", activity: "01-ENQ", category: "21", label: "Agents", cells: [cell("AE", 5n), cell("CP", 5n)] }],
    });
    expect(await save(staff.line, parts, { by: "staff" })).toEqual(refusal("schedule-of-personnel"));
    const { line: id } = await oneLine();
    must(await save(id, parts));
    expect(await save(id, parts, { seen: 1n })).toMatchObject(refusal("stale", { what: "schedule" }));
    const other = await world.as("other-agent", { role: "agent", unit: "DPT" });
    expect(await saveSchedule(other, { unit: "DPT", lineId: id, parts, seenRevision: 99n })).toMatchObject(refusal("not-found"));
    const site = worldOn(world);
    const asked = { token: await site.session(other.actor.id), params: { year: "2027", unit: "DR44", line: id } };
    await expect(scheduleAction(posting(site, `/2027/forecast/DR44/lines/${id}/schedule`, {}, asked) as never)).rejects.toMatchObject({
      status: 404,
    });
  });

  test("is what the checks look at", async () => {
    const { line: id } = await oneLine();
    expect(await found()).toContain("schedule-differs");
    must(await save(id, [part(2027, 2027, 6_000n), part(2027, 2028, 4_000n)]));
    expect(await found()).toEqual([]);
    must(await save(id, parts));
    // 25,00 on earlier commitments, of which the unit has none.
    expect(await found()).toEqual(["payments-above-means"]);
    const edits = [{ lineId: id, measure: "AE" as const, targetYear: 2027, month: 0, amount: 9_000n, seen: 99n }];
    must(await writeCells(await world.agent(), { campaignId: world.campaignId, unit: "DR44", kind: "entry", edits }));
    expect(await found()).toContain("schedule-differs");
  });

  test("never pays before the commitment, says the database", async () => {
    const { line: id } = await oneLine();
    must(await save(id, parts));
    const early = "insert into payment_schedule_part select line_id, revision, 2030, 2029, 1 from payment_schedule where line_id = $1";
    await expect(run(early, [id])).rejects.toMatchObject({ constraint_name: "paid_once_committed" });
  });
});

describe("a file of a request", () => {
  const add = async (requestId: string, by: Person = "agent", content = pdf("devis")) =>
    await addAttachment(await world[by](), { place: { requestId }, name: "Devis.pdf", content });
  const listed = async (requestId: string) => await world.read((db) => attachmentsOf(db, { requestId }));

  test("is taken off a draft in one act, and marked as removed with a reason once it was handed in", async () => {
    const { requestId } = await oneLine();
    const drafted = must(await add(requestId));
    must(await removeAttachment(await world.agent(), { id: drafted.id, place: { requestId }, reason: "" }));
    expect(await listed(requestId)).toEqual([]);
    const { id } = must(await add(requestId));
    must(await submitRequest(await world.head(), { requestId }));
    const remove = async (reason: string) => await removeAttachment(await world.agent(), { id, place: { requestId }, reason });
    expect(await remove(" ")).toEqual(refusal("reason-required"));
    must(await remove("Devis périmé"));
    expect(await listed(requestId)).toMatchObject([{ removal: { by: "agent", reason: "Devis périmé" } }]);
  });

  test("once handed in is not removed without a reason, says the database, also when the request came back", async () => {
    const { requestId } = await oneLine();
    const { id } = must(await add(requestId));
    must(await submitRequest(await world.head(), { requestId }));
    must(await returnRequest(await world.staff(), { requestId, reason: "À revoir" }));
    await expect(run("update attachment set removed_at = now(), removed_by = author where id = $1", [id])).rejects.toMatchObject({
      constraint_name: "attachment_removal_reason",
    });
    await expect(run("update attachment set request_id = null where id = $1", [id])).rejects.toMatchObject({ code: "42501" });
    expect(await removeAttachment(await world.agent(), { id, place: { requestId }, reason: "" })).toEqual(refusal("reason-required"));
  });

  test("is joined by who may write on the unit, at most 20 MiB of a known type, once", async () => {
    const { requestId } = await oneLine();
    const other = await world.as("other-agent", { role: "agent", unit: "DPT" });
    const content = pdf("devis");
    expect(await addAttachment(other, { place: { requestId }, name: "a.pdf", content })).toMatchObject(refusal("not-found"));
    must(await add(requestId));
    expect(await add(requestId)).toMatchObject(refusal("attachment-twice"));
    expect(await add(requestId, "agent", Buffer.from("bonjour"))).toMatchObject(refusal("attachment-type"));
    const large = Buffer.concat([pdf("gros"), Buffer.alloc(largestAttachmentBytes)]);
    expect(await add(requestId, "agent", large)).toMatchObject(refusal("attachment-too-large"));
  });

  test("is read by who may read the unit's planning, and belongs to its request alone", async () => {
    const { requestId } = await oneLine();
    const { id } = must(await add(requestId));
    const elsewhere = await oneLine();
    const site = worldOn(world);
    const read = async (actor: bigint, request = requestId) => {
      const params = { year: "2027", unit: "DR44", request, attachment: id };
      const asked = { token: await site.session(actor), params };
      return await attachmentLoader(reading(site, `/2027/forecast/DR44/requests/${request}/attachments/${id}`, asked) as never);
    };
    const seen = await read((await world.agent()).actor.id);
    expect(Buffer.compare(Buffer.from(await seen.arrayBuffer()), pdf("devis"))).toBe(0);
    const other = await world.as("other-agent", { role: "agent", unit: "DPT" });
    await expect(read(other.actor.id)).rejects.toMatchObject({ status: 404 });
    await expect(read((await world.agent()).actor.id, elsewhere.requestId)).rejects.toMatchObject({ status: 404 });
    expect(await removeAttachment(await world.agent(), { id, place: { requestId: elsewhere.requestId }, reason: "x" })).toMatchObject(
      refusal("not-found"),
    );
  });
});

/** Raw SQL on the organisation's tables, past the commands. */
async function run(statement: string, values: readonly string[]): Promise<unknown> {
  return await world.superuser.begin(async (sql) => {
    await sql.unsafe(`set local search_path to ${world.organisation.schemaName}, public`);
    return await sql.unsafe(statement, [...values]);
  });
}
