import { afterAll, beforeAll, expect, test } from "vitest";
import { acknowledgeLetter } from "#app/commands/acknowledge-letter.ts";
import { adoptScenario } from "#app/commands/adopt-scenario.ts";
import { createScenario } from "#app/commands/create-scenario.ts";
import { decideRequest } from "#app/commands/decide-request.ts";
import { notifyScenario } from "#app/commands/notify-scenario.ts";
import { openCredits } from "#app/commands/open-credits.ts";
import { openFiscalYear } from "#app/commands/open-fiscal-year.ts";
import { planTranches } from "#app/commands/plan-tranches.ts";
import { releaseTranche } from "#app/commands/release-tranche.ts";
import { remindLetters } from "#app/commands/remind-letters.ts";
import { setEnvelope } from "#app/commands/set-envelope.ts";
import { lettersOf, notificationsOf } from "#db/queries/allotment-notification.ts";
import { positions, voted } from "#tests/support/credits.ts";
import { instructedRequest, type PlanningWorld, planningWorld } from "#tests/support/planning.ts";
import { must } from "#tests/support/small-organisation.ts";

let world: PlanningWorld;
let scenarioId: string;
let requestId: string;
beforeAll(async () => {
  world = await planningWorld();
  must(await openFiscalYear(await world.system(), { year: 2027 }));
  requestId = await instructedRequest(world);
  scenarioId = must(await createScenario(await world.staff(), { campaignId: world.campaignId, name: "A", startFrom: "asked" })).scenarioId;
  for (const [resource, amount] of [
    ["AE", 100n],
    ["CP", 60n],
  ] as const) {
    must(
      await setEnvelope(await world.staff(), {
        campaignId: world.campaignId,
        spendingClass: "nonPersonnel",
        resource,
        targetYear: 2027,
        amount,
      }),
    );
  }
  must(await decideRequest(await world.arbitrator(), { scenarioId, requestId, verb: "grant", reason: "Fondé." }));
});
afterAll(() => world.close());

const notify = async (changes: object = {}) =>
  await notifyScenario(await world.staff(), { scenarioId, on: "2027-01-10", reason: "Notification 2027", ...changes });
const requestState = async () =>
  await world.read(async (db) => (await db.selectFrom("request").where("id", "=", requestId).select("state").executeTakeFirst())?.state);

test("a scenario is notified once, when adopted, from credits that are there, and its requests follow its money", async () => {
  expect(await notify()).toMatchObject({
    ok: false,
    refusal: { kind: "wrong-state", what: "scenario", state: "open", expected: ["adopted"] },
  });
  must(await adoptScenario(await world.arbitrator(), { scenarioId }));
  expect(await notify({ on: "2026-12-31" })).toMatchObject({ ok: false, refusal: { kind: "unknown-year", date: "2026-12-31" } });
  expect(await notify()).toMatchObject({
    ok: false,
    refusal: { kind: "credit-exceeded", stage: "unallocated", unit: "INSEE", resource: "AE", asked: 100n, available: 0n },
  });

  const lines = (["AE", "CP"] as const).map((resource) => ({ ...voted, nature: "HT2", resource, amount: 1_000n }));
  must(await openCredits(await world.staff(), { fiscalYear: 2027, on: "2027-01-02", origin: "initialBudget", reason: "LFI 2027", lines }));
  const notified = must(await notify({ reserveRates: { nonPersonnel: 550 } }));
  expect(notified).toMatchObject({ requests: 1, number: "MV-2027-000002" });
  expect(await positions(world, "DR44", 2027)).toEqual({
    "nonPersonnel AE notified": 94n,
    "nonPersonnel AE reserve": 6n,
    "nonPersonnel CP notified": 57n,
    "nonPersonnel CP reserve": 3n,
  });
  expect(await positions(world, "INSEE", 2027)).toMatchObject({ "nonPersonnel AE unallocated": 900n, "nonPersonnel CP unallocated": 940n });
  expect(await requestState()).toBe("notified");
  expect(await notify()).toEqual({
    ok: false,
    refusal: { kind: "already-notified", number: notified.number, on: "2027-01-10", by: expect.any(String) },
  });
});

