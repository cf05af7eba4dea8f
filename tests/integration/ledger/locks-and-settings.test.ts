import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { roles } from "#app/domain/access.ts";
import { checkNames } from "#app/domain/forecast/checks/settings.ts";
import { moduleOf, siteRoutes } from "#tests/support/site-map.ts";
import { openWorld, outcomeOf, posting, type World } from "../security/world.ts";

/** 2026 has a period in each state that a lock may have. Somebody who holds every role sends every form that is not the lock's own. */
let world: World;

beforeAll(async () => {
  world = await openWorld();
  await world.run("insert into fiscal_year (year, first_day, last_day) values (2026, '2026-01-01', '2026-12-31')");
  await world.run(
    `insert into period (fiscal_year, period, first_day, last_day)
     select 2026, m, make_date(2026, m, 1), (make_date(2026, m, 1) + interval '1 month')::date - 1 from generate_series(1, 12) m`,
  );
  await world.run(
    "insert into period (fiscal_year, period, first_day, last_day, complementary) values (2026, 13, '2026-12-31', '2026-12-31', true)",
  );
  await world.run("update period set status = 'closed' where period <= 2");
  await world.run("update period set status = 'locked' where period in (3, 4)");
  await world.run("update period set open_until = '2099-01-01' where period = 4");
  for (const account of ["658", "758"]) {
    await world.run("insert into account (book, code) values ('general', $1)", [account]);
    await world.run("insert into account_version (book, code, valid, label, source) values ('general', $1, '(,)', $1, 'pcg')", [account]);
  }
});
afterAll(() => world.close());

const everything = async () => {
  const grants = roles.map((role) => ({ role, unit: "ROOT" }));
  return await world.session(await world.person(`all${randomUUID().slice(0, 8)}`, grants));
};
const locks = () =>
  world.run(
    "select y.year, y.status as year_status, p.* from fiscal_year y join period p on p.fiscal_year = y.year order by y.year, p.period",
  );

/** What somebody would add to a form to move a lock with it. */
const meddling = {
  ...{ status: "open", period: "3", year: "2026", fiscalYear: "2026", openUntil: "2099-12-31", open_until: "2099-12-31" },
  ...{ locked: "", closed: "", lock: "open", complementary: "on" },
};

/** Forms that keep settings, as their pages send them. */
const settings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "/:year/ledger/matching-settings": {
    ...{ accounts: "401 408", windowDays: "60", threshold: "1,00", loss: "658", gain: "758", termDays: "30" },
  },
  "/:year/ledger/closing/reopening-term": { termHours: "24" },
  "/:year/campaigns/checks": {
    ...Object.fromEntries(checkNames.map((name) => [`levels.${name}`, "warning"])),
    ...{ departureRate: "7,5", departureAmount: "20 000,00" },
  },
  "/:year/ledger/statements/mapping": {
    ...{ prefix: "6587", side: "either", line: "R123", measure: "gross", from: "2026-01-01", reason: "Essai" },
  },
  "/preferences": { locale: "en", back: "/" },
};

/** The acts of closing: what alone moves a lock. */
const ownActs = /\/ledger\/closing\/(closure|opening|periods|reopenings|waivers)/;

const actions = (await Promise.all((await siteRoutes()).map(async (route) => ({ route, action: (await moduleOf(route)).action })))).filter(
  ({ action, route }) => action !== undefined && !ownActs.test(route.path),
);

describe("a lock", () => {
  it.each(actions.map(({ route, action }) => [route.path, action] as const))("is not moved by the form of %s", async (path, action) => {
    const before = await locks();
    const names = [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => name);
    const params = Object.fromEntries(names.map((name) => [name, name === "year" ? "2026" : name === "account" ? "401" : "OWN"]));
    const address = path.replaceAll(/:(\w+)/g, (_, name: string) => params[name] ?? "");
    const form = { ...meddling, ...settings[path] };
    const outcome = await outcomeOf(
      action?.(posting(world, address, form, { token: await everything(), params }) as never) ?? Promise.resolve(),
    );
    expect(outcome.status).toBeLessThan(500);
    if (path in settings) expect(outcome, "the setting itself is kept").toMatchObject({ status: 302 });
    expect(await locks()).toEqual(before);
  });

  it("has its own acts, and the table of settings forms names real ones", () => {
    const paths = actions.map(({ route }) => route.path);
    expect(Object.keys(settings).filter((path) => !paths.includes(path))).toEqual([]);
    expect(paths.length).toBeGreaterThan(40);
  });
});
