import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Capability, type Role, roles } from "#app/domain/access.ts";
import type { Declaration } from "#app/http/guard.ts";
import { moduleOf, type SiteRoute, siteRoutes } from "#tests/support/site-map.ts";
import { holding, openWorld, outcomeOf, posting, reading, type World } from "./world.ts";

/** Who may do what, written a second time, from the description of the roles and not from the code: the code must agree. */
const whoMay: Readonly<Record<Capability, readonly Role[]>> = {
  "planning.read": everybodyBut("administrator"),
  "allotment.read": everybodyBut("administrator"),
  "execution.read": everybodyBut("administrator"),
  "planning.costs": ["programmeStaff", "arbitrator", "budgetController", "auditor"],
  "arbitration.read": ["programmeStaff", "arbitrator", "budgetController", "auditor"],
  "ledger.read": ["programmeStaff", "arbitrator", "accountant", "chiefAccountant", "budgetController", "auditor"],
  "forecast.edit": ["agent", "unitHead", "programmeStaff"],
  "forecast.submit": ["unitHead", "programmeStaff"],
  "forecast.return": ["programmeStaff"],
  "campaign.manage": ["programmeStaff"],
  "arbitration.prepare": ["programmeStaff"],
  "arbitration.decide": ["arbitrator"],
  "allotment.notify": ["programmeStaff"],
  "allotment.release": ["programmeStaff"],
  "allotment.approve": ["arbitrator"],
  "allotment.acknowledge": ["unitHead"],
  "allotment.request": ["unitHead", "programmeStaff"],
  "execution.plan": ["agent", "unitHead", "programmeStaff"],
  "execution.land": ["agent", "unitHead", "programmeStaff"],
  "execution.explain": ["agent", "unitHead", "programmeStaff"],
  "execution.ask": ["programmeStaff"],
  "reports.issue": ["programmeStaff"],
  "workload.time": ["agent", "unitHead", "programmeStaff"],
  "workload.plan": ["unitHead", "programmeStaff"],
  "workload.arrange": ["programmeStaff"],
  "review.explain": ["agent", "unitHead", "programmeStaff"],
  "execution.commit": ["unitHead", "programmeStaff"],
  "execution.certify": ["unitHead", "programmeStaff"],
  "execution.request": ["programmeStaff", "accountant"],
  "execution.pay": ["accountant", "chiefAccountant"],
  "execution.exceed": ["programmeStaff", "chiefAccountant"],
  "execution.refer": ["programmeStaff", "accountant", "chiefAccountant"],
  "execution.revenue": ["programmeStaff", "accountant", "chiefAccountant"],
  "execution.import": ["accountant", "chiefAccountant", "programmeStaff"],
  "workforce.people": ["unitHead", "programmeStaff", "auditor"],
  "workforce.edit": ["programmeStaff"],
  "visa.record": ["budgetController"],
  "ledger.post": ["accountant", "chiefAccountant"],
  "ledger.reverse": ["accountant", "chiefAccountant"],
  "ledger.export": ["accountant", "chiefAccountant", "auditor"],
  "ledger.import": ["chiefAccountant"],
  "ledger.close": ["chiefAccountant"],
  "ledger.approve": ["chiefAccountant", "budgetController"],
  "ledger.arrange": ["chiefAccountant", "administrator"],
  "audit.read": ["auditor", "administrator"],
  "admin.users": ["administrator"],
  "admin.reference": ["administrator"],
};

/** What a role reaches from the unit where it is held. */
const reach: Readonly<Record<string, readonly string[]>> = {
  OWN: ["OWN", "CHILD"],
  ROOT: ["OWN", "CHILD", "PARENT", "BROTHER"],
};
const aims = ["OWN", "CHILD", "PARENT", "BROTHER", "NOWHERE"];

/** Who asks: a role held on a unit, or somebody who holds nothing. */
const askers = ["anonymous", "disabled", ...Object.keys(reach).flatMap((unit) => roles.map((role) => `${role} of ${unit}`))];

/**
 * The ledger is read and written whole, by those who hold their capability on the root (decision 0041), and so are the settings of the checks
 * and the average costs, which hold for every unit: there is no unit to aim at. So are the thresholds of alerts, and the end of the credits of an exercise.
 */
const whole = (path: string) =>
  ["/:year/ledger", "/:year/execution/year-end", "/:year/execution/chorus"].some((start) => path.startsWith(start)) ||
  // Extracts speak of every unit; their pieces are searched by each in its own scope.
  (path.startsWith("/:year/execution/imports") && path !== "/:year/execution/imports/items") ||
  [
    "/:year/campaigns/checks",
    "/:year/campaigns/costs",
    "/:year/allotment/caps",
    "/:year/allotment/reserve",
    "/:year/workforce/settings",
    "/:year/workforce/ceiling/bridge",
    "/:year/workforce/workload/settings",
    "/:year/workforce/workload/forecasts",
    "/:year/workforce/sites/settings",
    "/:year/works/allocation",
    "/:year/works/operations/:operation/expense",
  ].includes(path) ||
  path === "/:year/execution/alerts/settings" ||
  path.startsWith("/:year/reports/");

interface Handler {
  readonly route: SiteRoute;
  readonly run: (args: never) => Promise<unknown>;
  readonly declaration: Declaration;
}

const handlers = (await Promise.all((await siteRoutes()).map(handlersOf))).flat();
const closed = handlers.filter(({ declaration }) => declaration.capability !== "public");

let world: World;
const tokens = new Map<string, string | undefined>([["anonymous", undefined]]);

