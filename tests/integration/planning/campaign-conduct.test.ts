import { afterAll, beforeAll, expect, test } from "vitest";
import { freezeVersion } from "#app/commands/freeze-version.ts";
import { grantTime } from "#app/commands/grant-time.ts";
import { moveCampaign } from "#app/commands/move-campaign.ts";
import { openCampaign } from "#app/commands/open-campaign.ts";
import { remindUnits } from "#app/commands/remind-units.ts";
import { reopenSheet } from "#app/commands/reopen-sheet.ts";
import { saveRequest } from "#app/commands/save-request.ts";
import { setCalendar } from "#app/commands/set-calendar.ts";
import { startFromLastYear } from "#app/commands/start-from-last-year.ts";
import { submitRequest } from "#app/commands/submit-request.ts";
import { takeBackCells } from "#app/commands/take-back-cells.ts";
import { calendarFrom, usualCalendars } from "#app/domain/campaign/kind.ts";
import { eventsOf } from "#db/queries/campaign/event.ts";
import { panoramaOf } from "#db/queries/campaign/panorama.ts";
import { cell, newMeasure, otherCampaign, type PlanningWorld, planningWorld, savedRequest } from "#tests/support/planning.ts";
import { must } from "#tests/support/small-organisation.ts";

const units = new Set(["DR44", "DPT"]);
/** Over by the tests' day, 15 June 2026. */
const calendar = calendarFrom(usualCalendars.initial, 2027);

let world: PlanningWorld;
beforeAll(async () => {
  world = await planningWorld();
});
afterAll(() => world.close());

async function closedOne(): Promise<PlanningWorld> {
  const own = await otherCampaign(world);
  must(await setCalendar(await own.staff(), { campaignId: own.campaignId, calendar, reason: "" }));
  return own;
}

test("after the close a unit neither writes nor submits; more time lets its head alone, until a day", async () => {
  const own = await otherCampaign(world);
  const { requestId } = await savedRequest(own);
  must(await setCalendar(await own.staff(), { campaignId: own.campaignId, calendar, reason: "Conférence avancée" }));
  const over = { ok: false, refusal: { kind: "step-over", step: "writing", closedOn: "2026-03-31", headsUntil: null } };
  expect(await saveRequest(await own.agent(), newMeasure(own))).toMatchObject(over);
  expect(await submitRequest(await own.head(), { requestId })).toMatchObject({
    ok: false,
    refusal: { kind: "step-over", step: "submission" },
  });
  const time = { campaignId: own.campaignId, units: ["DR44"], until: "2026-06-20", writers: "heads" as const, reason: "Effectif absent" };
  must(await grantTime(await own.staff(), time));
  expect(await saveRequest(await own.agent(), newMeasure(own))).toMatchObject({ ok: false, refusal: { headsUntil: "2026-06-20" } });
  must(await submitRequest(await own.head(), { requestId }));
  expect(await grantTime(await own.staff(), { ...time, until: "2026-06-14" })).toMatchObject({ refusal: { kind: "window-already-over" } });
  expect(await grantTime(await own.staff(), { ...time, reason: " " })).toMatchObject({ refusal: { kind: "reason-required" } });
  expect(await grantTime(await own.staff(), { ...time, units: ["INSEE"] })).toMatchObject({ refusal: { kind: "not-found" } });
});

test("a campaign moves by logged acts, and the database refuses any other", async () => {
  const own = await otherCampaign(world);
  const act = async (name: "open" | "arbitrate" | "close" | "reopen", reason = "") =>
    await moveCampaign(await own.staff(), { campaignId: own.campaignId, act: name, reason });
  expect(await act("open")).toMatchObject({ ok: false, refusal: { kind: "wrong-state", state: "open" } });
  must(await act("arbitrate"));
  must(await act("close"));
  expect(await saveRequest(await own.agent(), newMeasure(own))).toMatchObject({ ok: false, refusal: { kind: "wrong-state" } });
  expect(await act("reopen")).toMatchObject({ ok: false, refusal: { kind: "reason-required" } });
  must(await act("reopen", "Loi spéciale"));
  const events = await world.read((db) => eventsOf(db, own.campaignId, units, 10));
  expect(events.map(({ from, to, reason, actor }) => [from, to, reason, actor])).toEqual([
    ["closed", "open", "Loi spéciale", "staff"],
    ["arbitration", "closed", "", "staff"],
    ["open", "arbitration", "", "staff"],
    [null, "open", "", "staff"],
  ]);
  const s = world.superuser(world.organisation.schemaName);
  await expect(world.superuser`update ${s}.campaign set state = 'draft' where id = ${own.campaignId}`).rejects.toThrow(/does not go/);
  await expect(world.superuser`update ${s}.campaign set state = 'closed' where id = ${own.campaignId}`).rejects.toThrow(/not logged/);
});

test("late units are reminded once each, with how many people and when", async () => {
  const own = await otherCampaign(world);
  await own.agent();
  await own.head();
  const input = { campaignId: own.campaignId, units: ["DR44", "DPT"] };
  expect(must(await remindUnits(await own.staff(), input))).toEqual({ units: 1, people: 2 });
  const rows = await world.read((db) => panoramaOf(db, { id: own.campaignId, kind: "initial", targetYear: 2027 }, units, "everywhere"));
  expect(rows.find(({ unit }) => unit === "DR44")).toMatchObject({ reminders: 1, remindedAt: expect.any(Date) });
  expect(rows.find(({ unit }) => unit === "DPT")).toMatchObject({ reminders: 0, remindedAt: null });
  expect(await remindUnits(await own.staff(), { ...input, units: ["DPT"] })).toMatchObject({ refusal: { kind: "nobody-to-remind" } });
});

