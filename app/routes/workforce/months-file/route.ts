import { guard } from "#app/http/guard.ts";
import { translatorFor } from "#app/messages/index.ts";
import { unitsInScope } from "../../units/scope.ts";
import { postedFile } from "../months/posted-file.ts";
import { staffToldOf } from "../months/staff-told.ts";

/** The ETPT of each month as contracts say and as the budget book holds them, unit by unit. */
export const loader = guard.loader({ capability: "planning.read" }, async (scene) => {
  const words = translatorFor(scene.locale, "workforce");
  const units = await unitsInScope(scene, "planning.read");
  return await postedFile(scene, {
    ...{ kind: "staffing", fileName: words("lists.monthsFile"), title: words("months.title", { year: String(scene.year) }) },
    ...{ said: words("months.said"), units, toldOf: (await staffToldOf(scene, units)).toldOf },
  });
});
