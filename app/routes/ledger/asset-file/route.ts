import { termsOf } from "#app/domain/ledger/assets/asset.ts";
import { depreciationPlan } from "#app/domain/ledger/assets/depreciation-plan.ts";
import { lastDayOf } from "#app/domain/month.ts";
import { guard } from "#app/http/guard.ts";
import { amountColumn, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { assetOf } from "../assets/asset-of.ts";

/** The depreciation plan of an asset, month by month. */
export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const { locale } = scene;
  const asset = await assetOf(scene);
  const words = translatorFor(locale, "assets");
  const terms = termsOf(asset);
  return await tableFileResponse(scene, {
    locale,
    fileName: `${words("file.plan")}-${asset.code}`,
    title: `${words("plan.title")} ${asset.code}`,
    facts: [
      [words("file.asset"), `${asset.code} · ${asset.label}`],
      [words("accounts"), [asset.account, asset.depreciationAccount].filter((account) => account !== null).join(" / ")],
    ],
    columns: [
      { key: "month", head: words("file.month"), kind: "day" },
      amountColumn(locale, { key: "amount", head: words("file.amount") }),
      amountColumn(locale, { key: "cumulated", head: words("file.cumulated") }),
      amountColumn(locale, { key: "net", head: words("file.net") }),
    ],
    rows: (terms ? depreciationPlan(terms) : []).map(({ month, amount, cumulated }) => [
      lastDayOf(month),
      amount,
      cumulated,
      asset.gross - cumulated,
    ]),
    totals: ["amount"],
  });
});
