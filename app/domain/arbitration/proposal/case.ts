import type { Obligation, RequestKind } from "../../forecast/request-state.ts";
import { atLeastZero, least, type Quantity, sum } from "../../quantity.ts";
import { type AmountKey, amountUnder, type PlannedAmount, sameAmountKey } from "../amount.ts";
import type { ProposalCriteria } from "./criteria.ts";
import type { RuleCase } from "./plain-rules.ts";
import type { Candidate, Ceiling, Exclusion, Floor, Grants, Link, Problem } from "./problem.ts";
import { mainAsk, partsOf, type RequestSetting } from "./setting.ts";
import { worthOfPart } from "./worth.ts";

/** A request as a proposal takes it. */
export interface ProposalRequest {
  readonly id: string;
  readonly unit: string;
  readonly number: number;
  readonly title: string;
  readonly kind: RequestKind;
  readonly obligation: Obligation;
  readonly rank: number | null;
  readonly asked: readonly PlannedAmount[];
  /** What of it is asked under each activity: for envelopes that bound some of them. Empty where no envelope does. */
  readonly askedThere: readonly (PlannedAmount & { readonly activity: string })[];
  readonly setting: RequestSetting | null;
}

/** An envelope as a ceiling: of all units or of some, of all activities or of some. */
export interface EnvelopeLimit extends PlannedAmount {
  readonly id: string;
  /** What it bounds, in words; null: the whole campaign. */
  readonly label: string | null;
  readonly units: readonly string[] | null;
  readonly activities: readonly string[] | null;
  /** What it promises at least. */
  readonly floor: Quantity | null;
}

/** What a unit was notified, or lands on, in N. */
export type Held = Omit<PlannedAmount, "targetYear"> & { readonly unit: string };

/** Everything that proposals are found from. */
export interface ProposalCase {
  /** The campaign's. */
  readonly year: number;
  /** By unit and number. */
  readonly requests: readonly ProposalRequest[];
  readonly envelopes: readonly EnvelopeLimit[];
  readonly notified: readonly Held[];
  readonly landing: readonly Held[];
}

/** What a unit asks under a key. */
export function askedBy({ requests }: Pick<ProposalCase, "requests">, unit: string, key: AmountKey): Quantity {
  return sum(requests.flatMap((own) => (own.unit === unit ? [amountUnder(own.asked, key)] : [])));
}

/** What a key is called in a problem: « nonPersonnel AE 2027 ». */
export function stockOf({ spendingClass, measure, targetYear }: AmountKey): string {
  return `${spendingClass} ${measure} ${targetYear}`;
}

/**
 * The problem that a case is, once it is said what counts. On personnel AE and CP are asked alike and granted by the same parts: they stay equal
 * (LOLF art. 8). A saving is taken whole. A baseline without a setting of its own is granted as the criteria say.
 */
export function problemOf(given: ProposalCase, criteria: ProposalCriteria): Problem {
  const ceilings = given.envelopes.map((own): Ceiling => ({ id: own.id, stock: ceilingStock(own), units: own.units, limit: own.amount }));
  const narrow = given.envelopes.filter(({ activities }) => activities !== null);
  const known = new Set(given.requests.map(({ id }) => id));
  return {
    candidates: given.requests.map((request) => candidateOf(request, { year: given.year, ceilings, narrow, criteria })),
    ceilings,
    floors: floorsOf(given, criteria),
    ...tiesOf(given.requests, known),
  };
}

/** How a request is granted: in how many parts, how many at least, and whether it must be. */
export function grantingOf(
  { kind, obligation, asked, setting }: Pick<ProposalRequest, "kind" | "obligation" | "asked" | "setting">,
  year: number,
  criteria: Pick<ProposalCriteria, "obligatory" | "baseline" | "baselineLeast">,
): Pick<Candidate, "parts" | "leastParts" | "mandatory"> {
  const whole = { parts: 1, leastParts: 1 };
  if (kind === "saving") return { ...whole, mandatory: true };
  const must = setting?.mandatory === true || (obligation === "obligatory" && criteria.obligatory === "mandatory");
  if (kind === "baseline" && !setting?.partial && criteria.baseline !== "weighed") {
    const byHundredths = { parts: 100, leastParts: Math.min(100, Math.max(1, criteria.baselineLeast)) };
    return { ...(criteria.baseline === "whole" || setting?.mandatory ? whole : byHundredths), mandatory: true };
  }
  return { ...(setting ? partsOf(setting, mainAsk(asked, year)) : whole), mandatory: must };
}

function candidateOf(
  request: ProposalRequest,
  {
    year,
    ceilings,
    narrow,
    criteria,
  }: { year: number; ceilings: readonly Ceiling[]; narrow: readonly EnvelopeLimit[]; criteria: ProposalCriteria },
): Candidate {
  const { id, unit, obligation, rank, asked, askedThere, setting } = request;
  const uses = [
    ...asked.map((own) => ({ stock: stockOf(own), amount: own.amount })),
    ...narrow.flatMap((envelope) => {
      const there = askedThere.filter((own) => sameAmountKey(own, envelope) && envelope.activities?.includes(own.activity));
      const amount = sum(there.map((own) => own.amount));
      return amount === 0n ? [] : [{ stock: ceilingStock(envelope), amount }];
    }),
  ];
  const granting = { id, unit, uses, ...grantingOf(request, year, criteria) };
  return { ...granting, worthOfPart: worthOfPart({ obligation, rank, tags: setting?.tags ?? [] }, granting, ceilings, criteria) };
}

