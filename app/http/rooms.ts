import type { ServerBuild } from "@remix-run/node";

type Routes = ServerBuild["routes"];

/** How many first segments of an address tell where it leads: the exercise and the room. */
const telling = 2;

/**
 * The part of a build that an address may lead to: the routes whose first segments are those of the address, and what they stand in. Remix tries
 * each route of its build against each address, three times for a page: with some four hundred of them, that took a third of a page's time.
 * What the whole build answers to an address, its part answers too; a part is made once and serves every address of the same room.
 */
export function rooms(build: ServerBuild): (path: string) => ServerBuild {
  const paths = new Map(Object.keys(build.routes).map((id) => [id, segmentsOf(build.routes, id)]));
  const words = Array.from({ length: telling }, (_, place) => new Set([...paths.values()].map((own) => own[place]).filter(isWord)));
  const known = new Map<string, ServerBuild>();
  return (path) => {
    const asked = segments(path.replace(/\.data$/, "")).slice(0, telling);
    if (asked[0] === "__manifest") return build;
    // Two addresses are of one room when no route tells them apart.
    const room = asked.map((segment, place) => (words[place]?.has(segment) ? segment : ":"));
    const name = room.join("/");
    const part = known.get(name) ?? partOf(build, paths, room);
    known.set(name, part);
    return part;
  };
}

function partOf(build: ServerBuild, paths: ReadonlyMap<string, readonly string[]>, room: readonly string[]): ServerBuild {
  const kept = new Set<string>();
  for (const [id, path] of paths) {
    if (!isIn(room, path)) continue;
    for (let own: string | undefined = id; own !== undefined; own = build.routes[own]?.parentId) kept.add(own);
  }
  const only = <Each>(all: Readonly<Record<string, Each>>) => Object.fromEntries(Object.entries(all).filter(([id]) => kept.has(id)));
  return { ...build, routes: only(build.routes), assets: { ...build.assets, routes: only(build.assets.routes) } };
}

/** Whether a route may be asked for by an address of the room, or by the beginning of one: its page is offered with those above it. */
function isIn(room: readonly string[], path: readonly string[]): boolean {
  const several = path.findIndex((segment) => /[?*]$/.test(segment));
  const told = path.slice(0, several < 0 ? telling : Math.min(several, telling));
  return told.every((segment, place) => !isWord(segment) || segment === room[place]);
}

/** From the root down, in the lower case in which they are compared. */
function segmentsOf(routes: Routes, id: string): string[] {
  const route = routes[id];
  if (!route) return [];
  return [...(route.parentId === undefined ? [] : segmentsOf(routes, route.parentId)), ...segments(route.path ?? "")];
}

function segments(path: string): string[] {
  return path
    .split("/")
    .filter((segment) => segment !== "")
    .map((segment) => decodeURIComponent(segment).toLowerCase());
}

/** Parameters, splats and optional segments stand for more than themselves; what follows the latter two has no place of its own. */
function isWord(segment: string | undefined): segment is string {
  return segment !== undefined && !/^[:*]|[?*]$/.test(segment);
}
