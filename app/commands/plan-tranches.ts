import { randomUUID } from "node:crypto";
import { unitsWhere } from "#app/domain/access.ts";
import { type Holding, planTranchesOf, type TrancheDate } from "#app/domain/allotment/tranche.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { holdingsAt, insertStep, plannedReleases, saveMovement } from "#db/queries/allotment.ts";
import { nextMovementNumber } from "#db/queries/document-number.ts";
import { exercisesOf } from "#db/queries/execution-reference.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface PlanTranchesInput {
  readonly fiscalYear: number;
  /** Absent: every unit that the actor may release and to which something is notified. */
  readonly unit?: string;
  /** Shares are whole percentages that add up to 100. */
  readonly dates: readonly TrancheDate[];
  readonly reason: string;
}
export interface PlannedTranches {
  /** One for each unit and date, in that order of dates. */
  readonly movementIds: readonly string[];
}

/**
 * Plans the dates on which what is notified (and not yet planned) will be put at disposal: one planned movement for each unit and
 * date. Nothing is posted until a tranche is released. Refused: shares that do not make 100, nothing left to plan, a day outside the exercise.
 */
export async function planTranches(context: CommandContext, input: PlanTranchesInput): Promise<Result<PlannedTranches>> {
  const { fiscalYear, unit, dates, reason } = input;
  const declaration = { name: "plan-tranches", capability: "allotment.release", unit } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    if (reason.trim() === "") return refuse({ kind: "reason-required" });
    const years = await exercisesOf(
      db,
      dates.map(({ on }) => on),
    );
    if (!years.ok) return years;
    const outside = dates.find(({ on }) => years.value(on) !== fiscalYear);
    if (outside) return refuse({ kind: "unknown-year", date: outside.on });
    const tranches = planTranchesOf(await unplanned(db, fiscalYear, reachedUnits(context, unit)), dates);
    if (!tranches.ok) return tranches;
    const movementIds: string[] = [];
    for (const { on, lines } of tranches.value) {
      const [id, number] = [randomUUID(), await nextMovementNumber(db, fiscalYear)];
      await saveMovement(db, { id, fiscalYear, number, kind: "allotment", state: "planned", reason, on, author: context.actor.id, lines });
      await insertStep(db, { movementId: id, state: "planned", actor: context.actor.id });
      movementIds.push(id);
    }
    touch({ kind: "movement", id: movementIds[0] ?? "", ...(unit ? { unit } : {}), detail: { fiscalYear, dates, movementIds } });
    return accept({ movementIds });
  });
}

function reachedUnits({ actor }: CommandContext, unit: string | undefined): readonly string[] | undefined {
  if (unit !== undefined) return [unit];
  return actor.access.system ? undefined : [...unitsWhere(actor.access, "allotment.release")];
}

async function unplanned(db: Db, year: number, units: readonly string[] | undefined): Promise<Holding[]> {
  const planned = new Map((await plannedReleases(db, year)).map((holding) => [keyOf(holding), holding.amount]));
  const notified = await holdingsAt(db, year, "notified", units);
  return notified.map((holding) => ({ ...holding, amount: holding.amount - (planned.get(keyOf(holding)) ?? 0n) }));
}

function keyOf({ unit, nature, activity, resource }: Holding): string {
  return [unit, nature, activity, resource].join("\u0000");
}
