import type { Capability } from "#app/domain/access.ts";
import { unitsWhere } from "#app/domain/access.ts";
import type { AskedAmount } from "#app/domain/execution/availability.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import type { Submission } from "#app/http/form.ts";
import type { ActionScene } from "#app/http/guard.ts";
import { roomElsewhere } from "#db/queries/execution.ts";
import { availabilityFor, type LevelWithWays } from "./way-out.ts";

/** A refusal for lack of credit, with the units of the reader's scope that could help: read once the transaction is rolled back. */
export async function withRoom(scene: ActionScene, refusal: Refusal, capability: Capability = "allotment.read"): Promise<Refusal> {
  if (refusal.kind !== "credit-exceeded" || refusal.stage !== "allotted") return refusal;
  const units = [...unitsWhere(scene.access, capability)];
  return { ...refusal, room: await scene.read((db) => roomElsewhere(db, { year: scene.year, units, refusal })) };
}

/** A refused form that takes credit: its words, and where credit is missing the ways out of it, as the form said while it was typed. */
export async function refusedForCredit(
  scene: ActionScene,
  refusal: Refusal,
  {
    submission,
    asked,
    resource,
  }: { readonly submission: Submission; readonly asked: readonly AskedAmount[]; readonly resource: "AE" | "CP" },
) {
  const answer = scene.refused(await withRoom(scene, refusal), submission);
  const short = refusal.kind === "credit-exceeded" && refusal.stage === "allotted" && refusal.resource === resource;
  const levels: LevelWithWays[] = short ? await scene.read((db) => availabilityFor(db, scene, asked, resource)) : [];
  return { ...answer, data: { ...answer.data, ways: levels.filter(({ missing }) => missing > 0n) } };
}
