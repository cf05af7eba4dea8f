import { reconciliationOf } from "#app/commands/sign-reconciliation.ts";
import { signedContent } from "#app/domain/chorus/reconciliation.ts";
import { monthOf } from "#app/domain/month.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { lastControlDay, monthsOf, signaturesOf } from "#db/queries/chorus/reconciliation.ts";

/** The month that the address names (`to=2026-03`), else that of the last extract which says whether Chorus agrees, else the last one that has begun. */
export async function loadMonth({ db, year, url, today, notFound }: LoaderScene) {
  const months = await monthsOf(db, year);
  const asked = url.searchParams.get("to");
  const begun = months.filter(({ lastDay }) => monthOf(lastDay) <= monthOf(today));
  const controlled = await lastControlDay(db, year);
  const wanted = asked ?? (controlled === undefined ? undefined : monthOf(controlled));
  const month = months.find(({ lastDay }) => monthOf(lastDay) === wanted) ?? begun.at(-1) ?? months[0];
  if (!month) throw notFound("period", String(year));
  const found = await reconciliationOf(db, month);
  const signatures = await signaturesOf(db, year, month.period);
  const [last] = signatures;
  return {
    months: months.map(({ lastDay }) => monthOf(lastDay)),
    now: monthOf(month.lastDay),
    found,
    notes: notesOf(last?.content),
    signatures: signatures.map(({ content: _, ...own }) => own),
    /** Whether what was signed last is what stands today. */
    current:
      last !== undefined &&
      JSON.stringify(last.content) === signedContent({ fiscalYear: year, month: month.period }, found.rows, notesOf(last.content)),
  };
}

/** What the last signature said of each gap. */
function notesOf(content: unknown): ReadonlyMap<string, string> {
  const [, , rows] = Array.isArray(content) ? content : [];
  if (!Array.isArray(rows)) return new Map();
  return new Map(rows.flatMap((row: unknown) => (Array.isArray(row) && row[5] ? [[String(row[0]), String(row[5])] as const] : [])));
}
