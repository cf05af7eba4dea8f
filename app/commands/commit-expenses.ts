import { randomUUID } from "node:crypto";
import { type CommitmentDraft, checkCommitment } from "#app/domain/execution/commitment.ts";
import { commitmentEntry } from "#app/domain/execution/expense-entries.ts";
import { grouped } from "#app/domain/grouped.ts";
import { accept, type Result } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { numberDocuments } from "#db/queries/document-number.ts";
import { type CommitmentDocument, saveCommitments } from "#db/queries/execution-documents.ts";
import type { OverrunMark } from "#db/queries/execution-overrun.ts";
import { classesOf, exercisesOf } from "#db/queries/execution-reference.ts";
import { checkCommitments } from "./commitment-checks.ts";
import { coverTakings } from "./cover-takings.ts";
import { markOverruns } from "./mark-overruns.ts";
import { checkOverride, type Override } from "./override.ts";
import { checkReach, postEvents } from "./post-events.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface CommitExpensesInput {
  readonly commitments: readonly CommitmentDraft[];
  /** Goes beyond what is available: for those who may (`execution.exceed`), with a reason, and a mark that stays (decision 0133). */
  readonly override?: Override | undefined;
}
export interface CommittedExpense {
  readonly commitmentId: string;
  /** « EJ-2026-000001 ». */
  readonly number: string;
}

/**
 * Commits expenses: AE allotted (or earmarked for an operation) → committed, one entry for each commitment, all or none. Refused: a rule of
 * `checkCommitment`, a unit out of reach, an unknown code or party, a contract or an operation exceeded, more than what is available
 * (`credit-exceeded`) unless somebody who may overrides it.
 */
export async function commitExpenses(context: CommandContext, input: CommitExpensesInput): Promise<Result<CommittedExpense[]>> {
  const { commitments, override } = input;
  return await runCommand(context, { name: "commit-expenses", capability: "execution.commit" }, input, async (db, touch) => {
    const lines = commitments.flatMap((commitment) => commitment.lines);
    const reach = checkReach(
      context,
      "execution.commit",
      lines.map(({ unit }) => unit),
    );
    if (!reach.ok) return reach;
    const overriding = checkOverride(
      context,
      override,
      lines.map(({ unit }) => unit),
    );
    if (!overriding.ok) return overriding;
    const years = await exercisesOf(
      db,
      commitments.map(({ on }) => on),
    );
    if (!years.ok) return years;
    const classOf = await classesOf(
      db,
      lines.map(({ nature }) => nature),
    );
    for (const commitment of commitments) {
      const checked = checkCommitment(commitment, classOf);
      if (!checked.ok) return checked;
    }
    const kept = await checkCommitments(db, commitments, years.value);
    if (!kept.ok) return kept;
    const numberedAll = await numbered(db, context, commitments, years.value);
    const covered = override ? await coveredBy(db, numberedAll) : accept({ documents: numberedAll, marks: [] });
    if (!covered.ok) return covered;
    const { documents, marks } = covered.value;
    const posted = await postEvents(
      db,
      context,
      documents.map((document) => [entryOf(document)]),
    );
    if (!posted.ok) return posted;
    await saveCommitments(db, documents);
    for (const { id, number, label } of documents.slice(0, 1)) {
      touch({ kind: "commitment", id, ...unitOf(lines), detail: { number, label, count: documents.length } });
    }
    await markOverruns(db, context, { marks, cause: "override", reason: override?.reason ?? "" }, touch, ({ documentId, fiscalYear }) => ({
      name: documents.find(({ id }) => id === documentId)?.number ?? "",
      address: `/${fiscalYear}/execution/commitments/${documentId}`,
    }));
    return accept(documents.map(({ id, number }) => ({ commitmentId: id, number })));
  });
}

async function numbered(
  db: Db,
  { actor }: CommandContext,
  commitments: readonly CommitmentDraft[],
  yearOf: (day: string) => number,
): Promise<CommitmentDocument[]> {
  const years = commitments.map(({ on }) => yearOf(on));
  const numbers = await numberDocuments(db, "EJ", years);
  return commitments.map((commitment, index) => ({
    ...commitment,
    id: randomUUID(),
    eventId: randomUUID(),
    fiscalYear: years[index] ?? 0,
    number: numbers[index] ?? "",
    author: actor.id,
  }));
}

/** What of each line no available credit covers; the affected AE of an operation are exceeded by nobody. */
async function coveredBy(
  db: Db,
  documents: readonly CommitmentDocument[],
): Promise<Result<{ documents: CommitmentDocument[]; marks: OverrunMark[] }>> {
  const marks: OverrunMark[] = [];
  const covered: CommitmentDocument[] = [];
  for (const own of grouped(documents, (document) => String(document.fiscalYear)).values()) {
    const fiscalYear = own[0]?.fiscalYear ?? 0;
    const places = own.flatMap(({ id, lines }) =>
      lines.flatMap((line, index) => (line.operation === undefined ? [{ ...line, resource: "AE" as const, id, rank: index + 1 }] : [])),
    );
    const parts = await coverTakings(db, fiscalYear, places, "committed");
    if (!parts.ok) return parts;
    const uncovered = new Map<string, bigint>();
    for (const [index, { id, rank, unit }] of places.entries()) {
      const part = parts.value[index];
      if (!part || part.fromOverrun === 0n) continue;
      uncovered.set(`${id} ${rank}`, part.fromOverrun);
      const { spendingClass, fromOverrun: amount } = part;
      marks.push({ fiscalYear, unit, spendingClass, resource: "AE", amount, document: "commitment", documentId: id, line: rank });
    }
    covered.push(
      ...own.map((document) => ({
        ...document,
        lines: document.lines.map((line, index) => ({ ...line, uncovered: uncovered.get(`${document.id} ${index + 1}`) ?? 0n })),
      })),
    );
  }
  return accept({ documents: covered, marks });
}

function entryOf({ id, eventId, on, label, number, party, lines }: CommitmentDocument) {
  const notes = { party, voucher: number, document: "commitment", documentId: id };
  const expenses = lines.map((line) => ({
    ...line,
    from: line.operation === undefined ? ("allotted" as const) : ("earmarked" as const),
    notes: { ...notes, beneficiaryUnit: line.beneficiaryUnit ?? null },
  }));
  return commitmentEntry({ eventId, on, label }, expenses);
}

function unitOf(lines: readonly { readonly unit: string }[]): { unit?: string } {
  const [first] = lines;
  return first ? { unit: first.unit } : {};
}
