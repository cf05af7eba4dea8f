import { randomUUID } from "node:crypto";
import excel from "exceljs";
import { checkExtract } from "#app/commands/check-extract.ts";
import { keepExtract } from "#app/commands/keep-extract.ts";
import { loadNomenclature } from "#app/commands/load-nomenclature.ts";
import { postExtract } from "#app/commands/post-extract.ts";
import { undoExtract } from "#app/commands/undo-extract.ts";
import { usualChoices } from "#app/domain/chorus/choices.ts";
import type { ExtractKind } from "#app/domain/chorus/kind.ts";
import { readSheetFile } from "#app/http/sheet-file/read.ts";
import { chorusImportById } from "#db/queries/chorus/import.ts";
import { must, type SmallOrganisation } from "#tests/support/small-organisation.ts";
import { atMost, type BenchResult } from "./report.ts";

const rows = 100_000;
/** From the bytes of the file to the last entry: read, kept, checked, imported. */
const mostSeconds = 20;
const unitCount = 60;
const parties = 400;

/**
 * Extracts of Chorus of 100 000 rows, as a department of sixty units gives them: a first one of commitments, the same a month later with a
 * tenth of its rows changed, the same again without a change, the requests and payments of a year, each from its bytes; and a whole import undone.
 */
export async function* extractsImported(books: SmallOrganisation): AsyncGenerator<BenchResult, void> {
  await furnishUnits(books);
  const none = () => false;
  const tenth = (index: number) => index % 10 === 3;
  yield* whole(books, `first extract of ${rows} commitments, CSV`, "commitments", "2026-03-31", commitments(none), rows);
  yield* whole(books, "a tenth of the commitments changed", "commitments", "2026-04-30", commitments(tenth), rows / 10);
  yield* whole(books, "the same commitments, another file", "commitments", "2026-05-31", `${commitments(tenth)}\n`, 0);
  const last = yield* whole(books, `first extract of ${rows} requests and payments, CSV`, "payments", "2026-06-15", payments(), rows);
  const begun = performance.now();
  must(await undoExtract(await books.system(), { importId: last, reason: "Banc" }));
  yield atMost(1, { work: "requests and payments undone", value: secondsSince(begun), unit: "s", limit: mostSeconds });
  yield* whole(books, `${rows} requests and payments again, XLSX`, "payments", "2026-06-15", await workbookOf(payments()), rows);
  const elsewhere = await workbookOf(commitments(none, "31"));
  yield* whole(
    books,
    `first extract of ${rows} commitments of another site, XLSX`,
    "commitments",
    "2026-06-15",
    elsewhere,
    rows,
    "autre site",
  );
}

async function* whole(
  books: SmallOrganisation,
  work: string,
  kind: ExtractKind,
  asOf: string,
  content: string | Uint8Array,
  changes: number,
  site = "",
): AsyncGenerator<BenchResult, string> {
  const begun = performance.now();
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const name = typeof content === "string" ? "extrait.csv" : "extrait.xlsx";
  const read = await readSheetFile({ name, bytes });
  if (!read.ok) throw new Error(`the file is refused: ${read.refusal.kind}`);
  const given = { kind, site, fiscalYear: 2026, asOf, name, content: bytes, book: read.value };
  const { importId } = must(await keepExtract(await books.system(), given));
  const readIn = secondsSince(begun);
  const report = must(await checkExtract(await books.system(), { importId, asOf, choices: usualChoices }));
  const checkedIn = secondsSince(begun) - readIn;
  if (report.rejected > 0 || report.added + report.changed !== changes)
    throw new Error(`${report.added + report.changed} changes, ${report.rejected} rows rejected: ${report.firstFaults[0]?.kind}`);
  const kept = await books.database.read(books.organisation, (db) => chorusImportById(db, importId));
  must(await postExtract({ ...(await books.system()), key: randomUUID() }, { importId, digest: kept?.digest ?? "" }));
  const all = secondsSince(begun);
  const parts = `read ${readIn.toFixed(1)} s, checked ${checkedIn.toFixed(1)} s, imported ${(all - readIn - checkedIn).toFixed(1)} s`;
  yield atMost(1, { work: `${work} (${parts})`, value: all, unit: "s", limit: mostSeconds });
  return importId;
}

function secondsSince(begun: number): number {
  return (performance.now() - begun) / 1_000;
}

async function furnishUnits(books: SmallOrganisation): Promise<void> {
  const codes = Array.from({ length: unitCount }, (_, index) => `DR${100 + index}`);
  const units = codes.map((code) => {
    return {
      code,
      label: `Direction ${code}`,
      shortLabel: code,
      kind: "regionalDirectorate" as const,
      parent: "INSEE",
      from: "2020-01-01",
      until: undefined,
    };
  });
  const centres = codes.map((unit) => ({
    kind: "financialCentre" as const,
    centre: `0220-${unit}`,
    unit,
    from: "2020-01-01",
    until: undefined,
  }));
  must(await loadNomenclature(await books.system(), { units, centres }));
}

const shared = (index: number) => {
  const party = `F${1_000 + ((index * 7) % parties)}`;
  return `${party};Fournisseur ${party};0220-DR${100 + (index % unitCount)};31;022001ENQ;M-${index % 300}`;
};

function day(index: number, months: number): string {
  return `${String(1 + (index % 28)).padStart(2, "0")}/${String(1 + (Math.floor(index / 28) % months)).padStart(2, "0")}/2026`;
}

function amount(index: number): string {
  return `${100 + ((index * 37) % 90_000)},${String(index % 100).padStart(2, "0")}`;
}

function commitments(isChanged: (index: number) => boolean, series = "21"): string {
  const heads = "N° EJ;Poste;Libellé;Date;Montant engagé;Fournisseur;Nom fournisseur;Centre financier;Compte budgétaire;Activité;N° marché";
  const lines = Array.from({ length: rows }, (_, index) => {
    const own = amount(isChanged(index) ? index + 11 : index);
    return `${series}${String(index).padStart(8, "0")};1;Commande ${index};${day(index, 3)};${own};${shared(index)}`;
  });
  return [heads, ...lines].join("\n");
}

function payments(): string {
  const heads =
    "N° DP;N° EJ;Poste EJ;Libellé;Date DP;Date de paiement;Montant;Fournisseur;Nom fournisseur;Centre financier;Compte budgétaire;Activité;N° marché";
  const lines = Array.from({ length: rows }, (_, index) => {
    const paidOn = index % 5 === 0 ? "" : day(index + 28, 6);
    return `40${String(index).padStart(8, "0")};21${String(index).padStart(8, "0")};1;Facture ${index};${day(index, 5)};${paidOn};${100 + ((index * 37) % 90_000)},00;${shared(index)}`;
  });
  return [heads, ...lines].join("\n");
}

async function workbookOf(text: string): Promise<Uint8Array> {
  const workbook = new excel.Workbook();
  const sheet = workbook.addWorksheet("DP");
  const [heads = "", ...lines] = text.split("\n");
  const at = heads.split(";").indexOf("Montant");
  sheet.addRow(heads.split(";"));
  for (const line of lines) sheet.addRow(line.split(";").map((cell, index) => (index === at ? Number(cell.replace(",", ".")) : cell)));
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
