import { guard } from "#app/http/guard.ts";
import { tableFileResponse } from "#app/http/table-file.ts";
import { accountLedger } from "#db/queries/ledger/account.ts";
import { accountScope } from "../account/reading.ts";
import { accountTable } from "../account/table.ts";

/** The ledger of an account under the filters of its page, every line of it. */
export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const { scope } = await accountScope(scene);
  const ledger = await accountLedger(scene.db, { ...scope, limit: 1 });
  if (!ledger) throw scene.notFound("account", scope.account);
  return await tableFileResponse(scene, await accountTable(scene, ledger));
});
