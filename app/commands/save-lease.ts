import { randomUUID } from "node:crypto";
import { checkLease, type IndexRate, type LeaseTerms } from "#app/domain/means/lease.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { broughtBy } from "#db/queries/means/brought.ts";
import { deleteLease, indexRates, leases, saveIndexRate, saveLeaseRow } from "#db/queries/means/leases.ts";
import { saveSurfaceTarget, surfaceTarget } from "#db/queries/means/settings.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { onSite } from "./save-site.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

/** A lease of a site is added. `code`: the site's. */
export async function addLease(
  context: CommandContext,
  input: { readonly code: string; readonly lease: string; readonly terms: LeaseTerms },
): Promise<Result<{ lease: string }>> {
  return await onSite(context, "add-lease", input, async (db, site) => {
    const terms = checkLease(input.terms);
    if (!terms.ok) return terms;
    const [known] = await leases(db, { code: input.lease });
    if (known) return refuse({ kind: "already-exists", what: "lease", id: input.lease });
    await saveLeaseRow(db, { ...terms.value, id: randomUUID(), code: input.lease, siteId: site.id });
    return accept({ lease: input.lease });
  });
}

/** A lease is told otherwise: an amendment, a notice that was given. What was brought in a forecast stays as it was until it is brought again. */
export async function changeLease(
  context: CommandContext,
  input: { readonly code: string; readonly lease: string; readonly terms: LeaseTerms },
): Promise<Result<{ lease: string }>> {
  return await onSite(context, "change-lease", input, async (db, site) => {
    const terms = checkLease(input.terms);
    if (!terms.ok) return terms;
    const [known] = await leases(db, { code: input.lease });
    if (known?.siteId !== site.id) return refuse({ kind: "not-found", what: "lease", id: input.lease });
    await saveLeaseRow(db, { ...terms.value, id: known.id, code: known.code, siteId: site.id });
    return accept({ lease: input.lease });
  });
}

/** A lease that was entered by mistake goes, unless a forecast stands on it. */
export async function removeLease(
  context: CommandContext,
  input: { readonly code: string; readonly lease: string },
): Promise<Result<null>> {
  return await onSite(context, "remove-lease", input, async (db, site) => {
    const [known] = await leases(db, { code: input.lease });
    if (known?.siteId !== site.id) return refuse({ kind: "not-found", what: "lease", id: input.lease });
    if ((await broughtBy(db, "lease", [known.code])).length > 0)
      return refuse({ kind: "still-in-use", what: "lease", id: known.code, by: "forecast" });
    await deleteLease(db, known.id);
    return accept(null);
  });
}

/** What the whole organisation aims at, and what rents are revised by. */
export async function saveMeansSettings(
  context: CommandContext,
  input: { readonly target: bigint; readonly rates: readonly IndexRate[] },
): Promise<Result<null>> {
  return await runCommand(context, { name: "save-means-settings", capability: "campaign.manage" }, input, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, "campaign.manage");
    if (!whole.ok) return whole;
    if (input.target <= 0n) return refuse({ kind: "negative-amount", line: 1, amount: input.target });
    const before = { target: await surfaceTarget(db), rates: await indexRates(db) };
    await saveSurfaceTarget(db, input.target);
    for (const rate of input.rates) await saveIndexRate(db, rate);
    touch({ kind: "meansSettings", id: "means", detail: { ...input, before } });
    return accept(null);
  });
}
