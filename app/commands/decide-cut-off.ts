import { randomUUID } from "node:crypto";
import { type CutOffKind, checkDecision, partAfter } from "#app/domain/ledger/cut-off/cut-off.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { unitStanding } from "#db/queries/ledger/assets.ts";
import { partyStands, postableAccounts } from "#db/queries/ledger/choices.ts";
import {
  type CutOffExercise,
  type CutOffProposal,
  cutOffProposals,
  type DecidedItem,
  decidedItems,
  lockCutOff,
  saveItem,
} from "#db/queries/ledger/cut-off.ts";
import { exerciseNamed } from "#db/queries/ledger/exercise.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

/** A proposal that is kept, at its amount or another; or put aside with a reason. */
export interface ProposalDecision {
  readonly fiscalYear: number;
  readonly key: string;
  readonly decision: "accepted" | "refused";
  /** Absent: as proposed, or by the days of `covers`. */
  readonly amount?: Quantity;
  readonly covers?: { readonly from: Day; readonly to: Day };
  readonly reason: string;
}

export interface DecidedCutOff {
  readonly itemId: string;
  readonly amount: Quantity;
}

/** Something that no document proposes. */
export interface ManualCutOff {
  readonly fiscalYear: number;
  readonly kind: CutOffKind;
  readonly label: string;
  readonly resultAccount: string;
  readonly balanceAccount: string;
  readonly unit: string | null;
  readonly party: string | null;
  readonly amount: Quantity;
  readonly covers?: { readonly from: Day; readonly to: Day };
  readonly reason: string;
}

/**
 * Decides a proposal, or decides again while it is not posted. Refused, in order: no such exercise or proposal · posted already · put
 * aside without a reason · the rules of `checkDecision` (amount, accounts, evidence, days after the exercise) · an account of another day.
 */
export async function decideCutOff(context: CommandContext, input: ProposalDecision): Promise<Result<DecidedCutOff>> {
  return await runCommand(context, { name: "decide-cut-off", capability: "ledger.post" }, input, async (db, touch) => {
    const open = await openExercise(db, context, input.fiscalYear);
    if (!open.ok) return open;
    const decided = await decide(db, context, { open: open.value, proposals: await proposed(db, open.value) }, input);
    if (decided.ok) touch({ kind: "cutOffItem", id: decided.value.itemId, detail: { ...input, amount: decided.value.amount } });
    return decided;
  });
}

/** Keeps several proposals as they are proposed, all or none. */
export async function acceptCutOffs(
  context: CommandContext,
  input: { readonly fiscalYear: number; readonly keys: readonly string[] },
): Promise<Result<{ readonly accepted: number }>> {
  return await runCommand(context, { name: "accept-cut-offs", capability: "ledger.post" }, input, async (db, touch) => {
    const open = await openExercise(db, context, input.fiscalYear);
    if (!open.ok) return open;
    if (input.keys.length === 0) return refuse({ kind: "not-found", what: "cutOffItem", id: "" });
    const proposals = await proposed(db, open.value);
    for (const key of input.keys) {
      const decided = await decide(
        db,
        context,
        { open: open.value, proposals },
        { fiscalYear: input.fiscalYear, key, decision: "accepted", reason: "" },
      );
      if (!decided.ok) return decided;
      touch({ kind: "cutOffItem", id: decided.value.itemId, detail: { key, amount: decided.value.amount } });
    }
    return accept({ accepted: input.keys.length });
  });
}

async function proposed(db: Db, { exercise }: Opened): Promise<Proposals> {
  return new Map((await cutOffProposals(db, exercise)).map((proposal) => [proposal.key, proposal]));
}