test("the panorama counts what is filled and what is asked", async () => {
  const own = await otherCampaign(world);
  await savedRequest(own, {
    lines: [
      { nature: "31", activity: "01-ENQ", label: "Terrain", cells: [cell("AE", 100n), cell("CP", 60n)] },
      { nature: "31", activity: "01-ENQ", label: "Vide", cells: [cell("CP", 5n, { targetYear: 2028 })] },
    ],
  });
  const [row] = (await world.read((db) =>
    panoramaOf(db, { id: own.campaignId, kind: "initial", targetYear: 2027 }, new Set(["DR44"]), "everywhere"),
  )) as unknown[];
  expect(row).toMatchObject({ unit: "DR44", lines: 2, filled: 1, ae: 100n, cp: 60n, drafts: 1, requests: 1, previous: null });
});

test("a sheet starts from last year's requests at a rate, once, and one undo takes it back", async () => {
  const own = await otherCampaign(world);
  const { requestId } = await savedRequest(own);
  must(await submitRequest(await own.head(), { requestId }));
  const dates = { opensOn: "2026-03-01", closesOn: "2026-12-31", units: ["DR44", "DPT"] };
  const next = must(await openCampaign(await own.staff(), { targetYear: 2028, kind: "initial", label: own.campaignId, ...dates }));
  const start = { ...next, units: ["DR44", "DPT"], source: "requests" as const, rate: 150n, title: "Socle 2028" };
  const agent = await own.staff();
  expect(must(await startFromLastYear(agent, start))).toMatchObject({
    started: [{ unit: "DR44", lines: 1, dropped: 0 }],
    skipped: [{ unit: "DPT", why: "nothing" }],
  });
  const asked = async () =>
    (
      await world.read((db) => panoramaOf(db, { id: next.campaignId, kind: "initial", targetYear: 2028 }, new Set(["DR44"]), "everywhere"))
    )[0];
  expect(await asked()).toMatchObject({ ae: 102n, cp: 61n, lines: 1 });
  expect(await startFromLastYear(await own.staff(), start)).toMatchObject({ ok: false, refusal: { kind: "nothing-to-start-from" } });
  must(await takeBackCells(await own.staff(), { campaignId: next.campaignId, unit: "DR44", direction: "undo" }));
  expect(await asked()).toMatchObject({ ae: 0n, cp: 0n });
  must(await startFromLastYear(await own.staff(), { ...start, rate: 0n }));
  expect(await asked()).toMatchObject({ ae: 100n, cp: 60n, lines: 1 });
});

test("a version has a name of its own in its campaign, whatever its letters' case", async () => {
  const own = await otherCampaign(world);
  const version = { campaignId: own.campaignId, name: "Avant conférence", note: "", units: null };
  expect(must(await freezeVersion(await own.staff(), version))).toMatchObject({ sheets: 2 });
  const again = await freezeVersion(await own.staff(), { ...version, name: "avant Conférence", units: ["DR44"] });
  expect(again).toMatchObject({ ok: false, refusal: { kind: "already-exists", what: "version" } });
  const s = world.superuser(world.organisation.schemaName);
  await expect(
    world.superuser`insert into ${s}.version (id, name, campaign, sheet_id, revision, author)
      select gen_random_uuid(), 'AVANT CONFÉRENCE', campaign, sheet_id, revision, author from ${s}.version where campaign = ${own.campaignId} limit 1`,
  ).rejects.toThrow(/version_name_once/);
});

test("a sheet that was handed in is reopened with a reason, until a day", async () => {
  const own = await otherCampaign(world);
  const { requestId } = await savedRequest(own);
  const reopening = {
    campaignId: own.campaignId,
    unit: "DR44",
    until: "2026-06-30",
    writers: "everyone" as const,
    reason: "Chiffres à revoir",
  };
  expect(await reopenSheet(await own.staff(), reopening)).toMatchObject({ ok: false, refusal: { kind: "nothing-to-reopen" } });
  must(await submitRequest(await own.head(), { requestId }));
  must(await setCalendar(await own.staff(), { campaignId: own.campaignId, calendar, reason: "" }));
  expect(must(await reopenSheet(await own.staff(), reopening))).toEqual({ reopened: 1 });
  must(await saveRequest(await own.agent(), newMeasure(own, { title: "Autre" })));
  must(await submitRequest(await own.head(), { requestId }));
  expect(await reopenSheet(await own.head(), reopening)).toMatchObject({ ok: false, refusal: { kind: "forbidden" } });
});

test("a calendar that is not in order is refused, and one that says the same changes nothing", async () => {
  const own = await closedOne();
  const input = { campaignId: own.campaignId, calendar, reason: "" };
  expect(must(await setCalendar(await own.staff(), input))).toEqual({ changed: 0 });
  expect(await setCalendar(await own.staff(), { ...input, calendar: calendar.slice(1) })).toMatchObject({
    refusal: { kind: "steps-missing" },
  });
});
