import { guard } from "#app/http/guard.ts";
import { amountColumn, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { registeredAssets } from "#db/queries/ledger/assets.ts";
import { exerciseNamed } from "#db/queries/ledger/exercise.ts";

/** The register of the page, as a file. */
export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const { db, year, url, locale, notFound } = scene;
  const exercise = await exerciseNamed(db, year);
  if (!exercise) throw notFound("year", String(year));
  const words = translatorFor(locale, "assets");
  const account = url.searchParams.get("account") ?? "";
  const assets = await registeredAssets(db, { on: exercise.lastDay, heldSince: exercise.firstDay });
  return await tableFileResponse(scene, {
    locale,
    fileName: `${words("file.register")}-${year}`,
    title: `${words("title")} ${year}`,
    facts: [[words("file.year"), String(year)], ...(account === "" ? [] : [[words("account"), account] as const])],
    columns: [
      { key: "code", head: words("file.code"), kind: "text" },
      { key: "label", head: words("label"), kind: "text", width: 40 },
      { key: "account", head: words("account"), kind: "text" },
      { key: "unit", head: words("unit"), kind: "text" },
      { key: "acquired", head: words("acquiredOn"), kind: "day" },
      { key: "commissioned", head: words("commissionedOn"), kind: "day" },
      { key: "duration", head: words("durationMonths"), kind: "number" },
      amountColumn(locale, { key: "gross", head: words("gross") }),
      amountColumn(locale, { key: "depreciated", head: words("depreciated") }),
      amountColumn(locale, { key: "net", head: words("net") }),
      { key: "state", head: words("stateHead"), kind: "text" },
    ],
    rows: assets
      .filter((asset) => account === "" || asset.account === account)
      .map((asset) => {
        const held = asset.state !== "disposed";
        return [
          ...[asset.code, asset.label, asset.account, asset.unitLabel, asset.acquiredOn, asset.commissionedOn, asset.durationMonths],
          ...(held ? [asset.gross, asset.depreciated, asset.gross - asset.depreciated] : [null, null, null]),
          words(`state.${asset.state}`),
        ];
      }),
    totals: ["gross", "depreciated", "net"],
  });
});
