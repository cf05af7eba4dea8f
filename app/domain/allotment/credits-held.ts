import type { Quantity } from "../quantity.ts";
import { type Stage, stages } from "../stage.ts";

/** What stands at each stage, in the smallest unit of the resource; an absent stage holds nothing. */
export type StageAmounts = Readonly<Partial<Record<Stage, Quantity>>>;

/**
 * A unit's credits of one resource, as they are read on the screens. Always:
 * notified = reserve + toRelease + released, and released = available + earmarked + engaged (AE) or requested + paid (CP) − overrun.
 */
export interface CreditsHeld {
  /** « Notifié »: everything promised to the unit, whatever became of it. */
  readonly notified: Quantity;
  /** « Réserve ». */
  readonly reserve: Quantity;
  /** « Mis à disposition »: the ceiling against which the unit spends. */
  readonly released: Quantity;
  /** « Reste à mettre à disposition ». */
  readonly toRelease: Quantity;
  readonly earmarked: Quantity;
  /** « Engagé »: taken by commitments, and what was consumed without any (payroll, missions); AE only. */
  readonly engaged: Quantity;
  /** « Demandé »: taken by payment requests that are not paid yet; CP only. */
  readonly requested: Quantity;
  /** « Payé », or used in the month for staff and days. */
  readonly paid: Quantity;
  /** « Disponible ». */
  readonly available: Quantity;
  /** « Dépassement »: the part of recorded facts that no credit covered. */
  readonly overrun: Quantity;
}

/** Reads the ladder of a unit from its stages, as they stood before anything lapsed. */
export function creditsHeld(amounts: StageAmounts): CreditsHeld {
  const at = (stage: Stage) => amounts[stage] ?? 0n;
  const taken = at("committed") + at("requested") + at("consumed");
  const released = at("allotted") + at("earmarked") + taken - at("overrun");
  return {
    notified: released + at("notified") + at("reserve"),
    reserve: at("reserve"),
    released,
    toRelease: at("notified"),
    earmarked: at("earmarked"),
    engaged: at("committed") + at("consumed"),
    requested: at("requested"),
    paid: at("consumed"),
    available: at("allotted"),
    overrun: at("overrun"),
  };
}

/** The stages of several places together. */
export function addStages(all: Iterable<StageAmounts>): StageAmounts {
  const total: Partial<Record<Stage, Quantity>> = {};
  for (const one of all) for (const stage of stages) total[stage] = (total[stage] ?? 0n) + (one[stage] ?? 0n);
  return total;
}
