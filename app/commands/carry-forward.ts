import { randomUUID } from "node:crypto";
import {
  type OpeningLine,
  openingDifference,
  openingEntry,
  type ResultAccounts,
  resultEntry,
  withResult,
} from "#app/domain/ledger/opening-balances.ts";
import type { Exercise } from "#app/domain/reference/fiscal-year.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { postEntries } from "#db/posting.ts";
import {
  accountAt,
  balancesToCarry,
  liaisonAccount,
  openingPosted,
  resultOf,
  resultTaken,
  saveOpening,
} from "#db/queries/ledger/opening.ts";
import { writingIn } from "#db/queries/ledger/periods.ts";
import type { CommandContext } from "./run.ts";

export interface Carrying {
  /** The exercise that is carried. */
  readonly from: Exercise;
  /** The one that follows. */
  readonly to: Exercise;
  /** The exercise before is not closed: what is posted is to be completed when it closes. */
  readonly provisional: boolean;
}

/** What must open an exercise, and what is missing to have it. Nothing is written. */
export async function openingToPost(db: Db, { from, to }: Pick<Carrying, "from" | "to">): Promise<Result<OpeningLine[]>> {
  const accounts = await resultAccounts(db, to);
  if (!accounts.ok) return accounts;
  const wanted = withResult(await balancesToCarry(db, from.year), await resultOf(db, from.year), accounts.value);
  const { lines, ours } = await openingPosted(db, to.year);
  return accept(openingDifference(wanted, lines, !ours));
}

/**
 * Posts in the journal of opening balances what is missing to open `to` with what `from` left: everything the first time, then only the
 * differences. Undefined when nothing is missing. To be called under the lock of the first period of `to`.
 */
export async function carryForward(db: Db, context: CommandContext, carrying: Carrying): Promise<Result<bigint | undefined>> {
  const { from, to, provisional } = carrying;
  const lines = await openingToPost(db, carrying);
  if (!lines.ok) return lines;
  const label = provisional ? `À-nouveaux provisoires ${from.year}` : `À-nouveaux ${from.year}`;
  const entry = openingEntry(lines.value, { label, firstDay: to.firstDay, eventId: randomUUID() });
  if (!entry) return accept(undefined);
  const posted = await postFirst(db, context, to, entry);
  if (!posted.ok) return posted;
  await saveOpening(db, { entryId: posted.value, fiscalYear: to.year, fromYear: from.year, provisional, postedOn: context.today });
  return posted;
}

/** The result of `from` against the liaison account through which the State funded it; undefined when it had none, or nothing changed. */
export async function takeResult(
  db: Db,
  context: CommandContext,
  { from, to }: Pick<Carrying, "from" | "to">,
): Promise<Result<bigint | undefined>> {
  const liaison = await liaisonAccount(db, from.year);
  if (liaison === undefined) return accept(undefined);
  const accounts = await resultAccounts(db, to);
  if (!accounts.ok) return accounts;
  const result = { result: await resultOf(db, from.year), taken: await resultTaken(db, from.year) };
  const heading = { label: `Résultat ${from.year} au compte de liaison`, firstDay: to.firstDay, eventId: randomUUID() };
  const entry = resultEntry(result, { ...accounts.value, liaison }, heading);
  return entry ? await postFirst(db, context, to, entry) : accept(undefined);
}

/** 120 and 129, as the chart of the organisation writes them. */
async function resultAccounts(db: Db, { firstDay }: Exercise): Promise<Result<ResultAccounts>> {
  const [profit, loss] = [await accountAt(db, "120", firstDay), await accountAt(db, "129", firstDay)];
  if (profit === undefined) return refuse({ kind: "unknown-code", dimension: "account", code: "120" });
  if (loss === undefined) return refuse({ kind: "unknown-code", dimension: "account", code: "129" });
  return accept({ profit, loss });
}

/** In the first period, whatever its lock: the opening comes before everything, and may come last. */
async function postFirst(
  db: Db,
  { actor, today }: CommandContext,
  to: Exercise,
  entry: Parameters<typeof postEntries>[1][number],
): Promise<Result<bigint>> {
  const posted = await writingIn(db, to.year, [1], () => postEntries(db, [entry], { actor: actor.id, today, throughLock: true }));
  if (!posted.ok) return posted;
  const [first] = posted.value;
  if (!first) throw new Error("one entry was posted, and none came back");
  return accept(first.id);
}
