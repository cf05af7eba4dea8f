import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addAttachment } from "#app/commands/add-attachment.ts";
import { approveMovement, refuseMovement } from "#app/commands/decide-movement.ts";
import { delegate } from "#app/commands/delegate.ts";
import { recordControllerAct } from "#app/commands/record-controller-act.ts";
import { removeAttachment } from "#app/commands/remove-attachment.ts";
import { reverseMovement } from "#app/commands/reverse-movement.ts";
import { proposeMovement, type SaveMovementInput, saveMovement } from "#app/commands/save-movement.ts";
import { setDecisionRules } from "#app/commands/set-decision-rules.ts";
import { withdrawMovement } from "#app/commands/withdraw-movement.ts";
import type { MovementLine } from "#app/domain/allotment/movement.ts";
import { movementsPage } from "#db/queries/allotment-board.ts";
import { movementDocument } from "#db/queries/allotment-movement.ts";
import { allot, budgetSums, dr, held, staff as staffPlace } from "#tests/support/credits.ts";
import { type PlanningWorld, planningWorld } from "#tests/support/planning.ts";
import { must } from "#tests/support/small-organisation.ts";

let world: PlanningWorld;
beforeAll(async () => {
  world = await planningWorld();
  await allot(world, 10_000n);
});
afterAll(() => world.close());

const line = (amount: bigint, other: Partial<MovementLine> = {}): MovementLine => ({
  ...{ resource: "CP", amount, from: { stage: "allotted", ...dr }, to: { stage: "allotted", ...dr, unit: "DPT" } },
  ...other,
});
const request = (other: Partial<SaveMovementInput> = {}): SaveMovementInput => ({
  ...{ kind: "redeployment", fiscalYear: 2026, on: "2026-06-10", reason: "Besoin du DPG", propose: true, lines: [line(100n)] },
  ...other,
});
const second = () => world.as("second", { role: "programmeStaff", unit: "INSEE" });
const controller = () => world.as("controller", { role: "budgetController", unit: "INSEE" });
const stateOf = async (id: string) =>
  await world.read(async (db) => (await db.selectFrom("movement").where("id", "=", id).select("state").executeTakeFirst())?.state);
const seenBy = async (id: string, reader: bigint, units: readonly string[]) =>
  await world.read((db) => movementDocument(db, { id, year: 2026, units, reader }));

