import { guard } from "#app/http/guard.ts";
import { tableFileResponse } from "#app/http/table-file.ts";
import { readTrialBalance } from "../trial-balance/reading.ts";
import { trialBalanceTable } from "../trial-balance/table.ts";

/** The trial balance, as its page shows it, in a file. */
export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  return await tableFileResponse(scene, trialBalanceTable(await readTrialBalance(scene), scene.locale, scene.url.searchParams));
});
