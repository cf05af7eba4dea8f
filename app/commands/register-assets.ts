import { randomUUID } from "node:crypto";
import { type AssetDraft, checkAsset, isInProgressAccount } from "#app/domain/ledger/assets/asset.ts";
import { commissioningEntry } from "#app/domain/ledger/assets/asset-entries.ts";
import type { Prorata } from "#app/domain/ledger/assets/depreciation-plan.ts";
import type { Day } from "#app/domain/month.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { postEntries } from "#db/posting.ts";
import { numberDocuments } from "#db/queries/document-number.ts";
import { lockRegister, type NewAsset, saveAssets, saveCommissioning } from "#db/queries/ledger/asset-changes.ts";
import { type AssetLine, capitalisableLines, lineNamed, unitStanding } from "#db/queries/ledger/assets.ts";
import { postableAccounts } from "#db/queries/ledger/choices.ts";
import { exerciseOn } from "#db/queries/ledger/exercise.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { postingOptions, requireWholeLedger } from "./whole-ledger.ts";

export interface AssetInput {
  readonly label: string;
  readonly account: string;
  readonly unit: string;
  readonly quantity?: number;
  /** Absent: the day of its first line. */
  readonly acquiredOn?: Day;
  readonly commissionedOn: Day | null;
  /** Absent: the sum of its lines. */
  readonly gross?: Quantity;
  readonly residual: Quantity;
  readonly durationMonths: number | null;
  readonly prorata: Prorata;
  readonly note?: string;
  /** The lines of the books that it is made of; none: it was taken over with the opening balances. */
  readonly sources: readonly { readonly fiscalYear: number; readonly entryId: bigint; readonly line: number }[];
}

export interface RegisteredAssets {
  readonly assets: readonly { readonly id: string; readonly code: string }[];
}

/**
 * Enters assets in the register, each with the lines of the books that it is made of. One that was in progress (231, 232) and is in
 * service already is moved to its account by an entry in IM. Refused, in order: no day of an exercise · a line that is none, that another
 * asset holds, or that is on another account · the rules of `checkAsset` · an account or a unit that does not stand on that day.
 */
export async function registerAssets(
  context: CommandContext,
  input: { readonly assets: readonly AssetInput[] },
): Promise<Result<RegisteredAssets>> {
  return await runCommand(context, { name: "register-assets", capability: "ledger.post" }, input, async (db, touch) => {
    const allowed = await requireWholeLedger(db, context, "ledger.post");
    if (!allowed.ok) return allowed;
    await lockRegister(db);
    const drafted: Omit<NewAsset, "code">[] = [];
    const taken = new Set<string>();
    for (const asset of input.assets) {
      const draft = await draftOf(db, asset, taken);
      if (!draft.ok) return draft;
      drafted.push(draft.value);
    }
    const codes = await numberDocuments(
      db,
      "IM",
      drafted.map(({ fiscalYear }) => fiscalYear),
    );
    const assets = drafted.map((draft, index) => ({ ...draft, code: codes[index] ?? "" }));
    await saveAssets(db, assets, context.actor.id);
    const commissioned = await commission(db, context, assets);
    if (!commissioned.ok) return commissioned;
    for (const { id, code, label, gross } of assets) touch({ kind: "fixedAsset", id, detail: { code, label, gross } });
    return accept({ assets: assets.map(({ id, code }) => ({ id, code })) });
  });
}

async function draftOf(db: Db, input: AssetInput, taken: Set<string>): Promise<Result<Omit<NewAsset, "code">>> {
  const lines = await linesOf(db, input, taken);
  if (!lines.ok) return lines;
  const acquiredOn = input.acquiredOn ?? lines.value[0]?.entryDate ?? "";
  const exercise = await exerciseOn(db, acquiredOn);
  if (!exercise) return refuse({ kind: "unknown-year", date: acquiredOn });
  const inProgressAccount = lines.value.find(({ account }) => isInProgressAccount(account))?.account ?? null;
  const stray = lines.value.find(({ account }) => account !== (inProgressAccount ?? input.account));
  if (stray) return refuse({ kind: "line-not-capitalisable", entry: stray.entryName, account: stray.account });
  const { label, account, unit, quantity = 1, commissionedOn, residual, durationMonths, prorata, note = "" } = input;
  const gross = lines.value.length > 0 ? sum(lines.value.map(({ amount }) => amount)) : (input.gross ?? 0n);
  const draft: AssetDraft = {
    label,
    account,
    inProgressAccount,
    unit,
    quantity,
    acquiredOn,
    commissionedOn,
    gross,
    residual,
    durationMonths,
    prorata,
  };
  const chart = new Set((await postableAccounts(db, acquiredOn)).map(({ code }) => code));
  const accounts = checkAsset(draft, chart);
  if (!accounts.ok) return accounts;
  if (!chart.has(account)) return refuse({ kind: "unknown-code", dimension: "account", code: account });
  const standing = await unitStanding(db, unit, acquiredOn);
  if (!standing.known) return refuse({ kind: "unknown-code", dimension: "unit", code: unit });
  if (!standing.stands) return refuse({ kind: "code-out-of-date", dimension: "unit", code: unit, date: acquiredOn });
  return accept({ ...draft, id: randomUUID(), fiscalYear: exercise.year, note, accounts: accounts.value, sources: lines.value });
}

async function linesOf(db: Db, { sources }: AssetInput, taken: Set<string>): Promise<Result<AssetLine[]>> {
  const lines: AssetLine[] = [];
  for (const { fiscalYear, entryId, line } of sources) {
    const key = `${fiscalYear} ${entryId} ${line}`;
    const [found] = await capitalisableLines(db, { fiscalYear, at: { entryId, line } });
    if (!found || taken.has(key)) {
      const named = await lineNamed(db, { fiscalYear, entryId, line });
      if (!named) return refuse({ kind: "not-found", what: "line", id: key });
      const { entryName, account, held } = named;
      if (held || taken.has(key)) return refuse({ kind: "line-already-capitalised", entry: entryName });
      return refuse({ kind: "line-not-capitalisable", entry: entryName, account });
    }
    taken.add(key);
    lines.push(found);
  }
  return accept(lines.sort((left, right) => (left.entryDate < right.entryDate ? -1 : 1)));
}

/** Those that were in progress and are in service: 23… → 20… or 21…, one entry each. */
async function commission(db: Db, context: CommandContext, assets: readonly NewAsset[]): Promise<Result<true>> {
  const moved = assets.flatMap((asset) => {
    const { inProgressAccount, commissionedOn, gross } = asset;
    if (inProgressAccount === null || commissionedOn === null) return [];
    const event = { eventId: randomUUID(), on: commissionedOn, label: `Mise en service ${asset.code}` };
    return [{ asset, on: commissionedOn, draft: commissioningEntry(event, asset, inProgressAccount, gross) }];
  });
  const posted = await postEntries(
    db,
    moved.map(({ draft }) => draft),
    await postingOptions(db, context),
  );
  if (!posted.ok) return posted;
  for (const [index, { asset, on }] of moved.entries()) await saveCommissioning(db, asset.id, on, posted.value[index]?.id ?? null);
  return accept(true);
}
