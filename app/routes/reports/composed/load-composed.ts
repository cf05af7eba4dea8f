import { isComposed } from "#app/domain/reports/kind.ts";
import type { Report } from "#app/domain/reports/report.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import { composeReport } from "#db/queries/reports/compose.ts";

/** The document of the address as it stands today; anything else is the 404 of the page. */
export async function loadComposed({ db, year, params, url, today, notFound }: LoaderScene): Promise<Report> {
  const kind = params.kind ?? "";
  const subject = kind === "unit" ? (searchOf(url).unit ?? "") : null;
  const report = isComposed(kind) ? await composeReport(db, { kind, year, today, subject }) : undefined;
  if (!report) throw notFound("report", kind);
  return report;
}
