import { upwards } from "../forecast/references.ts";

/** What an envelope bounds: an activity and what is below it, a unit and what is below it or a group of units; null is all of them. */
export interface EnvelopeScope {
  readonly activity: string | null;
  readonly unit: string | null;
  readonly group: string | null;
}

/** How it is called: « 01 · Directions régionales ». */
export interface NamedScope extends EnvelopeScope {
  readonly label: string;
}

/** The whole campaign: the envelope of a class that the board's bar shows. */
export const wholeScope: EnvelopeScope = { activity: null, unit: null, group: null };

export function isWhole({ activity, unit, group }: EnvelopeScope): boolean {
  return activity === null && unit === null && group === null;
}

export function sameScope(left: EnvelopeScope, right: EnvelopeScope): boolean {
  return left.activity === right.activity && left.unit === right.unit && left.group === right.group;
}

/** One text for a scope: « 01/DR44/ ». */
export function scopeName({ activity, unit, group }: EnvelopeScope): string {
  return `${activity ?? ""}/${unit ?? ""}/${group ?? ""}`;
}

/** The trees that scopes are cut from, on the first day of the campaign's year. */
export interface ScopeTrees {
  /** The parent of each. */
  readonly activities: ReadonlyMap<string, string | null>;
  readonly units: ReadonlyMap<string, string | null>;
  /** The members of each group; what is below a member is in it too. */
  readonly groups: ReadonlyMap<string, ReadonlySet<string>>;
  /** The units asked by the campaign: nothing else is counted. */
  readonly asked: readonly string[];
}

/** The activities and the units that a scope reaches; null for all of them. */
export interface Reach {
  readonly activities: ReadonlySet<string> | null;
  readonly units: ReadonlySet<string> | null;
}

export function reachOf({ activity, unit, group }: EnvelopeScope, trees: ScopeTrees): Reach {
  const heads = group === null ? new Set(unit === null ? [] : [unit]) : (trees.groups.get(group) ?? new Set());
  return {
    activities: activity === null ? null : below(new Set([activity]), [...trees.activities.keys(), activity], trees.activities),
    units: unit === null && group === null ? null : below(heads, trees.asked, trees.units),
  };
}

export function reaches({ activities, units }: Reach, place: { readonly activity: string; readonly unit: string }): boolean {
  return (activities === null || activities.has(place.activity)) && (units === null || units.has(place.unit));
}

/** Does `wide` reach all that `narrow` does, and something more? */
export function contains(wide: Reach, narrow: Reach): boolean {
  const wider = covers(wide.activities, narrow.activities) && covers(wide.units, narrow.units);
  return wider && !(covers(narrow.activities, wide.activities) && covers(narrow.units, wide.units));
}

/** Nothing is reached by both. */
export function areApart(left: Reach, right: Reach): boolean {
  return apart(left.activities, right.activities) || apart(left.units, right.units);
}

type Codes = ReadonlySet<string> | null;

function covers(wide: Codes, narrow: Codes): boolean {
  return wide === null || (narrow !== null && [...narrow].every((code) => wide.has(code)));
}

function apart(left: Codes, right: Codes): boolean {
  return left !== null && right !== null && ![...left].some((code) => right.has(code));
}

function below(heads: ReadonlySet<string>, codes: readonly string[], parents: ReadonlyMap<string, string | null>): Set<string> {
  return new Set(codes.filter((code) => upwards(code, parents).some((above) => heads.has(above))));
}
