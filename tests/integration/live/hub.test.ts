import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { submitRequest } from "#app/commands/submit-request.ts";
import { writeCells } from "#app/commands/write-cells.ts";
import type { StreamEvent } from "#app/http/live/event-stream.ts";
import { LiveHub, type LiveLimits } from "#app/http/live/hub.ts";
import { openLiveChannel } from "#db/live-channel.ts";
import { changesSince, sheetAt } from "#db/queries/forecast/live.ts";
import { cell, otherCampaign, type PlanningWorld, planningWorld, savedRequest } from "#tests/support/planning.ts";
import { must } from "#tests/support/small-organisation.ts";

/** Two processes of the application, each with its hub, its pool and its listening connection, on one sheet that stands at revision 1. */
let first: PlanningWorld;
let world: PlanningWorld;
let sheet: string;
let requestId: string;
let lineId: string;
const hubs: LiveHub[] = [];

beforeAll(async () => {
  first = await planningWorld();
});
afterAll(() => first.close());
afterEach(() => Promise.all(hubs.splice(0).map((hub) => hub.end())));

const rhythm = { beatMs: 100, pulseMs: 150, pollMs: 100 };

async function anotherSheet(): Promise<void> {
  world = await otherCampaign(first);
  ({ requestId } = await savedRequest(world));
  const s = world.superuser(world.organisation.schemaName);
  const [row] = await world.superuser<{ id: string }[]>`select id from ${s}.plan_line where request_id = ${requestId}`;
  lineId = row?.id ?? "";
  sheet = (await world.read((db) => sheetAt(db, world.campaignId, "DR44")))?.id ?? "";
}

/** A process that hears the others; `deaf`: through a pooler that lets no notification through. */
async function process({ deaf = false, limits = {} as Partial<LiveLimits> } = {}): Promise<LiveHub> {
  const hub = new LiveHub(world.database, { rhythm, limits });
  hubs.push(hub);
  if (deaf) hub.start(() => ({ announce: async () => undefined, close: async () => undefined }));
  else hub.start((options) => openLiveChannel(world.access.app, options));
  if (!deaf) await expect.poll(() => hub.hears, { timeout: 5_000 }).toBe(true);
  return hub;
}

interface Reading {
  readonly events: StreamEvent[];
  readonly stream: string;
  ended: boolean;
  leave(): void;
}

function reader(hub: LiveHub, who: { id: bigint; name: string }, { since = 1n, mayStay = async () => true } = {}): Reading {
  const reading = { events: [] as StreamEvent[], stream: "", ended: false, leave: () => undefined as void };
  const end = () => {
    reading.ended = true;
    reading.leave();
  };
  const sink = { send: (event: StreamEvent) => void reading.events.push(event), beat: () => undefined, end };
  const joined = hub.join({ organisation: world.organisation, sheet, person: who, since, mayStay }, sink);
  if (!joined) throw new Error("The hub is full.");
  return Object.assign(reading, { stream: joined.id, leave: () => joined.leave() });
}

const last = ({ events }: Reading, name: string) => events.findLast((event) => event.name === name)?.data;

async function write(amount: bigint, seen: bigint): Promise<bigint> {
  const edits = [{ lineId, measure: "CP" as const, targetYear: 2027, month: 0, amount, seen }];
  const context = { ...(await world.agent()), key: randomUUID() };
  return must(await writeCells(context, { campaignId: world.campaignId, unit: "DR44", kind: "entry", edits })).revision;
}

async function people() {
  const [agent, head] = [(await world.agent()).actor, (await world.head()).actor];
  return { agent: { id: agent.id, name: "agent" }, head: { id: head.id, name: "head" } };
}

test("what one process commits, the readers of the others are told, without a figure", async () => {
  await anotherSheet();
  const { agent, head } = await people();
  const [here, there] = [await process(), await process()];
  const readers = [reader(here, agent), reader(there, head)];
  const revision = await write(7_654_321_00n, 1n);
  for (const own of readers) await expect.poll(() => last(own, "revision")).toBe(String(revision));
  expect(JSON.stringify(readers.map(({ events }) => events))).not.toContain("7654321");
});

test("what was refused is told to nobody", async () => {
  await anotherSheet();
  const { agent } = await people();
  const own = reader(await process(), agent);
  must(await submitRequest(await world.head(), { requestId }));
  await expect.poll(() => own.events.some(({ name }) => name === "standing")).toBe(true);
  await write(7_654_321_00n, 1n);
  expect(last(own, "revision")).toBeUndefined();
});

