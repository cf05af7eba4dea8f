import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createScenario } from "#app/commands/create-scenario.ts";
import { decideRequest } from "#app/commands/decide-request.ts";
import { instructRequest } from "#app/commands/instruct-request.ts";
import { recallRequest } from "#app/commands/recall-request.ts";
import { setEnvelope } from "#app/commands/set-envelope.ts";
import { submitRequest } from "#app/commands/submit-request.ts";
import { loader as board } from "#app/routes/arbitration/board/route.tsx";
import { action as decide } from "#app/routes/arbitration/board-decision/route.ts";
import { loader as boardFile } from "#app/routes/arbitration/board-file/route.ts";
import { action as takeBack } from "#app/routes/arbitration/board-taking-back/route.ts";
import { loader as bulk, action as decideMany } from "#app/routes/arbitration/bulk/route.tsx";
import { loader as register } from "#app/routes/arbitration/decisions/route.tsx";
import { loader as registerFile } from "#app/routes/arbitration/decisions-file/route.ts";
import { loader as unitFile } from "#app/routes/arbitration/unit-file/route.tsx";
import { cell, instructedRequest, type PlanningWorld, planningWorld, savedRequest } from "#tests/support/planning.ts";
import { must } from "#tests/support/small-organisation.ts";
import { outcomeOf, posting, reading, type World, worldOn } from "../security/world.ts";

let planning: PlanningWorld;
let world: World;
let token: string;
let scenario: string;
const params = { year: "2027" };

beforeAll(async () => {
  planning = await planningWorld();
  world = worldOn(planning);
  await world.superuser.unsafe(`set search_path to ${world.organisation.schemaName}, public`);
  token = await world.session((await planning.arbitrator()).actor.id);
  const { campaignId } = planning;
  scenario = must(await createScenario(await planning.staff(), { campaignId, name: "Séance", startFrom: "asked" })).scenarioId;
  const envelope = { campaignId, spendingClass: "nonPersonnel", resource: "CP", targetYear: 2027, amount: 100n } as const;
  must(await setEnvelope(await planning.staff(), envelope));
});
afterAll(() => planning.close());

async function shown(search = "") {
  const { board: found } = await board(reading(world, `/2027/arbitration?scenario=${scenario}${search}`, { token, params }) as never);
  if (!found) throw new Error("no board");
  return found;
}

async function requestOn(id: string, search = "") {
  const own = (await shown(search)).units.flatMap(({ requests }) => requests).find((request) => request.id === id);
  if (!own) throw new Error("the request is not on the board");
  return own;
}

interface Fields {
  readonly [name: string]: string;
}

async function post(fields: Fields, { as = token, m = "cp" } = {}) {
  const typed = { key: randomUUID(), scenario, reason: "Fondé.", condition: "", amount: "", seen: "0", verb: "grant", ...fields };
  const answer = await outcomeOf(decide(posting(world, `/2027/arbitration/decide?m=${m}`, typed, { token: as, params }) as never));
  return answer as { status: number; body: { changed?: unknown[]; refusal?: { kind: string } } };
}

test("a decision of the board answers what stands, in the measure that it shows, and the page written anew says the same", async () => {
  const request = await instructedRequest(planning);
  const before = await shown();
  const answer = await post({ request });
  expect(answer.body.changed).toMatchObject([
    {
      id: request,
      state: "arbitrated",
      decided: { personnel: "0", nonPersonnel: "60" },
      decision: { verb: "grant", outcome: "granted", mine: true },
    },
  ]);
  expect(await requestOn(request)).toMatchObject({ decided: { nonPersonnel: 60n }, decision: { outcome: "granted" } });
  expect((await requestOn(request, "&m=ae")).decided).toEqual({ personnel: 0n, nonPersonnel: 100n });
  const moved = (await shown()).envelopes.map((own, index) => own.decided - (before.envelopes[index]?.decided ?? 0n));
  expect(moved).toEqual([60n]);
});

test("one amount is typed in the measure shown, and the others follow in proportion", async () => {
  const request = await instructedRequest(planning);
  must(await instructRequest(await planning.staff(), { requestId: request, view: "reserved", sentence: "Trop." }));
  const answer = await post({ request, verb: "other", amount: "0,30" });
  expect(answer.body.changed).toMatchObject([{ decided: { nonPersonnel: "30" }, decision: { outcome: "partial" } }]);
  expect((await requestOn(request, "&m=ae")).decided?.nonPersonnel).toBe(50n);
});

test("taken back, the request waits again, and the last decision is the one that is taken back", async () => {
  const request = await instructedRequest(planning);
  await post({ request });
  const typed = { key: randomUUID(), scenario, request: "", reason: "Erreur." };
  const answer = await outcomeOf(takeBack(posting(world, "/2027/arbitration/take-back?m=cp", typed, { token, params }) as never));
  expect(answer).toMatchObject({ body: { changed: [{ id: request, state: "instructed", decided: null, decision: null }] } });
  expect(await requestOn(request)).toMatchObject({ decided: null, decision: null, obstacle: null });
});

