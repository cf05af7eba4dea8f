import { guard } from "#app/http/guard.ts";
import { translatorFor } from "#app/messages/index.ts";
import { unitsInScope } from "../../units/scope.ts";
import { postedFile } from "../../workforce/months/posted-file.ts";
import { timeToldOf } from "../months/time-told.ts";

/** The days of each month as time says and as the budget book holds them, unit by unit. */
export const loader = guard.loader({ capability: "planning.read" }, async (scene) => {
  const words = translatorFor(scene.locale, "workload");
  const units = await unitsInScope(scene, "planning.read");
  return await postedFile(scene, {
    ...{ kind: "workload", fileName: words("months.file"), title: words("months.title", { year: String(scene.year) }) },
    ...{ said: words("months.said"), units, toldOf: await timeToldOf(scene, units) },
  });
});
