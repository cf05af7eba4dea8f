import { randomUUID } from "node:crypto";
import { mayDo } from "#app/domain/access.ts";
import { checkOrder, increase, withdraw } from "#app/domain/execution/chain.ts";
import type { ScheduledYear } from "#app/domain/execution/commitment.ts";
import { revisedSchedule, scheduleMoves, withdrawnParts } from "#app/domain/execution/commitment-change.ts";
import { checkUseOfContract } from "#app/domain/execution/contract.ts";
import { commitmentEntry, decommitmentEntry, type Event, withdrawalEntry } from "#app/domain/execution/expense-entries.ts";
import { giveBack } from "#app/domain/execution/overrun.ts";
import type { EntryDraft } from "#app/domain/ledger/entry.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { numberDocuments } from "#db/queries/document-number.ts";
import { type ChainLine, type LineKey, lockLines, saveChains, scheduleOf, takenInYear } from "#db/queries/execution-chain.ts";
import { contractOn, lockContracts, usedOfContract } from "#db/queries/execution-contract.ts";
import { type ChangeDocument, saveChanges } from "#db/queries/execution-documents.ts";
import type { OverrunMark } from "#db/queries/execution-overrun.ts";
import { exercisesOf } from "#db/queries/execution-reference.ts";
import { checkOperations } from "./commitment-checks.ts";
import { coverTakings, standingOverruns } from "./cover-takings.ts";
import { expenseOn, reachableLine } from "./expense-lines.ts";
import { markOverruns } from "./mark-overruns.ts";
import { checkOverride, type Override } from "./override.ts";
import { postEvents } from "./post-events.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface ChangeCommitmentInput extends LineKey {
  /** An amendment that raises it · what is withdrawn of it · the years of payment alone. */
  readonly kind: "increase" | "withdrawal" | "schedule";
  readonly on: Day;
  /** Cents of AE; nothing where only the years of payment change. */
  readonly amount: Quantity;
  readonly reason: string;
  /** Of what earlier exercises committed: a case listed as giving its AE back (GBCP art. 160). For those who notify credits. */
  readonly reusable?: boolean;
  /** The years of payment from then on; absent: an increase is paid in its year, a withdrawal is taken off the latest years first. */
  readonly schedule?: readonly ScheduledYear[] | undefined;
  readonly override?: Override | undefined;
}
export interface ChangedCommitment {
  /** « AM-2026-000001 »; two where a withdrawal takes of this exercise and of earlier ones. */
  readonly numbers: readonly string[];
}

/**
 * Amends a line of a commitment. An increase takes AE of the exercise of its day, as a commitment does, within its contract and its operation. A
 * withdrawal gives back first what that exercise took (committed → available), then what earlier ones did: `voted` (origin withdrawal) → available
 * when the case is listed, else lapsed. Never below what is certified or asked. Σ CP over the years = what is committed and not withdrawn.
 */
export async function changeCommitment(context: CommandContext, input: ChangeCommitmentInput): Promise<Result<ChangedCommitment>> {
  const { on, reason, override } = input;
  return await runCommand(context, { name: "change-commitment", capability: "execution.commit" }, input, async (db, touch) => {
    if (reason.trim() === "") return refuse({ kind: "reason-required" });
    const years = await exercisesOf(db, [on]);
    if (!years.ok) return years;
    const found = await standingLine(db, context, input);
    if (!found.ok) return found;
    const fiscalYear = years.value(on);
    const changed = await changesOf(db, context, input, { line: found.value, fiscalYear });
    if (!changed.ok) return changed;
    const numbers = await numberDocuments(
      db,
      "AM",
      changed.value.changes.map(() => fiscalYear),
    );
    const eventId = randomUUID();
    const documents = changed.value.changes.map((change, index) => {
      return { ...change, id: randomUUID(), number: numbers[index] ?? "", eventId, fiscalYear, author: context.actor.id };
    });
    const posted = await postChanges(db, context, documents, { line: changed.value.line, input });
    if (!posted.ok) return posted;
    await saveChanges(db, documents);
    const { line, marks } = posted.value;
    await saveChains(db, [line]);
    for (const { id, number, kind, amount } of documents)
      touch({
        kind: "commitmentChange",
        id,
        unit: line.unit,
        detail: { number, commitment: line.number, line: line.line, kind, amount, reason },
      });
    await markOverruns(db, context, { marks, cause: "override", reason: override?.reason ?? "" }, touch, () => ({
      name: `${line.number} · ${numbers[0] ?? ""}`,
      address: `/${fiscalYear}/execution/commitments/${line.commitmentId}`,
    }));
    return accept({ numbers });
  });
}

/** The line, locked after the contract that bounds it, in reach, and committed by that day. */
async function standingLine(db: Db, context: CommandContext, input: ChangeCommitmentInput): Promise<Result<ChainLine>> {
  const lines = await lockLines(db, [input]);
  const line = reachableLine(context, "execution.commit", lines, input);
  if (!line.ok) return line;
  const ordered = checkOrder(line.value.committedOn, input.on);
  return ordered.ok ? line : ordered;
}

type Change = Omit<ChangeDocument, "id" | "number" | "eventId" | "fiscalYear" | "author">;

