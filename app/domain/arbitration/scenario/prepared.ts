import type { Quantity } from "../../quantity.ts";
import { sum } from "../../quantity.ts";
import type { Refusal } from "../../refusal.ts";
import { accept, type Result, refuse } from "../../result.ts";
import type { SpendingClass } from "../../stage.ts";
import { type PlannedAmount, sameAmountKey, twinOf } from "../amount.ts";
import { spreadDecision } from "../spreading.ts";
import { type CellPlace, cellName, type ScenarioCell } from "./cell.ts";
import type { LineState } from "./line-state.ts";

/** A cell of the scenario as it reads, with what the sheet asks there. */
export interface ReadCell extends ScenarioCell {
  readonly spendingClass: SpendingClass;
  readonly asked: Quantity;
}

/** What a person wants on a line, in one measure of one year. */
export interface WantedAmount extends Omit<CellPlace, "month"> {
  readonly amount: Quantity;
}

/**
 * Spreads what is wanted of a line over its months, in proportion to what is asked there, by largest remainder; a line that asks nothing there takes it for
 * the whole year. On personnel AE and CP go together (LOLF art. 8): what is wanted of one is wanted of the other. `negative-amount`,
 * `saving-not-negative`: a sign that is not the request's.
 */
export function spreadWanted(
  cells: readonly ReadCell[],
  wanted: readonly WantedAmount[],
  spendingClass: SpendingClass,
): Result<ScenarioCell[]> {
  const written: ScenarioCell[] = [];
  for (const want of withTwins(wanted, spendingClass)) {
    const { lineId, measure, targetYear, amount } = want;
    const own = cells.filter((cell) => cell.lineId === lineId && cell.measure === measure && cell.targetYear === targetYear);
    const asked = sum(own.map((cell) => cell.asked));
    const fault = faultOf(asked, amount);
    if (fault) return refuse(fault);
    if (own.length === 0) {
      if (cells.some((cell) => cell.lineId === lineId && cell.targetYear === targetYear)) written.push({ ...want, month: 0 });
      continue;
    }
    const weighed = own.some((cell) => cell.asked !== 0n) ? own.map((cell) => ({ ...cell, amount: cell.asked })) : own;
    written.push(
      ...spreadDecision(weighed, [{ spendingClass, measure, targetYear, asked, decided: amount }]).map(({ month, amount: part }) => {
        return { lineId, measure, targetYear, month, amount: part };
      }),
    );
  }
  return accept(written);
}

/** Spreads what is wanted of a whole request over its cells, as a decision is: in proportion to what they ask; AE and CP of personnel together. */
export function spreadOverRequest(cells: readonly ReadCell[], wanted: readonly PlannedAmount[]): Result<ScenarioCell[]> {
  const twins = wanted.flatMap((want) => {
    const twin = twinOf(want);
    return twin && !wanted.some((own) => sameAmountKey(own, twin)) ? [{ ...twin, amount: want.amount }] : [];
  });
  const written: ScenarioCell[] = [];
  for (const { amount, ...key } of [...wanted, ...twins]) {
    const own = cells.filter((cell) => sameAmountKey(cell, key));
    if (own.length === 0) continue;
    const asked = sum(own.map((cell) => cell.asked));
    const fault = faultOf(asked, amount);
    if (fault) return refuse(fault);
    const weighed = own.some((cell) => cell.asked !== 0n) ? own.map((cell) => ({ ...cell, amount: cell.asked })) : own;
    for (const { lineId, measure, targetYear, month, amount: part } of spreadDecision(weighed, [{ ...key, asked, decided: amount }])) {
      written.push({ lineId, measure, targetYear, month, amount: part });
    }
  }
  return accept(written);
}

function withTwins(wanted: readonly WantedAmount[], spendingClass: SpendingClass): WantedAmount[] {
  const twins = wanted.flatMap((want) => {
    const twin = twinOf({ spendingClass, ...want });
    return twin ? [{ ...want, measure: twin.measure }] : [];
  });
  const said = (twin: WantedAmount) => wanted.some((want) => want.lineId === twin.lineId && sameKey(want, twin));
  return [...wanted, ...twins.filter((twin) => !said(twin))];
}

function sameKey(left: WantedAmount, right: WantedAmount): boolean {
  return left.measure === right.measure && left.targetYear === right.targetYear;
}

function faultOf(asked: Quantity, amount: Quantity): Refusal | undefined {
  if (asked >= 0n && amount < 0n) return { kind: "negative-amount", line: 0, amount };
  if (asked < 0n && amount > 0n) return { kind: "saving-not-negative", line: 0, amount };
  return undefined;
}

/** A cell prepared in the scenario itself. */
export interface OwnCell extends ScenarioCell {
  readonly state: LineState;
}

export interface PreparedChange extends CellPlace {
  readonly after: { readonly amount: Quantity; readonly state: LineState } | null;
}

/**
 * What has to be written so that each of these cells reads as wanted: nothing where it does already, the cell itself where it differs from what lies
 * beneath, nothing any more where it does not (copy on write).
 */
export function changesTo(
  wanted: readonly ScenarioCell[],
  { beneath, own, state }: { beneath: readonly ScenarioCell[]; own: readonly OwnCell[]; state: LineState },
): PreparedChange[] {
  const under = new Map(beneath.map((cell) => [cellName(cell), cell.amount]));
  const standing = new Map(own.map((cell) => [cellName(cell), cell]));
  return wanted.flatMap(({ amount, ...place }): PreparedChange[] => {
    const name = cellName(place);
    const mine = standing.get(name);
    const { lineId, measure, targetYear, month } = place;
    const at = { lineId, measure, targetYear, month };
    if (amount === (under.get(name) ?? 0n)) return mine ? [{ ...at, after: null }] : [];
    if (mine && mine.amount === amount && mine.state !== "rejected") return [];
    return [{ ...at, after: { amount, state } }];
  });
}
