import { amountColumn, type TableFile } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import type { Locale } from "#app/messages/locale.ts";
import type { readCentralised } from "./reading.ts";

export function centralisedTable({ year, by, rows, facts }: Awaited<ReturnType<typeof readCentralised>>, locale: Locale): TableFile {
  const words = translatorFor(locale, "books");
  return {
    locale,
    fileName: words("centralised.fileName", { year }),
    title: `${words("centralised.title")} ${year}`,
    facts,
    columns: [
      { key: "group", head: words(by === "journal" ? "centralised.journal" : "centralised.month"), kind: "text", width: 26 },
      { key: "name", head: words(by === "journal" ? "centralised.month" : "centralised.journal"), kind: "text", width: 26 },
      ...(["debit", "credit", "cumulatedDebit", "cumulatedCredit"] as const).map((key) =>
        amountColumn(locale, { key, head: words(`centralised.${key}`), width: 17 }),
      ),
    ],
    rows: rows.map((row, index) => {
      const group = row.group ? row.name : (rows.slice(0, index).findLast((each) => each.group)?.name ?? "");
      const amounts = [row.debit, row.credit, row.cumulatedDebit, row.cumulatedCredit];
      return row.group ? { cells: [group, "", ...amounts], subtotal: row.count } : { cells: [group, row.name, ...amounts], level: 1 };
    }),
    totals: ["debit", "credit"],
  };
}
