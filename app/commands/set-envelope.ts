import { type AmountKey, sameAmountKey } from "#app/domain/arbitration/amount.ts";
import { type EnvelopeScope, reachOf, sameScope, wholeScope } from "#app/domain/arbitration/envelope-scope.ts";
import { checkCeilings } from "#app/domain/arbitration/envelope-tree.ts";
import { type ReckonedBasis, reckon } from "#app/domain/arbitration/hypothesis.ts";
import { plannedYears } from "#app/domain/forecast/request.ts";
import type { Day } from "#app/domain/month.ts";
import { type BudgetResource, largestQuantity, type Quantity } from "#app/domain/quantity.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "#db/client.ts";
import {
  ceilingsOf,
  insertCeilings,
  type KeptCeiling,
  type NamedTrees,
  type NewCeiling,
  namedScope,
} from "#db/queries/arbitration/ceiling.ts";
import { type KnownPlace, knownYearsOf } from "#db/queries/arbitration/envelope-basis.ts";
import { type Campaign, lockCampaign } from "#db/queries/campaign.ts";
import { checkCampaignReach } from "./planning-reach.ts";
import { type CommandContext, runCommand } from "./run.ts";

/** How much: an amount by hand (null lifts the envelope), or a hypothesis, which the command reckons itself. */
export type EnvelopeValue =
  | { readonly amount: Quantity | null; readonly floor?: Quantity | null | undefined }
  | { readonly basis: ReckonedBasis; readonly rate: number; readonly floor?: Quantity | null | undefined };

export interface PlacedEnvelope {
  readonly spendingClass: SpendingClass;
  readonly resource: BudgetResource;
  readonly targetYear: number;
  readonly scope: EnvelopeScope;
  readonly value: EnvelopeValue;
}

export interface EnvelopeInput {
  readonly campaignId: string;
  readonly spendingClass: SpendingClass;
  readonly resource: BudgetResource;
  readonly targetYear: number;
  /** In the smallest unit of the resource, ≥ 0. */
  readonly amount: Quantity;
}

/** Says what may be shared out over the whole campaign, for one class, resource and year. */
export async function setEnvelope(context: CommandContext, input: EnvelopeInput): Promise<Result<{ envelopeId: string }>> {
  const { campaignId, amount, ...key } = input;
  const set = await setEnvelopes(context, { campaignId, envelopes: [{ ...key, scope: wholeScope, value: { amount } }] });
  return set.ok ? accept({ envelopeId: set.value.envelopeIds[0] ?? "" }) : set;
}

/**
 * Says what may be shared out, place by place, all of it or nothing. The envelopes that these replace are kept. Refused: an amount below 0, a place
 * without a unit of the campaign, a hypothesis about which nothing is known, ceilings that contradict each other.
 */
export async function setEnvelopes(
  context: CommandContext,
  input: { readonly campaignId: string; readonly envelopes: readonly PlacedEnvelope[] },
): Promise<Result<{ envelopeIds: string[] }>> {
  return await runCommand(context, { name: "set-envelope", capability: "arbitration.prepare" }, input, async (db, touch) => {
    const campaign = await lockCampaign(db, input.campaignId);
    if (!campaign) return refuse({ kind: "not-found", what: "campaign", id: input.campaignId });
    const reach = await checkCampaignReach(db, context.actor, campaign.id, "arbitration.prepare");
    if (!reach.ok) return reach;
    const { ceilings, trees } = await ceilingsOf(db, campaign.id);
    const reckoned = await reckonedOf(db, context.today, campaign, input.envelopes, trees);
    if (!reckoned.ok) return reckoned;
    const agreed = checkCeilings(following(ceilings, reckoned.value, trees), trees, reckoned.value);
    if (!agreed.ok) return agreed;
    const envelopeIds = await insertCeilings(db, campaign.id, context.actor.id, reckoned.value);
    for (const [index, { scope, ...own }] of reckoned.value.entries())
      touch({ kind: "envelope", id: envelopeIds[index] ?? "", detail: { ...scope, ...own } });
    return accept({ envelopeIds });
  });
}