beforeAll(async () => {
  world = await openWorld();
  await world.run("insert into fiscal_year (year, first_day, last_day) values (2026, '2026-01-01', '2026-12-31')");
  for (const unit of Object.keys(reach)) {
    for (const role of roles) {
      const login = `${role}.${unit}`.toLowerCase();
      tokens.set(`${role} of ${unit}`, await world.session(await world.person(login, holding(role, unit))));
    }
  }
  const gone = await world.person(
    "gone",
    roles.map((role) => ({ role, unit: "ROOT" })),
  );
  tokens.set("disabled", await world.session(gone));
  await world.run("update app_user set disabled_at = now() where id = $1", [gone]);
});
afterAll(() => world.close());

describe.each(closed.map((handler) => [handler.declaration.kind, handler.route.path, handler] as const))(
  "the %s of %s",
  (_kind, _path, handler) => {
    it.each(askers)(
      "answers %s as declared, on each unit",
      async (who) => {
        for (const unit of whole(handler.route.path) ? aims.slice(0, 1) : aims) {
          const { args, place } = asked(handler, unit, tokens.get(who));
          const aimed = "unit" in handler.declaration ? handler.declaration.unit?.(place) : undefined;
          const expected = expectation(handler, who, aimed);
          const { status, location, kind } = await outcomeOf(handler.run(args as never));
          const got = location?.startsWith("/sign-in") ? "sign-in" : (answers.get(kind ?? "") ?? status);
          if (expected === "served") {
            expect(["sign-in", "forbidden"], `${who} on ${unit}`).not.toContain(got);
            expect(status, `${who} on ${unit}`).toBeLessThan(500);
          } else {
            expect(got, `${who} on ${unit}`).toBe(expected);
          }
        }
      },
      30_000,
    );
  },
);

it("public routes are these, and no other", () => {
  const open = handlers.filter(({ declaration }) => declaration.capability === "public");
  expect(open.map(({ route, declaration }) => `${declaration.kind} ${route.path}`).toSorted()).toEqual([
    "action /preferences",
    "action /sign-in",
    "action /sign-out",
    "loader /",
    "loader /*",
    "loader /offline",
    "loader /sign-in",
    "loader /sign-out",
  ]);
});

describe("every action", () => {
  const actions = handlers.filter(({ declaration }) => declaration.kind === "action");
  const elsewhere: readonly (readonly [string, Record<string, string>])[] = [
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["another application of the domain", { "sec-fetch-site": "same-site" }],
    ["a foreign origin", { origin: "https://evil.example" }],
    ["an opaque origin", { origin: "null" }],
  ];
  it.each(actions.map((handler) => [handler.route.path, handler] as const))(
    "%s refuses what comes from elsewhere",
    async (path, { run }) => {
      const everything = await world.person(
        `all${randomUUID().slice(0, 8)}`,
        roles.map((role) => ({ role, unit: "ROOT" })),
      );
      const token = await world.session(everything);
      for (const [from, headers] of elsewhere) {
        const outcome = await outcomeOf(
          run(posting(world, address(path, "OWN"), { unit: "OWN" }, { token, headers, params: paramsOf(path, "OWN") }) as never),
        );
        expect(outcome, from).toMatchObject({ status: 403, kind: "cross-site-request" });
      }
    },
  );
});

type Expected = "sign-in" | "forbidden" | 404 | "served";

const answers: ReadonlyMap<string, Expected> = new Map([
  ["sign-in-required", "sign-in"],
  ["forbidden", "forbidden"],
]);

function expectation({ declaration: { capability }, route }: Handler, who: string, aimed: string | undefined): Expected {
  const [role = "", held = ""] = who.split(" of ");
  if (!(held in reach)) return "sign-in";
  if (capability === "public" || capability === "signed-in") return "served";
  if (!(whoMay[capability] as readonly string[]).includes(role)) return "forbidden";
  if (aimed !== undefined && !reach[held]?.includes(aimed)) return 404;
  return !whole(route.path) || held === "ROOT" ? "served" : "forbidden";
}

/** The unit stands wherever a route may look for it: the path, the query, the form. */
function asked({ route, declaration }: Handler, unit: string, token: string | undefined) {
  const params = paramsOf(route.path, unit);
  const url = new URL(address(route.path, unit), world.context.services.settings.origin);
  const form = new FormData();
  form.set("unit", unit);
  const here = url.pathname + url.search;
  const args = declaration.kind === "loader" ? reading(world, here, { token, params }) : posting(world, here, { unit }, { token, params });
  return { args, place: { params, url, form } };
}

function paramsOf(path: string, unit: string): Record<string, string> {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => name);
  return Object.fromEntries(names.map((name) => [name, partOf(path, name, unit)]));
}

function partOf(path: string, name: string, unit: string): string {
  if (name === "year") return "2026";
  if (name === "unit" || (name === "code" && path.includes("/units/"))) return unit;
  return name === "id" || name.endsWith("Id") ? "3f0e9b1c-0f0e-4a9e-8f0e-0f1f2f3f4f5f" : "X";
}

function address(path: string, unit: string): string {
  return `${path.replace(/:(\w+)\??/g, (_all, name: string) => partOf(path, name, unit))}?unit=${unit}`;
}

async function handlersOf(route: SiteRoute): Promise<Handler[]> {
  const { loader, action } = await moduleOf(route);
  return [loader, action].flatMap((run) => (run?.declaration ? [{ route, run, declaration: run.declaration }] : []));
}

function everybodyBut(one: Role): Role[] {
  return roles.filter((role) => role !== one);
}
