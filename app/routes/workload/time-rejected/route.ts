import { filesOfTime } from "#app/commands/time-file.ts";
import { guard } from "#app/http/guard.ts";
import { rejectedRows } from "../../workforce/files/rejected-rows.ts";

/** The rows of a file of time that are not taken, to correct and give again. */
export const loader = guard.loader({ capability: "workload.time" }, async (scene) => (await rejectedRows(scene, filesOfTime)).response);
