import { guard } from "#app/http/guard.ts";
import { tableFileResponse } from "#app/http/table-file.ts";
import { readCentralised } from "../centralised/reading.ts";
import { centralisedTable } from "../centralised/table.ts";

/** The centralised journal, as its page groups it, in a file. */
export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  return await tableFileResponse(scene, centralisedTable(await readCentralised(scene), scene.locale));
});
