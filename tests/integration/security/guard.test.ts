import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { guard } from "#app/http/guard.ts";
import { accessOf, visibleUnits } from "#db/queries/access.ts";
import { holding, openWorld, outcomeOf, posting, reading, today, type World } from "./world.ts";

let world: World;
let agent: string;

beforeAll(async () => {
  world = await openWorld();
  agent = await world.session(await world.person("agent", holding("agent", "OWN")));
  await world.run("insert into fiscal_year (year, first_day, last_day) values (2025, '2025-01-01', '2025-12-31')");
});
afterAll(() => world.close());

const page = guard.loader({ capability: "forecast.edit", unit: ({ params }) => params["unit"] }, async ({ person, year }) => ({
  person,
  year,
}));
const anywhere = guard.loader({ capability: "ledger.close" }, async () => "books");
const anybody = guard.loader({ capability: "signed-in" }, async ({ year }) => year);
const ran: string[] = [];
const act = guard.action(
  { capability: "forecast.edit", unit: ({ form }) => form.get("unit")?.toString() },
  async ({ context, redirect }) => {
    ran.push(context.key);
    return redirect("/done", "forecast.title", { count: 1 });
  },
);

function get(unit: string, token: string | undefined, year = "2026") {
  return outcomeOf(page(reading(world, `/${year}/forecast/${unit}?m=cp`, { token, params: { unit, year } })));
}

describe("a page", () => {
  it("sends a stranger to sign in, and back", async () => {
    expect(await get("OWN", undefined)).toEqual({
      status: 302,
      location: `/sign-in?next=${encodeURIComponent("/2026/forecast/OWN?m=cp")}`,
    });
    expect((await get("OWN", "A".repeat(43))).status).toBe(302);
  });

  it.each([
    ["OWN", 200],
    ["CHILD", 200],
    ["GONE", 200],
    ["PARENT", 404],
    ["BROTHER", 404],
    ["ROOT", 404],
    ["NOWHERE", 404],
    ["OWN' or '1'='1", 404],
  ])("of the unit %s answers %i to the agent of OWN", async (unit, status) => {
    expect((await get(unit, agent)).status).toBe(status);
  });

  it("of a foreign unit is the page of a unit that does not exist, to the letter", async () => {
    const [foreign, missing] = [await get("BROTHER", agent), await get("NOWHERE", agent)];
    expect(JSON.stringify(foreign.body).replaceAll("BROTHER", "NOWHERE")).toBe(JSON.stringify(missing.body));
    expect(foreign.kind).toBe("not-found");
  });

  it("without the capability is forbidden", async () => {
    expect(await outcomeOf(anywhere(reading(world, "/2026/ledger", { token: agent })))).toMatchObject({ status: 403, kind: "forbidden" });
  });

  it.each([
    ["2026", 200],
    ["2025", 200],
    ["2031", 404],
    ["1999", 404],
    ["20x6", 404],
    ["99999999999", 404],
  ])("of the year %s answers %i", async (year, status) => {
    expect((await get("OWN", agent, year)).status).toBe(status);
  });

  it("whose address holds a NUL is none", async () => {
    expect((await get("OWN\u0000", agent)).status).toBe(404);
    expect((await outcomeOf(anybody(reading(world, "/?q=%00", { token: agent })))).status).toBe(404);
  });

  it("reads in a snapshot that cannot write", async () => {
    const writing = guard.loader({ capability: "signed-in" }, async ({ db }) => await db.deleteFrom("session").execute());
    await expect(writing(reading(world, "/", { token: agent }))).rejects.toMatchObject({ code: "25006" });
  });
});

