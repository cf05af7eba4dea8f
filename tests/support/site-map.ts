import type { RouteConfigEntry } from "@remix-run/route-config";
import type { Declaration } from "#app/http/guard.ts";
import siteMap from "#app/routes.ts";

export interface SiteRoute {
  readonly file: string;
  /** From the root: `/:year/forecast/:unit`. */
  readonly path: string;
}

type Handler = ((args: never) => Promise<unknown>) & { readonly declaration?: Declaration };
export interface RouteModule {
  readonly loader?: Handler;
  readonly action?: Handler;
  readonly default?: unknown;
  readonly ErrorBoundary?: unknown;
}

// Written without a type argument: Vitest knows by « import.meta.glob( » that what the pattern finds is looked for at each run.
const modules = import.meta.glob("../../app/{root.tsx,routes/**/route.{ts,tsx}}") as Record<string, () => Promise<RouteModule>>;

/** Every route of `app/routes.ts`, the root first. */
export async function siteRoutes(): Promise<SiteRoute[]> {
  return [{ file: "root.tsx", path: "/" }, ...flatten(await siteMap, "")];
}

/** What a route exports, as Remix imports it. */
export async function moduleOf({ file }: SiteRoute): Promise<RouteModule> {
  const load = modules[`../../app/${file}`];
  if (!load) throw new Error(`${file} is in the site map, and is no route.tsx below app/routes.`);
  return await load();
}

/** Why a route must not be served: a handler that declares nothing, a page that nothing guards. */
export function faultsOf({ loader, action, default: page, ErrorBoundary }: RouteModule): string[] {
  const faults: string[] = [];
  if (loader && loader.declaration?.kind !== "loader") faults.push("its loader declares nothing");
  if (action && action.declaration?.kind !== "action") faults.push("its action declares nothing");
  if (page !== undefined && !loader) faults.push("it shows a page without a loader, hence without a guard");
  if (!loader && !action && !ErrorBoundary) faults.push("it does nothing");
  return faults;
}

/** The route files that exist, relative to `app/`. */
export function routeFiles(): string[] {
  return Object.keys(modules).map((name) => name.slice("../../app/".length));
}

function flatten(entries: readonly RouteConfigEntry[], above: string): SiteRoute[] {
  return entries.flatMap(({ file, path, children = [] }) => {
    const here = path === undefined ? above : `${above}/${path}`;
    return [{ file, path: here === "" ? "/" : here }, ...flatten(children, here)];
  });
}
