import { guard } from "#app/http/guard.ts";
import { speechIn } from "#app/http/speech.ts";
import { amountColumn, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { loadMonth } from "../reconciliation/load-month.ts";

/** The reconciliation of a month as a file: every row, both sides, the gap and its cause; and who signed it. */
export const loader = guard.loader({ capability: "execution.read", whole: true }, async (scene) => {
  const { locale, year } = scene;
  const { found, notes, now, signatures } = await loadMonth(scene);
  const words = translatorFor(locale, "extracts");
  const say = speechIn(locale);
  const [last] = signatures;
  const signed = last
    ? words("reconciliation.signedBy", { by: last.by, at: say.instant(last.at.toISOString()), hash: last.sha256 })
    : words("reconciliation.unsigned");
  return await tableFileResponse(scene, {
    locale,
    fileName: `rapprochement-chorus-${now}`,
    title: words("reconciliation.fileTitle", { year: String(year), month: now }),
    facts: [
      [words("asOf"), say.day(found.month.lastDay)],
      [words("reconciliation.sign"), signed],
    ],
    columns: [
      { key: "measure", head: words("reconciliation.measure"), kind: "text", width: 26 },
      { key: "place", head: words("reconciliation.place"), kind: "text", width: 14 },
      { key: "title", head: words("reconciliation.title_"), kind: "text", width: 14 },
      { key: "resource", head: words("reconciliation.resource"), kind: "text", width: 10 },
      amountColumn(locale, { key: "chorus", head: words("reconciliation.chorus") }),
      amountColumn(locale, { key: "here", head: words("reconciliation.here") }),
      amountColumn(locale, { key: "gap", head: words("reconciliation.gap") }),
      { key: "cause", head: words("reconciliation.cause"), kind: "text", width: 40 },
    ],
    orientation: "landscape",
    rows: found.rows.map(({ key, measure, place, title, resource, chorus, here, gap, cause }) => {
      const said =
        cause === "unnamed" ? (notes.get(key) ?? words("reconciliation.causes.unnamed")) : words(`reconciliation.causes.${cause}`);
      return [words(`reconciliation.measures.${measure}`), place, title, resource, chorus, here, gap, said];
    }),
  });
});
