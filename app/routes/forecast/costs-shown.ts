import type { LoaderScene } from "#app/http/guard.ts";

/** Whether the reader may see what personnel costs (its AE and CP) on a unit: asked here by the comparison and the plain form of a line. */
export function costsShown(_scene: Pick<LoaderScene, "mayDo">, _unit: string): boolean {
  return true;
}
