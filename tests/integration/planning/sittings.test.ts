import { afterAll, beforeAll, expect, it } from "vitest";
import { arrangeAgenda } from "#app/commands/arrange-agenda.ts";
import { decideRequest } from "#app/commands/decide-request.ts";
import { instructRequest } from "#app/commands/instruct-request.ts";
import { noteAttendance } from "#app/commands/note-attendance.ts";
import { openSitting } from "#app/commands/open-sitting.ts";
import { planSitting } from "#app/commands/plan-sitting.ts";
import type { CommandContext } from "#app/commands/run.ts";
import { saveRequest } from "#app/commands/save-request.ts";
import { sealSitting } from "#app/commands/seal-sitting.ts";
import { showItem } from "#app/commands/show-item.ts";
import { submitRequest } from "#app/commands/submit-request.ts";
import { takeDecisionBack } from "#app/commands/take-decision-back.ts";
import { readMinutes } from "#app/domain/arbitration/sitting/minutes.ts";
import { verifiedMinutes } from "#app/domain/arbitration/sitting/verification.ts";
import type { Result } from "#app/domain/result.ts";
import { minutesPapers } from "#app/http/minutes/papers.ts";
import { decisionsOf } from "#db/queries/arbitration/decision.ts";
import { minutedBySitting, minutesOf } from "#db/queries/arbitration/minutes.ts";
import { agendaOf, findSitting, sealedMinutesWith } from "#db/queries/arbitration/sitting.ts";
import { inboxOf } from "#db/queries/inbox.ts";
import { cell, instructedRequest, newMeasure, otherCampaign, type PlanningWorld, planningWorld } from "#tests/support/planning.ts";
import { ceilings, plannedSitting, runningSitting } from "#tests/support/sitting.ts";
import { must } from "#tests/support/small-organisation.ts";

let world: PlanningWorld;
beforeAll(async () => {
  world = await planningWorld();
});
afterAll(() => world.close());

const kindOf = (result: Result<unknown>) => (result.ok ? "accepted" : result.refusal.kind);
const units = new Set(["DR44", "DPT"]);
const seal = async (sittingId: string, by?: CommandContext) =>
  await sealSitting(by ?? (await world.arbitrator()), { sittingId }, minutesPapers);

it("a secretary writes down what the chair decides: the decision is the chair's, and says who wrote it", async () => {
  const own = await otherCampaign(world);
  const requestId = await instructedRequest(own);
  const { sittingId, scenarioId } = await runningSitting(own);
  const decision = { scenarioId, requestId, sittingId, verb: "grant" as const, reason: "Fondé." };
  must(await decideRequest(await own.staff(), decision));
  const [registered] = await own.read((db) => decisionsOf(db, { campaign: own.campaignId, units }));
  expect(registered).toMatchObject({ decidedBy: "arbitrator", sittingId, sitting: 1, minutes: null });
  const { rows } = await recorded(own, sittingId);
  expect(rows).toEqual([{ recorder: "staff" }]);
});

it("who is neither in the chair nor a secretary does not decide in a sitting, nor open or seal it", async () => {
  const own = await otherCampaign(world);
  const requestId = await instructedRequest(own);
  const { sittingId, scenarioId } = await plannedSitting(own);
  const outsider = () => own.as("outsider", { role: "arbitrator", unit: "INSEE" });
  expect(kindOf(await openSitting(await outsider(), { sittingId }))).toBe("not-in-the-chair");
  must(await openSitting(await own.staff(), { sittingId }));
  const decision = { scenarioId, requestId, sittingId, verb: "grant" as const, reason: "R" };
  expect(kindOf(await decideRequest(await outsider(), decision))).toBe("not-in-the-chair");
  expect(kindOf(await decideRequest(await own.head(), decision))).toBe("forbidden");
  expect(kindOf(await seal(sittingId, await own.staff()))).toBe("not-in-the-chair");
  expect(kindOf(await seal(sittingId, await outsider()))).toBe("not-in-the-chair");
});

