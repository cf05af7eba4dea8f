import { checkExtract } from "#app/commands/check-extract.ts";
import { keepExtract } from "#app/commands/keep-extract.ts";
import { postExtract } from "#app/commands/post-extract.ts";
import { usualChoices } from "#app/domain/chorus/choices.ts";
import { usualHead } from "#app/domain/chorus/heads.ts";
import { type ExtractField, type ExtractKind, fieldsOf } from "#app/domain/chorus/kind.ts";
import { csvText, spreadsheetFormat } from "#app/domain/csv.ts";
import type { Day } from "#app/domain/month.ts";
import { chorusImportById } from "#db/queries/chorus/import.ts";
import { balances, monthsOf, openedHere, type ReconciledMonth, usedHere } from "#db/queries/chorus/reconciliation.ts";
import type { DemoLogin } from "../people.ts";
import { currentYear, executedMonths, type Progress } from "../plan/calendar.ts";
import { balanceRows, creditRows } from "../plan/control-extracts.ts";
import { commitmentRows, type ExtractRow, extractDays, paymentRows, payrollRows } from "../plan/extracts.ts";
import type { DemoPlan, YearPlan } from "../plan/year.ts";
import { accepted, type StageSet } from "./stage-set.ts";

/** The units that live by Chorus: their orders, their payments and their payroll until the last executed month, before anybody types. */
export async function importExecution(set: StageSet, plan: DemoPlan, { payroll }: YearPlan, progress: Progress): Promise<void> {
  const [first] = extractDays(progress);
  const give = (kind: ExtractKind, rows: readonly ExtractRow[]) =>
    importExtract(set, { kind, rows, asOf: first.asOf, login: "programme2" });
  await give("commitments", commitmentRows(plan, progress, first));
  await give("payments", paymentRows(plan, progress, first));
  await give("payroll", payrollRows(payroll, progress));
}

/** The next extract of orders: one lowered, one new, one that is there no more, and the others as they were. */
export async function importNews(set: StageSet, plan: DemoPlan, progress: Progress): Promise<void> {
  const [, news] = extractDays(progress);
  await importExtract(set, { kind: "commitments", rows: commitmentRows(plan, progress, news), asOf: news.asOf, login: "programme2" });
}

/** What Chorus says of credits and accounts at the end of the last executed month: as the books do, but for two things. */
export async function importControls(set: StageSet, progress: Progress): Promise<void> {
  const [{ asOf }] = extractDays(progress);
  const month = await lastMonth(set, progress);
  const [used, opened, { here }] = await set.database.read(set.organisation, async (db) => [
    await usedHere(db, month),
    await openedHere(db, month),
    await balances(db, month),
  ]);
  await importExtract(set, { kind: "credits", rows: creditRows(used, opened), asOf, login: "comptable" });
  await importExtract(set, { kind: "balance", rows: balanceRows(here), asOf, login: "comptable" });
}

async function lastMonth({ database, organisation }: StageSet, progress: Progress): Promise<ReconciledMonth> {
  const months = await database.read(organisation, (db) => monthsOf(db, currentYear));
  const month = months[executedMonths(currentYear, progress) - 1];
  if (!month) throw new Error("The demo has executed no month.");
  return month;
}

interface GivenRows {
  readonly kind: ExtractKind;
  readonly rows: readonly ExtractRow[];
  readonly asOf: Day;
  readonly login: DemoLogin;
}

/** As its page does: kept, checked, imported; with the columns that its rows fill. */
async function importExtract(set: StageSet, { kind, rows, asOf, login }: GivenRows): Promise<void> {
  const context = () => set.as(login, asOf);
  const name = `${fileNames[kind]}-${asOf}.csv`;
  const fields = fieldsOf(kind).filter((field) => rows.some((row) => row[field] !== undefined));
  const cells = [
    fields.map((field) => usualHead(kind, field)),
    ...rows.map((row) => fields.map((field: ExtractField) => row[field] ?? "")),
  ];
  const sheet = { name, isHidden: false, rows: cells, hiddenRows: [], hiddenColumns: [], isFiltered: false, merged: [] };
  const given = { kind, site: "", fiscalYear: currentYear, asOf, name, content: Buffer.from(csvText(cells, spreadsheetFormat)) };
  const { importId } = accepted(await keepExtract(context(), { ...given, book: { kind: "text", sheets: [sheet] } }), name);
  const report = accepted(await checkExtract(context(), { importId, asOf, choices: usualChoices }), name);
  const [fault] = report.firstFaults;
  if (fault) throw new Error(`The demo's ${name} is wrong at row ${fault.row}: ${fault.field} ${fault.kind} ${fault.text}`);
  const found = await set.database.read(set.organisation, (db) => chorusImportById(db, importId));
  accepted(await postExtract(context(), { importId, digest: found?.digest ?? "" }), name);
}

/** As whoever extracts them calls them. */
const fileNames: Readonly<Record<ExtractKind, string>> = {
  commitments: "EJ",
  payments: "DP",
  payroll: "paye",
  staffing: "ETPT",
  credits: "credits-par-UO",
  opening: "a-nouveaux",
  balance: "balance",
};
