import { type BudgetTable, budgetOf } from "#app/domain/reports/budget-table.ts";
import { type Report, reportOf } from "#app/domain/reports/report.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { type IssuedReport, issuedReport } from "#db/queries/reports/issued.ts";
import { isUuid } from "../ledger/identifiers.ts";

/** What an issued document says: one table, or several parts. */
export type IssuedContent =
  | { readonly table: BudgetTable; readonly composed?: undefined }
  | { readonly composed: Report; readonly table?: undefined };

/** A document of this exercise as it was issued; anything else is the 404 of the page. */
export async function loadIssued({ db, year, params, notFound }: LoaderScene): Promise<IssuedContent & { readonly report: IssuedReport }> {
  const id = params.report ?? "";
  const found = isUuid(id) ? await issuedReport(db, id) : undefined;
  if (!found || found.year !== year) throw notFound("report", id);
  const { content, ...report } = found;
  return report.kind === "budget" ? { report, table: budgetOf(content) } : { report, composed: reportOf(content) };
}
