import { randomUUID } from "node:crypto";
import { type CommitmentDraft, checkCommitment } from "#app/domain/execution/commitment.ts";
import { commitmentEntry } from "#app/domain/execution/expense-entries.ts";
import { accept, type Result } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { numberDocuments } from "#db/queries/document-number.ts";
import { type CommitmentDocument, saveCommitments } from "#db/queries/execution-documents.ts";
import { classesOf, exercisesOf } from "#db/queries/execution-reference.ts";
import { checkReach, postEvents } from "./post-events.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface CommitExpensesInput {
  readonly commitments: readonly CommitmentDraft[];
}
export interface CommittedExpense {
  readonly commitmentId: string;
  /** « EJ-2026-000001 ». */
  readonly number: string;
}

/**
 * Commits expenses: AE allotted → committed, one entry for each commitment, all or none. Refused: a rule of `checkCommitment`,
 * a unit out of reach, an unknown code or party, more than what is available (`credit-exceeded`).
 */
export async function commitExpenses(context: CommandContext, input: CommitExpensesInput): Promise<Result<CommittedExpense[]>> {
  const { commitments } = input;
  return await runCommand(context, { name: "commit-expenses", capability: "execution.commit" }, input, async (db, touch) => {
    const lines = commitments.flatMap((commitment) => commitment.lines);
    const reach = checkReach(
      context,
      "execution.commit",
      lines.map(({ unit }) => unit),
    );
    if (!reach.ok) return reach;
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
    const documents = await numbered(db, context, commitments, years.value);
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

function entryOf({ id, eventId, on, label, number, party, lines }: CommitmentDocument) {
  const notes = { party, voucher: number, document: "commitment", documentId: id };
  const expenses = lines.map((line) => ({ ...line, notes: { ...notes, beneficiaryUnit: line.beneficiaryUnit ?? null } }));
  return commitmentEntry({ eventId, on, label }, expenses);
}

function unitOf(lines: readonly { readonly unit: string }[]): { unit?: string } {
  const [first] = lines;
  return first ? { unit: first.unit } : {};
}
