import { amountUnder, type PlannedAmount } from "#app/domain/arbitration/amount.ts";
import { problemOf } from "#app/domain/arbitration/proposal/case.ts";
import { changesBetween, digestsOf, hasChanged, type InputChanges } from "#app/domain/arbitration/proposal/inputs.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import type { NamedCase } from "#db/queries/arbitration/proposal/case.ts";
import { findProposal, type GrantedRequest, grantedIn, type KeptProposal } from "#db/queries/arbitration/proposal/proposal.ts";
import { measureIn } from "../measure.ts";
import { type SeenCase, seenCase } from "./load-case.ts";
import { type Picture, pictureOf } from "./picture.ts";

/** A kept proposal as its pages show it. */
export interface SeenProposal extends SeenCase {
  readonly proposal: KeptProposal;
  readonly granted: ReadonlyMap<string, GrantedRequest>;
  /** The case with what was asked when the proposal was found. */
  readonly then: NamedCase;
  readonly measure: BudgetResource;
  readonly picture: Picture;
  readonly changes: InputChanges;
  readonly changed: boolean;
}

/** The proposal of the address, for whoever sees every unit of its campaign; else it does not exist. */
export async function seenProposal(
  scene: Pick<LoaderScene, "db" | "year" | "url" | "access" | "mayDo" | "today" | "params" | "notFound">,
): Promise<SeenProposal> {
  const { db, url, params, notFound } = scene;
  const id = params["proposal"] ?? "";
  const proposal = await findProposal(db, id);
  if (!proposal) throw notFound("proposal", id);
  const seen = await seenCase(scene, { landing: proposal.way === "floorAtLanding", campaignId: proposal.campaignId });
  if (seen === null || seen === "partial" || seen.campaign.id !== proposal.campaignId) throw notFound("proposal", id);
  const granted = await grantedIn(db, id);
  const then = askedThen(seen.given, granted);
  const measure = measureIn(url.searchParams);
  const changes = changesBetween(proposal.inputs, digestsOf(seen.given, proposal.criteria, proposal.way).inputs);
  return {
    ...{ ...seen, proposal, granted, then, measure, changes, changed: hasChanged(changes) },
    picture: pictureOf(then, amountsProposed(granted), { way: proposal.way, measure, sight: seen.sight, costs: seen.costs }),
  };
}

export function amountsProposed(granted: ReadonlyMap<string, GrantedRequest>): Map<string, readonly PlannedAmount[]> {
  return new Map([...granted].map(([id, { proposed }]) => [id, proposed]));
}

/** The requests that the proposal knew, with what they asked then; a request that was withdrawn since is left out. */
function askedThen(given: NamedCase, granted: ReadonlyMap<string, GrantedRequest>): NamedCase {
  const requests = given.requests.flatMap((own) => {
    const before = granted.get(own.id);
    return before ? [{ ...own, asked: before.asked }] : [];
  });
  return { ...given, requests };
}

/** The problem as it stands now, with what was granted, for the solver to look into. */
export function standingProblem({ given, proposal, granted }: SeenProposal) {
  const problem = problemOf(given, proposal.criteria);
  const parts = new Map(problem.candidates.map((own) => [own.id, own.parts]));
  const grants = new Map(
    [...granted].filter(([id]) => parts.has(id)).flatMap(([id, own]) => (own.parts > 0 ? [[id, own.parts] as const] : [])),
  );
  return { problem, partsOf: (id: string) => parts.get(id) ?? 1, answer: { grants, worth: proposal.worth ?? 0n } };
}

/** What another proposal gives each request in the measure shown. */
export function otherAmounts(
  granted: ReadonlyMap<string, GrantedRequest>,
  { year, measure, costs }: { year: number; measure: BudgetResource; costs: boolean },
) {
  const classes = costs || measure === "ETPT" || measure === "DAY" ? (["personnel", "nonPersonnel"] as const) : (["nonPersonnel"] as const);
  return new Map(
    [...granted].map(([id, { proposed }]) => [
      id,
      classes.reduce((total, spendingClass) => total + amountUnder(proposed, { spendingClass, measure, targetYear: year }), 0n),
    ]),
  );
}
