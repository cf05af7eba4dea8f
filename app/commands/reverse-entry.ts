import { randomUUID } from "node:crypto";
import { reversalOf } from "#app/domain/ledger/reversal.ts";
import { refusalOfReversal } from "#app/domain/ledger/reversible.ts";
import type { Day } from "#app/domain/month.ts";
import { type Result, refuse } from "#app/domain/result.ts";
import { type PostedEntry, postEntries } from "#db/posting.ts";
import { entryById, type LedgerEntry } from "#db/queries/ledger/entry.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { postingOptions, requireWholeLedger } from "./whole-ledger.ts";

export interface ReversalInput {
  readonly entryId: bigint;
  /** A day of an open period, not before the entry's own. */
  readonly on: Day;
  readonly reason: string;
}

/** Undoes an entry by its opposite, in the same journal; once for each entry. What a document posted is undone by its document. */
export async function reverseEntry(context: CommandContext, input: ReversalInput): Promise<Result<PostedEntry>> {
  return await runCommand(context, { name: "reverse-entry", capability: "ledger.reverse" }, input, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, "ledger.reverse");
    if (!whole.ok) return whole;
    const entry = await entryById(db, input.entryId);
    if (!entry) return refuse({ kind: "not-found", what: "entry", id: input.entryId.toString() });
    const refusal = refusalOfReversal({ entry, ...entry, inBudgetBook: inBudgetBook(entry) }, input);
    if (refusal) return refuse(refusal);
    const label = `${entry.journal}-${entry.number} : ${input.reason.trim()}`;
    const choice = { entryDate: input.on, label, eventId: randomUUID() };
    const lines = entry.lines.map(({ line: _, accountLabel: _account, partyLabel: _party, ...line }) => line);
    const draft = reversalOf({ ...entry, reverses: null, lines }, entry, choice);
    const posted = await postEntries(db, [draft], await postingOptions(db, context));
    if (!posted.ok) return posted;
    const [reversal] = posted.value;
    if (!reversal) throw new Error("one entry was posted, and none came back");
    touch({ kind: "entry", id: entry.id.toString(), detail: { reversal: reversal.id, on: input.on, reason: input.reason } });
    return { ok: true, value: reversal };
  });
}

function inBudgetBook({ book, siblings }: LedgerEntry): boolean {
  return book === "budget" || siblings.some((sibling) => sibling.book === "budget");
}
