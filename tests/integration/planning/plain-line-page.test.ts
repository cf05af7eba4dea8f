import { afterAll, beforeAll, expect, test } from "vitest";
import { saveRequest } from "#app/commands/save-request.ts";
import { submitRequest } from "#app/commands/submit-request.ts";
import { writeCells } from "#app/commands/write-cells.ts";
import { action, loader } from "#app/routes/forecast/line/route.tsx";
import { action as createRequest } from "#app/routes/forecast/request-new/route.tsx";
import { sheetCells, sheetLines } from "#db/queries/forecast/grid.ts";
import { cell, newMeasure, otherCampaign, type PlanningWorld, planningWorld } from "#tests/support/planning.ts";
import { must } from "#tests/support/small-organisation.ts";
import { outcomeOf, posting, reading, type World, worldOn } from "../security/world.ts";

let planning: PlanningWorld;
let world: World;
let token: string;
/** Of the programme's staff, who sees what personnel costs. */
let staffToken: string;
beforeAll(async () => {
  planning = await planningWorld();
  world = worldOn(planning);
  await world.superuser.unsafe(`set search_path to ${world.organisation.schemaName}, public`);
  token = await world.session((await planning.agent()).actor.id);
  staffToken = await world.session((await planning.staff()).actor.id);
});
afterAll(() => planning.close());

/** A line of its own campaign, its form filled as a browser fills it: what is not said here is sent as it is shown. */
async function plainLine(nature: "31" | "21" = "31", session = token) {
  const own = await otherCampaign(planning);
  const cells = nature === "31" ? [cell("AE", 120n), cell("CP", 40n, { month: 1 }), cell("CP", 80n, { month: 2 })] : [cell("ETPT", 1200n)];
  const lines = [{ nature, activity: "01-ENQ", label: "Ligne", cells }];
  const { requestId } = must(await saveRequest(await planning.agent(), newMeasure(own, { lines })));
  const [line] = await planning.read((db) => sheetLines(db, own.campaignId, "DR44"));
  const id = line?.id ?? "";
  const address = `/2027/forecast/DR44/lines/${id}`;
  const params = { year: "2027", unit: "DR44", line: id };
  const page = async () => await loader(reading(world, address, { token: session, params }) as never);
  const send = async (typed: Record<string, string>, seenRevision?: bigint) => {
    const { revision, cells: shown } = await page();
    const text = (amount: bigint | null | undefined) =>
      amount == null ? "" : `${amount / 100n},${String(amount % 100n).padStart(2, "0")}`;
    const fields: Record<string, string> = { seenRevision: String(seenRevision ?? revision) };
    for (const { measure, targetYear, month, amount } of shown) {
      const etpt = measure === "ETPT" ? (amount ?? 0n) / 12n : amount;
      if (month !== 0) fields[`figures.${measure}.m${month}`] = text(etpt);
      const year = `figures.${measure}.y${targetYear}`;
      const total = shown.filter((other) => other.measure === measure && other.targetYear === targetYear);
      const sum = total.reduce((all, other) => all + (other.amount ?? 0n), 0n);
      fields[year] = text(measure === "ETPT" ? sum / 12n : sum);
    }
    return await outcomeOf(action(posting(world, address, { ...fields, ...typed }, { token: session, params }) as never));
  };
  const stored = async () => {
    const all = await planning.read((db) => sheetCells(db, own.campaignId, "DR44", "whole"));
    return Object.fromEntries(
      all
        .map(({ measure, targetYear, month, amount }) => [`${measure} ${targetYear}-${month}`, amount] as const)
        .sort(([left], [right]) => (left < right ? -1 : 1)),
    );
  };
  return { own, id, requestId, address, page, send, stored };
}

test("months, the year, and the years that follow are written by a plain form, for each measure of a line", async () => {
  const { send, stored } = await plainLine();
  expect(await send({ "figures.CP.m1": "0,50", "figures.CP.m12": "0,10", "figures.CP.y2028": "3", "figures.AE.m3": "1,20" })).toMatchObject(
    {
      status: 302,
    },
  );
  expect(await stored()).toEqual({ "AE 2027-3": 120n, "CP 2027-1": 50n, "CP 2027-12": 10n, "CP 2027-2": 80n, "CP 2028-0": 300n });
  expect(await send({ "figures.CP.y2027": "2,80" })).toMatchObject({ status: 302 });
  expect(await stored()).toMatchObject({ "CP 2027-1": 100n, "CP 2027-2": 160n, "CP 2027-12": 20n });
  expect(await send({ "figures.CP.m12": "" })).toMatchObject({ status: 302 });
  expect(await stored()).not.toHaveProperty("CP 2027-12");
});

