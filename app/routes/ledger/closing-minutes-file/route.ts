import { printedHash } from "#app/domain/ledger/anchor.ts";
import { guard } from "#app/http/guard.ts";
import { amountColumn, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { formatterFor } from "#app/ui/format/formatter.ts";
import { closedJournals, closingAnchor } from "#db/queries/ledger/closing.ts";
import { closingAt } from "../closing/closing-at.ts";
import { isMoney } from "../closing/is-money.ts";

/** The minutes on paper (tagged PDF) or in a spreadsheet: the same figures as the page. */
export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const { db, year, locale, organisation } = scene;
  const closing = await closingAt(scene);
  const words = translatorFor(locale, "closing");
  const format = formatterFor(locale, translatorFor(locale, "units"));
  const journals = await closedJournals(db, closing.id);
  const { period, number } = closing;
  const named = { year: String(year), number };
  const result: [string, string][] = period === null ? [[words("minutes.result"), format.amountWithUnit(closing.result, "EUR")]] : [];
  const anchor = await closingAnchor(db, closing.id);
  const said = { set: format.count(anchor.set), at: format.instant(anchor.takenAt.toISOString()) };
  const anchored = `${words("minutes.anchorFact", said)} ${printedHash(anchor.digest)}`;
  return await tableFileResponse(scene, {
    locale,
    fileName: `${period === null ? "cloture" : `cloture-p${period}`}-${year}-${number}`,
    title: period === null ? words("minutes.titleYear", named) : words("minutes.titleMonth", { ...named, period }),
    facts: [
      [words("minutes.exercise"), `${organisation.name}, ${year}`],
      [words("minutes.closedOn"), format.day(closing.closedOn)],
      [words("minutes.by"), closing.actor],
      [words("minutes.entries"), format.count(closing.entryCount)],
      [words("minutes.debit"), format.amountWithUnit(closing.debit, "EUR")],
      ...result,
      [words("minutes.anchor"), anchored],
    ],
    columns: [
      { key: "journal", head: words("minutes.journal"), kind: "text", width: 26 },
      { key: "last", head: words("minutes.lastNumber"), kind: "number" },
      { key: "entries", head: words("minutes.entryCount"), kind: "number" },
      { key: "resource", head: words("minutes.resource"), kind: "text" },
      amountColumn(locale, { key: "debit", head: words("minutes.debit") }),
      { key: "other", head: words("minutes.otherUnits"), kind: "text" },
      { key: "hash", head: words("minutes.hash"), kind: "text", width: 66 },
    ],
    rows: journals.map(({ journal, label, lastNumber, entryCount, resource, debit, lastHash }) => [
      `${journal} · ${label}`,
      Number(lastNumber),
      Number(entryCount),
      resource,
      isMoney(resource) ? debit : null,
      isMoney(resource) ? null : format.amountWithUnit(debit, resource),
      lastHash,
    ]),
    orientation: "landscape",
  });
});
