import type { Capability } from "#app/domain/access.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import type { Db } from "#db/client.ts";
import { visibleUnits } from "#db/queries/access.ts";
import { shownCampaign } from "#db/queries/campaign.ts";
import { type PlanLine, planLines } from "#db/queries/planned/expense.ts";

/** The units where the reader may plan, the one of `?for=` or of the scope first chosen, and the lines that its expenses may detail. */
export async function planChoices({ db, year, url, access, today }: Pick<LoaderScene, "db" | "year" | "url" | "access" | "today">) {
  const capability: Capability = "execution.plan";
  const units = (await visibleUnits(db, access, capability, today)).map(({ code, label }) => ({ value: code, label }));
  const asked = url.searchParams.get("for");
  const unit = units.find(({ value }) => value === asked)?.value ?? (units.length === 1 ? units[0]?.value : undefined);
  return { units, unit, lines: unit === undefined ? [] : lineChoices(await linesOfUnit(db, year, unit)) };
}

/** The lines of the plan that a unit's expenses may detail. */
export async function linesOfUnit(db: Db, year: number, unit: string): Promise<PlanLine[]> {
  const campaign = await shownCampaign(db, year, null);
  return campaign ? await planLines(db, { campaign: campaign.id, year, units: [unit] }) : [];
}

export function lineChoices(lines: readonly PlanLine[]) {
  return lines.map(({ id, request, label, nature, activity }) => ({ value: id, label: `${request} — ${label} (${nature}, ${activity})` }));
}
