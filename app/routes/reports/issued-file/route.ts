import { guard } from "#app/http/guard.ts";
import { tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { formatInstant } from "#app/ui/format/calendar.ts";
import { budgetTableFile } from "../budget-table-file.ts";
import { loadIssued } from "../load-issued.ts";
import { reportFile } from "../report-file.ts";

/** A document as it was issued, as a file: its number, its day and its digest with it. */
export const loader = guard.loader({ capability: "execution.read", whole: true }, async (scene) => {
  const { report, table, composed } = await loadIssued(scene);
  if (composed) return await reportFile(scene, composed, report);
  const words = translatorFor(scene.locale, "reports");
  return await tableFileResponse(
    scene,
    budgetTableFile(table, scene.locale, [
      [words("document"), words("numbered", { number: String(report.number) })],
      [words("at"), `${formatInstant(report.at.toISOString())}, ${report.author}`],
      [words("digest"), report.sha256],
    ]),
  );
});
