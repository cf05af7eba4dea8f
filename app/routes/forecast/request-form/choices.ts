import type { PlacedCell } from "#app/domain/forecast/edit.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import type { Db } from "#db/client.ts";
import { activitiesOn, naturesOn, unitsOn } from "#db/queries/forecast/codes.ts";
import { profilesOn } from "#db/queries/forecast/profile.ts";
import type { LineWithCells } from "#db/queries/forecast/sheet.ts";
import type { LineShown, LineWords } from "./line-fieldset.tsx";
import { type AmountName, type FormMeasure, formMeasures, formYears } from "./measures.ts";
import { shownTotal } from "./read.ts";

/** The natures and activities in force in the campaign's year. */
export async function choicesFor(db: Db, year: number): Promise<LineWords> {
  const day = `${year}-01-01`;
  const natures = await naturesOn(db, day);
  const activities = await activitiesOn(db, day);
  return {
    year,
    natures: natures.map(({ code, label, spendingClass }) => ({ code, label, spendingClass })),
    activities: activities.map(({ code, label }) => ({ code, label })),
    units: (await unitsOn(db, day)).map(({ code, label }) => ({ code, label })),
    profiles: await profilesOn(db, day),
  };
}

/** The lines as the form shows them; those that were emptied are gone. */
export function linesShown(lines: readonly LineWithCells[], year: number, details: readonly PlacedCell[] = []): LineShown[] {
  return liveLines(lines).map(({ id, nature, activity, label, component, profile, cells }) => ({
    ...{ id, nature, activity, label, component, profile },
    detailed: details
      .filter(({ lineId }) => lineId === id)
      .map(({ measure, targetYear }): AmountName => `${measure as FormMeasure}${targetYear - year}`),
    monthly: cells.some((cell) => cell.month !== 0 && cell.amount !== null),
    amounts: Object.fromEntries(
      formMeasures.map((measure) => [
        measure,
        Array.from({ length: formYears }, (_, offset) => {
          const total = shownTotal(cells, measure, year + offset);
          return total === null ? "" : amountText(total, measure);
        }),
      ]),
    ) as Record<FormMeasure, string[]>,
  }));
}

/** A line whose every cell was emptied is one that was removed. */
export function liveLines(lines: readonly LineWithCells[]): LineWithCells[] {
  return lines.filter(({ cells }) => cells.length === 0 || cells.some((cell) => cell.amount !== null));
}