describe("the life of a document", () => {
  test("a draft is its author's alone, is written anew by its version, then proposed, approved by somebody else, and posted once", async () => {
    const staff = await world.staff();
    const saved = must(await saveMovement(staff, request({ propose: false })));
    expect(saved.state).toBe("draft");
    expect(await seenBy(saved.movementId, staff.actor.id, ["DR44"])).toMatchObject({ state: "draft", version: 1n, entry: null });
    expect(await seenBy(saved.movementId, (await second()).actor.id, ["INSEE", "DR44", "DPT"])).toBeUndefined();
    expect(await world.read((db) => movementsPage(db, { year: 2026, units: ["DR44"], state: "draft" }))).toEqual([]);
    expect(await proposeMovement(await second(), { movementId: saved.movementId })).toMatchObject({ refusal: { kind: "not-found" } });

    const draft = { id: saved.movementId, version: 1n };
    const again = must(await saveMovement(await world.staff(), request({ propose: false, draft, lines: [line(250n)] })));
    expect(again).toEqual(saved);
    expect(await saveMovement(await world.staff(), request({ propose: false, draft }))).toEqual({
      ok: false,
      refusal: { kind: "stale", what: "movement", seen: 1n, current: 2n },
    });
    expect(must(await proposeMovement(await world.staff(), { movementId: saved.movementId })).state).toBe("proposed");
    expect(await held(world, "allotted", "CP")).toBe(10_000n);

    expect(await approveMovement(await world.staff(), { movementId: saved.movementId })).toMatchObject({ refusal: { kind: "forbidden" } });
    const posted = must(await approveMovement(await world.arbitrator(), { movementId: saved.movementId, on: "2026-06-12" }));
    expect(posted.number).toBe(saved.number);
    expect([await held(world, "allotted", "CP"), await held(world, "allotted", "CP", "DPT")]).toEqual([9_750n, 250n]);
    const document = await seenBy(saved.movementId, staff.actor.id, ["DR44"]);
    expect(document).toMatchObject({ state: "posted", on: "2026-06-12", author: "staff", approver: "arbitrator" });
    expect(document?.entry).not.toBeNull();
    expect(document?.steps.map(({ state, actor }) => `${state} ${actor}`)).toEqual(["draft staff", "proposed staff", "posted arbitrator"]);
    expect(await approveMovement(await world.arbitrator(), { movementId: saved.movementId })).toMatchObject({
      refusal: { kind: "wrong-state", state: "posted", expected: ["proposed"] },
    });
  });

  test("the author does not approve, whatever roles they hold; the same form sent twice is one document", async () => {
    const both = () => world.as("both", { role: "programmeStaff", unit: "INSEE" }, { role: "arbitrator", unit: "INSEE" });
    const own = { ...(await both()), key: randomUUID() };
    const saved = must(await saveMovement(own, request()));
    expect(must(await saveMovement(own, request()))).toEqual(saved);
    expect(await approveMovement(await both(), { movementId: saved.movementId })).toEqual({
      ok: false,
      refusal: { kind: "author-decides", author: "both" },
    });
    expect(await refuseMovement(await world.arbitrator(), { movementId: saved.movementId, reason: " " })).toMatchObject({
      refusal: { kind: "reason-required" },
    });
    must(await refuseMovement(await world.arbitrator(), { movementId: saved.movementId, reason: "Pas cette année." }));
    expect(await stateOf(saved.movementId)).toBe("refused");
    const told = await world.read((db) =>
      db
        .selectFrom("inbox_notice as n")
        .innerJoin("app_user as u", "u.id", "n.recipient")
        .where("n.address", "=", `/2026/allotment/movements/${saved.movementId}`)
        .select(["n.kind", "u.login"])
        .orderBy("n.id")
        .execute(),
    );
    expect(told).toEqual([
      { kind: "movementProposed", login: "arbitrator" },
      { kind: "movementRefused", login: "both" },
    ]);
  });

  test("a unit asks for what it would receive; who holds neither side does not; it is withdrawn by its author and by nobody else", async () => {
    const toDr = line(10n, { from: { stage: "allotted", ...dr, unit: "DPT" }, to: { stage: "allotted", ...dr } });
    const saved = must(await saveMovement(await world.head(), request({ lines: [toDr] })));
    expect(saved.state).toBe("proposed");
    expect(await saveMovement(await world.agent(), request({ lines: [toDr] }))).toMatchObject({ refusal: { kind: "forbidden" } });
    const outside = line(10n, { from: { stage: "allotted", ...dr, unit: "DPT" }, to: { stage: "allotted", ...dr, unit: "INSEE" } });
    expect(await saveMovement(await world.head(), request({ lines: [outside] }))).toMatchObject({
      refusal: { kind: "not-found", what: "unit" },
    });
    expect(await saveMovement(await world.head(), request({ kind: "freeze", lines: [outside] }))).toMatchObject({
      refusal: { kind: "forbidden" },
    });
    expect(await withdrawMovement(await second(), { movementId: saved.movementId, reason: "" })).toMatchObject({
      refusal: { kind: "forbidden" },
    });
    must(await withdrawMovement(await world.head(), { movementId: saved.movementId, reason: "Réglé autrement." }));
    expect(await stateOf(saved.movementId)).toBe("withdrawn");
  });

  test("a redeployment beyond what there is is refused in words when it is proposed, to those who may see the unit that gives", async () => {
    expect(await saveMovement(await world.staff(), request({ lines: [line(9_751n)] }))).toEqual({
      ok: false,
      refusal: {
        ...{ kind: "credit-exceeded", stage: "allotted", unit: "DR44", spendingClass: "nonPersonnel", resource: "CP" },
        ...{ asked: 9_751n, available: 9_750n },
      },
    });
    // The head of DR44 does not read DPT: the approval says it.
    const unseen = line(251n, { from: { stage: "allotted", ...dr, unit: "DPT" }, to: { stage: "allotted", ...dr } });
    const saved = must(await saveMovement(await world.head(), request({ lines: [unseen] })));
    expect(await approveMovement(await world.arbitrator(), { movementId: saved.movementId })).toMatchObject({
      refusal: { kind: "credit-exceeded", unit: "DPT", asked: 251n, available: 250n },
    });
    must(await withdrawMovement(await world.head(), { movementId: saved.movementId, reason: "" }));
  });
});