test("a connection that was killed is made again, and what was committed meanwhile is told", async () => {
  await anotherSheet();
  const { agent } = await people();
  const hub = await process();
  const own = reader(hub, agent);
  const killed = await world.superuser<{ pid: number }[]>`
    select pid, pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen%' and datname = current_database()`;
  expect(killed.length).toBeGreaterThan(0);
  const revision = await write(76n, 1n);
  await expect.poll(() => last(own, "revision"), { timeout: 5_000 }).toBe(String(revision));
  await expect.poll(() => hub.hears, { timeout: 5_000 }).toBe(true);
  const next = await write(77n, revision);
  await expect.poll(() => last(own, "revision"), { timeout: 5_000 }).toBe(String(next));
});

test("behind a pooler that holds notifications back, the revisions are looked at", async () => {
  await anotherSheet();
  const { agent } = await people();
  const hub = await process({ deaf: true });
  const own = reader(hub, agent);
  const revision = await write(78n, 1n);
  await expect.poll(() => last(own, "revision"), { timeout: 5_000 }).toBe(String(revision));
  expect(hub.hears).toBe(false);
});

test("who comes back with an old revision is told at once where the sheet stands", async () => {
  await anotherSheet();
  const { agent } = await people();
  const revision = await write(79n, 1n);
  const hub = new LiveHub(world.database);
  hubs.push(hub);
  const [behind, abreast] = [reader(hub, agent, { since: 1n }), reader(hub, agent, { since: revision })];
  await expect.poll(() => last(behind, "revision")).toBe(String(revision));
  expect(last(abreast, "revision")).toBeUndefined();
});

test("who loses the right or the session is cut, and gone for the others", async () => {
  await anotherSheet();
  const { agent, head } = await people();
  const hub = await process();
  let may = true;
  const [stays, leaves] = [reader(hub, head), reader(hub, agent, { mayStay: async () => may })];
  await expect.poll(() => last(stays, "people")).toMatchObject([{ name: "agent" }]);
  may = false;
  await expect.poll(() => leaves.ended).toBe(true);
  await expect.poll(() => last(stays, "people")).toEqual([]);
  expect(stays.ended).toBe(false);
});

test("people see each other across processes, where they are, and themselves never", async () => {
  await anotherSheet();
  const { agent, head } = await people();
  const [here, there] = [await process(), await process()];
  const [mine, theirs] = [reader(here, agent), reader(there, head)];
  await expect.poll(() => last(mine, "people")).toEqual([{ id: String(head.id), name: "head", cells: [] }]);
  const at = `${lineId} CP 2027 3`;
  // The browser's request may come to the other process.
  here.move({ organisation: world.organisation.number, stream: theirs.stream, person: head.id, cell: at });
  await expect.poll(() => last(mine, "people")).toEqual([{ id: String(head.id), name: "head", cells: [at] }]);
  here.move({ organisation: world.organisation.number, stream: theirs.stream, person: agent.id, cell: null });
  theirs.leave();
  await expect.poll(() => last(mine, "people")).toEqual([]);
  expect(JSON.stringify(mine.events)).not.toContain('"agent"');
});

test("too many streams of one person are refused; nobody stays when the process ends", async () => {
  await anotherSheet();
  const { agent, head } = await people();
  const hub = await process({ limits: { ofPerson: 2 } });
  const own = [reader(hub, agent), reader(hub, agent)];
  expect(() => reader(hub, agent)).toThrow("full");
  const other = reader(hub, head);
  expect(hub.openStreams).toBe(3);
  await hub.end();
  expect([...own, other].map(({ ended }) => ended)).toEqual([true, true, true]);
  expect(() => reader(hub, head)).toThrow("full");
});

test("the changes since a revision are the cells as they stand, each with its last author, emptied ones too", async () => {
  await anotherSheet();
  const second = await write(80n, 1n);
  const third = await write(81n, second);
  const read = (since: bigint) => world.read((db) => changesSince(db, sheet, { since, limit: 10, view: "whole" }));
  expect(await read(1n)).toMatchObject([{ lineId, measure: "CP", month: 0, amount: 81n, revision: third, author: "agent" }]);
  expect(await read(third)).toEqual([]);
  const context = { ...(await world.head()), key: randomUUID() };
  const edits = [{ ...cell("CP", null), lineId, seen: third }];
  must(await writeCells(context, { campaignId: world.campaignId, unit: "DR44", kind: "entry", edits }));
  expect(await read(third)).toMatchObject([{ amount: null, author: "head" }]);
});
