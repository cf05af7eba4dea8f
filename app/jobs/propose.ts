import { randomUUID } from "node:crypto";
import { type FoundProposal, keepProposal, keepSavings } from "#app/commands/keep-proposal.ts";
import { obstacleTo, type ProposalSearchInput, searchKind } from "#app/commands/search-proposal.ts";
import { amountsOf, problemOf } from "#app/domain/arbitration/proposal/case.ts";
import { usualProposal } from "#app/domain/arbitration/proposal/criteria.ts";
import { ceilingUses, millionOf } from "#app/domain/arbitration/proposal/explanation.ts";
import type { Grants, Problem } from "#app/domain/arbitration/proposal/problem.ts";
import { isExact, type Proposal } from "#app/domain/arbitration/proposal/propose.ts";
import type { Solver } from "#app/domain/arbitration/proposal/solver.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { type NamedCase, proposalCase } from "#db/queries/arbitration/proposal/case.ts";
import { findCriteria } from "#db/queries/arbitration/proposal/criteria.ts";
import { findProposal, grantedIn } from "#db/queries/arbitration/proposal/proposal.ts";
import { reportSearch } from "#db/queries/arbitration/proposal/search.ts";
import { findCampaign } from "#db/queries/campaign.ts";
import type { JobHandler, JobWork } from "./job.ts";

/** A first proposal comes at once, near enough; asked to go on, the search looks for the best as long as it is let. */
const first = { gap: 0.0005, seconds: 10 };
const onwards = { gap: 0, seconds: 900 };
const savingSeconds = 2;
const reportEveryMs = 400;

/** The search for a proposal: what was found is kept, also when it is stopped. */
export function proposeHandler(solver: Solver): JobHandler<ProposalSearchInput> {
  return { kind: searchKind, capability: "arbitration.prepare", run: (work) => search(solver, work) };
}

async function search(solver: Solver, work: JobWork<ProposalSearchInput>): ReturnType<JobHandler<ProposalSearchInput>["run"]> {
  const { context, request: asked, signal } = work;
  const begun = performance.now();
  const basis = await context.database.read(context.organisation, (db) => basisOf(db, context.today, asked));
  if (!basis.ok) return basis;
  const { given, criteria, problem, from, year } = basis.value;
  const effort = asked.continues === null ? { ...first, gap: isExact(problem) ? 0 : first.gap } : onwards;
  const answer = await solver.propose(problem, {
    ...effort,
    signal,
    from,
    onFound: reporting(work, asked.continues === null ? null : effort.seconds),
  });
  if (answer.kind === "conflict") return refuse({ kind: "proposal-conflict", rules: answer.rules });
  if (answer.kind === "undecided") return refuse({ kind: "proposal-undecided", seconds: effort.seconds });
  const found: FoundProposal = {
    ...{ campaignId: asked.campaignId, way: "computed", given, criteria, proven: answer, continues: asked.continues },
    ...{ granted: grantedBy(given, problem, answer.grants), tookMs: performance.now() - begun, jobId: context.key },
  };
  const kept = await keepProposal(context, found);
  if (!kept.ok) return kept;
  const { proposalId, number } = kept.value;
  const savings = await savingsOf(solver, problem, answer, signal);
  await keepSavings({ ...context, key: randomUUID() }, { proposalId, savings });
  return accept({ address: `/${year}/arbitration/proposal/${proposalId}`, values: { number } });
}

interface Basis {
  readonly given: NamedCase;
  readonly criteria: FoundProposal["criteria"];
  readonly problem: Problem;
  readonly from: Grants | undefined;
  readonly year: number;
}

async function basisOf(db: Db, today: string, { campaignId, criteriaId, continues }: ProposalSearchInput): Promise<Result<Basis>> {
  const campaign = await findCampaign(db, campaignId);
  if (!campaign) return refuse({ kind: "not-found", what: "campaign", id: campaignId });
  const given = await proposalCase(db, campaign, { today });
  const obstacle = obstacleTo(given);
  if (obstacle) return refuse(obstacle);
  const before = continues === null ? undefined : await findProposal(db, continues);
  const content = before?.criteria ?? (await findCriteria(db, criteriaId))?.content ?? usualProposal;
  const from = before && new Map([...(await grantedIn(db, before.id))].map(([id, { parts }]) => [id, parts]));
  const criteria = { id: before ? before.criteriaId : criteriaId, content };
  return accept({ given, criteria, problem: problemOf(given, content), from, year: campaign.targetYear });
}

/** Tells the pages that wait how far the search is; never oftener than they look. */
function reporting({ context, progress }: JobWork<ProposalSearchInput>, seconds: number | null) {
  const begun = performance.now();
  let toldAt = Number.NEGATIVE_INFINITY;
  return ({ worth, bound }: Pick<Proposal, "worth" | "bound">) => {
    const now = performance.now();
    if (now - toldAt < reportEveryMs) return;
    toldAt = now;
    if (seconds !== null) progress({ done: BigInt(Math.round((now - begun) / 1000)), total: BigInt(seconds) });
    // What is told late is told by the next: a report that is lost is not missed.
    context.database.write(context.organisation, (db) => reportSearch(db, context.key, { worth, bound })).catch(() => undefined);
  };
}

function grantedBy(given: NamedCase, problem: Problem, grants: Grants): FoundProposal["granted"] {
  const amounts = new Map(amountsOf(given, problem, grants).map(({ id, amounts: own }) => [id, own]));
  const parts = new Map(problem.candidates.map((own) => [own.id, own.parts]));
  return given.requests.map(({ id, asked }) => ({
    ...{ requestId: id, asked, proposed: amounts.get(id) ?? [] },
    ...{ parts: grants.get(id) ?? 0, ofParts: parts.get(id) ?? 1 },
  }));
}

/** What a million more of each ceiling that binds would save. */
async function savingsOf(solver: Solver, problem: Problem, answer: Proposal, signal: AbortSignal) {
  const more = ceilingUses(problem, answer.grants).flatMap(({ ceiling, binds }) =>
    binds ? [{ ceiling: ceiling.id, more: millionOf(ceiling.stock) }] : [],
  );
  if (more.length === 0 || signal.aborted) return [];
  return await solver.savings(problem, answer, more, { gap: 0, seconds: savingSeconds, signal });
}
