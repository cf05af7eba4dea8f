import { grouped } from "../grouped.ts";
import type { Day } from "../month.ts";
import { type BudgetResource, type Quantity, spread, sum } from "../quantity.ts";
import { landingOf, monthsOver, noMonths, type YearOfMonths } from "./landing.ts";

/** Where a line of a sheet and a line of the journal meet. */
export interface ReferencePlace {
  readonly nature: string;
  readonly activity: string;
  readonly measure: BudgetResource;
}

/** What a unit executed there in a year: committed and consumed for AE, consumed for the rest. */
export interface Outturn extends ReferencePlace {
  readonly year: number;
  readonly months: YearOfMonths;
}

/** What was notified at this very nature and activity, less what left them again. */
export interface NotifiedThere extends ReferencePlace {
  readonly amount: Quantity;
}

/** The parent of each code, on the first day of the year. */
export interface Trees {
  readonly natures: ReadonlyMap<string, string | null>;
  readonly activities: ReadonlyMap<string, string | null>;
}

/** What a request is compared with, in the smallest unit of its measure. */
export interface LineReference extends ReferencePlace {
  /** « Exécuté N-1 ». */
  readonly executed: Quantity;
  /** « Notifié N ». */
  readonly notified: Quantity;
  /** The part of it that was notified for a wider nature or activity, and is shared out here. */
  readonly shared: Quantity;
  /** « Atterrissage N »: `landingOf`. */
  readonly landing: Quantity;
  /** Executed N-1 by month. */
  readonly months: YearOfMonths;
}

interface ReferencesInput {
  /** N (`presentYear`). */
  readonly present: number;
  readonly today: Day;
  readonly outturns: readonly Outturn[];
  readonly notified: readonly NotifiedThere[];
  readonly trees: Trees;
}

/**
 * The references of each place that was executed in N-1 or N or was notified in N, in the order of natures, activities and measures.
 * Credits are notified by title and action, and executed by nature and activity: what was notified for a wider place is shared out over the
 * places under it by what they are bound to execute beyond their own notification (largest remainder, so that everything notified is
 * counted once, to the cent). A wider place with nothing under it keeps its own.
 */
export function referencesFrom({ present, today, outturns, notified, trees }: ReferencesInput): LineReference[] {
  const years = grouped(outturns, placeName);
  const arrived = grouped(notified, placeName);
  const places = new Map<string, ReferencePlace>([...outturns, ...notified].map((place) => [placeName(place), place]));
  const under = placesUnder(places, trees);
  const over = monthsOver(present, today);
  const known = [...places].map(([name, { nature, activity, measure }]): Known => {
    const own = (years.get(name) ?? []).toSorted((left, right) => right.year - left.year);
    const monthsOf = (of: number) => own.find((outturn) => outturn.year === of)?.months ?? noMonths;
    const there = sum((arrived.get(name) ?? []).map(({ amount }) => amount));
    const past = own.filter((outturn) => outturn.year < present).map(({ months }) => months);
    const landing = landingOf({ months: monthsOf(present), over, past, notified: under.has(name) ? 0n : there });
    const months = monthsOf(present - 1);
    return { name, nature, activity, measure, months, executed: sum(months), there, landing };
  });
  const received = sharedOut(known, under);
  return known
    .map(({ name, there, ...place }): LineReference => {
      const shared = received.get(name) ?? 0n;
      return { ...place, notified: there + shared, shared };
    })
    .filter(({ executed, notified: amount, landing }) => executed !== 0n || amount !== 0n || landing !== 0n)
    .sort((left, right) => (placeName(left) < placeName(right) ? -1 : 1));
}

export function placeName({ nature, activity, measure }: ReferencePlace): string {
  return `${nature} ${activity} ${measure}`;
}

interface Known extends Omit<LineReference, "notified" | "shared"> {
  readonly name: string;
  /** Notified at this very place. */
  readonly there: Quantity;
}

/** For each place that is wider than others, the names of those. */
function placesUnder(places: ReadonlyMap<string, ReferencePlace>, trees: Trees): Map<string, string[]> {
  const under = new Map<string, string[]>();
  for (const [name, { nature, activity, measure }] of places) {
    for (const wideNature of upwards(nature, trees.natures)) {
      for (const wideActivity of upwards(activity, trees.activities)) {
        const wide = placeName({ nature: wideNature, activity: wideActivity, measure });
        if (wide !== name && places.has(wide)) under.set(wide, [...(under.get(wide) ?? []), name]);
      }
    }
  }
  return under;
}

/** What each place receives of what was notified for wider ones; what these give is negative. */
function sharedOut(known: readonly Known[], under: ReadonlyMap<string, readonly string[]>): Map<string, Quantity> {
  const wanted = new Map(known.map(({ name, there, landing }) => [name, landing > there ? landing - there : 0n]));
  const received = new Map<string, Quantity>();
  const add = (name: string, amount: Quantity) => received.set(name, (received.get(name) ?? 0n) + amount);
  for (const { name, there } of known) {
    const places = under.get(name) ?? [];
    const weights = places.map((place) => (under.has(place) ? 0n : (wanted.get(place) ?? 0n)));
    if (there === 0n || weights.every((weight) => weight === 0n)) continue;
    for (const [index, part] of spread(there, weights).entries()) add(places[index] ?? name, part);
    add(name, -there);
  }
  return received;
}

/** A code and the wider ones above it. */
export function upwards(code: string, parents: ReadonlyMap<string, string | null>): string[] {
  const codes: string[] = [];
  for (let own: string | null | undefined = code; own != null && !codes.includes(own); own = parents.get(own)) codes.push(own);
  return codes;
}
