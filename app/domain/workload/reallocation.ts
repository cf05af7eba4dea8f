import { addMonths, type Month } from "../month.ts";
import { absolute, type Quantity, sum } from "../quantity.ts";
import { type Availability, capacityDays, type LoadThresholds, loadLevel } from "./capacity.ts";
import { placeName, type TeamMonth, teamName, type WorkLoad, type WorkPlan } from "./plan.ts";

/** A plan tried otherwise: staff of a team in a month, days of an item there; what is not named stays as it is. */
export interface Trial {
  readonly staff: readonly TeamMonth[];
  readonly loads: readonly WorkLoad[];
}

/** What a trial leaves to be placed: taken and not given yet (above 0), or given without having been taken (below 0). */
export interface TrialBalance {
  /** Hundredths of a person-month (1 ETPT is 1 200). */
  readonly staff: Quantity;
  /** Hundredths of a day. */
  readonly days: Quantity;
}

const loadName = ({ item, ...place }: WorkLoad) => `${item} ${placeName(place)}`;

/** The plan as it would stand: the last word on a place counts; teams and works that had none are added. */
export function tried(plan: WorkPlan, { staff, loads }: Trial): WorkPlan {
  return {
    ...plan,
    presences: over(plan.presences, staff, placeName),
    loads: over(plan.loads, loads, loadName).filter(({ days }) => days > 0n),
  };
}

function over<Value>(own: readonly Value[], changes: readonly Value[], nameOf: (value: Value) => string): Value[] {
  const found = new Map(own.map((value) => [nameOf(value), value]));
  for (const change of changes) found.set(nameOf(change), change);
  return [...found.values()];
}

/** At constant ceiling both are 0: the staff and the days of the plan are all somewhere. */
export function balanceOf(plan: WorkPlan, trial: Trial): TrialBalance {
  const after = tried(plan, trial);
  const staff = ({ presences }: WorkPlan) => sum(presences.map(({ fte }) => fte));
  const days = ({ loads }: WorkPlan) => sum(loads.map((own) => own.days));
  return { staff: staff(plan) - staff(after), days: days(plan) - days(after) };
}

/** Staff that goes from a team to another in a month, hundredths of a full-time equivalent. */
export interface StaffMove {
  readonly month: Month;
  readonly from: Pick<TeamMonth, "unit" | "profile">;
  readonly to: Pick<TeamMonth, "unit" | "profile">;
  readonly fte: Quantity;
}

/**
 * Who goes where in a trial: in each month those that gave are paired with those that received, of one profile first, then in the order of
 * their names. What is not placed in its month (`balanceOf` by month) belongs to no move.
 */
export function movesOf(plan: WorkPlan, { staff }: Trial): StaffMove[] {
  const before = new Map(plan.presences.map((own) => [placeName(own), own.fte]));
  const latest = over([], staff, placeName);
  const changed = latest
    .map(({ unit, profile, month, fte }) => ({ unit, profile, month, left: fte - (before.get(placeName({ unit, profile, month })) ?? 0n) }))
    .filter(({ left }) => left !== 0n)
    .sort((left, right) => (placeName(left) < placeName(right) ? -1 : 1));
  const moves: StaffMove[] = [];
  for (const sameProfile of [true, false]) {
    for (const giver of changed) {
      for (const taker of changed) {
        if (giver.left >= 0n || taker.left <= 0n || giver.month !== taker.month) continue;
        if (sameProfile && giver.profile !== taker.profile) continue;
        const fte = -giver.left < taker.left ? -giver.left : taker.left;
        giver.left += fte;
        taker.left -= fte;
        const [from, to] = [giver, taker].map(({ unit, profile }) => ({ unit, profile })) as [StaffMove["from"], StaffMove["to"]];
        moves.push({ month: giver.month, from, to, fte });
      }
    }
  }
  return moves;
}

/** Goal seek: the least staff that a team must hold more from a month on, in hundredths of an equivalent, for none of its months to be over. Null: its people would have no day to give. */
export function staffWanted(
  plan: WorkPlan,
  team: Pick<TeamMonth, "unit" | "profile">,
  from: Month,
  thresholds: LoadThresholds,
): Quantity | null {
  const loads = new Map<Month, Quantity>();
  for (const { days, ...own } of plan.loads)
    if (teamName(own) === teamName(team) && own.month >= from) loads.set(own.month, (loads.get(own.month) ?? 0n) + days);
  let wanted = 0n;
  for (const [month, load] of loads) {
    const least = leastFor(plan, team, month, load, thresholds);
    if (least === null) return null;
    if (least > wanted) wanted = least;
  }
  return wanted;
}

/** No team holds more than so many people. */
const mostFte = 10_000_000n;

function leastFor(
  { presences, away, availability }: Pick<WorkPlan, "presences" | "away" | "availability">,
  team: Pick<TeamMonth, "unit" | "profile">,
  month: Month,
  load: Quantity,
  thresholds: LoadThresholds,
): Quantity | null {
  const unit = presences.filter((own) => own.unit === team.unit && own.month === month);
  const others = unit.filter(({ profile }) => profile !== team.profile);
  const present = sum(unit.filter(({ profile }) => profile === team.profile).map(({ fte }) => fte));
  const absent = sum(away.filter((own) => own.unit === team.unit && own.month === month).map(({ days }) => days));
  const isOver = (more: Quantity) => {
    const capacity = capacityWith(others, { ...team, month, fte: present + more }, availability, absent);
    return ["over", "impossible"].includes(loadLevel(load, capacity, thresholds));
  };
  if (!isOver(0n)) return 0n;
  if (isOver(mostFte)) return null;
  let [low, high] = [0n, mostFte];
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (isOver(middle)) low = middle;
    else high = middle;
  }
  return high;
}

function capacityWith(others: readonly TeamMonth[], own: TeamMonth, availability: Availability, away: Quantity): Quantity {
  return capacityDays([...others, own], own.month, availability, away).get(own.profile) ?? 0n;
}

/** Staff that goes from a team to another over months that follow one another. */
export interface DatedMove extends Omit<StaffMove, "month"> {
  readonly firstMonth: Month;
  readonly lastMonth: Month;
}

/**
 * The moves of a trial of staff as they are proposed: those of the same size between the same teams in months that follow one another are one. `unplaced`:
 * what a month takes and does not give, or gives and did not take (below 0), in hundredths of a person-month: the worst of the months, 0 when
 * each is at constant ceiling.
 */
export function datedMoves(plan: WorkPlan, staff: readonly TeamMonth[]): { readonly moves: DatedMove[]; readonly unplaced: Quantity } {
  const months = [...new Set(staff.map(({ month }) => month))].sort();
  const inMonth = (month: Month) => ({ staff: staff.filter((own) => own.month === month), loads: [] });
  const unplaced = months
    .map((month) => balanceOf(plan, inMonth(month)).staff)
    .reduce((worst, own) => (absolute(own) > absolute(worst) ? own : worst), 0n);
  const moves: DatedMove[] = [];
  for (const { month, from, to, fte } of movesOf(plan, { staff, loads: [] }).toSorted((left, right) =>
    left.month < right.month ? -1 : left.month > right.month ? 1 : 0,
  )) {
    const before = moves.findIndex(
      (own) =>
        addMonths(own.lastMonth, 1) === month &&
        own.fte === fte &&
        teamName(own.from) === teamName(from) &&
        teamName(own.to) === teamName(to),
    );
    const known = moves[before];
    if (known) moves[before] = { ...known, lastMonth: month };
    else moves.push({ from, to, fte, firstMonth: month, lastMonth: month });
  }
  return { moves, unplaced };
}