const refusals: readonly { rule: string; refused: () => Promise<Awaited<ReturnType<typeof post>>>; status: number; kind: string }[] = [
  {
    rule: "without a reason",
    refused: async () => post({ request: await instructedRequest(planning), reason: " " }),
    status: 422,
    kind: "wrong-form",
  },
  {
    rule: "withdrawn meanwhile",
    refused: async () => {
      const { requestId } = await savedRequest(planning);
      must(await submitRequest(await planning.head(), { requestId }));
      must(await recallRequest(await planning.head(), { requestId }));
      return await post({ request: requestId });
    },
    ...{ status: 409, kind: "wrong-state" },
  },
  {
    rule: "by its author",
    refused: async () => {
      const request = await instructedRequest(planning);
      const both = await planning.as("both", { role: "arbitrator", unit: "INSEE" }, { role: "unitHead", unit: "DR44" });
      await world.run("update request set author = $1 where id = $2", [both.actor.id, request]);
      return await post({ request }, { as: await world.session(both.actor.id) });
    },
    ...{ status: 403, kind: "author-decides" },
  },
  {
    rule: "twice, without having seen the first",
    refused: async () => {
      const request = await instructedRequest(planning);
      await post({ request });
      return await post({ request, verb: "refuse" });
    },
    ...{ status: 409, kind: "decided-since" },
  },
  {
    rule: "above the ceiling of personnel",
    refused: async () => {
      const { campaignId } = planning;
      const ceiling = { campaignId, spendingClass: "personnel", resource: "CP", targetYear: 2027, amount: 4n } as const;
      must(await setEnvelope(await planning.staff(), ceiling));
      const lines = [{ nature: "21", activity: "01-ENQ", label: "", cells: [cell("AE", 5n), cell("CP", 5n), cell("ETPT", 1200n)] }];
      return await post({ request: await instructedRequest(planning, { lines }) });
    },
    ...{ status: 409, kind: "envelope-exceeded" },
  },
];

test.each(refusals)("a decision $rule is refused in words, and changes nothing", async ({ refused, status, kind }) => {
  const { envelopes } = await shown();
  const answer = await refused();
  expect({ status: answer.status, kind: answer.body.refusal?.kind }).toEqual({ status, kind });
  if (kind !== "decided-since")
    expect((await shown()).envelopes.find((own) => own.spendingClass === "nonPersonnel")?.decided).toBe(envelopes[0]?.decided);
});

test("decisions in number: what would be decided, the exceptions with why, the effect; then one act", async () => {
  const requests = [await instructedRequest(planning), await instructedRequest(planning)];
  const address = `/2027/arbitration/bulk?scenario=${scenario}&verb=defer&view=favourable`;
  const { found } = await bulk(reading(world, address, { token, params }) as never);
  if (!found) throw new Error("nothing is foreseen");
  expect(found.made.map(({ id }) => id)).toEqual(expect.arrayContaining(requests));
  expect(found.exceptions.map(({ why }) => why)).toEqual(expect.arrayContaining([expect.stringContaining("Déjà décidée")]));
  const typed = { key: randomUUID(), scenario, verb: "defer", reason: "Plus tard.", request: requests[0] ?? "" };
  const answer = await outcomeOf(decideMany(posting(world, address, typed, { token, params }) as never));
  expect(answer).toMatchObject({ status: 302 });
  expect(await requestOn(requests[0] ?? "")).toMatchObject({ decision: { verb: "defer", reason: "Plus tard." } });
  expect((await requestOn(requests[1] ?? "")).decision).toBeNull();
});

test("the file of a unit says each line beside what is decided of it; another unit's file is not found", async () => {
  const request = await instructedRequest(planning);
  await post({ request });
  const address = `/2027/arbitration/units/DR44?scenario=${scenario}&m=ae`;
  const { files } = await unitFile(reading(world, address, { token, params: { ...params, unit: "DR44" } }) as never);
  expect(files.find(({ id }) => id === request)?.lines).toMatchObject([{ label: "Terrain", asked: 100n, decided: 100n }]);
  const foreign = { token, params: { ...params, unit: "NOWHERE" } };
  expect(await outcomeOf(unitFile(reading(world, "/2027/arbitration/units/NOWHERE", foreign) as never))).toMatchObject({ status: 404 });
});

test("the board and the register go out as files, with the reasons, filtered as their pages are", async () => {
  const request = await instructedRequest(planning, { title: "Trajectoires d’emploi" });
  must(
    await decideRequest(await planning.arbitrator(), {
      scenarioId: scenario,
      requestId: request,
      verb: "refuse",
      reason: "Redéploiement interne.",
    }),
  );
  const text = async (answer: Promise<Response>) => await (await answer).text();
  const whole = await text(boardFile(reading(world, `/2027/arbitration/file?scenario=${scenario}&format=csv`, { token, params }) as never));
  expect(whole.split("\r\n").find((line) => line.includes("Trajectoires"))).toContain("Redéploiement interne.");
  const found = "/2027/arbitration/decisions/file?format=csv&q=redeploiements";
  const lines = (await text(registerFile(reading(world, found, { token, params }) as never)))
    .split("\r\n")
    .filter((line) => line.includes(";"));
  expect(lines).toHaveLength(2);
  const page = await register(reading(world, "/2027/arbitration/decisions?q=trajectoire&verb=refuse", { token, params }) as never);
  expect(page.register?.decisions.map(({ title, mayTakeBack }) => ({ title, mayTakeBack }))).toEqual([
    { title: "Trajectoires d’emploi", mayTakeBack: true },
  ]);
});
