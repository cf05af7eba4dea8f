import type { CreditsHeld } from "#app/domain/allotment/credits-held.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { guard } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import { amountColumn, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { formatDay } from "#app/ui/format/calendar.ts";
import { creditsByUnit } from "#db/queries/allotment-board.ts";
import { unitsInScope } from "../../units/scope.ts";
import { asOfIn } from "../as-of.ts";
import { heldBy } from "../credit-rows.ts";

const rungs = [
  "notified",
  "reserve",
  "toRelease",
  "released",
  "engaged",
  "requested",
  "paid",
  "available",
  "overrun",
] as const satisfies readonly (keyof CreditsHeld)[];

/** What each unit was given and has taken, of the measure that the page shows, to the cent. */
export const loader = guard.loader({ capability: "allotment.read" }, async (scene) => {
  const { db, year, url, locale, today } = scene;
  const words = translatorFor(locale, "allotment");
  const own = translatorFor(locale, "movements");
  const resources = translatorFor(locale, "resources");
  const measure: BudgetResource = searchOf(url).measure ?? "CP";
  const units = await unitsInScope(scene, "allotment.read");
  const asOf = asOfIn(url);
  const credits = await creditsByUnit(
    db,
    year,
    units.map(({ code }) => code),
    asOf,
  );
  const rows = units
    .map(({ code, label }) => ({ code, label, held: heldBy(credits, [code], measure) }))
    .filter(({ held }) => rungs.some((rung) => held[rung] !== 0n));
  return await tableFileResponse(scene, {
    ...{ locale, fileName: own("board.fileName", { year: String(year) }), title: words("heading", { year: String(year) }) },
    facts: [
      [words("resource"), resources(measure)],
      [own("asOf.day"), formatDay(asOf?.on ?? today)],
    ],
    columns: [
      { key: "code", head: own("board.code"), kind: "text" },
      { key: "unit", head: words("unit"), kind: "text", width: 36 },
      ...rungs.map((rung) => amountColumn(locale, { key: rung, head: words(`stage.${rung}`), resource: measure })),
    ],
    rows: rows.map(({ code, label, held }) => [code, label, ...rungs.map((rung) => held[rung])]),
    totals: [...rungs],
    orientation: "landscape",
  });
});