it("refuses a decision before the opening, outside the agenda, in another scenario, by an author, and after sealing", async () => {
  const own = await otherCampaign(world);
  const [listed, other] = [await instructedRequest(own), await instructedRequest(own)];
  const { sittingId, scenarioId } = await plannedSitting(own, { agenda: [{ unit: "DR44", requestId: listed, minutes: 5 }] });
  const decide = async (requestId: string, more = {}, by?: CommandContext) =>
    await decideRequest(by ?? (await own.staff()), { scenarioId, requestId, sittingId, verb: "grant", reason: "R", ...more });
  expect(kindOf(await decide(listed))).toBe("sitting-not-open");
  must(await openSitting(await own.arbitrator(), { sittingId }));
  expect(kindOf(await decide(other))).toBe("not-on-agenda");
  expect(kindOf(await decide(listed, { reason: "  " }))).toBe("reason-required");
  const elsewhere = await plannedSitting(own);
  expect(kindOf(await decide(listed, { scenarioId: elsewhere.scenarioId }))).toBe("not-found");
  must(await decide(listed));
  must(await seal(sittingId));
  expect(kindOf(await decide(listed))).toBe("sitting-not-open");
  expect(kindOf(await seal(sittingId))).toBe("sitting-not-open");
});

it("an author writes no decision down on the own request, even for the chair", async () => {
  const own = await otherCampaign(world);
  const writer = () => own.as("writer", { role: "programmeStaff", unit: "INSEE" });
  const { actor } = await writer();
  const { requestId } = must(await saveRequest(await writer(), newMeasure(own)));
  must(await submitRequest(await own.head(), { requestId }));
  must(await instructRequest(await own.staff(), { requestId, view: "favourable", sentence: "Fondé." }));
  const { sittingId, scenarioId } = await runningSitting(own, { secretaries: [actor.id] });
  const decision = { scenarioId, requestId, sittingId, verb: "grant" as const, reason: "R" };
  expect(kindOf(await decideRequest(await writer(), decision))).toBe("author-decides");
  must(await decideRequest(await own.arbitrator(), decision));
});

it("one sitting at a time in a campaign, in an open scenario, with something on its agenda", async () => {
  const own = await otherCampaign(world);
  await instructedRequest(own);
  const empty = await plannedSitting(own, { agenda: [] });
  expect(kindOf(await openSitting(await own.arbitrator(), { sittingId: empty.sittingId }))).toBe("agenda-empty");
  const first = await runningSitting(own);
  const second = await plannedSitting(own);
  expect(kindOf(await openSitting(await own.arbitrator(), { sittingId: second.sittingId }))).toBe("sitting-under-way");
  expect(kindOf(await openSitting(await own.arbitrator(), { sittingId: first.sittingId }))).toBe("sitting-not-open");
  must(await seal(first.sittingId));
  must(await openSitting(await own.arbitrator(), { sittingId: second.sittingId }));
});

it("plans only with people who see the whole campaign, and who may do what they are asked", async () => {
  const own = await otherCampaign(world);
  const [staff, head] = [await own.staff(), await own.head()];
  const { scenarioId } = await plannedSitting(own);
  const input = {
    ...{
      campaignId: own.campaignId,
      scenarioId,
      comparedWith: null,
      title: "S",
      place: "",
      guests: "",
      plannedOn: "2026-06-20",
      plannedAt: "09:00",
    },
    ...{ chair: (await own.arbitrator()).actor.id, secretaries: [], participants: [], agenda: [] },
  };
  expect(kindOf(await planSitting(await own.staff(), { ...input, chair: staff.actor.id }))).toBe("not-found");
  expect(kindOf(await planSitting(await own.staff(), { ...input, participants: [head.actor.id] }))).toBe("not-found");
  expect(kindOf(await planSitting(await own.head(), input))).toBe("forbidden");
  expect(kindOf(await planSitting(await own.staff(), { ...input, agenda: [{ unit: "INSEE", requestId: null, minutes: 5 }] }))).toBe(
    "not-found",
  );
  expect(kindOf(await planSitting(await own.as("controller", { role: "budgetController", unit: "INSEE" }), input))).toBe("forbidden");
});

