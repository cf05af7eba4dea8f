import { absolute, atLeastZero, least, type Quantity, spread, sum } from "../../quantity.ts";
import type { SpendingClass } from "../../stage.ts";
import type { AmountKey, PlannedAmount } from "../amount.ts";
import { twinOf } from "../amount.ts";
import type { ScenarioCell } from "./cell.ts";

/** A cell as a lever finds it. */
export interface LeveredCell extends ScenarioCell {
  readonly unit: string;
  readonly nature: string;
  readonly spendingClass: SpendingClass;
  readonly asked: Quantity;
  /** Of a request that the scenario has decided: a lever leaves it, and counts it. */
  readonly fixed: boolean;
}

/** What a unit was notified, or lands on, in N: one amount for a class and a measure, whatever the year. */
export type UnitLevel = Omit<PlannedAmount, "targetYear"> & { readonly unit: string };

/** Levers pulled together; absent, a lever is not pulled. They act in this order: the cut, the cap, the floor. */
export interface Levers {
  /** « −x % » on some natures: how much, in hundredths of a percent (200 is 2 %), above 0 and at most 10 000. */
  readonly cut?: { readonly natures: ReadonlySet<string>; readonly share: bigint } | undefined;
  /** Units that no lever touches. */
  readonly protectedUnits: ReadonlySet<string>;
  /** « Plafonner au notifié N »: no unit above what it was notified. */
  readonly cap?: readonly UnitLevel[] | undefined;
  /** « Plancher à l'atterrissage N »: no unit below what it lands on, as far as it asks for it. */
  readonly floor?: readonly UnitLevel[] | undefined;
}

/**
 * The amounts that levers give, of the cells that they change. Savings (below 0) stay as they are. A unit's amount is shared over its cells by largest
 * remainder, so that it comes exactly to the cap or to the floor; on personnel AE and CP get the lesser of the two (LOLF art. 8). A cut is rounded
 * towards what is kept: never more than x % is taken off a cell.
 */
export function levered<Cell extends LeveredCell>(cells: readonly Cell[], levers: Levers): Cell[] {
  const { cut, cap, floor, protectedUnits } = levers;
  const touched = (cell: Cell) => !cell.fixed && !protectedUnits.has(cell.unit);
  let now = cells.map((cell) =>
    cut && touched(cell) && cut.natures.has(cell.nature) ? { ...cell, amount: cutOf(cell.amount, cut.share) } : cell,
  );
  if (cap) now = byUnit(now, (own, key, all) => capped(own, roomOf(cap, key, all), touched));
  if (floor) now = byUnit(now, (own, key, all) => raised(own, roomOf(floor, key, all), touched));
  return now.filter((cell, index) => cell.amount !== cells[index]?.amount);
}

function cutOf(amount: Quantity, share: bigint): Quantity {
  return amount <= 0n ? amount : amount - (amount * share) / 10_000n;
}

interface UnitKey extends AmountKey {
  readonly unit: string;
}
type Lever<Cell> = (own: readonly Cell[], key: UnitKey, all: ReadonlyMap<string, readonly Cell[]>) => readonly Cell[];

function byUnit<Cell extends LeveredCell>(cells: readonly Cell[], lever: Lever<Cell>): Cell[] {
  const groups = new Map<string, Cell[]>();
  for (const cell of cells) {
    const own = groups.get(nameOf(cell));
    if (own) own.push(cell);
    else groups.set(nameOf(cell), [cell]);
  }
  const given = new Map<Cell, Cell>();
  for (const own of groups.values()) {
    const [first] = own;
    if (first === undefined) continue;
    for (const [index, cell] of lever(own, first, groups).entries()) given.set(own[index] ?? cell, cell);
  }
  return cells.map((cell) => given.get(cell) ?? cell);
}

function nameOf({ unit, spendingClass, measure, targetYear }: UnitKey): string {
  return `${unit} ${spendingClass} ${measure} ${targetYear}`;
}

/** The level of a unit under a key; on personnel the lesser of AE and CP, when it asks both. */
function roomOf<Cell>(levels: readonly UnitLevel[], key: UnitKey, all: ReadonlyMap<string, readonly Cell[]>): Quantity {
  const of = ({ measure }: Pick<AmountKey, "measure">) =>
    levels.find((own) => own.unit === key.unit && own.spendingClass === key.spendingClass && own.measure === measure)?.amount ?? 0n;
  const twin = twinOf(key);
  return twin && all.has(nameOf({ ...twin, unit: key.unit })) ? least(of(key), of(twin)) : of(key);
}

/** What may move takes what is left of the level once the rest is served, in proportion to what it had. */
function capped<Cell extends LeveredCell>(own: readonly Cell[], level: Quantity, touched: (cell: Cell) => boolean): readonly Cell[] {
  if (sum(own.map(({ amount }) => amount)) <= level) return own;
  const free = own.filter((cell) => touched(cell) && cell.amount > 0n);
  const held = sum(own.filter((cell) => !free.includes(cell)).map(({ amount }) => amount));
  const weights = free.map(({ amount }) => amount);
  if (free.length === 0) return own;
  const parts = spread(least(atLeastZero(level - held), sum(weights)), weights);
  return own.map((cell) => (free.includes(cell) ? { ...cell, amount: parts[free.indexOf(cell)] ?? 0n } : cell));
}

/** What asks for more than it has is raised, in proportion to what it lacks, until the unit is at the level or has all that it asks. */
function raised<Cell extends LeveredCell>(own: readonly Cell[], level: Quantity, touched: (cell: Cell) => boolean): readonly Cell[] {
  const missing = level - sum(own.map(({ amount }) => amount));
  const free = own.filter((cell) => touched(cell) && cell.asked > cell.amount && cell.asked > 0n);
  if (missing <= 0n || free.length === 0) return own;
  const lacks = free.map(({ asked, amount }) => absolute(asked - amount));
  const parts = spread(least(missing, sum(lacks)), lacks);
  return own.map((cell) => (free.includes(cell) ? { ...cell, amount: cell.amount + (parts[free.indexOf(cell)] ?? 0n) } : cell));
}
