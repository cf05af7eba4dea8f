import type { Place } from "#app/domain/allotment/movement.ts";
import { type ControlLevel, type Covered, coverFacts, giveBackAll } from "#app/domain/execution/overrun.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { SpendingClass, Stage } from "#app/domain/stage.ts";
import type { Db } from "#db/client.ts";
import { lockPositions } from "#db/queries/execution-facts.ts";
import { classesOf, controlUnitsOf } from "#db/queries/execution-reference.ts";

/** An amount that takes credit somewhere; > 0, in the smallest unit of its resource. */
export interface Taking extends Place {
  readonly resource: BudgetResource;
  readonly amount: Quantity;
}
export interface CoveredTaking extends Taking, Covered {
  readonly spendingClass: SpendingClass;
}

/**
 * What of each taking available credit covers, in the order given, and what is left to « dépassement ». Locks the positions that the takings
 * will move (`through`, besides what is available and « dépassement »): after every other lock, document numbers included.
 */
export async function coverTakings(
  db: Db,
  year: number,
  takings: readonly Taking[],
  ...through: readonly Stage[]
): Promise<Result<CoveredTaking[]>> {
  const placed = await atTheirLevels(db, year, takings);
  if (!placed.ok) return placed;
  const held = await lockPositions(db, year, placed.value, ["allotted", ...through, "overrun"]);
  const parts = coverFacts(
    placed.value,
    held.filter(({ stage }) => stage === "allotted"),
  );
  return accept(
    takings.map((taking, index) => ({
      ...taking,
      spendingClass: placed.value[index]?.spendingClass ?? "nonPersonnel",
      ...(parts[index] ?? { fromAllotted: 0n, fromOverrun: taking.amount }),
    })),
  );
}

/** What « dépassement » still holds where each of these places is controlled; locks what a giving back from `from` will move. */
export async function standingOverruns(db: Db, year: number, places: readonly Taking[], from: Stage): Promise<Result<Quantity[]>> {
  const placed = await atTheirLevels(db, year, places);
  if (!placed.ok) return placed;
  const held = await lockPositions(db, year, placed.value, ["allotted", "earmarked", from, "overrun"]);
  return accept(
    placed.value.map(({ unit, spendingClass, resource }) => {
      const own = held.find((level) => {
        return level.stage === "overrun" && level.unit === unit && level.spendingClass === spendingClass && level.resource === resource;
      });
      return own?.amount ?? 0n;
    }),
  );
}

/**
 * How what was taken goes back from `from`: to « dépassement » as far as it came from there (`uncovered`) and none was cleared since, else where it is
 * available again. Locks what it will move.
 */
export async function giveBackTakings(
  db: Db,
  year: number,
  takings: readonly (Taking & { readonly uncovered: Quantity })[],
  from: Stage,
): Promise<Result<Covered[]>> {
  const placed = await atTheirLevels(db, year, takings);
  if (!placed.ok) return placed;
  const held = await lockPositions(db, year, placed.value, ["allotted", from, "overrun"]);
  const parts = placed.value.map((level, index) => ({ ...level, uncovered: takings[index]?.uncovered ?? 0n }));
  const standing = held.filter(({ stage }) => stage === "overrun");
  return accept(giveBackAll(parts, standing));
}

/** Each taking with the level at which its credit is limitative: the control unit of its unit, the class of its nature. */
async function atTheirLevels(
  db: Db,
  year: number,
  takings: readonly Taking[],
): Promise<Result<(ControlLevel & { readonly amount: Quantity })[]>> {
  const classOf = await classesOf(
    db,
    takings.map(({ nature }) => nature),
  );
  const stray = takings.find(({ nature }) => classOf(nature) === undefined);
  if (stray) return refuse({ kind: "unknown-code", dimension: "nature", code: stray.nature });
  const controlOf = await controlUnitsOf(
    db,
    year,
    takings.map(({ unit }) => unit),
  );
  return accept(
    takings.map(({ unit, nature, resource, amount }) => ({
      unit: controlOf(unit),
      spendingClass: classOf(nature) ?? ("nonPersonnel" as const),
      resource,
      amount,
    })),
  );
}