it("is not sealed above a ceiling, and says by how much of what", async () => {
  const own = await otherCampaign(world);
  await ceilings(own, 70n);
  const requestId = await instructedRequest(own);
  const { sittingId, scenarioId } = await runningSitting(own);
  must(await decideRequest(await own.arbitrator(), { scenarioId, requestId, sittingId, verb: "grant", reason: "R" }));
  const refused = await seal(sittingId);
  expect(refused).toEqual({
    ok: false,
    refusal: { kind: "sealed-over-ceiling", exceeded: [{ spendingClass: "nonPersonnel", resource: "AE", envelope: 70n, decided: 100n }] },
  });
  expect((await own.read((db) => findSitting(db, sittingId)))?.state).toBe("running");
  must(await decideRequest(await own.arbitrator(), { scenarioId, requestId, sittingId, verb: "defer", reason: "À revoir." }));
  must(await seal(sittingId));
});

it("seals minutes that say what the database says: decisions, amounts, envelopes before and after, who was there", async () => {
  const own = await otherCampaign(world);
  await ceilings(own, 1_000n);
  const requests = [await instructedRequest(own), await instructedRequest(own), await instructedRequest(own)];
  const [before = "", first = "", second = ""] = requests;
  const controller = await own.as("controller", { role: "budgetController", unit: "INSEE" });
  const { sittingId, scenarioId } = await plannedSitting(own, { participants: [controller.actor.id], guests: "M. Dupont\n\n Mme Durand " });
  const decide = async (requestId: string, more: object, inSitting = true) =>
    must(
      await decideRequest(await own.arbitrator(), {
        ...{ scenarioId, requestId, verb: "grant" as const, reason: "R", ...(inSitting && { sittingId }) },
        ...more,
      }),
    );
  await decide(before, {}, false);
  must(await openSitting(await own.arbitrator(), { sittingId }));
  must(
    await noteAttendance(await own.staff(), { sittingId, present: [(await own.staff()).actor.id], guests: "M. Dupont\n\n Mme Durand " }),
  );
  await decide(first, { reason: "Première." });
  await decide(first, { verb: "grantConditionally", reason: "Sous réserve.", condition: "Un bilan en juin." });
  await decide(before, { verb: "refuse", reason: "Changement de cap." });
  const sealed = must(await seal(sittingId));
  const [kept] = await own.read((db) => minutesOf(db, own.campaignId));
  const minutes = readMinutes(kept?.document ?? "");
  const register = await own.read((db) => decisionsOf(db, { campaign: own.campaignId, units }));
  expect(sealed).toMatchObject({ number: 1, hash: kept?.hash });
  expect(minutes.decisions).toEqual(minutedBySitting(register).get(sittingId));
  expect(minutes.decisions.map(({ verb, corrects, correctedBy }) => ({ verb, corrects, correctedBy }))).toEqual([
    { verb: "grant", corrects: null, correctedBy: 3 },
    { verb: "grantConditionally", corrects: 2, correctedBy: null },
    { verb: "refuse", corrects: 1, correctedBy: null },
  ]);
  expect(minutes.decisions[1]).toMatchObject({ reason: "Sous réserve.", condition: "Un bilan en juin." });
  expect(minutes.undecided).toEqual([{ unitLabel: "DR Grand Est", number: 3, title: "Enquête nouvelle" }]);
  expect(second).not.toBe("");
  expect(minutes.envelopes).toContainEqual({
    ...{ spendingClass: "nonPersonnel", measure: "CP", year: 2027, place: null, envelope: "1000", asked: "180" },
    ...{ before: "60", after: "60" },
  });
  expect(minutes.attendance).toEqual([
    { name: "staff", role: "secretary", isPresent: true },
    { name: "controller", role: "participant", isPresent: false },
  ]);
  expect(minutes.guests).toEqual(["M. Dupont", "Mme Durand"]);
});

