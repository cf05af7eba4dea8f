import { moveScenarioLines } from "#app/commands/move-scenario-lines.ts";
import { lineActs } from "#app/domain/arbitration/scenario/line-state.ts";
import { guard } from "#app/http/guard.ts";
import { scenarioAddress } from "../scenario/scenario-address.ts";
import { scenarioAt } from "../scenario/scenario-at.ts";

/** A page of nothing but a refusal: it may not lead elsewhere by itself, or the refusal would never be read. */
export const loader = guard.loader({ capability: "arbitration.prepare" }, async () => null);

/** Moves the lines that were ticked from one state to the next. */
export const action = guard.action({ capability: "arbitration.prepare" }, async (scene) => {
  const { form, url, year, context, read, refused, redirect } = scene;
  const { scenario } = await read((db) => scenarioAt(db, scene));
  const act = lineActs.find((own) => own === form.get("act"));
  if (!act) return refused({ kind: "wrong-form", fields: { act: "unknown" } });
  const lines = form.getAll("line").flatMap((line) => (typeof line === "string" && isLine(line) ? [line] : []));
  const moved = await moveScenarioLines(context, { scenarioId: scenario.id, act, lines });
  if (!moved.ok) return refused(moved.refusal);
  return redirect(scenarioAddress(year, scenario.id, url.search), "scenarios.moved", { ...moved.value });
});

function isLine(text: string): boolean {
  return /^[0-9a-f-]{36}$/.test(text);
}

export { RefusedScenarioPage as default } from "../scenario/refused-page.tsx";
