import { type Quantity, spread, sum } from "#app/domain/quantity.ts";
import { actions } from "#seeds/nomenclature/activities.ts";
import type { ByAction, Credits } from "../published.ts";
import { hazard } from "./hazard.ts";
import { expensePlaces, isTravel, personnelPlaces, placeName, type WeightedPlace } from "./places.ts";

/** What a place consumes in a year, in cents. */
export interface Need extends WeightedPlace {
  readonly ae: Quantity;
  readonly cp: Quantity;
}
export interface YearNeeds {
  readonly personnel: readonly Need[];
  readonly expenses: readonly Need[];
}

/** How far what a place needs in a year may be from its weight, in thousandths either way. */
const ownYear = { personnel: 12, expenses: 60 } as const;

/** The consumption of each action shared over its places: sums by action and by class are those given, to the cent. */
export function needsOf(year: number, consumed: Credits): YearNeeds {
  const own = (places: readonly WeightedPlace[], most: number) => places.map((place) => inYear(place, year, most));
  const [staff, expensePlacesOfYear] = [own(personnelPlaces, ownYear.personnel), own(expensePlaces, ownYear.expenses)];
  const personnel = [...sharesByAction(consumed.T2, staff)].map(([place, amount]) => ({ ...place, ae: amount, cp: amount }));
  const authorisations = sharesByAction(consumed.HT2_AE, expensePlacesOfYear);
  const payments = sharesByAction(
    withoutTravel(consumed.HT2_CP, authorisations),
    expensePlacesOfYear.filter((place) => !isTravel(place)),
  );
  const expenses = expensePlacesOfYear.map((place) => {
    const ae = authorisations.get(place) ?? 0n;
    return { ...place, ae, cp: isTravel(place) ? ae : (payments.get(place) ?? 0n) };
  });
  return { personnel, expenses };
}

function inYear(place: WeightedPlace, year: number, most: number): WeightedPlace {
  return { ...place, weight: (place.weight * BigInt(1000 + hazard(`${placeName(place)} ${year}`, -most, most))) / 1000n };
}

function sharesByAction(amounts: ByAction, places: readonly WeightedPlace[]): Map<WeightedPlace, Quantity> {
  const shares = new Map<WeightedPlace, Quantity>();
  for (const action of actions) {
    const own = places.filter((place) => place.action === action);
    const parts = spread(
      amounts[action],
      own.map(({ weight }) => weight),
    );
    for (const [index, place] of own.entries()) shares.set(place, parts[index] ?? 0n);
  }
  return shares;
}

/** What travel consumes in CP is what it consumes in AE; the rest is for the other places. */
function withoutTravel(payments: ByAction, authorisations: ReadonlyMap<WeightedPlace, Quantity>): ByAction {
  const left = (action: WeightedPlace["action"]) =>
    payments[action] - sum([...authorisations].map(([place, amount]) => (place.action === action && isTravel(place) ? amount : 0n)));
  return { "01": left("01"), "06": left("06"), "08": left("08"), "09": left("09") };
}
