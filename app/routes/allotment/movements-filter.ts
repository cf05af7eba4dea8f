import { movementKinds } from "#app/domain/allotment/movement.ts";
import { type MovementState, movementStates } from "#app/domain/allotment/movement-state.ts";
import { type Day, isDay } from "#app/domain/month.ts";
import type { MovementKind } from "#app/domain/stage.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import type { MovementFilter } from "#db/queries/allotment-board.ts";
import { unitsInScope } from "../units/scope.ts";

export interface MovementsAsked extends MovementFilter {
  readonly query: string;
  readonly kind: MovementKind | undefined;
  readonly state: MovementState | undefined;
  readonly from: Day | undefined;
  readonly to: Day | undefined;
}

/** What the address of the list asks for, within what the reader may see. */
export async function movementsAsked(scene: LoaderScene): Promise<MovementsAsked> {
  const { year, url, person } = scene;
  const { query, after } = searchOf(url);
  const day = (name: string) => {
    const text = url.searchParams.get(name) ?? "";
    return isDay(text) ? text : undefined;
  };
  return {
    ...{ year, query, reader: person.id, units: (await unitsInScope(scene, "allotment.read")).map(({ code }) => code) },
    kind: movementKinds.find((own) => own === url.searchParams.get("kind")),
    state: movementStates.find((own) => own === url.searchParams.get("state")),
    ...{ from: day("from"), to: day("to"), before: Number(/^\d{1,9}$/.exec(after ?? "")?.[0]) || undefined },
  };
}