describe("asymmetric fungibility (check 2 of the domain)", () => {
  const both = (from: typeof dr | typeof staffPlace, to: typeof dr | typeof staffPlace) =>
    (["AE", "CP"] as const).map((resource) =>
      line(40n, { resource, from: { stage: "allotted", ...from }, to: { stage: "allotted", ...to } }),
    );

  test("other titles to title 2 is refused; title 2 to others is approved once the controller has given a favourable act", async () => {
    expect(await saveMovement(await world.staff(), request({ lines: both(dr, staffPlace) }))).toEqual({
      ok: false,
      refusal: { kind: "non-personnel-to-personnel" },
    });
    const { movementId } = must(await saveMovement(await world.staff(), request({ lines: both(staffPlace, dr) })));
    expect(await approveMovement(await world.arbitrator(), { movementId })).toMatchObject({ refusal: { kind: "controller-act-required" } });
    const act = { movementId, reference: "CB-2026-12", reason: "" };
    expect(await recordControllerAct(await world.arbitrator(), { ...act, favourable: true })).toMatchObject({
      refusal: { kind: "forbidden" },
    });
    expect(await recordControllerAct(await controller(), { ...act, favourable: false })).toMatchObject({
      refusal: { kind: "reason-required" },
    });
    must(await recordControllerAct(await controller(), { ...act, favourable: false, reason: "Emplois à revoir." }));
    expect(await approveMovement(await world.arbitrator(), { movementId })).toMatchObject({ refusal: { kind: "controller-act-refused" } });
    must(await recordControllerAct(await controller(), { ...act, favourable: true }));
    must(await approveMovement(await world.arbitrator(), { movementId }));
    expect(await budgetSums(world)).toEqual({ AE: 0n, CP: 0n });
    // The way back is from other titles to title 2: no reversal either.
    expect(await reverseMovement(await world.staff(), { movementId, on: "2026-06-15", reason: "Erreur" })).toMatchObject({
      refusal: { kind: "non-personnel-to-personnel" },
    });
  });

  test("the controller has no act to give on a movement that stays within its class", async () => {
    const { movementId } = must(await saveMovement(await world.staff(), request()));
    expect(await recordControllerAct(await controller(), { movementId, favourable: true, reference: "", reason: "" })).toMatchObject({
      refusal: { kind: "controller-act-useless" },
    });
    must(await withdrawMovement(await world.staff(), { movementId, reason: "" }));
  });
});

test("a reversal is a document of its own, approved like the first; once; the books show both", async () => {
  const before = await held(world, "allotted", "CP");
  const { movementId, number } = must(await saveMovement(await world.staff(), request({ lines: [line(30n)] })));
  must(await approveMovement(await world.arbitrator(), { movementId }));
  expect(await reverseMovement(await world.staff(), { movementId, on: "2026-06-01", reason: "Erreur" })).toMatchObject({
    refusal: { kind: "dates-out-of-order" },
  });
  const undoing = must(await reverseMovement(await world.staff(), { movementId, on: "2026-06-14", reason: "Erreur de nature" }));
  expect(undoing.state).toBe("proposed");
  expect(await reverseMovement(await second(), { movementId, on: "2026-06-14", reason: "Encore" })).toMatchObject({
    refusal: { kind: "movement-already-reversed", number, by: undoing.number },
  });
  must(await approveMovement(await world.arbitrator(), { movementId: undoing.movementId }));
  expect(await held(world, "allotted", "CP")).toBe(before);
  const [shown] = await world.read((db) => movementsPage(db, { year: 2026, units: ["DR44"], query: number }));
  expect(shown).toMatchObject({ state: "posted", reversedBy: Number(undoing.number.slice(-6)) });
  expect(await reverseMovement(await world.staff(), { movementId: undoing.movementId, on: "2026-06-15", reason: "Non" })).toMatchObject({
    refusal: { kind: "movement-not-reversible" },
  });
});

