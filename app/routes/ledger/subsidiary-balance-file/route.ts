import { guard } from "#app/http/guard.ts";
import { tableFileResponse } from "#app/http/table-file.ts";
import { readSubsidiary } from "../subsidiary-balance/reading.ts";
import { subsidiaryTable } from "../subsidiary-balance/table.ts";

/** The subsidiary balance under the filters of its page, in a file. */
export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  return await tableFileResponse(scene, subsidiaryTable(await readSubsidiary(scene), scene.locale));
});
