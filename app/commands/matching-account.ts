import { createHash } from "node:crypto";
import { type Proposal, proposalText } from "#app/domain/ledger/matching/proposals.ts";
import { isMatchable } from "#app/domain/ledger/matching/settings.ts";
import type { Day } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { lockMatching } from "#db/queries/ledger/matching/lock.ts";
import { matchingSettings } from "#db/queries/ledger/matching/settings.ts";
import type { CommandContext } from "./run.ts";
import { postingOptions, requireWholeLedger } from "./whole-ledger.ts";

/**
 * Whether this person may match on this account of this exercise, which is then held until the end of the transaction. A closed exercise
 * takes no matching: what it left open stands in the next one, carried line by line (`docs/decisions/0055`). A locked period does not matter;
 * a reopened exercise takes those of whoever may close it, until its term is over.
 */
export async function openToMatching(
  db: Db,
  context: CommandContext,
  place: { readonly fiscalYear: number; readonly account: string },
): Promise<Result<true>> {
  const whole = await requireWholeLedger(db, context, "ledger.post");
  if (!whole.ok) return whole;
  const settings = await matchingSettings(db);
  if (!isMatchable(place.account, settings)) {
    return refuse({ kind: "account-not-matched", account: place.account, prefixes: settings.accounts });
  }
  const status = await lockMatching(db, place);
  if (status === "unknown") return refuse({ kind: "not-found", what: "year", id: String(place.fiscalYear) });
  const through = status !== "reopened" || (await postingOptions(db, context)).throughLock;
  return status === "closed" || !through ? refuse({ kind: "year-closed", year: place.fiscalYear }) : accept(true);
}

/** The day of the act, or of the last line where it lies ahead: a group never bears a date before what it joins. */
export function matchedOn(today: Day, lines: readonly { readonly entryDate: Day }[]): Day {
  return lines.reduce((day, { entryDate }) => (entryDate > day ? entryDate : day), today);
}

/** What a person has seen of a list of proposals: accepted only as long as it is the same. */
export function seenProposals(proposals: readonly Proposal[]): string {
  const digest = createHash("sha256");
  for (const proposal of proposals) digest.update(proposalText(proposal)).update("\n");
  return digest.digest("hex");
}
