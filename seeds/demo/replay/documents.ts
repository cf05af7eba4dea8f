import { digestOf, issueReport } from "#app/commands/issue-report.ts";
import { reportContent } from "#app/domain/reports/report.ts";
import { composeReport } from "#db/queries/reports/compose.ts";
import { currentYear, type Progress } from "../plan/calendar.ts";
import { accepted, type StageSet } from "./stage-set.ts";

/** The note of the year that is over, as it was issued, with what it asked (« fictif »). */
export async function issueDocuments(set: StageSet, { today }: Progress): Promise<void> {
  const year = currentYear - 1;
  const note = await set.database.read(set.organisation, (db) => composeReport(db, { kind: "note", year, today, subject: null }));
  if (!note) throw new Error(`The demo has no ${year} to write a note of.`);
  const words = {
    words: "L’exercice se termine près de sa prévision. Les livraisons de décembre ont glissé au premier trimestre.",
    asked: ["Reporter les crédits des livraisons qui ont glissé.", "Fixer en février le calendrier des enquêtes de la nouvelle année."],
  };
  accepted(await issueReport(set.as("programme", today), { kind: "note", year, sha256: digestOf(reportContent(note)), words }), "note");
}