test("the same form sent twice notifies once and says the same; a letter and a notice wait for the head, who acknowledges it once", async () => {
  const letters = await world.read(async (db) => (await notificationsOf(db, 2027)).map(({ id }) => id));
  expect(letters).toHaveLength(1);
  const [notificationId = ""] = letters;
  const told = await world.read((db) =>
    db
      .selectFrom("inbox_notice as n")
      .innerJoin("app_user as u", "u.id", "n.recipient")
      .where("n.kind", "=", "notified")
      .select(["u.login", "n.unit", "n.address"])
      .execute(),
  );
  expect(told).toEqual([{ login: "head", unit: "DR44", address: `/2027/allotment/notifications/${notificationId}/letters/DR44` }]);

  expect(await acknowledgeLetter(await world.staff(), { notificationId, unit: "DR44" })).toMatchObject({
    ok: false,
    refusal: { kind: "forbidden", capability: "allotment.acknowledge" },
  });
  expect(await acknowledgeLetter(await world.head(), { notificationId: scenarioId, unit: "DR44" })).toMatchObject({
    ok: false,
    refusal: { kind: "not-found", what: "letter" },
  });
  const head = await world.head();
  expect(must(await acknowledgeLetter(head, { notificationId, unit: "DR44" }))).toEqual({ unit: "DR44" });
  // The same key is the same form: the first answer again.
  expect(must(await acknowledgeLetter(head, { notificationId, unit: "DR44" }))).toEqual({ unit: "DR44" });
  expect(await acknowledgeLetter(await world.head(), { notificationId, unit: "DR44" })).toMatchObject({
    ok: false,
    refusal: { kind: "already-acknowledged" },
  });
  const [letter] = await world.read((db) => lettersOf(db, notificationId, ["DR44"]));
  expect(letter?.acknowledgedAt).toBeInstanceOf(Date);
  // Nobody is left to remind.
  expect(await remindLetters(await world.staff(), { notificationId })).toEqual({ ok: false, refusal: { kind: "nobody-to-remind" } });
});

test("tranches are planned once over what is notified, then released one by one; the request follows the last", async () => {
  const plan = {
    fiscalYear: 2027,
    unit: "DR44",
    dates: [
      { on: "2027-02-01", share: 60 },
      { on: "2027-07-01", share: 40 },
    ],
    reason: "Tranches 2027",
  };
  const { movementIds } = must(await planTranches(await world.staff(), plan));
  expect(movementIds).toHaveLength(2);
  expect(await planTranches(await world.staff(), plan)).toEqual({ ok: false, refusal: { kind: "nothing-to-move", stage: "notified" } });

  const [first = "", second = ""] = movementIds;
  must(await releaseTranche(await world.staff(), { movementId: first, on: "2027-02-03" }));
  expect(await positions(world, "DR44", 2027)).toMatchObject({ "nonPersonnel AE allotted": 56n, "nonPersonnel AE notified": 38n });
  expect(await requestState()).toBe("notified");
  expect(await releaseTranche(await world.staff(), { movementId: first, on: "2027-02-03" })).toMatchObject({
    ok: false,
    refusal: { kind: "wrong-state", what: "movement", state: "posted", expected: ["planned"] },
  });
  must(await releaseTranche(await world.staff(), { movementId: second, on: "2027-07-01" }));
  expect(await requestState()).toBe("allotted");
  const trail = await world.read((db) =>
    db.selectFrom("request_transition").where("request_id", "=", requestId).select(["from_state", "to_state"]).orderBy("id").execute(),
  );
  expect(trail.slice(-2)).toEqual([
    { from_state: "arbitrated", to_state: "notified" },
    { from_state: "notified", to_state: "allotted" },
  ]);
});

test("a tranche of a unit out of reach does not exist", async () => {
  const other = await world.as("other", { role: "programmeStaff", unit: "DPT" });
  const { movementIds } = await world.read(async (db) => ({
    movementIds: (await db.selectFrom("movement").where("kind", "=", "allotment").select("id").execute()).map(({ id }) => id),
  }));
  const movementId = movementIds[0] ?? "";
  expect(await releaseTranche(other, { movementId, on: "2027-07-01" })).toEqual({
    ok: false,
    refusal: { kind: "not-found", what: "movement", id: movementId },
  });
});
