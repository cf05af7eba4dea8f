import type { LoaderScene } from "#app/http/guard.ts";
import { visibleUnits } from "#db/queries/access.ts";
import { openParties } from "#db/queries/execution.ts";

/** Who may hold a contract, and who may look after it. */
export async function contractChoices({ db, access, today }: LoaderScene) {
  const units = await visibleUnits(db, access, "execution.refer", today);
  return {
    units: units.map(({ code, label }) => ({ value: code, label: `${code} — ${label}` })),
    parties: (await openParties(db)).map(({ code, label }) => ({ value: code, label })),
  };
}
