import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import type { TracedMeasure } from "#app/domain/trace/trace-key.ts";
import { traceOf, within } from "#app/domain/trace/trace-of.ts";
import type { LadderRow, LadderStep } from "#app/ui/figure/ladder.tsx";
import { commitmentsAddress, forecastAddress, unitAllotmentAddress, unitExecutionAddress } from "../addresses.ts";

/** What was asked, decided, promised and used of one resource. */
export interface LadderAmounts {
  readonly asked: Quantity;
  readonly decided: Quantity;
  readonly notified: Quantity;
  readonly used: Quantity;
}

interface LadderOf {
  readonly year: number;
  readonly unit: string;
  readonly resource: BudgetResource;
  readonly amounts: LadderAmounts;
  /** Undefined where no landing is told of the resource; null: nothing tells where the year lands. */
  readonly landing: Quantity | null | undefined;
}

/** The ladder of a unit and of those below it: each step leads to the screen that made it, its figure to its story; null where a phase has not spoken. */
export function ladderOf({ year, unit, resource, amounts, landing }: LadderOf): LadderRow {
  const { asked, decided, notified, used } = amounts;
  const known = notified !== 0n || used !== 0n;
  const step = (stage: LadderStep["stage"], measure: TracedMeasure, amount: Quantity | null, to: string): LadderStep => {
    return { stage, amount, to, trace: traceOf(measure, { resource, scope: within(unit), year }) };
  };
  const execution = unitExecutionAddress(year, unit);
  return {
    resource,
    steps: [
      step("requested", "asked", asked === 0n ? null : asked, forecastAddress(year, unit)),
      step("arbitrated", "decided", decided === 0n ? null : decided, forecastAddress(year, unit)),
      step("notified", "notified", known ? notified : null, unitAllotmentAddress(year, unit)),
      resource === "AE"
        ? step("committed", "used", known ? used : null, `${commitmentsAddress(year)}?unit=${encodeURIComponent(unit)}`)
        : step("paid", "used", known ? used : null, execution),
      ...(landing === undefined ? [] : [step("landing", "landing", landing, `${execution}?m=${resource.toLowerCase()}`)]),
    ],
  };
}
