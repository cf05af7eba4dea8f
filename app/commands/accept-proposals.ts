import { randomUUID } from "node:crypto";
import { matchingCode } from "#app/domain/ledger/matching/code.ts";
import { lineText } from "#app/domain/ledger/matching/group.ts";
import { type MatchingRule, matchingRules, type Proposal, proposalText, proposeMatchings } from "#app/domain/ledger/matching/proposals.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { takenSince } from "#db/queries/ledger/matching/groups.ts";
import { openLinesOf } from "#db/queries/ledger/matching/lines.ts";
import { takeOrdinals } from "#db/queries/ledger/matching/lock.ts";
import { matchingSettings } from "#db/queries/ledger/matching/settings.ts";
import { saveRun } from "#db/queries/ledger/matching/write.ts";
import { matchedOn, openToMatching, seenProposals } from "./matching-account.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface AcceptProposalsInput {
  readonly fiscalYear: number;
  readonly account: string;
  /** Only this party (null: the lines without one); absent: all. */
  readonly party?: string | null;
  /** The rules that were asked. */
  readonly rules: readonly MatchingRule[];
  /**
   * What is accepted: `all` that was seen, or all of one rule, by its digest (`seenProposals`), or `some`, by their texts
   * (`proposalText`); `unseen` takes whatever the rules find (seeds and administrators). `lastMatching` is the latest group when they were shown.
   */
  readonly accepted:
    | { readonly kind: "all"; readonly of?: MatchingRule; readonly seen: string; readonly lastMatching: bigint }
    | { readonly kind: "some"; readonly proposals: readonly string[]; readonly lastMatching: bigint }
    | { readonly kind: "unseen" };
}

export interface AcceptedProposals {
  readonly runId: string;
  readonly groupCount: number;
  readonly lineCount: number;
  readonly byRule: Readonly<Partial<Record<MatchingRule, number>>>;
}

/**
 * Accepts proposals as one run, in one transaction. They are made again under the lock from what is open then: a line that somebody
 * matched meanwhile refuses the whole, and is named; other changes ask for another look (`matching-proposals-changed`).
 */
export async function acceptProposals(context: CommandContext, input: AcceptProposalsInput): Promise<Result<AcceptedProposals>> {
  return await runCommand(context, { name: "accept-proposals", capability: "ledger.post" }, input, async (db, touch) => {
    const opened = await openToMatching(db, context, input);
    if (!opened.ok) return opened;
    const lines = await openLinesOf(db, input, input.party);
    const { windowDays } = await matchingSettings(db);
    const { proposals } = proposeMatchings(lines, { windowDays, rules: input.rules });
    const chosen = await chosenAmong(db, proposals, input);
    if (!chosen.ok) return chosen;
    const days = new Map(lines.map((line) => [lineText(line), line.entryDate]));
    const first = await takeOrdinals(db, { ...input, count: chosen.value.length });
    const groups = chosen.value.map(({ rule, party, lines: own, completes }, index) => ({
      ...{ rule, party, lines: own },
      code: matchingCode(first + BigInt(index), { complete: true }),
      replaces: completes.map(({ id }) => id),
      matchedOn: matchedOn(
        context.today,
        own.map((name) => ({ entryDate: days.get(lineText(name)) ?? context.today })),
      ),
    }));
    const { fiscalYear, account } = input;
    const runId = randomUUID();
    await saveRun(db, { id: runId, kind: "proposals", fiscalYear, account, author: context.actor.id }, groups);
    const outcome = outcomeOf(runId, chosen.value);
    touch({ kind: "matching", id: runId, detail: { fiscalYear, account, party: input.party ?? null, ...outcome } });
    return accept(outcome);
  });
}

async function chosenAmong(db: Db, proposals: readonly Proposal[], input: AcceptProposalsInput): Promise<Result<readonly Proposal[]>> {
  const { accepted } = input;
  if (accepted.kind === "unseen") return proposals.length > 0 ? accept(proposals) : refuse({ kind: "matching-nothing-proposed" });
  const chosen = accepted.kind === "all" ? ofRule(proposals, accepted.of) : chosenByText(proposals, new Set(accepted.proposals));
  const same = accepted.kind === "all" ? seenProposals(chosen) === accepted.seen : chosen.length === new Set(accepted.proposals).size;
  if (same) return chosen.length > 0 ? accept(chosen) : refuse({ kind: "matching-nothing-proposed" });
  const taken = await takenSince(db, input, accepted.lastMatching);
  return refuse(taken ? { kind: "matching-line-taken", ...taken } : { kind: "matching-proposals-changed" });
}

function ofRule(proposals: readonly Proposal[], rule: MatchingRule | undefined): readonly Proposal[] {
  return rule === undefined ? proposals : proposals.filter((proposal) => proposal.rule === rule);
}

function chosenByText(proposals: readonly Proposal[], texts: ReadonlySet<string>): Proposal[] {
  return proposals.filter((proposal) => texts.has(proposalText(proposal)));
}

function outcomeOf(runId: string, proposals: readonly Proposal[]): AcceptedProposals {
  const counts = matchingRules.map((rule) => [rule, proposals.filter((proposal) => proposal.rule === rule).length] as const);
  return {
    runId,
    groupCount: proposals.length,
    lineCount: proposals.reduce((count, { lines }) => count + lines.length, 0),
    byRule: Object.fromEntries(counts.filter(([, count]) => count > 0)),
  };
}
