import { Readable } from "node:stream";
import type { ReadableStream as NodeStream } from "node:stream/web";
import { writeXlsxStream } from "hucre/xlsx";
import type { TableColumn, TableValue } from "#app/http/table-file.ts";
import { xlsxBytes } from "#app/http/xlsx.ts";

/** What writing a workbook costs, for the bench: both writers on the same rows, in one run. */
export interface WorkbookRun {
  readonly rows: number;
  readonly bytes: number;
  readonly seconds: number;
  readonly rowsPerSecond: number;
  /** The highest resident set seen while it ran, in bytes. */
  readonly peakRss: number;
}

const columns: readonly TableColumn[] = [
  { key: "account", head: "Compte", kind: "text" },
  { key: "accountLabel", head: "Libellé du compte", kind: "text" },
  { key: "date", head: "Date", kind: "day" },
  { key: "journal", head: "Journal", kind: "text" },
  { key: "number", head: "N° d’écriture", kind: "number" },
  { key: "voucher", head: "Pièce", kind: "text" },
  { key: "label", head: "Libellé", kind: "text" },
  { key: "party", head: "Tiers", kind: "text" },
  { key: "matching", head: "Lettrage", kind: "text" },
  { key: "debit", head: "Débit", kind: "amount", unit: "€" },
  { key: "credit", head: "Crédit", kind: "amount", unit: "€" },
  { key: "running", head: "Solde progressif", kind: "amount", unit: "€" },
];

/** Rows like those of a general ledger: labels that repeat, vouchers that do not. */
export function* ledgerLikeRows(count: number): Generator<TableValue[]> {
  let running = 0n;
  for (let index = 0; index < count; index += 1) {
    const amount = BigInt((index * 7_919) % 10_000_000);
    const debit = index % 2 === 0;
    running += debit ? amount : -amount;
    const day = `2026-${String((index % 12) + 1).padStart(2, "0")}-${String((index % 28) + 1).padStart(2, "0")}`;
    const account = String(606_000 + (index % 300));
    yield [
      account,
      "Achats non stockés de matières & fournitures",
      day,
      "HA",
      index + 1,
      `FA-2026-${index}`,
      `Facture n° ${index} du fournisseur`,
      `F${index % 900}`,
      index % 3 === 0 ? null : "AB",
      debit ? amount : null,
      debit ? null : amount,
      running,
    ];
  }
}

export async function ourWorkbook(rows: number): Promise<WorkbookRun> {
  const bytes = xlsxBytes({
    title: "Grand livre 2026",
    facts: ["Exercice : 2026"],
    author: "bench",
    columns,
    rows: ledgerLikeRows(rows),
    totals: ["debit", "credit"],
    words: { total: "Total", page: "Page" },
    landscape: true,
  });
  return await measured(rows, bytes);
}

/** The fastest streaming library that was measured, on the same rows. */
export async function libraryWorkbook(rows: number): Promise<WorkbookRun> {
  const plain = function* () {
    for (const row of ledgerLikeRows(rows)) yield row.map((value) => (typeof value === "bigint" ? Number(value) / 100 : value));
  };
  const stream = writeXlsxStream(plain(), { name: "Grand livre", columns: columns.map(({ head }) => ({ header: head })) });
  return await measured(rows, Readable.fromWeb(stream as NodeStream<Uint8Array>));
}

async function measured(rows: number, chunks: AsyncIterable<Uint8Array>): Promise<WorkbookRun> {
  const begun = performance.now();
  let bytes = 0;
  let peakRss = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    peakRss = Math.max(peakRss, process.memoryUsage.rss());
  }
  const seconds = (performance.now() - begun) / 1_000;
  return { rows, bytes, seconds, rowsPerSecond: Math.round(rows / seconds), peakRss };
}
