import { loadNomenclature } from "#app/commands/load-nomenclature.ts";
import { moveCredits } from "#app/commands/move-credits.ts";
import { openCredits } from "#app/commands/open-credits.ts";
import type { StagedPlace } from "#app/domain/allotment/movement.ts";
import { preparePosting } from "#db/queries/fiscal-year.ts";
import { must, type SmallOrganisation, smallNomenclature } from "./small-organisation.ts";

/** Adds as many units below the root, each with the same credit at disposal: AE and CP of nature 31, in cents. Their codes, in order. */
export async function addUnits(organisation: SmallOrganisation, count: number, credit: bigint, year = 2026): Promise<string[]> {
  const codes = Array.from({ length: count }, (_, index) => `U${String(index + 1).padStart(3, "0")}`);
  const units = codes.map((code) => {
    return { code, label: `Unité ${code}`, shortLabel: code, kind: "department" as const, from: "2020-01-01", parent: "INSEE" };
  });
  must(
    await loadNomenclature(await organisation.system(), { ...smallNomenclature, units: [...(smallNomenclature.units ?? []), ...units] }),
  );
  await organisation.database.write(organisation.organisation, preparePosting);
  await give(organisation, codes, credit, year);
  return codes;
}

/** Opens, notifies and puts at disposal of each of these units the same AE and CP of nature 31. */
export async function give(organisation: SmallOrganisation, units: readonly string[], credit: bigint, year = 2026): Promise<void> {
  const on = `${year}-01-02`;
  const voted = { unit: "INSEE", nature: "HT2", activity: "01" };
  const resources = ["AE", "CP"] as const;
  const opened = resources.map((resource) => ({ ...voted, resource, amount: credit * BigInt(units.length) }));
  const opening = { fiscalYear: year, on, origin: "initialBudget", reason: "LFI", lines: opened } as const;
  must(await openCredits(await organisation.system(), opening));
  const each = (from: (unit: string) => StagedPlace, to: (unit: string) => StagedPlace) =>
    units.flatMap((unit) => resources.map((resource) => ({ resource, amount: credit, from: from(unit), to: to(unit) })));
  const at = (stage: StagedPlace["stage"]) => (unit: string) => ({ stage, unit, nature: "31", activity: "01-ENQ" });
  const notified = each(() => ({ stage: "unallocated", ...voted }), at("notified"));
  must(await moveCredits(await organisation.system(), { kind: "notification", on, reason: "Notification", lines: notified }));
  const allotted = each(at("notified"), at("allotted"));
  must(await moveCredits(await organisation.system(), { kind: "allotment", on, reason: "Mise à disposition", lines: allotted }));
}
