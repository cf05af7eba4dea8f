import type { LoaderScene } from "#app/http/guard.ts";
import { type NamedOperation, phasesOf, statisticalOperations } from "#db/queries/works/operations.ts";

type Asked = Pick<LoaderScene, "db" | "params" | "today" | "mayDo" | "notFound">;

/** The operation of the address, where the reader sees its unit. */
export async function operationAt({ db, params, today, mayDo, notFound }: Asked): Promise<NamedOperation> {
  const code = params["operation"] ?? "";
  const [operation] = await statisticalOperations(db, { code }, today);
  if (!operation || !mayDo("planning.read", operation.unit)) throw notFound("statisticalOperation", code);
  return operation;
}

/** The same, for whoever may tell it otherwise, with its phases to choose from. */
export async function operationToTell(scene: Asked) {
  const operation = await operationAt(scene);
  if (!scene.mayDo("workload.plan", operation.unit)) throw scene.notFound("statisticalOperation", operation.code);
  const phases = await phasesOf(scene.db, [operation.id]);
  return { operation, phases, phaseChoices: phases.map(({ id, label }) => ({ value: id, label })) };
}
