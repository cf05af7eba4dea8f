import { seenProposals } from "#app/commands/matching-account.ts";
import { type LineName, lineText } from "#app/domain/ledger/matching/group.ts";
import {
  type Ambiguity,
  type MatchingRule,
  matchingRules,
  type Proposal,
  proposalText,
  proposeMatchings,
} from "#app/domain/ledger/matching/proposals.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import type { Db } from "#db/client.ts";
import { lastMatchingOf } from "#db/queries/ledger/matching/groups.ts";
import { linesNamed, mostOpenLines, openLinesOf, type Place } from "#db/queries/ledger/matching/lines.ts";

/** A line of a proposal, as it is named on the page. */
export interface ShownLine extends LineName {
  readonly name: string;
}
export interface ShownProposal extends Proposal {
  readonly text: string;
  readonly shown: readonly ShownLine[];
}
export interface RuleProposals {
  readonly rule: MatchingRule;
  readonly count: number;
  readonly seen: string;
  readonly proposals: readonly ShownProposal[];
}
export interface ShownAmbiguity extends Ambiguity {
  readonly shown: readonly ShownLine[];
}

const proposalsOfRule = 20;
const namedLines = 6;
const shownAmbiguities = 20;

/** What the rules propose, each rule with its first proposals; `tooMany` when the account has more open lines than they are asked about. */
export async function loadProposals(
  db: Db,
  place: Place,
  { party, rules, windowDays }: { party: string | null | undefined; rules: readonly MatchingRule[]; windowDays: number },
) {
  const lines = await openLinesOf(db, place, party);
  if (lines.length >= mostOpenLines) return { tooMany: mostOpenLines } as const;
  const { proposals, ambiguous } = proposeMatchings(lines, { windowDays, rules });
  const byRule = matchingRules
    .map((rule) => ({ rule, own: proposals.filter((proposal) => proposal.rule === rule) }))
    .filter(({ own }) => own.length > 0);
  const told = ambiguous.slice(0, shownAmbiguities);
  const shown = [...byRule.flatMap(({ own }) => own.slice(0, proposalsOfRule)), ...told].flatMap((each) => each.lines.slice(0, namedLines));
  const names = await namesOf(db, place, shown);
  const named = (own: readonly LineName[]) =>
    own.slice(0, namedLines).map((line) => ({ ...line, name: names.get(lineText(line)) ?? lineText(line) }));
  return {
    tooMany: null,
    count: proposals.length,
    amount: sum(proposals.map(({ amount }): Quantity => amount)),
    seen: seenProposals(proposals),
    lastMatching: await lastMatchingOf(db, place),
    rules: byRule.map(
      ({ rule, own }): RuleProposals => ({
        ...{ rule, count: own.length, seen: seenProposals(own) },
        proposals: own
          .slice(0, proposalsOfRule)
          .map((proposal) => ({ ...proposal, text: proposalText(proposal), shown: named(proposal.lines) })),
      }),
    ),
    ambiguousCount: ambiguous.length,
    ambiguous: told.map((each): ShownAmbiguity => ({ ...each, shown: named(each.lines) })),
  };
}

async function namesOf(db: Db, place: Place, lines: readonly LineName[]): Promise<Map<string, string>> {
  const found = await linesNamed(db, place, lines);
  return new Map(found.map((line) => [lineText(line), `${line.journal}-${line.number}`]));
}