/** What the change comes to, document by document, and where the line stands after it; nothing is written yet. */
async function changesOf(
  db: Db,
  context: CommandContext,
  input: ChangeCommitmentInput,
  { line, fiscalYear }: { line: ChainLine; fiscalYear: number },
): Promise<Result<{ line: ChainLine; changes: Change[] }>> {
  const { kind, on, amount, reason, reusable = false, override, commitmentId, line: rank } = input;
  const schedule = await scheduleOf(db, line);
  const signed = kind === "increase" ? amount : kind === "withdrawal" ? -amount : 0n;
  const stepped = kind === "increase" ? increase(line, amount) : kind === "withdrawal" ? withdraw(line, amount) : accept(line);
  if (!stepped.ok) return stepped;
  const revised = revisedSchedule(schedule, { change: signed, on, wanted: input.schedule });
  if (!revised.ok) return revised;
  const moves = scheduleMoves(schedule, revised.value);
  const own = { commitmentId, line: rank, on, reason: reason.trim(), reusable: null };
  const after = { ...line, ...stepped.value };
  if (kind === "schedule") {
    if (moves.length === 0) return refuse({ kind: "nothing-to-move", stage: "requested" });
    return accept({ line: after, changes: [{ ...own, kind, amount: 0n, moves }] });
  }
  if (kind === "increase") {
    const kept = await checkIncrease(db, context, { line, amount, on, fiscalYear, override });
    return kept.ok ? accept({ line: after, changes: [{ ...own, kind, amount, moves }] }) : kept;
  }
  const { ofYear, ofEarlier } = withdrawnParts(amount, await takenInYear(db, line, fiscalYear));
  if (ofEarlier > 0n && reusable && !mayDo(context.actor.access, "allotment.notify", line.unit))
    return refuse({ kind: "forbidden", capability: "allotment.notify" });
  const changes: Change[] = [];
  if (ofYear > 0n) changes.push({ ...own, kind: "decommitment", amount: ofYear, moves });
  if (ofEarlier > 0n) changes.push({ ...own, kind: "withdrawal", amount: ofEarlier, reusable, moves: ofYear > 0n ? [] : moves });
  return accept({ line: after, changes });
}

interface Increase {
  readonly line: ChainLine;
  readonly amount: Quantity;
  readonly on: Day;
  readonly fiscalYear: number;
  readonly override: Override | undefined;
}

async function checkIncrease(db: Db, context: CommandContext, { line, amount, on, fiscalYear, override }: Increase): Promise<Result<true>> {
  const overriding = checkOverride(context, override, [line.unit]);
  if (!overriding.ok) return overriding;
  if (line.contract !== null) {
    await lockContracts(db, [line.contract]);
    const terms = await contractOn(db, line.contract, on);
    const used = await usedOfContract(db, line.contract);
    const checked = terms && checkUseOfContract(line.contract, terms, { party: line.party, on, used, asked: amount });
    if (checked && !checked.ok) return checked;
  }
  const { operation, unit, nature, activity } = line;
  return operation === null ? accept(true) : await checkOperations(db, [{ unit, nature, activity, amount, operation, year: fiscalYear }]);
}

/** Posts the changes as one event, and says where the line stands: what came from « dépassement », and what went back there. */
async function postChanges(
  db: Db,
  context: CommandContext,
  documents: readonly ChangeDocument[],
  { line, input }: { line: ChainLine; input: ChangeCommitmentInput },
): Promise<Result<{ line: ChainLine; marks: OverrunMark[] }>> {
  const entries: EntryDraft[] = [];
  const marks: OverrunMark[] = [];
  let { uncovered } = line;
  for (const { id, number, eventId, kind, amount, fiscalYear, reusable } of documents) {
    const event: Event = { eventId, on: input.on, label: `${line.number} · ${input.reason.trim()}` };
    const expense = expenseOn(line, amount, { voucher: number, document: "commitmentChange", documentId: id });
    const from = line.operation === null ? ("allotted" as const) : ("earmarked" as const);
    const taking = { ...expense, resource: "AE" as const };
    if (kind === "increase") {
      const covered = input.override && from === "allotted" ? await coverTakings(db, fiscalYear, [taking], "committed") : accept([]);
      if (!covered.ok) return covered;
      const { fromOverrun = 0n, spendingClass = "nonPersonnel" } = covered.value[0] ?? {};
      uncovered += fromOverrun;
      const { unit } = line;
      if (fromOverrun > 0n)
        marks.push({
          fiscalYear,
          unit,
          spendingClass,
          resource: "AE",
          amount: fromOverrun,
          document: "commitmentChange",
          documentId: id,
          line: line.line,
        });
      entries.push(commitmentEntry(event, [{ ...expense, from, uncovered: fromOverrun }]));
    } else if (kind === "decommitment") {
      const standing = uncovered === 0n ? accept([0n]) : await standingOverruns(db, fiscalYear, [taking], "committed");
      if (!standing.ok) return standing;
      const back = giveBack(amount, uncovered, standing.value[0] ?? 0n).fromOverrun;
      uncovered -= back;
      entries.push(decommitmentEntry(event, { ...expense, from, uncovered: back }));
    } else if (kind === "withdrawal") entries.push(withdrawalEntry(event, expense, reusable === true));
  }
  const posted = await postEvents(db, context, entries.length > 0 ? [entries] : []);
  return posted.ok ? accept({ line: { ...line, uncovered }, marks }) : posted;
}
