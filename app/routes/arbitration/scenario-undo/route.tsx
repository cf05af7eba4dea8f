import { takeBackScenario } from "#app/commands/take-back-scenario.ts";
import { guard } from "#app/http/guard.ts";
import { scenarioAddress } from "../scenario/scenario-address.ts";
import { scenarioAt } from "../scenario/scenario-at.ts";

/** A page of nothing but a refusal: it may not lead elsewhere by itself, or the refusal would never be read. */
export const loader = guard.loader({ capability: "arbitration.prepare" }, async () => null);

/** Takes back what was written last in a scenario. */
export const action = guard.action({ capability: "arbitration.prepare" }, async (scene) => {
  const { year, context, read, refused, redirect } = scene;
  const { scenario } = await read((db) => scenarioAt(db, scene));
  const taken = await takeBackScenario(context, { scenarioId: scenario.id });
  if (!taken.ok) return refused(taken.refusal);
  return redirect(scenarioAddress(year, scenario.id), "scenarios.undone", { count: taken.value.cells });
});

export { RefusedScenarioPage as default } from "../scenario/refused-page.tsx";
