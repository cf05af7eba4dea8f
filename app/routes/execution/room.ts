import type { Capability } from "#app/domain/access.ts";
import { unitsWhere } from "#app/domain/access.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import type { ActionScene } from "#app/http/guard.ts";
import { roomElsewhere } from "#db/queries/execution.ts";

/** A refusal for lack of credit, with the units of the reader's scope that could help: read once the transaction is rolled back. */
export async function withRoom(scene: ActionScene, refusal: Refusal, capability: Capability = "allotment.read"): Promise<Refusal> {
  if (refusal.kind !== "credit-exceeded" || refusal.stage !== "allotted") return refusal;
  const units = [...unitsWhere(scene.access, capability)];
  return { ...refusal, room: await scene.read((db) => roomElsewhere(db, { year: scene.year, units, refusal })) };
}
