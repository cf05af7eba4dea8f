import { plannedStates } from "#app/domain/execution/planned/expense.ts";
import { placeTotals, unitTotals } from "#app/domain/execution/planned/places.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import { shownCampaign } from "#db/queries/campaign.ts";
import { committedByPlace, type PlannedFilter, planLines, plannedExpenses } from "#db/queries/planned/expense.ts";
import { unitsInScope } from "../../units/scope.ts";

/** What the address of the list asks for, within what the reader may see. */
export async function plannedFilter(scene: LoaderScene): Promise<PlannedFilter & { readonly query: string }> {
  const { query, after } = searchOf(scene.url);
  const state = plannedStates.find((own) => own === scene.url.searchParams.get("state"));
  const units = (await unitsInScope(scene, "execution.read")).map(({ code }) => code);
  return { year: scene.year, units, state, query, after };
}

/** Everything that is planned in these units, whatever the filter, with its totals beside what is committed and forecast. */
export async function plannedTotals({ db, year }: LoaderScene, units: readonly string[]) {
  const campaign = await shownCampaign(db, year, null);
  const expenses = await plannedExpenses(db, { year, units });
  const planning = [...new Set(expenses.map(({ unit }) => unit))];
  const shown = planning.length === 0 && units.length === 1 ? units : planning;
  const lines = campaign ? await planLines(db, { campaign: campaign.id, year, units: shown }) : [];
  const totals = placeTotals({ lines, committed: await committedByPlace(db, year, shown), expenses });
  return { campaign, expenses, totals: shown.length > 1 ? unitTotals(totals) : totals, byUnit: shown.length > 1 };
}
