import { afterAll, beforeAll, expect, test } from "vitest";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { evaluateAlerts } from "#app/commands/evaluate-alerts.ts";
import { giveLanding } from "#app/commands/set-landing.ts";
import { loader as one } from "#app/routes/execution/alerts/alert/route.tsx";
import { action as askFrom } from "#app/routes/execution/alerts/asking/route.tsx";
import { action as explain } from "#app/routes/execution/alerts/explanation/route.tsx";
import { loader as file } from "#app/routes/execution/alerts/file/route.ts";
import { loader as list } from "#app/routes/execution/alerts/list/route.tsx";
import { action as ask } from "#app/routes/execution/alerts/question/route.tsx";
import { action as set } from "#app/routes/execution/alerts/settings/route.tsx";
import { action as snooze } from "#app/routes/execution/alerts/snooze/route.tsx";
import { loader as home, action as putAside } from "#app/routes/home/route.tsx";
import { allot, dr } from "#tests/support/credits.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";
import { outcomeOf, posting, reading, type World, worldOn } from "../security/world.ts";

const base = "/2026/execution/alerts";
let organisation: SmallOrganisation;
let world: World;
let tokens: Record<"staff" | "head" | "elsewhere" | "auditor", string>;

beforeAll(async () => {
  organisation = await smallOrganisation();
  await allot(organisation, 100_000_000n);
  const staff = await organisation.as("staff", { role: "programmeStaff", unit: "INSEE" });
  const head = await organisation.as("head", { role: "unitHead", unit: "DR44" });
  const elsewhere = await organisation.as("elsewhere", { role: "unitHead", unit: "DPT" });
  const auditor = await organisation.as("auditor", { role: "auditor", unit: "INSEE" });
  const lines = [{ ...dr, amount: 60_000_000n, schedule: [{ year: 2026, amount: 60_000_000n }] }];
  must(await commitExpenses(staff, { commitments: [{ on: "2026-05-01", label: "Avis", party: "FOUR1", lines }] }));
  const part = { year: 2026, unit: "DR44", spendingClass: "nonPersonnel", resource: "AE", seenVersion: 0 } as const;
  must(await giveLanding(head, { ...part, amount: 120_000_000n, reason: "Un marché de plus." }));
  must(await evaluateAlerts(await organisation.system(), { year: 2026 }));
  world = worldOn(organisation);
  await world.superuser.unsafe(`set search_path to ${world.organisation.schemaName}, public`);
  const session = (person: { actor: { id: bigint } }) => world.session(person.actor.id);
  tokens = { staff: await session(staff), head: await session(head), elsewhere: await session(elsewhere), auditor: await session(auditor) };
});
afterAll(() => organisation.close());

const params = { year: "2026" };
type Who = keyof typeof tokens;

async function listed(who: Who, search = "") {
  return (await list(reading(world, `${base}${search}`, { token: tokens[who], params }) as never)).alerts;
}

async function alert() {
  const [found] = await listed("staff", "?m=ae");
  if (!found) throw new Error("no alert");
  return found;
}

test("the list shows each reader the alerts of the units that they may see, as its address filters them", async () => {
  expect((await listed("staff", "?m=ae")).map(({ unit, sign, level }) => `${unit} ${sign} ${level}`)).toEqual(["DR44 exhaustion serious"]);
  expect((await listed("head", "?m=ae&cause=overuse")).length).toBe(1);
  expect(await listed("elsewhere")).toEqual([]);
  expect(await listed("staff", "?m=ae&level=watch")).toEqual([]);
  expect(await listed("staff", "?m=ae&state=closed")).toEqual([]);
  expect((await listed("staff", "?m=ae&state=nothing&level=none&cause=none")).length).toBe(1);
});

test("an alert of another's unit is not found, and an auditor reads without acting", async () => {
  const { id, version } = await alert();
  const own = { ...params, alert: id };
  const open = (who: Who) => outcomeOf(one(reading(world, `${base}/${id}`, { token: tokens[who], params: own }) as never));
  expect(await open("elsewhere")).toMatchObject({ status: 404 });
  expect(await one(reading(world, `${base}/${id}`, { token: tokens.auditor, params: own }) as never)).toMatchObject({
    mayAsk: false,
    mayExplain: false,
    steps: [{ act: "raised" }],
  });
  const sent = (act: typeof ask, who: Who, fields: Record<string, string>) =>
    outcomeOf(
      act(posting(world, `${base}/${id}/act`, { seenVersion: String(version), ...fields }, { token: tokens[who], params: own }) as never),
    );
  expect(await sent(ask, "auditor", { text: "Pourquoi ?" })).toMatchObject({ status: 403 });
  expect(await sent(ask, "head", { text: "Pourquoi ?" })).toMatchObject({ status: 403 });
  expect(await sent(explain, "elsewhere", { text: "Parce que." })).toMatchObject({ status: 404 });
  expect(await sent(snooze, "staff", { text: "Attendre", until: "2026-03-10" })).toMatchObject({ status: 422, kind: "snooze-out-of-term" });
  expect(await sent(snooze, "staff", { text: "", until: "2026-03-20" })).toMatchObject({ status: 422 });
  expect(
    await one(reading(world, `${base}/nothing`, { token: tokens.staff, params: { ...params, alert: "nothing" } }) as never).catch(
      () => "404",
    ),
  ).toBe("404");
});