test("on personnel, AE and CP are one field; people and days by months", async () => {
  const { page, send, stored } = await plainLine("21", staffToken);
  expect((await page()).measures).toEqual(["AE", "ETPT", "DAY"]);
  expect(await send({ "figures.AE.m1": "10", "figures.ETPT.m1": "0,5", "figures.ETPT.m2": "0,5", "figures.DAY.m1": "12,5" })).toMatchObject(
    {
      status: 302,
    },
  );
  expect(await stored()).toEqual({
    ...{ "AE 2027-1": 1_000n, "CP 2027-1": 1_000n, "DAY 2027-1": 1_250n, "ETPT 2027-1": 600n, "ETPT 2027-2": 600n },
  });
});

test("without the right to what personnel costs, people and days alone", async () => {
  const { page, send, stored } = await plainLine("21");
  expect((await page()).measures).toEqual(["ETPT", "DAY"]);
  await send({ "figures.AE.m1": "10", "figures.DAY.y2027": "3" });
  expect(await stored()).toEqual({ "DAY 2027-0": 300n, "ETPT 2027-0": 1200n });
});

test("what contradicts itself or breaks a rule is told at its field, and the rest is written", async () => {
  const { send, stored } = await plainLine();
  const wrong = await send({ "figures.CP.m1": "1", "figures.CP.y2027": "9", "figures.AE.m5": "-1", "figures.CP.y2028": "2" });
  expect(wrong).toMatchObject({
    status: 409,
    body: {
      count: 1,
      problems: [
        { field: "figures.AE.m5", fault: { kind: "cell-negative" } },
        { field: "figures.CP.y2027", fault: { kind: "total-differs", amount: 900n, months: 180n } },
      ],
    },
  });
  expect(await stored()).toEqual({ "AE 2027-0": 120n, "CP 2027-1": 40n, "CP 2027-2": 80n, "CP 2028-0": 200n });
  expect(await send({ "figures.CP.m1": "douze" })).toMatchObject({ status: 422, kind: "wrong-form" });
});

test("what somebody else wrote meanwhile stays theirs until the writer says otherwise", async () => {
  const { own, id, page, send, stored } = await plainLine();
  const { revision } = await page();
  const edit = { lineId: id, measure: "CP" as const, targetYear: 2027, month: 1, amount: 77n, seen: revision };
  must(await writeCells(await planning.head(), { campaignId: own.campaignId, unit: "DR44", kind: "entry", edits: [edit] }));
  const answer = await send({ "figures.CP.m1": "0,99", "figures.CP.m2": "0,88" }, revision);
  expect(answer).toMatchObject({
    status: 409,
    body: { count: 1, problems: [{ field: "figures.CP.m1", contested: { mine: 99n, theirs: 77n, author: "head" } }] },
  });
  expect(await stored()).toMatchObject({ "CP 2027-1": 77n, "CP 2027-2": 88n });
  expect(await send({ "figures.CP.m1": "0,99" })).toMatchObject({ status: 302 });
  expect(await stored()).toMatchObject({ "CP 2027-1": 99n });
});

test("a submitted line says why it is locked, and takes nothing", async () => {
  const { requestId, page, send } = await plainLine();
  must(await submitRequest(await planning.head(), { requestId }));
  expect((await page()).lock).toEqual({ kind: "request", state: "submitted" });
  expect(await send({ "figures.CP.m1": "5" })).toMatchObject({ status: 409, body: { problems: [{ fault: { kind: "cell-locked" } }] } });
});

test("a request is made, without a script, with every measure of its lines by year", async () => {
  const own = await otherCampaign(planning);
  const fields = {
    ...{ title: "Antenne", kind: "newMeasure", rank: "1", obligation: "discretionary", justification: "J", risk: "", seenRevision: "0" },
    ...{ "lines[0].nature": "31", "lines[0].activity": "01-ENQ", "lines[0].label": "Loyer" },
    ...{ "lines[0].amounts.AE0": "10", "lines[0].amounts.CP0": "4", "lines[0].amounts.CP1": "6" },
    ...{ "lines[1].nature": "21", "lines[1].activity": "01-ENQ", "lines[1].label": "Équipe" },
    ...{ "lines[1].amounts.AE0": "50", "lines[1].amounts.ETPT0": "1,5", "lines[1].amounts.DAY0": "200" },
  };
  const address = `/2027/forecast/DR44/requests/new?campaign=${own.campaignId}`;
  const made = await outcomeOf(
    createRequest(posting(world, address, fields, { token: staffToken, params: { year: "2027", unit: "DR44" } }) as never),
  );
  expect(made).toMatchObject({ status: 302 });
  const cells = await planning.read((db) => sheetCells(db, own.campaignId, "DR44", "whole"));
  expect(cells.map(({ measure, targetYear, amount }) => `${measure} ${targetYear} ${amount}`).sort()).toEqual([
    ...["AE 2027 1000", "AE 2027 5000", "CP 2027 400", "CP 2027 5000", "CP 2028 600", "DAY 2027 20000", "ETPT 2027 1800"],
  ]);
});