/** The ceilings as they will stand, those that are set in the place of those in force. */
function following(ceilings: readonly KeptCeiling[], set: readonly NewCeiling[], trees: NamedTrees) {
  const isSet = (own: KeptCeiling) => set.some((other) => sameAmountKey(own, other) && sameScope(own.scope, other.scope));
  const added = set.flatMap(({ amount, scope, ...own }) => (amount === null ? [] : [{ ...own, amount, scope: namedScope(scope, trees) }]));
  return [...ceilings.filter((own) => !isSet(own)), ...added];
}

async function reckonedOf(
  db: Db,
  today: Day,
  { targetYear: first }: Campaign,
  envelopes: readonly PlacedEnvelope[],
  trees: NamedTrees,
): Promise<Result<NewCeiling[]>> {
  const known = new Map<EnvelopeScope, KnownPlace[]>();
  const ceilings: NewCeiling[] = [];
  for (const { scope, spendingClass, resource, targetYear, value } of envelopes) {
    const place = checkPlace(scope, trees);
    if (!place.ok) return place;
    if (targetYear < first || targetYear >= first + plannedYears)
      return refuse({ kind: "year-out-of-plan", year: targetYear, first, last: first + plannedYears - 1 });
    if ("basis" in value && !known.has(scope)) known.set(scope, await knownYearsOf(db, { scope, trees, targetYear: first, today }));
    const ceiling = ceilingOf({ spendingClass, measure: resource, targetYear }, scope, value, known.get(scope) ?? []);
    if (!ceiling.ok) return ceiling;
    for (const amount of [ceiling.value.amount, ceiling.value.floor]) {
      if (amount === null) continue;
      if (amount < 0n) return refuse({ kind: "negative-amount", line: 0, amount });
      if (amount > largestQuantity) return refuse({ kind: "amount-out-of-range", line: 0, amount });
    }
    ceilings.push(ceiling.value);
  }
  return accept(ceilings);
}

function ceilingOf(key: AmountKey, scope: EnvelopeScope, value: EnvelopeValue, known: readonly KnownPlace[]): Result<NewCeiling> {
  const floor = value.floor ?? null;
  if (!("basis" in value)) {
    return accept({ ...key, scope, amount: value.amount, floor, basis: "manual", rate: 0, basisYear: null, basisAmount: null });
  }
  const own = knownOf(known, key);
  const reckoned = own && reckon(value.basis, value.rate, own, key.targetYear);
  if (!reckoned) return refuse({ kind: "envelope-basis-unknown", basis: value.basis, year: own?.year ?? key.targetYear - 1 });
  return accept({ ...key, scope, floor, ...reckoned });
}

/** On personnel AE and CP are one ceiling, drawn from the CP. */
export function knownOf(known: readonly KnownPlace[], { spendingClass, measure }: Omit<AmountKey, "targetYear">): KnownPlace | undefined {
  const drawn = spendingClass === "personnel" && measure === "AE" ? "CP" : measure;
  return known.find((own) => own.spendingClass === spendingClass && own.measure === drawn);
}

function checkPlace(scope: EnvelopeScope, trees: NamedTrees): Result<true> {
  const { activity, unit, group } = scope;
  if (activity !== null && !trees.activities.has(activity)) return refuse({ kind: "unknown-code", dimension: "activity", code: activity });
  if (unit !== null && !trees.units.has(unit)) return refuse({ kind: "unknown-code", dimension: "unit", code: unit });
  if (group !== null && !trees.groups.has(group)) return refuse({ kind: "not-found", what: "unitGroup", id: group });
  const { units } = reachOf(scope, trees);
  return units === null || units.size > 0
    ? accept(true)
    : refuse({ kind: "envelope-reaches-nothing", place: namedScope(scope, trees).label });
}
