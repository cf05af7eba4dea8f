import { guard } from "#app/http/guard.ts";
import { loadComposed } from "../composed/load-composed.ts";
import { reportFile } from "../report-file.ts";

/** A document as it stands today, as a file: a draft. */
export const loader = guard.loader({ capability: "execution.read", whole: true }, async (scene) => {
  return await reportFile(scene, await loadComposed(scene), undefined);
});
