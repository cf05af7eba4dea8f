import { loadNomenclature } from "#app/commands/load-nomenclature.ts";
import { systemContext } from "#app/commands/system-context.ts";
import type { Day } from "#app/domain/month.ts";
import type { Database, Organisation } from "#db/client.ts";
import { fiscalYears } from "#db/queries/fiscal-year.ts";
import { keptUnits } from "#db/queries/reference.ts";
import { saveSetting, setting } from "#db/queries/setting.ts";
import { nomenclature } from "#seeds/nomenclature/nomenclature.ts";
import { progressOn } from "./plan/calendar.ts";
import { demoPlan } from "./plan/year.ts";
import { playCampaigns, playInFlight } from "./replay/current.ts";
import { furnishDesk } from "./replay/desk.ts";
import { issueDocuments } from "./replay/documents.ts";
import { importControls, importNews } from "./replay/extracts.ts";
import { tellMeans } from "./replay/means.ts";
import { playMovements } from "./replay/movements.ts";
import { planExpenses } from "./replay/planned.ts";
import { equipMachineRoom, exceed, giveUp, receive, signContracts } from "./replay/procurement.ts";
import { staffUnits } from "./replay/staff.ts";
import { accepted, castPeople } from "./replay/stage-set.ts";
import { planWorkload } from "./replay/workload.ts";
import { tellOperations } from "./replay/works.ts";
import { playYears } from "./replay/years.ts";

export const demoOrganisation = {
  slug: "insee",
  name: "Institut national de la statistique et des études économiques",
  siren: "120027016",
} as const;

export interface SeedOptions {
  /** Decides how far the current year is executed; outside it, see `progressOn`. */
  readonly today: Day;
  report(step: string): void;
}

/**
 * Fills the empty organisation `insee` with the demo, through the commands and as its own people. The mark `demo` of the settings
 * says `begun`, then `done`: what was interrupted is never taken for a demo. Refused (thrown) when anything was written there before.
 */
export async function seedDemo(database: Database, { today, report }: SeedOptions): Promise<void> {
  const organisation = await emptyOrganisation(database);
  const progress = progressOn(today);
  await mark(database, organisation, { state: "begun", today: progress.today });
  report("Nomenclatures");
  accepted(await loadNomenclature(await systemContext(database, organisation, progress.today), nomenclature), "nomenclatures");
  report("People");
  const set = await castPeople(database, organisation, progress.today);
  const plan = demoPlan();
  const commitments = await playYears(set, plan, progress, report);
  report("Staff");
  await staffUnits(set, plan, progress);
  report("Campaigns");
  await playCampaigns(set, plan, progress);
  report("Work under way");
  await signContracts(set);
  await playInFlight(set, progress);
  await playMovements(set, progress);
  await equipMachineRoom(set, progress);
  await receive(set, progress);
  await giveUp(set, plan, commitments, progress);
  await exceed(set, progress);
  report("Extracts of Chorus");
  await importNews(set, plan, progress);
  await importControls(set, progress);
  await planExpenses(set, progress);
  await tellOperations(set, progress);
  await tellMeans(set, progress);
  await furnishDesk(set, progress);
  report("Workload plan");
  await planWorkload(set, progress);
  await issueDocuments(set, progress);
  await mark(database, organisation, { state: "done", today: progress.today });
}

/** `absent`: nothing was written; `begun`: interrupted, or under way; `done`: whole; `other`: somebody else's organisation. */
export async function demoState(database: Database, organisation: Organisation): Promise<"absent" | "begun" | "done" | "other"> {
  return await database.read(organisation, async (db) => {
    const stored = await setting(db, markName);
    if (typeof stored === "object" && stored !== null && "state" in stored) return stored.state === "done" ? "done" : "begun";
    return (await fiscalYears(db)).length === 0 && (await keptUnits(db)).length === 0 ? "absent" : "other";
  });
}

const markName = "demo";

async function emptyOrganisation(database: Database): Promise<Organisation> {
  const { slug } = demoOrganisation;
  const organisation = await database.organisation(slug);
  if (!organisation) throw new Error(`The organisation ${slug} must be created before the demo fills it.`);
  const state = await demoState(database, organisation);
  if (state === "begun") throw new Error(`The demo of ${slug} was interrupted: remove that organisation, then start again.`);
  if (state !== "absent") throw new Error(`The organisation ${slug} holds something already: the demo fills an empty one only.`);
  return organisation;
}

async function mark(database: Database, organisation: Organisation, value: Readonly<Record<string, string>>): Promise<void> {
  await database.write(organisation, (db) => saveSetting(db, markName, value));
}
