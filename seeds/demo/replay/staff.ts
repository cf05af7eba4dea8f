import { openPosts } from "#app/commands/save-post.ts";
import { saveCategory, setCeilingBridge } from "#app/commands/save-staff-settings.ts";
import { filesOfPeople } from "#app/commands/staff-file.ts";
import { applyFile, keepFile, previewFile } from "#app/commands/workforce-file.ts";
import { csvText, spreadsheetFormat } from "#app/domain/csv.ts";
import { currentYear, firstDayIn, type Progress } from "../plan/calendar.ts";
import { demoBridges } from "../plan/ceiling-bridges.ts";
import { type DemoContract, employmentCategories } from "../plan/staff.ts";
import type { DemoPlan } from "../plan/year.ts";
import { accepted, type StageSet } from "./stage-set.ts";

/** Categories, bridges of ceilings, posts, then people, from the file that the personnel system gives. */
export async function staffUnits(set: StageSet, { staff }: DemoPlan, { today }: Progress): Promise<void> {
  const first = firstDayIn(currentYear, 1);
  for (const category of employmentCategories) accepted(await saveCategory(set.as("programme", first), category), category.label);
  for (const bridge of demoBridges) accepted(await setCeilingBridge(set.as("programme", first), bridge), `ceiling of ${bridge.year}`);
  accepted(await openPosts(set.as("programme", first), staff.posts), "posts");
  const given = fileOf(staff.contracts);
  const { fileId } = accepted(await keepFile(filesOfPeople, set.as("programme", today), given), given.name);
  const applying = set.as("programme", today);
  const seen = accepted(await set.database.read(set.organisation, (db) => previewFile(filesOfPeople, db, applying, fileId)), given.name);
  const [fault] = seen.faults;
  if (fault) throw new Error(`The demo was refused a person: ${fault.refusal.kind}, row ${fault.row}`);
  accepted(await applyFile(filesOfPeople, applying, { fileId, digest: seen.digest }), given.name);
}

const heads = ["Matricule", "Nom", "Unité", "Catégorie", "Quotité", "Entrée", "Sortie", "Activité", "Poste", "Profil", "TAI"];

function fileOf(contracts: readonly DemoContract[]) {
  const rows = contracts.map(({ number, name, terms }) => [
    ...[
      number,
      name,
      terms.unit,
      terms.category,
      String(terms.ratio),
      terms.firstDay,
      terms.lastDay ?? "",
      terms.activity,
      terms.post ?? "",
    ],
    ...[terms.profile, terms.dataProcessing ? "oui" : ""],
  ]);
  const sheet = {
    name: "Agents",
    isHidden: false,
    rows: [heads, ...rows],
    hiddenRows: [],
    hiddenColumns: [],
    isFiltered: false,
    merged: [],
  };
  const content = Buffer.from(csvText([heads, ...rows], spreadsheetFormat));
  return { name: "agents.csv", content, book: { kind: "text" as const, sheets: [sheet] } };
}
