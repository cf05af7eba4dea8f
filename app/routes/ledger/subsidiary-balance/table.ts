import { amountColumn, type TableFile, type TableRow } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import type { Locale } from "#app/messages/locale.ts";
import { pairKeys } from "../trial-balance/rows.ts";
import type { readSubsidiary, SubsidiaryRow } from "./reading.ts";

export function subsidiaryTable({ year, prefix, rows, facts }: Awaited<ReturnType<typeof readSubsidiary>>, locale: Locale): TableFile {
  const words = translatorFor(locale, "books");
  const ledger = translatorFor(locale, "ledger");
  return {
    locale,
    fileName: words("subsidiary.fileName", { account: prefix, year }),
    title: `${words("subsidiary.title")} ${year}`,
    facts,
    columns: [
      { key: "account", head: words("file.account"), kind: "text", width: 10 },
      { key: "party", head: words("file.party"), kind: "text", width: 14 },
      { key: "label", head: words("file.partyLabel"), kind: "text", width: 34 },
      ...pairKeys.map((key) => amountColumn(locale, { key, head: ledger(`trialBalance.${key}`), width: 16 })),
    ],
    rows: rows.map((row) => rowOf(row, words("subsidiary.withoutParty"))),
    totals: pairKeys,
    orientation: "landscape",
  };
}

function rowOf(row: SubsidiaryRow, withoutParty: string): TableRow {
  const amounts = pairKeys.map((key) => row[key]);
  if (!row.line) return { cells: [row.account, "", row.label, ...amounts], subtotal: row.count };
  return { cells: [row.account, row.line.party ?? "", row.line.party === null ? withoutParty : row.label, ...amounts], level: 1 };
}