async function decide(
  db: Db,
  context: CommandContext,
  { open, proposals }: { open: Opened; proposals: Proposals },
  input: ProposalDecision,
): Promise<Result<DecidedCutOff>> {
  const { exercise, earlier } = open;
  const proposal = proposals.get(input.key);
  if (!proposal) return refuse({ kind: "not-found", what: "cutOffItem", id: input.key });
  const before = earlier.get(input.key);
  if (before?.state === "posted")
    return refuse({ kind: "wrong-state", what: "cutOffItem", state: "posted", expected: ["accepted", "refused"] });
  const reason = input.reason.trim();
  if (input.decision === "refused" && reason === "") return refuse({ kind: "reason-required" });
  const amount = amountOf(proposal, input, exercise.lastDay);
  if (!amount.ok) return amount;
  const covers = input.covers ?? null;
  if (input.decision === "accepted") {
    const refusal =
      checkDecision({ ...proposal, amount: amount.value, covers }, { evidence: proposal.evidence, lastDay: exercise.lastDay }) ??
      missingAccount(open, proposal);
    if (refusal) return refuse(refusal);
  }
  const id = before?.id ?? randomUUID();
  const evidence = { piece: proposal.piece, pieceOn: proposal.pieceOn ?? "", evidence: proposal.evidence.toString() };
  const { kind, source, key, label, resultAccount, balanceAccount, unit, nature, activity, party } = proposal;
  const item = { id, fiscalYear: input.fiscalYear, kind, source, key, label, resultAccount, balanceAccount, unit, nature, activity, party };
  await saveItem(db, {
    ...item,
    proposed: proposal.amount,
    amount: amount.value,
    covers,
    evidence,
    state: input.decision,
    reason,
    author: context.actor.id,
  });
  return accept({ itemId: id, amount: amount.value });
}

/** Adds an inventory entry by hand, accepted at once; its reason is its evidence. */
export async function addCutOff(
  context: CommandContext,
  input: ManualCutOff,
): Promise<Result<{ readonly itemId: string; readonly amount: Quantity }>> {
  return await runCommand(context, { name: "add-cut-off", capability: "ledger.post" }, input, async (db, touch) => {
    const open = await openExercise(db, context, input.fiscalYear);
    if (!open.ok) return open;
    const { covers = null, reason, amount, ...own } = input;
    if (reason.trim() === "") return refuse({ kind: "reason-required" });
    const refusal =
      checkDecision({ ...own, amount, covers }, { evidence: null, lastDay: open.value.exercise.lastDay }) ??
      missingAccount(open.value, own) ??
      (await missingCode(db, own, open.value.exercise.lastDay));
    if (refusal) return refuse(refusal);
    const id = randomUUID();
    const item = {
      ...own,
      id,
      source: "manual" as const,
      key: id,
      nature: null,
      activity: null,
      proposed: null,
      evidence: {},
      state: "accepted" as const,
    };
    await saveItem(db, { ...item, amount, covers, reason: reason.trim(), author: context.actor.id });
    touch({ kind: "cutOffItem", id, detail: { ...input } });
    return accept({ itemId: id, amount });
  });
}

type Proposals = ReadonlyMap<string, CutOffProposal>;

interface Opened {
  readonly exercise: CutOffExercise;
  readonly earlier: ReadonlyMap<string, DecidedItem>;
  readonly accounts: ReadonlySet<string>;
}

async function openExercise(db: Db, context: CommandContext, year: number): Promise<Result<Opened>> {
  const allowed = await requireWholeLedger(db, context, "ledger.post");
  if (!allowed.ok) return allowed;
  await lockCutOff(db);
  const exercise = await exerciseNamed(db, year);
  if (!exercise) return refuse({ kind: "not-found", what: "year", id: String(year) });
  if (exercise.status === "closed") return refuse({ kind: "year-closed", year });
  return accept({
    exercise,
    earlier: new Map((await decidedItems(db, year)).map((item) => [item.key, item])),
    accounts: new Set((await postableAccounts(db, exercise.lastDay)).map(({ code }) => code)),
  });
}

function missingAccount({ accounts }: Opened, { resultAccount, balanceAccount }: Pick<CutOffProposal, "resultAccount" | "balanceAccount">) {
  const code = [resultAccount, balanceAccount].find((account) => !accounts.has(account));
  return code === undefined ? undefined : ({ kind: "unknown-code", dimension: "account", code } as const);
}

async function missingCode(db: Db, { unit, party }: Pick<ManualCutOff, "unit" | "party">, on: Day) {
  if (unit !== null && !(await unitStanding(db, unit, on)).stands) return { kind: "unknown-code", dimension: "unit", code: unit } as const;
  if (party !== null && !(await partyStands(db, party))) return { kind: "unknown-code", dimension: "party", code: party } as const;
  return undefined;
}

/** What the person typed; else the days covered say; else the proposal. What is put aside keeps its evidence. */
function amountOf(proposal: CutOffProposal, { amount, covers, decision }: ProposalDecision, lastDay: Day): Result<Quantity> {
  if (decision === "refused") return accept(proposal.amount ?? proposal.evidence);
  if (amount !== undefined) return accept(amount);
  if (covers !== undefined) return partAfter(proposal.evidence, covers, lastDay);
  return accept(proposal.amount ?? 0n);
}
