import type { ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";
import fc from "fast-check";
import { expect, test } from "vitest";
import { rooms } from "#app/http/rooms.ts";
import siteMap from "#app/routes.ts";

interface Declared {
  readonly id?: string;
  readonly file: string;
  readonly path?: string;
  readonly index?: boolean;
  readonly children?: readonly Declared[];
}

type RouteObject = Parameters<typeof matchRoutes>[0][number];
type Route = ServerBuild["routes"][string];

function told(declared: readonly Declared[], parentId: string): [string, Route][] {
  return declared.flatMap(({ file, path, index, children = [], id = file }) => [
    [id, { id, parentId, path, index, module: {} } as unknown as Route],
    ...told(children, id),
  ]);
}

const declared = (await siteMap) as readonly Declared[];
const routes = Object.fromEntries([["root", { id: "root", path: "", module: {} } as unknown as Route], ...told(declared, "root")]);
const build = { routes, assets: { routes } } as unknown as ServerBuild;
const partFor = rooms(build);

function treeOf(part: ServerBuild, parentId?: string): RouteObject[] {
  return Object.values(part.routes)
    .filter((route) => route?.parentId === parentId)
    .map((route): RouteObject => {
      const { id, path, index } = route as Route;
      const at = { id, ...(path === undefined ? {} : { path }) };
      return index ? { ...at, index: true } : { ...at, children: treeOf(part, id) };
    });
}

const trees = new Map<ServerBuild, RouteObject[]>();

function leadsTo(part: ServerBuild, address: string) {
  const tree = trees.get(part) ?? treeOf(part);
  trees.set(part, tree);
  return (matchRoutes(tree, address) ?? []).map(({ route, params }) => ({ id: route.id, params }));
}

const words = [...new Set(Object.values(routes).flatMap((route) => (route?.path ?? "").split("/")))].filter(
  (word) => word !== "" && !/[:*?]/.test(word),
);
const segment = fc.oneof(
  { arbitrary: fc.constantFrom(...words), weight: 6 },
  { arbitrary: fc.constantFrom("2026", "DR44", "HOME", "%65xecution", "__manifest", "a b", "é"), weight: 3 },
  { arbitrary: fc.string({ minLength: 1, maxLength: 4 }).filter((own) => !/[/?#%\\.:*]/.test(own)), weight: 1 },
);
const samples = Object.values(routes).map((route) => addressOf(route as Route));

function addressOf(route: Route): string {
  const above = route.parentId === undefined ? "" : addressOf(routes[route.parentId] as Route);
  return `${above}/${(route.path ?? "").replaceAll(/:[^/]+/g, "2026")}`.replaceAll(/\/+/g, "/").replace(/\/$/, "");
}

test("the part of a build leads each page of the site where the whole build leads it", () => {
  expect(samples.length).toBeGreaterThan(300);
  for (const address of samples) {
    const whole = leadsTo(build, address || "/");
    expect(whole.length, address).toBeGreaterThan(0);
    expect(leadsTo(partFor(address || "/"), address || "/"), address).toEqual(whole);
    expect(partFor(`${address || "/_root"}.data`), address).toBe(partFor(address || "/_root"));
  }
});

test("… and any other address too", () => {
  fc.assert(
    fc.property(fc.array(segment, { maxLength: 6 }), (path) => {
      const address = `/${path.join("/")}`;
      expect(leadsTo(partFor(address), address)).toEqual(leadsTo(build, address));
    }),
    { numRuns: 150 },
  );
});

test("… and the pages above it, which are offered with it", () => {
  for (const address of samples.filter((_, index) => index % 8 === 0)) {
    const part = partFor(address);
    for (let above = address; above !== ""; above = above.slice(0, above.lastIndexOf("/")))
      expect(leadsTo(part, above), `${above}, from ${address}`).toEqual(leadsTo(build, above));
  }
});

test("a part is a small part, made once for all the addresses of a room", () => {
  expect(partFor("/2026/execution/DR44")).toBe(partFor("/2025/execution"));
  expect(Object.keys(partFor("/2026/execution").routes).length).toBeLessThan(Object.keys(routes).length / 3);
  expect(partFor("/__manifest")).toBe(build);
});