/** A ceiling on some activities counts what is asked of them alone: a stock of its own. */
function ceilingStock(envelope: EnvelopeLimit): string {
  return envelope.activities === null ? stockOf(envelope) : `${stockOf(envelope)} ${envelope.id}`;
}

function floorsOf(given: ProposalCase, { floors, floorPercent }: ProposalCriteria): Floor[] {
  const promised = given.envelopes.flatMap((own) => promisedBy(given, own));
  const said = floors.map(({ unit, least: amount, ...key }) => unitFloor(unit, key, amount));
  if (floorPercent === null) return [...promised, ...said];
  const ofNotified = given.notified.flatMap(({ unit, amount, ...held }) => {
    const key = { ...held, targetYear: given.year };
    const floor = least((atLeastZero(amount) * BigInt(floorPercent)) / 100n, atLeastZero(askedBy(given, unit, key)));
    const own = unitFloor(unit, key, floor);
    return floor === 0n || said.some(({ id }) => id === own.id) ? [] : [own];
  });
  return [...promised, ...said, ...ofNotified];
}

function unitFloor(unit: string, key: AmountKey, amount: Quantity): Floor {
  return { id: `${unit} ${stockOf(key)}`, stock: stockOf(key), units: [unit], least: amount };
}

/** What an envelope promises at least, as far as it is asked. */
function promisedBy(given: ProposalCase, envelope: EnvelopeLimit): Floor[] {
  if (envelope.floor === null) return [];
  const asked = takenOf(given, envelope, new Map(given.requests.map((own) => [own.id, own.asked])));
  return [{ id: envelope.id, stock: ceilingStock(envelope), units: envelope.units, least: least(envelope.floor, atLeastZero(asked)) }];
}

/** A tie to a request that is no longer handed in says nothing. */
function tiesOf(requests: readonly ProposalRequest[], known: ReadonlySet<string>): { exclusions: Exclusion[]; links: Link[] } {
  const told = requests.flatMap(({ id, setting }) =>
    (setting?.ties ?? []).filter(({ other }) => known.has(other)).map((tie) => ({ id, ...tie })),
  );
  const excluded = told.filter(({ kind }) => kind === "excludes").map(({ id, other }) => [id, other].toSorted());
  return {
    exclusions: [...new Map(excluded.map((pair) => [pair.join(" "), pair]))].map(([id, candidates]) => ({ id, candidates })),
    links: told.filter(({ kind }) => kind === "needs").map(({ id, other }) => ({ id: `${id} ${other}`, candidate: id, needs: other })),
  };
}

/** What a plain rule is given: the same requests, bounded by the envelopes of the whole; those of groups and activities are looked at afterwards. */
export function ruleCaseOf(given: ProposalCase, rule: "proRata" | "byRank" | "capAtNotified" | "floorAtLanding"): RuleCase {
  const precedence = { obligatory: 0, inescapable: 1, discretionary: 2 } as const;
  return {
    requests: given.requests.map(({ id, unit, asked, kind, obligation, rank }) => ({
      ...{ id, unit, asked, rank },
      precedence: kind === "baseline" ? 0 : precedence[obligation],
    })),
    envelopes: given.envelopes.filter(({ units, activities }) => units === null && activities === null),
    held: rule === "floorAtLanding" ? given.landing : given.notified,
  };
}

/** What so many parts of a request come to under each key that it asks; rounded towards zero, so that no ceiling is exceeded. */
export function grantedAmounts(asked: readonly PlannedAmount[], parts: number, ofParts: number): PlannedAmount[] {
  return asked.map((own) => ({ ...own, amount: (own.amount * BigInt(parts)) / BigInt(ofParts) }));
}

/** What grants give each request. */
export function amountsOf({ requests }: ProposalCase, { candidates }: Problem, grants: Grants): { id: string; amounts: PlannedAmount[] }[] {
  const parts = new Map(candidates.map((own) => [own.id, own.parts]));
  return requests.map(({ id, asked }) => ({ id, amounts: grantedAmounts(asked, grants.get(id) ?? 0, parts.get(id) ?? 1) }));
}

/** What amounts take of an envelope: of its units and activities (a request's share of an activity is granted as the request is). */
export function takenOf(
  { requests }: Pick<ProposalCase, "requests">,
  envelope: EnvelopeLimit,
  amounts: ReadonlyMap<string, readonly PlannedAmount[]>,
): Quantity {
  return sum(
    requests.map(({ id, unit, asked, askedThere }) => {
      if (envelope.units !== null && !envelope.units.includes(unit)) return 0n;
      const granted = amountUnder(amounts.get(id) ?? [], envelope);
      if (envelope.activities === null) return granted;
      const whole = amountUnder(asked, envelope);
      const there = sum(
        askedThere.filter((own) => sameAmountKey(own, envelope) && envelope.activities?.includes(own.activity)).map((own) => own.amount),
      );
      return whole === 0n ? 0n : (there * granted) / whole;
    }),
  );
}