it("chains minutes, and finds any letter of them that was changed", async () => {
  const own = await otherCampaign(world);
  for (const reason of ["Un.", "Deux.", "Trois."]) {
    const requestId = await instructedRequest(own);
    const { sittingId, scenarioId } = await runningSitting(own);
    must(await decideRequest(await own.arbitrator(), { scenarioId, requestId, sittingId, verb: "grant", reason }));
    must(await seal(sittingId));
  }
  const minutes = await own.read((db) => minutesOf(db, own.campaignId));
  const register = minutedBySitting(await own.read((db) => decisionsOf(db, { campaign: own.campaignId, units })));
  expect(minutes.map(({ number, previousHash }) => [number, previousHash])).toEqual([
    [1, null],
    [2, minutes[0]?.hash],
    [3, minutes[1]?.hash],
  ]);
  expect(verifiedMinutes(minutes, register).map(({ faults }) => faults)).toEqual([[], [], []]);
  const altered = minutes.map((own) => (own.number === 2 ? { ...own, document: own.document.replace("Deux.", "Dix.") } : own));
  expect(verifiedMinutes(altered, register).map(({ faults }) => faults)).toEqual([[], ["hash", "decisions"], []]);
  expect(
    verifiedMinutes(
      minutes.filter(({ number }) => number !== 2),
      register,
    ).map(({ faults }) => faults),
  ).toEqual([[], ["number", "chain"]]);
});

it("afterwards a correction is a new decision that cites the old one, and the minutes remain as they were", async () => {
  const own = await otherCampaign(world);
  const requestId = await instructedRequest(own);
  const { sittingId, scenarioId } = await runningSitting(own);
  const decision = must(await decideRequest(await own.arbitrator(), { scenarioId, requestId, sittingId, verb: "grant", reason: "R" }));
  must(await seal(sittingId));
  const [sealed] = await own.read((db) => minutesOf(db, own.campaignId));
  must(await decideRequest(await own.arbitrator(), { scenarioId, requestId, verb: "refuse", reason: "Erreur de chiffrage." }));
  const register = await own.read((db) => decisionsOf(db, { campaign: own.campaignId, units }));
  expect(register.map(({ number, corrects, minutes }) => ({ number, corrects, minutes }))).toEqual([
    { number: 2, corrects: 1, minutes: null },
    { number: 1, corrects: null, minutes: 1 },
  ]);
  expect(await own.read((db) => minutesOf(db, own.campaignId))).toEqual([sealed]);
  expect(await own.read((db) => sealedMinutesWith(db, decision.decisionId))).toEqual({ minutes: 1, sittingId });
  expect(verifiedMinutes(sealed ? [sealed] : [], minutedBySitting(register))[0]?.faults).toEqual([]);
});

it("in a sitting a decision is taken back in the chair's name, and the minutes say so; once sealed it is not", async () => {
  const own = await otherCampaign(world);
  const [kept, withdrawn] = [await instructedRequest(own), await instructedRequest(own)];
  const { sittingId, scenarioId } = await runningSitting(own);
  const decide = async (requestId: string) =>
    must(await decideRequest(await own.staff(), { scenarioId, requestId, sittingId, verb: "grant", reason: "R" })).decisionId;
  const takeBack = async (decision: string, inSitting: boolean) =>
    await takeDecisionBack(await (inSitting ? own.staff() : own.arbitrator()), {
      ...{ scenarioId, which: { decision }, reason: "Trop vite.", ...(inSitting && { sittingId }) },
    });
  const first = await decide(kept);
  must(await takeBack(await decide(withdrawn), true));
  must(await seal(sittingId));
  const [minutes] = await own.read((db) => minutesOf(db, own.campaignId));
  expect(readMinutes(minutes?.document ?? "").decisions.map(({ verb, corrects, correctedBy }) => [verb, corrects, correctedBy])).toEqual([
    ["grant", null, null],
    ["grant", null, 3],
    ["takeBack", 2, null],
  ]);
  expect(kindOf(await takeBack(first, false))).toBe("decision-sealed");
});