describe("an act", () => {
  const own = { unit: "OWN" };
  const asAgent = () => ({ token: agent });
  const post = (fields: Record<string, string>, asking: Parameters<typeof posting>[3]) =>
    outcomeOf(act(posting(world, "/act", fields, asking)));

  it("runs, and leaves its message for the next page", async () => {
    const answer = await act(posting(world, "/act", own, asAgent()));
    expect(answer instanceof Response && [answer.status, answer.headers.get("location"), answer.headers.get("set-cookie")]).toEqual([
      302,
      "/done",
      expect.stringMatching(/^flash=.+HttpOnly/),
    ]);
  });

  it.each<[string, Record<string, string>, Parameters<typeof posting>[3], number, string]>([
    ["from another site", own, { headers: { "sec-fetch-site": "cross-site" } }, 403, "cross-site-request"],
    ["from another application of the domain", own, { headers: { "sec-fetch-site": "same-site" } }, 403, "cross-site-request"],
    ["from another origin", own, { headers: { origin: "https://evil.example" } }, 403, "cross-site-request"],
    ["with an opaque origin", own, { headers: { origin: "null" } }, 403, "cross-site-request"],
    ["by PUT", own, { method: "PUT" }, 405, "method-not-allowed"],
    ["by DELETE", own, { method: "DELETE" }, 405, "method-not-allowed"],
    ["by a method override", { ...own, _method: "DELETE" }, { method: "PATCH" }, 405, "method-not-allowed"],
    ["as plain text", own, { headers: { "sec-fetch-site": "same-origin", "content-type": "text/plain" } }, 400, "unreadable-form"],
    ["on the sibling", { unit: "BROTHER" }, {}, 404, "not-found"],
    ["on a unit that does not exist", { unit: "NOWHERE" }, {}, 404, "not-found"],
    ["without key", { ...own, key: "" }, {}, 400, "missing-key"],
    ["with a key that is none", { ...own, key: "1 or 1=1" }, {}, 400, "missing-key"],
  ])("%s is refused, and nothing runs", async (_name, fields, asking, status, kind) => {
    const before = ran.length;
    expect(await post(fields, { ...asAgent(), ...asking })).toMatchObject({ status, kind });
    expect(ran).toHaveLength(before);
  });

  it("of a stranger is refused before its form is read", async () => {
    expect(await post(own, {})).toMatchObject({ status: 401, kind: "sign-in-required" });
  });

  it("is refused for its origin before anything is said of the session", async () => {
    expect(await post(own, { headers: { "sec-fetch-site": "cross-site" } })).toMatchObject({ status: 403 });
  });

  it("that is too large is refused", async () => {
    const small = guard.action({ capability: "signed-in", formLimitBytes: 50 }, async () => "done");
    expect(await outcomeOf(small(posting(world, "/act", { text: "x".repeat(50) }, asAgent())))).toMatchObject({ status: 413 });
  });
});

describe("what a person reaches", () => {
  it("is read from the tree of the day: a unit that moved is reached by its new parent alone", async () => {
    const [before, after] = [
      await world.person("before", holding("agent", "PARENT")),
      await world.person("after", holding("agent", "BROTHER")),
    ];
    await world.run("insert into unit (code) values ('MOVED')");
    const version =
      "insert into unit_version (code, valid, parent, label, short_label, kind) values ('MOVED', $1::daterange, $2, 'M', 'M', 'department')";
    await world.run(version, ["[2000-01-01,2026-07-01)", "OWN"]);
    await world.run(version, ["[2026-07-01,)", "BROTHER"]);
    const reach = async (user: bigint, day: string) => {
      const access = await world.database.read(world.organisation, (db) => accessOf(db, user, day));
      return access.grants[0]?.units.has("MOVED");
    };
    expect([await reach(before, today), await reach(after, today)]).toEqual([true, false]);
    expect([await reach(before, "2026-07-01"), await reach(after, "2026-07-01")]).toEqual([true, true]);
    expect([await reach(before, "1990-01-01"), await reach(after, "1990-01-01")]).toEqual([true, false]);
  });

  it("a grant counts between its days only", async () => {
    const user = await world.person("dated", holding("agent", "OWN"));
    await world.run("update role_grant set valid = '[2026-02-01,2026-03-01)' where user_id = $1", [user]);
    const grants = (day: string) => world.database.read(world.organisation, async (db) => (await accessOf(db, user, day)).grants.length);
    expect([await grants("2026-01-31"), await grants("2026-02-01"), await grants("2026-03-01")]).toEqual([0, 1, 0]);
  });

  it("is listed in the order of the tree, from what the person sees", async () => {
    const user = await world.person("lister", [...holding("agent", "OWN"), ...holding("auditor", "BROTHER")]);
    const seen = await world.database.read(world.organisation, async (db) =>
      visibleUnits(db, await accessOf(db, user, today), "planning.read", today),
    );
    expect(seen.map(({ code, parent, depth }) => [code, parent, depth])).toEqual([
      ["BROTHER", null, 0],
      ["OWN", null, 0],
      ["CHILD", "OWN", 1],
      ["GONE", "OWN", 1],
      ["MOVED", "OWN", 1],
    ]);
  });
});
