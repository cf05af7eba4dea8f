import { afterAll, beforeAll, expect, test } from "vitest";
import { closeYear } from "#app/commands/close-year.ts";
import { exportLedger } from "#app/commands/export-ledger.ts";
import { type FecVariant, usualVariant } from "#app/domain/fec/variant.ts";
import { ledgerWriter } from "#app/http/ledger-file.ts";
import { fileContent } from "#db/queries/file.ts";
import { exportFindings, exportNamed } from "#db/queries/ledger/exports.ts";
import { generalEntry, type SmallBooks, smallBooks } from "#tests/support/small-books.ts";

let books: SmallBooks;
const subject = { organisation: "Insee", siren: "120027016", locale: "fr", by: "C. Martin", at: "15/06/2026 10:00", from: "/" } as const;
const variants: readonly FecVariant[] = [
  usualVariant,
  { ...usualVariant, separator: "pipe", charset: "iso-8859-15", direction: "direction", lineEnd: "lf" },
  { format: "xml", direction: "sides" },
];

/** 2025: an invoice paid and matched, the Treasury's funding; closed. */
beforeAll(async () => {
  books = await smallBooks();
  const [invoice, payment] = await books.post(
    generalEntry("HA", "2025-03-10", "Facture d’été", ["606", 300_00n], ["401", -300_00n, { party: "ACME", voucher: "F-1" }]),
    generalEntry("TR", "2025-04-02", "Règlement", ["401", 300_00n, { party: "ACME", voucher: "F-1" }], ["515", -300_00n]),
    generalEntry("TR", "2025-12-31", "Financement", ["515", 300_00n], ["181", -300_00n]),
  );
  await books.superuser`
    with m as (insert into matching (fiscal_year, account, party, code, matched_on, rule, run_id, author)
      values (2025, '401', 'ACME', 'A', '2025-04-02', 'hand', gen_random_uuid(), (select min(id) from app_user)) returning id)
    insert into matching_line (matching_id, fiscal_year, entry_id, line)
    select id, 2025, e, l from m, (values (${String(invoice?.id)}::bigint, 2), (${String(payment?.id)}::bigint, 1)) as v (e, l)`;
});
afterAll(() => books.close());

async function taken(variant: FecVariant, fiscalYear = 2025) {
  const request = { fiscalYear, kind: "fec", variant } as const;
  const made = await exportLedger(
    books.as("chiefAccountant"),
    request,
    ledgerWriter(request, { ...subject, lastDay: `${fiscalYear}-12-31` }),
  );
  if (!made.ok) throw new Error(made.refusal.kind);
  return await books.database.read(books.organisation, async (db) => {
    const row = await exportNamed(db, fiscalYear, made.value.fileId);
    const found = await exportFindings(db, made.value.fileId);
    const contentOf = async (id: string) => {
      const parts: Uint8Array[] = [];
      for await (const part of fileContent(db, id)) parts.push(part);
      return Buffer.concat(parts);
    };
    return {
      row,
      found,
      content: await contentOf(made.value.fileId),
      description: (await contentOf(row?.descriptionId ?? "")).toString("utf8"),
    };
  });
}

test("a closed exercise is the same file for ever, byte for byte, whatever is renamed or matched since", async () => {
  const open = await taken(usualVariant);
  expect(open.row).toMatchObject({ closingNumber: null, verdict: "conforming" });
  const closed = await closeYear(books.as("chiefAccountant"), { fiscalYear: 2025 });
  if (!closed.ok) throw new Error(JSON.stringify(closed.refusal));
  const before = await Promise.all(variants.map((variant) => taken(variant)));
  // Nothing of the books changed at the closing: the file neither.
  expect(before[0]?.row?.sha256).toBe(open.row?.sha256);
  expect(before.map(({ row }) => [row?.verdict, row?.closingNumber, row?.lines, row?.entries])).toEqual([
    ["conforming", 1, 6, 3],
    ["conforming", 1, 6, 3],
    ["conforming", 1, 6, 3],
  ]);

  const { superuser } = books;
  await superuser`update party set label = 'Autre raison sociale' where code = 'ACME'`;
  await superuser`update account_version set label = 'Autre libellé' where code = '401'`;
  await superuser`update journal set label = 'À-nouveaux' where code = 'TR'`;
  await superuser`update matching_line set live = null`;
  await superuser`update matching set undone_at = now(), undone_by = (select min(id) from app_user)`;

  const after = await Promise.all(variants.map((variant) => taken(variant)));
  expect(after.map(({ row }) => row?.sha256)).toEqual(before.map(({ row }) => row?.sha256));
  expect(after.map(({ description }) => description)).toEqual(before.map(({ description }) => description));
  expect(after[0]?.content.toString("utf8")).toContain("\tACME\tAcme SA\tF-1\t");

  // The exercise that is open says what the books say now.
  await books.post(generalEntry("HA", "2026-03-10", "Facture", ["606", 1n], ["401", -1n, { party: "ACME" }]));
  expect((await taken(usualVariant, 2026)).content.toString("utf8")).toContain("\t401\tAutre libellé\tACME\tAutre raison sociale\t");
});

test("the description goes with the file: columns, charset, counts, digest, letters that were replaced", async () => {
  const { row, description, found } = await taken({ ...usualVariant, charset: "iso-8859-15" });
  expect(found?.replaced).toEqual([{ letter: "’", by: "'", count: 2 }]);
  expect(found).toMatchObject({ debit: 900_00n, credit: 900_00n, findings: [] });
  for (const said of [
    "Fichier                      : 120027016FEC20251231.txt",
    "Entité                       : Organisation of the tests, SIREN 120027016",
    "Exercice                     : du 01/01/2025 au 31/12/2025",
    "Jeu de caractères            : ISO 8859-15",
    "Séparateur de zones          : tabulation",
    "Enregistrements              : 6 lignes d’écriture, 3 écritures",
    "Total débit                  : 900,00 EUR",
    `SHA-256                      : ${row?.sha256}`,
    "   3. EcritureNum (alphanumérique) : numéro de l’écriture",
    "  Journal HA : Achats",
    "  U+2019 ’ : « ' », 2 fois",
  ]) {
    expect(description).toContain(said);
  }
});
