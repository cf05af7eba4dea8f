import { afterAll, beforeAll, expect, test } from "vitest";
import { LiveHub } from "#app/http/live/hub.ts";
import { action as cells } from "#app/routes/forecast/cells/route.ts";
import { loader as changes } from "#app/routes/forecast/changes/route.ts";
import { loader as live } from "#app/routes/forecast/live/route.ts";
import { planningWorld, savedRequest } from "#tests/support/planning.ts";
import { outcomeOf, posting, reading, type World, worldOn } from "../security/world.ts";

/** The agent of DR44 looks at a sheet at revision 1, over HTTP; a hub that looks at rights each tenth of a second. */
let world: World;
let hub: LiveHub;
let campaign: string;
let agent: bigint;
let token: string;

beforeAll(async () => {
  const planning = await planningWorld();
  campaign = planning.campaignId;
  await savedRequest(planning);
  agent = (await planning.agent()).actor.id;
  world = worldOn(planning);
  await world.superuser.unsafe(`set search_path to ${world.organisation.schemaName}, public`);
  hub = new LiveHub(world.database, { rhythm: { beatMs: 100 } });
  hub.start(() => ({ announce: async () => undefined, close: async () => undefined }));
  Object.assign(world.context.services, { live: hub });
  token = await world.session(agent);
});
afterAll(async () => {
  await hub.end();
  await world.close();
});

const params = { year: "2027", unit: "DR44" };

async function opened(own = token) {
  const path = `/2027/forecast/DR44/live?campaign=${campaign}`;
  return await live(reading(world, path, { token: own, params }) as never);
}

test("the stream is not kept, not compressed, and begins with its name", async () => {
  const response = await opened();
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
  const reader = response.body?.getReader();
  const texts: string[] = [];
  while (!texts.join("").includes("hello")) texts.push(new TextDecoder().decode((await reader?.read())?.value));
  expect(hub.openStreams).toBe(1);
  await reader?.cancel();
  expect(hub.openStreams).toBe(0);
});

test("signing out ends it", async () => {
  const own = await world.session(agent);
  const response = await opened(own);
  await world.run("delete from session where user_id = $1", [agent]);
  expect(await response.text()).toContain("hello");
  token = await world.session(agent);
});

test("losing the right ends it, and the sheet is another unit's then", async () => {
  const response = await opened();
  await world.run("update role_grant set unit = 'DPT' where user_id = $1", [agent]);
  expect(await response.text()).toContain("hello");
  expect(await outcomeOf(opened())).toMatchObject({ status: 404 });
  await world.run("update role_grant set unit = 'DR44' where user_id = $1", [agent]);
});

test("what a page asks by itself does not make the session last", async () => {
  await world.run("update session set last_seen_at = now() - interval '20 minutes' where user_id = $1", [agent]);
  const path = `/2027/forecast/DR44/changes?campaign=${campaign}&since=0`;
  const answer = await changes(reading(world, path, { token, params }) as never);
  expect(await answer.json()).toMatchObject({
    revision: "1",
    cells: [
      { amount: "100", mine: true },
      { amount: "60", mine: true },
    ],
  });
  await (await opened()).body?.cancel();
  const [session] = await world.run("select last_seen_at < now() - interval '19 minutes' as old from session where user_id = $1", [agent]);
  expect(session?.["old"]).toBe(true);
});

test("the page of somebody who has signed out sends nothing in the name of who came after", async () => {
  const fields = { campaign, owner: `test/${agent + 1n}`, kind: "entry", edits: "{}" };
  const refused = await outcomeOf(cells(posting(world, "/2027/forecast/DR44/cells", fields, { token, params }) as never));
  expect(refused).toMatchObject({ status: 401, kind: "sign-in-required" });
});
