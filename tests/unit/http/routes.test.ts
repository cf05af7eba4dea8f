import { describe, expect, it } from "vitest";
import { guard } from "#app/http/guard.ts";
import { faultsOf, moduleOf, type RouteModule, routeFiles, siteRoutes } from "#tests/support/site-map.ts";

const routes = await siteRoutes();

it.each(routes.map((route) => [route.path, route.file, route] as const))(
  "%s (%s) declares what it requires",
  async (_path, _file, route) => {
    expect(faultsOf(await moduleOf(route))).toEqual([]);
  },
  60_000,
);

it("holds every route file: one that is not in the site map is dead, and nobody checks it", () => {
  expect(routeFiles().toSorted()).toEqual(routes.map(({ file }) => file).toSorted());
});

it("has each address once", () => {
  const pages = routes.filter(({ file }) => !file.startsWith("routes/_") && file !== "root.tsx").map(({ path }) => path);
  expect(pages.filter((path, index) => pages.indexOf(path) !== index)).toEqual([]);
});

describe("a route is refused", () => {
  const guarded = guard.loader({ capability: "signed-in" }, async () => null);
  it.each<[string, RouteModule, number]>([
    ["with a bare loader", { loader: async () => null }, 1],
    ["with a bare action beside a guarded loader", { loader: guarded, action: async () => null }, 1],
    ["with a loader guarded as an action", { loader: guard.action({ capability: "public" }, async () => null) }, 1],
    ["with a page and no loader", { default: () => null, action: guard.action({ capability: "public" }, async () => null) }, 1],
    ["with nothing", {}, 1],
    ["unless it declares all it does", { loader: guarded, default: () => null }, 0],
  ])("%s", (_name, module, faults) => {
    expect(faultsOf(module)).toHaveLength(faults);
  });
});
