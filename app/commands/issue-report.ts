import { createHash, randomUUID } from "node:crypto";
import type { Day } from "#app/domain/month.ts";
import { budgetContent } from "#app/domain/reports/budget-table.ts";
import type { ReportKind } from "#app/domain/reports/kind.ts";
import { type AddedWords, noWords, reportContent, withWords } from "#app/domain/reports/report.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { exercise } from "#db/queries/execution-reference.ts";
import { lockNamed } from "#db/queries/named-lock.ts";
import { budgetTable } from "#db/queries/reports/budget-table.ts";
import { composeReport } from "#db/queries/reports/compose.ts";
import { asOfDay } from "#db/queries/reports/frame.ts";
import { insertIssued } from "#db/queries/reports/issued.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

export interface IssueInput {
  readonly kind: ReportKind;
  readonly year: number;
  /** The unit that a unit's sheet is about. */
  readonly subject?: string | null;
  /** Of what was seen: nothing else is issued. */
  readonly sha256: string;
  /** What its author adds: kept with it, and under its digest. */
  readonly words?: AddedWords;
}

export interface IssuedDocument {
  readonly id: string;
  readonly number: number;
}

/** Hexadecimal. */
export function digestOf(content: string): string {
  return createHash("sha256").update(content, "utf8").digest("hex");
}

/**
 * Issues a document: all that it says is kept under its digest, with the number after the last of the exercise. Refused when what would be
 * kept is not what was seen (`report-moved`): somebody booked something meanwhile.
 */
export async function issueReport(context: CommandContext, input: IssueInput): Promise<Result<IssuedDocument>> {
  return await runCommand(context, { name: "issue-report", capability: "reports.issue" }, input, async (db, touch) => {
    const { kind, year, subject = null, sha256, words = noWords } = input;
    const { actor, today } = context;
    const whole = await requireWholeLedger(db, context, "reports.issue");
    if (!whole.ok) return whole;
    const days = await exercise(db, year);
    if (!days) return refuse({ kind: "not-found", what: "year", id: String(year) });
    await lockNamed(db, "issued reports", [String(year)]);
    const seen = await contentsOf(db, { kind, year, subject, today, asOf: asOfDay(days, today) }, words);
    if (!seen) return refuse({ kind: "not-found", what: "unit", id: subject ?? "" });
    if (digestOf(seen.content) !== sha256) return refuse({ kind: "report-moved" });
    const id = randomUUID();
    const kept = digestOf(seen.kept);
    const digest = Buffer.from(kept, "hex");
    const number = await insertIssued(db, { id, year, kind, subject, content: seen.kept, sha256: digest, author: actor.id });
    touch({ kind: "report", id, detail: { kind, year, number, sha256: kept, ...(subject !== null && { subject }) } });
    return accept({ id, number });
  });
}

interface Asked extends Required<Pick<IssueInput, "kind" | "year">> {
  readonly subject: string | null;
  readonly today: Day;
  readonly asOf: Day;
}

/** What was seen, and what is kept: the same with the words of the author. */
async function contentsOf(
  db: Db,
  { kind, year, subject, today, asOf }: Asked,
  words: AddedWords,
): Promise<{ readonly content: string; readonly kept: string } | undefined> {
  if (kind === "budget") {
    const content = budgetContent(await budgetTable(db, year, asOf));
    return { content, kept: content };
  }
  const report = await composeReport(db, { kind, year, today, subject });
  return report && { content: reportContent(report), kept: reportContent(withWords(report, words)) };
}
