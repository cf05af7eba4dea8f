import { acceptProposals } from "#app/commands/accept-proposals.ts";
import { defaultMatchingSettings } from "#app/domain/ledger/matching/settings.ts";
import { openCounts } from "#db/queries/ledger/matching/open-items.ts";
import { lastDayIn } from "../plan/calendar.ts";
import type { StageSet } from "./stage-set.ts";

/**
 * Everything of the year that its documents join is matched at the end of `month`, account by account, as the accountant accepts what the
 * surest rules propose. What only amounts would join is left to do.
 */
export async function matchThirdParties(set: StageSet, year: number, month: number): Promise<void> {
  const prefixes = defaultMatchingSettings.accounts;
  const accounts = await set.database.read(set.organisation, (db) => openCounts(db, { fiscalYear: year, prefixes }));
  for (const { account, openCount } of accounts) {
    if (openCount < 2) continue;
    const input = { fiscalYear: year, account, rules: ["chain", "document"] as const, accepted: { kind: "unseen" } as const };
    const matched = await acceptProposals(set.as("comptable", lastDayIn(year, month)), input);
    if (!matched.ok && matched.refusal.kind !== "matching-nothing-proposed")
      throw new Error(`The demo was refused: ${matched.refusal.kind}`);
  }
}
