import { randomUUID } from "node:crypto";
import { requireState, termsOf } from "#app/domain/ledger/assets/asset.ts";
import { type DisposalKind, depreciationEntry, disposalEntry } from "#app/domain/ledger/assets/asset-entries.ts";
import { depreciatedBefore } from "#app/domain/ledger/assets/depreciation-plan.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { postEntries } from "#db/posting.ts";
import { lockRegister, saveDisposal, saveRun } from "#db/queries/ledger/asset-changes.ts";
import { type RegisteredAsset, registeredAssets } from "#db/queries/ledger/assets.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { postingOptions, requireWholeLedger } from "./whole-ledger.ts";

export interface DisposalInput {
  readonly assetId: string;
  readonly on: Day;
  readonly kind: DisposalKind;
  /** The price of a sale, in cents; nothing otherwise. */
  readonly proceeds: Quantity;
  readonly reason: string;
}

export interface DisposalPosted {
  readonly disposalId: string;
  readonly netBookValue: Quantity;
  readonly entryId: bigint;
}

/**
 * Takes an asset out: its depreciation up to that day, then its value and its wear leave the books. Refused, in order: no reason · a
 * price without a sale · unknown asset · not in service, or out already · before it was put into service · depreciated beyond that day.
 */
export async function disposeAsset(context: CommandContext, input: DisposalInput): Promise<Result<DisposalPosted>> {
  return await runCommand(context, { name: "dispose-asset", capability: "ledger.post" }, input, async (db, touch) => {
    const allowed = await requireWholeLedger(db, context, "ledger.post");
    if (!allowed.ok) return allowed;
    const wrong = refusalOfInput(input);
    if (wrong) return refuse(wrong);
    await lockRegister(db);
    const [asset] = await registeredAssets(db, { on: "2099-12-31", id: input.assetId, everPosted: true });
    if (!asset) return refuse({ kind: "not-found", what: "fixedAsset", id: input.assetId });
    const complement = complementOf(asset, input.on);
    if (!complement.ok) return complement;
    const posted = await post(db, context, asset, input, complement.value);
    if (posted.ok)
      touch({ kind: "fixedAsset", id: asset.id, detail: { ...input, code: asset.code, netBookValue: posted.value.netBookValue } });
    return posted;
  });
}

function refusalOfInput({ reason, proceeds, kind }: DisposalInput): Refusal | undefined {
  if (reason.trim() === "") return { kind: "reason-required" };
  if (proceeds < 0n) return { kind: "negative-amount", line: 1, amount: proceeds };
  return proceeds > 0n && kind !== "sale" ? { kind: "proceeds-without-sale", proceeds } : undefined;
}

/** The depreciation still to post up to the day of the disposal. */
function complementOf(asset: RegisteredAsset, on: Day): Result<Quantity> {
  const refusal = requireState(asset, ["inUse", "fullyDepreciated"]);
  if (refusal) return refuse(refusal);
  if (asset.commissionedOn !== null && on < asset.commissionedOn)
    return refuse({ kind: "dates-out-of-order", earlier: asset.commissionedOn, later: on });
  const terms = termsOf(asset);
  const due = (terms ? depreciatedBefore(terms, on) : 0n) - asset.depreciated;
  return due < 0n ? refuse({ kind: "depreciated-beyond", asset: asset.code, on }) : accept(due);
}

async function post(
  db: Db,
  context: CommandContext,
  asset: RegisteredAsset,
  { on, kind, proceeds, reason }: DisposalInput,
  complement: Quantity,
): Promise<Result<DisposalPosted>> {
  const { gross, depreciationAccount, expenseAccount } = asset;
  const depreciated = asset.depreciated + complement;
  const event = { eventId: randomUUID(), on, label: `Sortie ${asset.code} : ${reason.trim()}`.slice(0, 200) };
  const wears = complement > 0n && depreciationAccount !== null && expenseAccount !== null;
  const before = wears
    ? [
        depreciationEntry({ ...event, label: `Dotation jusqu’à la sortie ${asset.code}` }, [
          { asset, depreciation: depreciationAccount, expense: expenseAccount, amount: complement },
        ]),
      ]
    : [];
  const leaving = disposalEntry(event, asset, { kind, gross, depreciated, proceeds, depreciationAccount });
  const posted = await postEntries(db, [...before, leaving], await postingOptions(db, context));
  if (!posted.ok) return posted;
  const entry = posted.value.at(-1);
  const [first] = posted.value;
  if (!entry || !first) throw new Error("entries were posted, and none came back");
  const runId = wears ? randomUUID() : null;
  if (runId !== null) {
    const amounts = [{ assetId: asset.id, amount: complement }];
    await saveRun(db, {
      id: runId,
      fiscalYear: first.fiscalYear,
      period: first.period,
      kind: "disposal",
      entryId: first.id,
      author: context.actor.id,
      amounts,
    });
  }
  const disposalId = randomUUID();
  const netBookValue = gross - depreciated;
  const row = {
    id: disposalId,
    assetId: asset.id,
    disposedOn: on,
    kind,
    proceeds,
    netBookValue,
    reason: reason.trim(),
    entryId: entry.id,
    runId,
  };
  await saveDisposal(db, { ...row, author: context.actor.id });
  return accept({ disposalId, netBookValue, entryId: entry.id });
}
