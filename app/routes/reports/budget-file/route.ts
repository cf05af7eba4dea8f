import { guard } from "#app/http/guard.ts";
import { tableFileResponse } from "#app/http/table-file.ts";
import { loadBudget } from "../budget/load-budget.ts";
import { budgetTableFile } from "../budget-table-file.ts";

/** The table of the programme as it stands, as a file. */
export const loader = guard.loader({ capability: "execution.read", whole: true }, async (scene) => {
  const loaded = await loadBudget(scene);
  if (!loaded) throw scene.notFound("year", String(scene.year));
  return await tableFileResponse(scene, budgetTableFile(loaded.table, scene.locale));
});
