import { isMatchable, type MatchingSettings } from "#app/domain/ledger/matching/settings.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { accountLabel } from "#db/queries/ledger/account.ts";
import { type Exercise, exerciseNamed } from "#db/queries/ledger/exercise.ts";
import { exerciseState } from "#db/queries/ledger/matching/lock.ts";
import { lastRunOf } from "#db/queries/ledger/matching/runs.ts";
import { matchingSettings } from "#db/queries/ledger/matching/settings.ts";
import { noParty } from "./account/filter-names.ts";

/** What each page of an account's matching knows: where it is, who may match there, and what Ctrl+Z would undo. */
export interface MatchingScene {
  readonly year: number;
  readonly account: string;
  readonly label: string;
  readonly exercise: Exercise;
  readonly settings: MatchingSettings;
  readonly mayMatch: boolean;
  readonly lastRun: string | null;
}

/** Throws 404 for an account that does not exist or is not matched. */
export async function matchingScene(scene: LoaderScene): Promise<MatchingScene> {
  const { db, params, year, person, mayDo, notFound } = scene;
  const account = params["account"] ?? "";
  const settings = await matchingSettings(db);
  const label = isMatchable(account, settings) ? await accountLabel(db, year, account) : undefined;
  const exercise = await exerciseNamed(db, year);
  if (label === undefined || !exercise) throw notFound("account", account);
  const state = await exerciseState(db, year);
  const mayMatch = mayDo("ledger.post") && (state === "open" || (state === "reopened" && mayDo("ledger.close")));
  const lastRun = mayMatch ? await lastRunOf(db, { fiscalYear: year, account }, person.id) : undefined;
  return { year, account, label, exercise, settings, mayMatch, lastRun: lastRun ?? null };
}

/** The party of an address: a code, null for the lines without one, undefined for all. */
export function partyOf({ searchParams }: URL): string | null | undefined {
  const party = searchParams.get("party")?.slice(0, 40);
  return party === noParty ? null : party || undefined;
}
