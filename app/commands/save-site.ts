import { randomUUID } from "node:crypto";
import { mayDo } from "#app/domain/access.ts";
import { freeWorkstations, type Occupation, type Site } from "#app/domain/means/site.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { checkCodes } from "#db/queries/forecast/codes.ts";
import { leases } from "#db/queries/means/leases.ts";
import { deleteSite, insertSite, lockSite, occupationsOf, saveOccupation, sites, updateSite } from "#db/queries/means/sites.ts";
import { type CommandContext, runCommand } from "./run.ts";

export type SiteInput = Omit<Site, "id" | "unit">;

/** A unit answers for a new site. */
export async function addSite(context: CommandContext, input: SiteInput & { readonly unit: string }): Promise<Result<{ code: string }>> {
  const declaration = { name: "add-site", capability: "forecast.edit", unit: input.unit } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const known = await checkCodes(db, "unit", [input.unit], context.today);
    if (!known.ok) return known;
    if ((await sites(db, { code: input.code }, context.today)).length > 0)
      return refuse({ kind: "already-exists", what: "site", id: input.code });
    const checked = checkSite(input);
    if (!checked.ok) return checked;
    await insertSite(db, { ...input, id: randomUUID() });
    touch({ kind: "site", id: input.code, unit: input.unit, detail: { ...input } });
    return accept({ code: input.code });
  });
}

/** A site is told otherwise; its code and the unit that answers for it stay. */
export async function changeSite(context: CommandContext, input: SiteInput): Promise<Result<{ code: string }>> {
  return await onSite(context, "change-site", input, async (db, { id }) => {
    const checked = checkSite(input);
    if (!checked.ok) return checked;
    const held = input.workstations - freeWorkstations(input, await occupationsOf(db, [id], context.today));
    if (held > input.workstations) return refuse({ kind: "workstations-held", held, asked: input.workstations });
    const { code, ...said } = input;
    await updateSite(db, { ...said, id });
    return accept({ code });
  });
}

/** A site without a lease goes, with who was said to be there. */
export async function removeSite(context: CommandContext, input: { readonly code: string }): Promise<Result<null>> {
  return await onSite(context, "remove-site", input, async (db, { id, code }) => {
    if ((await leases(db, { siteIds: [id] })).length > 0) return refuse({ kind: "still-in-use", what: "site", id: code, by: "leases" });
    await deleteSite(db, id);
    return accept(null);
  });
}

/** How many workstations and residents a unit has on a site; none at all: it is not there any more. */
export async function sayOccupation(context: CommandContext, input: { readonly code: string } & Occupation): Promise<Result<null>> {
  return await onSite(context, "say-occupation", input, async (db, site) => {
    const known = await checkCodes(db, "unit", [input.unit], context.today);
    if (!known.ok) return known;
    const others = (await occupationsOf(db, [site.id], context.today)).filter(({ unit }) => unit !== input.unit);
    const left = freeWorkstations(site, others);
    if (input.workstations > left) return refuse({ kind: "workstations-beyond-site", asked: input.workstations, left });
    await saveOccupation(db, site.id, input);
    return accept(null);
  });
}

/** What is said of a site, by whoever forecasts for the unit that answers for it; another unit's is one that does not exist. */
export async function onSite<Value>(
  context: CommandContext,
  name: string,
  input: { readonly code: string },
  work: (db: Db, own: Site) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  return await runCommand(context, { name, capability: "forecast.edit" }, input, async (db, touch) => {
    const own = await lockSite(db, input.code);
    if (!own || !mayDo(context.actor.access, "forecast.edit", own.unit)) return refuse({ kind: "not-found", what: "site", id: input.code });
    const done = await work(db, own);
    if (done.ok) touch({ kind: "site", id: own.code, unit: own.unit, detail: { act: name, ...input } });
    return done;
  });
}

function checkSite({ surface, netSurface }: SiteInput): Result<null> {
  return netSurface !== null && netSurface > surface
    ? refuse({ kind: "wrong-form", fields: { netSurface: "above-maximum" } })
    : accept(null);
}
