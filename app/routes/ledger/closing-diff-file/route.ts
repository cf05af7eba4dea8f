import { guard } from "#app/http/guard.ts";
import { amountColumn, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { formatterFor } from "#app/ui/format/formatter.ts";
import { closingById } from "#db/queries/ledger/closing.ts";
import { movedBalances } from "#db/queries/ledger/closing-record.ts";
import { closingAt } from "../closing/closing-at.ts";
import { isMoney } from "../closing/is-money.ts";

/** The balances that moved, as a file: euros in columns that add up, staff and days in words with their unit. */
export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const { db, year, locale, notFound } = scene;
  const closing = await closingAt(scene);
  const before = closing.replaces === null ? undefined : await closingById(db, closing.replaces);
  if (!before) throw notFound("closing", String(closing.id));
  const words = translatorFor(locale, "closing");
  const moved = await movedBalances(db, closing.id);
  const format = formatterFor(locale, translatorFor(locale, "units"));
  const others = moved.some(({ resource }) => !isMoney(resource));
  const said = { count: moved.length, before: before.number, after: closing.number, year: String(year) };
  return await tableFileResponse(scene, {
    locale,
    fileName: `soldes-qui-ont-bouge-${year}-${closing.number}`,
    title: words("diff.message", said),
    facts: [[words("minutes.exercise"), String(year)]],
    columns: [
      { key: "account", head: words("diff.account"), kind: "text" },
      { key: "label", head: words("opening.label"), kind: "text", width: 40 },
      { key: "resource", head: words("diff.resource"), kind: "text" },
      amountColumn(locale, { key: "before", head: words("diff.before") }),
      amountColumn(locale, { key: "after", head: words("diff.after") }),
      amountColumn(locale, { key: "delta", head: words("diff.delta") }),
      ...(others ? [{ key: "other", head: words("diff.otherUnits"), kind: "text" as const, width: 36 }] : []),
      { key: "entries", head: words("diff.entries"), kind: "text", width: 40 },
    ],
    rows: moved.map(({ account, label, resource, before: was, after, entries }) => {
      const money = isMoney(resource);
      const unit = (quantity: bigint) => format.amountWithUnit(quantity, resource);
      return [
        ...[account, label, resource, money ? was : null, money ? after : null, money ? after - was : null],
        ...(others ? [money ? null : `${unit(was)} → ${unit(after)}`] : []),
        entries.map(({ name }) => name).join(", "),
      ];
    }),
    orientation: "landscape",
  });
});
