import { guard } from "#app/http/guard.ts";
import { amountColumn, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { decidedItems } from "#db/queries/ledger/cut-off.ts";

/** What was decided for the exercise, posted or not. */
export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const { db, year, locale } = scene;
  const words = translatorFor(locale, "cutOff");
  const items = await decidedItems(db, year);
  return await tableFileResponse(scene, {
    locale,
    fileName: `${words("file.name")}-${year}`,
    title: `${words("title")} ${year}`,
    facts: [[words("file.year"), String(year)]],
    columns: [
      { key: "label", head: words("label"), kind: "text", width: 45 },
      { key: "kind", head: words("kindHead"), kind: "text", width: 24 },
      { key: "accounts", head: words("accounts"), kind: "text" },
      { key: "unit", head: words("unit"), kind: "text" },
      amountColumn(locale, { key: "amount", head: words("amount") }),
      { key: "state", head: words("stateHead"), kind: "text" },
      { key: "entry", head: words("entry"), kind: "text" },
      { key: "reversal", head: words("reversalHead"), kind: "text" },
      { key: "reason", head: words("reason"), kind: "text", width: 40 },
    ],
    rows: items.map((item) => [
      ...[
        item.label,
        words(`kind.${item.kind}`),
        `${item.resultAccount} / ${item.balanceAccount}`,
        item.unit,
        item.state === "refused" ? null : item.amount,
      ],
      ...[words(`state.${item.state}`), item.entryName, item.reversalName, item.reason],
    ]),
    totals: ["amount"],
  });
});