it("the agenda is added to, reordered and shortened, but not of what is on the screen", async () => {
  const own = await otherCampaign(world);
  const requestId = await instructedRequest(own);
  const { sittingId } = await plannedSitting(own, { agenda: [{ unit: "DR44", requestId, minutes: 5 }] });
  const change = async (made: Parameters<typeof arrangeAgenda>[1]["change"]) =>
    await arrangeAgenda(await own.staff(), { sittingId, change: made });
  const id = crypto.randomUUID();
  must(await change({ kind: "add", id, point: { unit: "DPT", requestId: null, minutes: 10 } }));
  expect(kindOf(await change({ kind: "add", id: crypto.randomUUID(), point: { unit: "DPT", requestId: null, minutes: 1 } }))).toBe(
    "already-exists",
  );
  must(await change({ kind: "move", item: id, to: "up" }));
  must(await change({ kind: "minutes", item: id, minutes: 7 }));
  const agenda = await own.read((db) => agendaOf(db, sittingId));
  expect(agenda.map(({ unit, position, plannedMinutes }) => [unit, position, plannedMinutes])).toEqual([
    ["DPT", 1, 7],
    ["DR44", 2, 5],
  ]);
  must(await openSitting(await own.arbitrator(), { sittingId }));
  expect(kindOf(await change({ kind: "remove", item: id }))).toBe("wrong-state");
  must(await change({ kind: "remove", item: agenda[1]?.id ?? "" }));
});

it("one point at a time is on the screen, and what each took is added up", async () => {
  const own = await otherCampaign(world);
  const requestId = await instructedRequest(own);
  const agenda = [
    { unit: "DR44", requestId: null, minutes: 5 },
    { unit: "DPT", requestId: null, minutes: 5 },
  ];
  const { sittingId } = await runningSitting(own, { agenda });
  const items = await own.read((db) => agendaOf(db, sittingId));
  const [first, second] = [items[0]?.id ?? "", items[1]?.id ?? ""];
  await Promise.all(
    [own.staff(), own.arbitrator()].map(async (by) => must(await showItem(await by, { sittingId, itemId: second, requestId: null }))),
  );
  expect((await own.read((db) => agendaOf(db, sittingId))).map(({ state }) => state)).toEqual(["done", "open"]);
  must(await showItem(await own.staff(), { sittingId, itemId: first, requestId }));
  expect((await own.read((db) => agendaOf(db, sittingId))).map(({ state }) => state)).toEqual(["open", "done"]);
  expect((await own.read((db) => findSitting(db, sittingId)))?.shownRequest).toBe(requestId);
  expect(kindOf(await showItem(await own.staff(), { sittingId, itemId: crypto.randomUUID(), requestId: null }))).toBe("not-found");
});

it("the people asked hear that a sitting is planned and that its minutes are sealed, and nobody of what they did", async () => {
  const own = await otherCampaign(world);
  const controller = await own.as("listener", { role: "budgetController", unit: "INSEE" });
  const { sittingId } = await runningSitting(own, { participants: [controller.actor.id] });
  must(await seal(sittingId));
  const told = async (person: bigint) =>
    (await own.read((db) => inboxOf(db, { person, units: null }, { unreadOnly: false, kind: undefined, before: undefined, limit: 10 })))
      .filter(({ address }) => address.endsWith(sittingId))
      .map(({ kind, values }) => [kind, values.number, values.count]);
  expect(await told(controller.actor.id)).toEqual([
    ["sittingSealed", 1, 0],
    ["sittingPlanned", 1, undefined],
  ]);
  expect(await told((await own.arbitrator()).actor.id)).toEqual([["sittingPlanned", 1, undefined]]);
  expect(await told((await own.staff()).actor.id)).toEqual([["sittingSealed", 1, 0]]);
});

