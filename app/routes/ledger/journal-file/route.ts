import { guard } from "#app/http/guard.ts";
import { tableFileResponse } from "#app/http/table-file.ts";
import { journalBook } from "#db/queries/ledger/journal-book.ts";
import { journalScope } from "../journal/reading.ts";
import { journalTable } from "../journal/table.ts";

/** A journal over the months of its page, every line of it. */
export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const asked = await journalScope(scene);
  const { totals } = await journalBook(scene.db, { ...asked.scope, limit: 1 });
  const resources = totals.map(({ resource }) => resource);
  return await tableFileResponse(scene, journalTable(scene, asked, resources.length > 0 ? resources : ["EUR"]));
});
