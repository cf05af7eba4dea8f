import type { LoaderScene } from "#app/http/guard.ts";
import { visibleUnits } from "#db/queries/access.ts";
import { activitiesOn } from "#db/queries/forecast/codes.ts";
import { staffCategories } from "#db/queries/workforce/settings.ts";

/** Where people may be put: the units that the reader keeps, the activities in force, the categories of employment. */
export async function staffChoices({ db, access, today }: Pick<LoaderScene, "db" | "access" | "today">) {
  const choice = ({ code, label }: { readonly code: string; readonly label: string }) => ({ value: code, label: `${code} — ${label}` });
  return {
    units: (await visibleUnits(db, access, "workforce.edit", today)).map(choice),
    activities: (await activitiesOn(db, today)).map(choice),
    categories: (await staffCategories(db)).map(({ code, label }) => ({ value: code, label })),
  };
}

export type StaffChoices = Awaited<ReturnType<typeof staffChoices>>;