test("what carries out a decision is posted by its author alone: credits come back from a unit, then go again", async () => {
  const back = line(20n, { from: { stage: "allotted", ...dr }, to: { stage: "notified", ...dr } });
  const saved = must(await saveMovement(await world.staff(), request({ kind: "withdrawal", lines: [back] })));
  expect(saved.state).toBe("posted");
  expect(await held(world, "notified", "CP")).toBe(20n);
  const undone = must(await reverseMovement(await world.staff(), { movementId: saved.movementId, on: "2026-06-15", reason: "Trop tôt" }));
  expect(undone.state).toBe("posted");
  expect(await held(world, "notified", "CP")).toBe(0n);
});

describe("approval by amount", () => {
  test("the table says who approves up to what; above it, the refusal names who may; a delegate approves in somebody's name, never the author", async () => {
    const arbitrators = [
      {
        phase: "movement" as const,
        spendingClass: null,
        upTo: 1_000n,
        decider: { kind: "role" as const, role: "arbitrator" as const, whole: false },
      },
      { phase: "movement" as const, spendingClass: null, upTo: null, decider: { kind: "person" as const, login: "chief" } },
    ];
    await world.as("chief", { role: "arbitrator", unit: "INSEE" });
    const others = (["preArbitration", "conference", "correction"] as const).map((phase) => ({ ...arbitrators[0], phase, upTo: null }));
    must(
      await setDecisionRules(await world.staff(), {
        rules: [...others, ...arbitrators] as never,
        validFrom: "2026-06-15",
        reason: "Seuils",
      }),
    );
    const small = must(await saveMovement(await world.staff(), request({ lines: [line(1_000n)] })));
    must(await approveMovement(await world.arbitrator(), { movementId: small.movementId }));
    const large = must(await saveMovement(await world.staff(), request({ lines: [line(1_001n)] })));
    expect(await approveMovement(await world.arbitrator(), { movementId: large.movementId })).toMatchObject({
      refusal: { kind: "beyond-authority", phase: "movement", amount: 1_001n, upTo: 1_000n, deciders: [{ kind: "person", name: "chief" }] },
    });
    const chief = () => world.as("chief", { role: "arbitrator", unit: "INSEE" });
    await second();
    must(
      await delegate(await chief(), {
        ...{ to: "second", capability: "allotment.approve", unit: "INSEE", from: "2026-06-15", until: "2026-06-30", reason: "Congés" },
      }),
    );
    const own = must(await saveMovement(await second(), request({ lines: [line(1_002n)] })));
    expect(await approveMovement(await second(), { movementId: own.movementId })).toMatchObject({ refusal: { kind: "author-decides" } });
    must(await approveMovement(await second(), { movementId: large.movementId }));
    const document = await seenBy(large.movementId, (await second()).actor.id, ["DR44"]);
    expect(document?.steps.at(-1)).toMatchObject({ state: "posted", actor: "second", onBehalfOf: "chief" });
  });
});

test("files are joined to a document, taken off a draft at once, and marked with a reason once it was proposed", async () => {
  const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
  const { movementId } = must(await saveMovement(await world.staff(), request({ propose: false })));
  const add = async (content: Uint8Array) =>
    await addAttachment(await world.staff(), { place: { movementId }, name: "decret.png", content });
  const first = must(await add(png));
  expect(await add(png)).toMatchObject({ refusal: { kind: "attachment-twice" } });
  expect(await addAttachment(await world.head(), { place: { movementId }, name: "x.png", content: png })).toMatchObject({
    refusal: { kind: "not-found", what: "movement" },
  });
  must(await removeAttachment(await world.staff(), { id: first.id, place: { movementId }, reason: "" }));
  const kept = must(await add(png));
  must(await proposeMovement(await world.staff(), { movementId }));
  expect(await removeAttachment(await world.staff(), { id: kept.id, place: { movementId }, reason: "" })).toMatchObject({
    refusal: { kind: "reason-required" },
  });
  must(await removeAttachment(await world.staff(), { id: kept.id, place: { movementId }, reason: "Mauvais décret" }));
});
