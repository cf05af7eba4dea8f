import { guard } from "#app/http/guard.ts";
import { snapshotRows, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { allLines } from "#db/queries/ledger/lines.ts";
import { lineColumns, lineRow } from "../account/table.ts";
import { partyScope } from "../party/reading.ts";

/** The lines of a party under the filters of its page, each with its account. */
export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const { locale, year, services, organisation } = scene;
  const { party, scope, facts } = await partyScope(scene);
  const words = translatorFor(locale, "books");
  return await tableFileResponse(scene, {
    locale,
    fileName: words("party.fileName", { party: party.code, year }),
    title: `${words("party.title", { party: party.code })} · ${party.label} · ${year}`,
    facts: scope.account === undefined ? facts : [...facts, [words("facts.account"), scope.account]],
    columns: lineColumns(locale, words("party.running"), { key: "account", head: words("file.account"), kind: "text", width: 10 }),
    rows: snapshotRows(services.database, organisation, async function* (db) {
      let running = 0n;
      for await (const line of allLines(db, scope)) {
        running += line.debit - line.credit;
        const row = lineRow(line, running);
        yield [line.account, ...("cells" in row ? row.cells : row)];
      }
    }),
    totals: ["debit", "credit"],
    orientation: "landscape",
  });
});
