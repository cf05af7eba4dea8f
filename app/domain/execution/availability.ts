import { grouped } from "../grouped.ts";
import { type Quantity, sum } from "../quantity.ts";
import type { SpendingClass } from "../stage.ts";

/** What a form asks for at one place, in cents. */
export interface AskedAmount {
  readonly unit: string;
  readonly nature: string;
  readonly activity: string;
  readonly amount: Quantity;
}

/** A place where credit is limitative, and what is available there. */
export interface Level {
  readonly unit: string;
  readonly spendingClass: SpendingClass;
}
export interface LevelAvailability extends Level {
  readonly asked: Quantity;
  readonly available: Quantity;
  /** What is missing; zero when there is enough. */
  readonly missing: Quantity;
  /** The first place that asks there: where a redeployment would go. */
  readonly place: AskedAmount;
}

/**
 * What a form asks of each level at which credit is limitative, beside what is available there (LOLF art. 9): lines of one level add up. In the
 * order in which the levels are met; a place without a class (an unknown nature) is left out.
 */
export function availabilityOf(
  asked: readonly AskedAmount[],
  levelOf: (place: AskedAmount) => Level | undefined,
  availableAt: (level: Level) => Quantity,
): LevelAvailability[] {
  const placed = asked.flatMap((place) => {
    const level = levelOf(place);
    return level && place.amount > 0n ? [{ level, place }] : [];
  });
  return [...grouped(placed, ({ level }) => `${level.unit} ${level.spendingClass}`).values()].flatMap((own): LevelAvailability[] => {
    const [first] = own;
    if (!first) return [];
    const total = sum(own.map(({ place }) => place.amount));
    const available = availableAt(first.level);
    return [{ ...first.level, asked: total, available, missing: total > available ? total - available : 0n, place: first.place }];
  });
}
