import { addEquipment } from "#app/commands/save-equipment.ts";
import { addLease, saveMeansSettings } from "#app/commands/save-lease.ts";
import { addSite, sayOccupation } from "#app/commands/save-site.ts";
import { setUnitGroup } from "#app/commands/set-unit-group.ts";
import { usualSurfaceTarget } from "#app/domain/means/site.ts";
import type { Progress } from "../plan/calendar.ts";
import { demoIndexRates, demoLots, demoSites } from "../plan/means.ts";
import { accepted, type StageSet } from "./stage-set.ts";

/** « Pôle statistiques industrielles » (« fictif »): units that are read together. */
const industry = { code: "IND", label: "Pôle statistiques industrielles", units: ["DSE", "CSM"], from: "2026-01-01" } as const;

/** Sites with who is there and their leases, machines to renew, what rents are supposed to be revised by; and a group of units. */
export async function tellMeans(set: StageSet, { today }: Progress): Promise<void> {
  const programme = () => set.as("programme", today);
  accepted(await saveMeansSettings(programme(), { target: usualSurfaceTarget, rates: demoIndexRates }), "rent indexes");
  for (const { occupations, leases, ...site } of demoSites) {
    accepted(await addSite(programme(), site), site.code);
    for (const own of occupations) accepted(await sayOccupation(programme(), { code: site.code, ...own }), `${site.code} ${own.unit}`);
    for (const { code, ...terms } of leases) accepted(await addLease(programme(), { code: site.code, lease: code, terms }), code);
  }
  accepted(await setUnitGroup(programme(), industry), industry.code);
  for (const lot of demoLots) accepted(await addEquipment(programme(), lot), lot.code);
}
