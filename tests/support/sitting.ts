import { createScenario } from "#app/commands/create-scenario.ts";
import { openSitting } from "#app/commands/open-sitting.ts";
import { planSitting, type SittingInput } from "#app/commands/plan-sitting.ts";
import { setEnvelope } from "#app/commands/set-envelope.ts";
import type { PlanningWorld } from "./planning.ts";
import { must } from "./small-organisation.ts";

export interface PlannedSitting {
  readonly sittingId: string;
  readonly scenarioId: string;
}

/** A sitting of the arbitrator with the programme's staff as its secretary, on all that DR44 asks, in a scenario of its own. */
export async function plannedSitting(world: PlanningWorld, other: Partial<SittingInput> = {}): Promise<PlannedSitting> {
  const staff = await world.staff();
  const named =
    other.scenarioId ??
    must(await createScenario(staff, { campaignId: world.campaignId, name: crypto.randomUUID(), startFrom: "asked" })).scenarioId;
  const { id: chair } = (await world.arbitrator()).actor;
  const { sittingId } = must(
    await planSitting(await world.staff(), {
      ...{
        campaignId: world.campaignId,
        scenarioId: named,
        comparedWith: null,
        title: "Conférence budgétaire",
        place: "Salle 4",
        guests: "",
      },
      ...{ plannedOn: "2026-06-20", plannedAt: "14:00", chair, secretaries: [staff.actor.id], participants: [] },
      agenda: [{ unit: "DR44", requestId: null, minutes: 5 }],
      ...other,
    }),
  );
  return { sittingId, scenarioId: named };
}

export async function runningSitting(world: PlanningWorld, other: Partial<SittingInput> = {}): Promise<PlannedSitting> {
  const sitting = await plannedSitting(world, other);
  must(await openSitting(await world.arbitrator(), { sittingId: sitting.sittingId }));
  return sitting;
}

/** Ceilings of the year 2027 outside personnel, in cents. */
export async function ceilings(world: PlanningWorld, amount: bigint): Promise<void> {
  for (const resource of ["AE", "CP"] as const) {
    must(
      await setEnvelope(await world.staff(), {
        campaignId: world.campaignId,
        spendingClass: "nonPersonnel",
        resource,
        targetYear: 2027,
        amount,
      }),
    );
  }
}
