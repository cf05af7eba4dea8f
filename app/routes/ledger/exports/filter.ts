import { searchOf } from "#app/http/search.ts";
import { type ExportFilter, exportKinds, exportVerdicts } from "#db/queries/ledger/exports.ts";

/** What the address asks of the register; a value that means nothing counts as absent. */
export function filterOf(url: URL): ExportFilter {
  const kind = url.searchParams.get("kind");
  const verdict = url.searchParams.get("verdict");
  const { query } = searchOf(url);
  return {
    kind: exportKinds.find((each) => each === kind),
    verdict: exportVerdicts.find((each) => each === verdict),
    query: query || undefined,
  };
}