it("who seals and who decides wait for each other: what was accepted is in the minutes, the rest is refused, nothing is lost", async () => {
  for (let round = 0; round < 6; round += 1) {
    const own = await otherCampaign(world);
    const requests: string[] = [];
    for (let index = 0; index < 6; index += 1) requests.push(await instructedRequest(own));
    const { sittingId, scenarioId } = await runningSitting(own);
    const contexts: CommandContext[] = [];
    for (const index of requests.keys()) contexts.push(index % 2 === 0 ? await own.staff() : await own.arbitrator());
    const sealer = await own.arbitrator();
    const decisions = requests.map((requestId, index) =>
      decideRequest(contexts[index] as CommandContext, { scenarioId, requestId, sittingId, verb: "grant", reason: "R" }),
    );
    const late = new Promise<void>((resolve) => setTimeout(resolve, 15 * round)).then(() => seal(sittingId, sealer));
    const [sealed, ...made] = await Promise.all([late, ...decisions]);
    must(sealed);
    const accepted = made.flatMap((each) => (each.ok ? [each.value.number] : []));
    expect(
      made
        .filter((each) => !each.ok)
        .map(kindOf)
        .every((kind) => kind === "sitting-not-open"),
    ).toBe(true);
    const [kept] = await own.read((db) => minutesOf(db, own.campaignId));
    const minutes = readMinutes(kept?.document ?? "");
    expect(minutes.decisions.map(({ number }) => number)).toEqual([...accepted].sort((left, right) => left - right));
    const registered = await own.read((db) => decisionsOf(db, { campaign: own.campaignId, units }));
    expect(registered).toHaveLength(accepted.length);
  }
}, 60_000);

it("the database itself keeps what is sealed", async () => {
  const own = await otherCampaign(world);
  const requestId = await instructedRequest(own, {
    lines: [{ nature: "31", activity: "01-ENQ", label: "T", cells: [cell("AE", 5n), cell("CP", 5n)] }],
  });
  const { sittingId, scenarioId } = await runningSitting(own);
  must(await decideRequest(await own.arbitrator(), { scenarioId, requestId, sittingId, verb: "grant", reason: "R" }));
  must(await seal(sittingId));
  const refused = async (statement: (db: Parameters<Parameters<typeof own.database.write>[1]>[0]) => Promise<unknown>) =>
    await own.database.write(own.organisation, statement).then(
      () => "done",
      () => "refused",
    );
  expect(await refused((db) => db.updateTable("sitting").set({ title: "Autre" }).where("id", "=", sittingId).execute())).toBe("refused");
  expect(await refused((db) => db.updateTable("sitting_item").set({ used_seconds: 1 }).where("sitting_id", "=", sittingId).execute())).toBe(
    "refused",
  );
  expect(await refused((db) => db.deleteFrom("sitting_participant").where("sitting_id", "=", sittingId).execute())).toBe("refused");
  expect(
    await refused((db) => db.updateTable("sitting_minutes").set({ document: "{}" }).where("sitting_id", "=", sittingId).execute()),
  ).toBe("refused");
  const planned = await runningSitting(own);
  // Sealed without minutes, and minutes whose hash is not their own.
  expect(
    await refused((db) =>
      db.updateTable("sitting").set({ state: "sealed", sealed_at: new Date() }).where("id", "=", planned.sittingId).execute(),
    ),
  ).toBe("refused");
});

async function recorded(own: PlanningWorld, sittingId: string) {
  const rows = await own.read((db) =>
    db
      .selectFrom("decision as d")
      .innerJoin("app_user as u", "u.id", "d.recorded_by")
      .select("u.login as recorder")
      .where("d.sitting_id", "=", sittingId)
      .execute(),
  );
  return { rows };
}
