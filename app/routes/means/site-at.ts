import type { Capability } from "#app/domain/access.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import type { Db } from "#db/client.ts";
import { visibleUnits } from "#db/queries/access.ts";
import { type Lease, leases } from "#db/queries/means/leases.ts";
import { type NamedOccupation, type NamedSite, occupationsOf, sites } from "#db/queries/means/sites.ts";

type Asked = Pick<LoaderScene, "db" | "params" | "today" | "mayDo" | "notFound">;

/** The site of the address for whoever holds the capability on the unit that answers for it; another's is one that does not exist. */
export async function siteFor({ db, params, today, mayDo, notFound }: Asked, capability: Capability): Promise<NamedSite> {
  const code = params["site"] ?? "";
  const [site] = await sites(db, { code }, today);
  if (!site || !mayDo(capability, site.unit)) throw notFound("site", code);
  return site;
}

/** The lease of the address with its site, likewise: what it costs is read with the plan of the unit that pays for it. */
export async function leaseFor(
  { db, params, today, mayDo, notFound }: Asked,
  capability: Capability,
): Promise<{ readonly lease: Lease; readonly site: NamedSite }> {
  const code = params["lease"] ?? "";
  const [lease] = await leases(db, { code });
  const site = lease && (await sites(db, {}, today)).find(({ id }) => id === lease.siteId);
  if (!lease || !site || !mayDo(capability, site.unit)) throw notFound("lease", code);
  return { lease, site };
}

/** Who is in a site: all of them for whoever reads the plan of the unit that answers for it, else the units that one reads. */
export async function occupationsSeen({ db, today, mayDo }: Asked, site: NamedSite): Promise<NamedOccupation[]> {
  const all = await occupationsOf(db, [site.id], today);
  return mayDo("planning.read", site.unit) ? all : all.filter(({ unit }) => mayDo("planning.read", unit));
}

/** The units to choose from, as a list says them. */
export async function unitChoices(
  { db, access, today }: Pick<LoaderScene, "access" | "today"> & { readonly db: Db },
  capability: Capability,
): Promise<{ readonly value: string; readonly label: string }[]> {
  const units = await visibleUnits(db, access, capability, today);
  return units.map(({ code, label }) => ({ value: code, label: `${code} — ${label}` }));
}