test("asked from a figure, it waits for the unit on its home page; answered, it waits no more", async () => {
  const { id } = await alert();
  const asked = await outcomeOf(
    askFrom(posting(world, `${base}/asking?unit=DR44&m=ae`, { text: "D'où vient ce marché ?" }, { token: tokens.staff, params }) as never),
  );
  expect(asked).toMatchObject({ location: `${base}/${id}` });
  const waits = async (who: Who) => {
    const { toDo } = await home(reading(world, "/2026/home", { token: tokens[who], params }) as never);
    return toDo.shown.filter(({ verb }) => verb === "explain" || verb === "watch").map(({ verb, count }) => `${verb} ${count}`);
  };
  expect(await waits("head")).toEqual(["explain 1"]);
  expect(await waits("elsewhere")).toEqual([]);
  const { version } = await alert();
  const answer = { seenVersion: String(version), text: "Annoncé en avril." };
  const own = { ...params, alert: id };
  expect(
    await outcomeOf(explain(posting(world, `${base}/${id}/explanation`, answer, { token: tokens.head, params: own }) as never)),
  ).toMatchObject({
    location: `${base}/${id}`,
  });
  expect(await waits("head")).toEqual([]);
  // It has left the list of what waits for somebody, and stays among those that are not closed.
  expect(await listed("staff", "?m=ae&cause=overuse")).toEqual([]);
  expect((await listed("staff", "?m=ae&cause=overuse&state=live")).map(({ state }) => state)).toEqual(["answered"]);
});

test("what is listed is exported with its filters", async () => {
  const response = await file(reading(world, `${base}/file?m=ae&state=live&format=csv`, { token: tokens.staff, params }) as never);
  const text = await response.text();
  expect(text).toContain("DR Grand Est");
  expect(text).toContain("+20,0");
  expect(text).not.toContain("CP;");
});

test("the settings are those of the whole programme: refused to a unit, and when they cannot be", async () => {
  const fields = {
    ...{ corridor: "3", far: "8", landingAbove: "1", landingBelow: "5", leastAmount: "20 000", leastStaff: "1" },
    ...{ dormantMonths: "3", uncertifiedDays: "180", unpaidDays: "30", worsening: "2", worseningCount: "5", reason: "Essai." },
  };
  const sent = (own: Partial<typeof fields>, who: Who = "staff") =>
    outcomeOf(set(posting(world, `${base}/settings`, { ...fields, ...own }, { token: tokens[who], params }) as never));
  expect(await sent({}, "head")).toMatchObject({ status: 403 });
  expect(await sent({ far: "2,9" })).toMatchObject({ status: 422, kind: "alert-setting-out-of-bounds" });
  expect(await sent({ reason: "" })).toMatchObject({ status: 422 });
  expect(await sent({ corridor: "2,5" })).toMatchObject({ location: `${base}/settings` });
});

test("the home page of each role says what it looks at first, and tasks are put aside for a month at most, each by whom they wait for", async () => {
  const read = (who: Who) => home(reading(world, "/2026/home", { token: tokens[who], params }) as never);
  expect(await read("staff")).toMatchObject({ follows: true, room: { conducts: true, books: null, envelopes: null } });
  expect(await read("head")).toMatchObject({ room: { conducts: false }, below: { decisions: null } });
  expect((await read("elsewhere")).measures).toEqual([]);
  const [task] = (await read("head")).toDo.shown;
  const name = `${task?.verb}-${task?.year}`;
  const sent = (own: Record<string, string>, who: Who = "head") =>
    outcomeOf(putAside(posting(world, "/2026/home", { task: name, ...own }, { token: tokens[who], params }) as never));
  expect(await sent({ until: "2026-04-11" })).toMatchObject({ status: 422, kind: "snooze-out-of-term" });
  expect(await sent({ until: "2026-03-20", task: "nothing-2026" })).toMatchObject({ status: 404 });
  expect(await sent({ until: "2026-03-20" })).toMatchObject({ location: "/2026/home" });
  expect((await read("head")).toDo).toMatchObject({ aside: [{ verb: task?.verb, until: "2026-03-20" }] });
  expect((await read("staff")).toDo.aside).toEqual([]);
  expect(await sent({ until: "2026-03-10" })).toMatchObject({ location: "/2026/home" });
  expect((await read("head")).toDo.aside).toEqual([]);
});
