import type { Capability } from "#app/domain/access.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { visibleUnits } from "#db/queries/access.ts";
import { findAlert } from "#db/queries/alerts/alert.ts";
import type { ShownAlert } from "./load-alerts.ts";

/** The alert of the path, of the path's exercise, on a unit where the reader holds the capability; else as one that does not exist. */
export async function alertAtPath({ db, year, params, access, today, notFound }: LoaderScene, capability: Capability): Promise<ShownAlert> {
  const id = params["alert"] ?? "";
  const alert = await findAlert(db, id);
  const unit = (await visibleUnits(db, access, capability, today)).find(({ code }) => code === alert?.unit);
  if (!alert || !unit || alert.fiscalYear !== year) throw notFound("alert", id);
  return { ...alert, unitLabel: unit.shortLabel };
}
