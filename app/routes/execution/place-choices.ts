import type { Capability } from "#app/domain/access.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { visibleUnits } from "#db/queries/access.ts";
import { exercise } from "#db/queries/execution-reference.ts";
import { activitiesOn, naturesOn } from "#db/queries/forecast/codes.ts";

/** Where an expense may stand, other titles than title 2: the units where the reader may do `capability`, and the codes in force. */
export async function placeChoices(scene: LoaderScene, capability: Capability) {
  const { db, access, today } = scene;
  const on = await dayInExercise(scene);
  const choice = ({ code, label }: { code: string; label: string }) => ({ value: code, label: `${code} — ${label}` });
  const natures = (await naturesOn(db, on)).filter(({ spendingClass }) => spendingClass === "nonPersonnel");
  return {
    on,
    units: (await visibleUnits(db, access, capability, today)).map(choice),
    natures: natures.map(choice),
    activities: (await activitiesOn(db, on)).map(choice),
  };
}

/** Today, or the nearest day of the exercise; the page of what does not exist where there is no such exercise. */
export async function dayInExercise({ db, year, today, notFound }: LoaderScene): Promise<string> {
  const days = await exercise(db, year);
  if (!days) throw notFound("year", String(year));
  return today < days.firstDay ? days.firstDay : today > days.lastDay ? days.lastDay : today;
}
