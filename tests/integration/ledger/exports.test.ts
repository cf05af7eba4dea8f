import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exportLedger } from "#app/commands/export-ledger.ts";
import { usualVariant } from "#app/domain/fec/variant.ts";
import { ledgerWriter } from "#app/http/ledger-file.ts";
import type { Db } from "#db/client.ts";
import { fileSlice } from "#db/queries/file.ts";
import { exportHistory, exportNamed } from "#db/queries/ledger/exports.ts";
import { generalEntry, type SmallBooks, smallBooks } from "#tests/support/small-books.ts";

let books: SmallBooks;
const subject = {
  lastDay: "2026-12-31",
  organisation: "Insee",
  siren: "120027016",
  locale: "fr",
  by: "C. Martin",
  at: "15/06/2026 10:00",
  from: "http://localhost/2026/ledger/exports",
} as const;
const ledger = { fiscalYear: 2026, kind: "generalLedger", format: "csv" } as const;
const fec = { fiscalYear: 2026, kind: "fec", variant: usualVariant } as const;

/** An opening, a purchase whose label would be a formula, its payment; another exercise that must not show. */
beforeAll(async () => {
  books = await smallBooks();
  await books.post(
    generalEntry("AN", "2026-01-01", "À-nouveaux", ["515", 1000_00n], ["101", -1000_00n]),
    generalEntry("HA", "2026-03-01", "=1+1", ["606", 12_34n, { unit: "SG", voucher: "F;1" }], ["401", -12_34n, { party: "ACME" }]),
    generalEntry("TR", "2026-03-02", "Règlement", ["401", 12_34n, { party: "ACME" }], ["515", -12_34n]),
    generalEntry("TR", "2025-03-02", "Autre exercice", ["606", 1n], ["515", -1n]),
  );
});

afterAll(() => books.close());

test("the general ledger is written account by account with its running balance, and kept with its digest", async () => {
  const made = await exportLedger(books.as("accountant"), ledger, ledgerWriter(ledger, subject));
  if (!made.ok) throw new Error(made.refusal.kind);
  const content = await read(async (db) => {
    const file = await exportNamed(db, 2026, made.value.fileId);
    expect(file).toMatchObject({
      kind: "generalLedger",
      name: "grand-livre-2026.csv",
      lines: 6,
      author: "accountant",
      sha256: made.value.sha256,
    });
    const { fileId: id } = made.value;
    const [whole, rest] = [await fileSlice(db, { id, from: 0 }), await fileSlice(db, { id, from: 10 })];
    expect(Buffer.from(whole.subarray(10)).equals(rest)).toBe(true);
    return Buffer.from(whole);
  });
  expect(createHash("sha256").update(content).digest("hex")).toBe(made.value.sha256);
  const lines = content.toString("utf8").split("\r\n");
  expect(lines[0]).toMatch(/^\ufeffCompte;Libellé du compte;Date;/);
  expect(lines.slice(1)).toEqual([
    "101;Capital;2026-01-01;AN;1;;;À-nouveaux;;;;;0,00;1000,00;-1000,00",
    "401;Fournisseurs;2026-03-01;HA;1;;;'=1+1;ACME;Acme SA;;;0,00;12,34;-12,34",
    "401;Fournisseurs;2026-03-02;TR;1;;;Règlement;ACME;Acme SA;;;12,34;0,00;0,00",
    "515;Compte au Trésor;2026-01-01;AN;1;;;À-nouveaux;;;;;1000,00;0,00;1000,00",
    "515;Compte au Trésor;2026-03-02;TR;1;;;Règlement;;;;;0,00;12,34;987,66",
    '606;Achats;2026-03-01;HA;1;"F;1";;\'=1+1;;;SG;;12,34;0,00;12,34',
    "",
  ]);
});

test("the FEC of the exercise is kept too; the same form sent twice makes one file", async () => {
  const context = books.as("chiefAccountant");
  const ask = () => exportLedger(context, fec, ledgerWriter(fec, subject));
  const [first, second] = [await ask(), await ask()];
  if (!first.ok) throw new Error(first.refusal.kind);
  expect(second).toEqual(first);
  expect(first.value).toMatchObject({ name: "120027016FEC20261231.txt", lines: 6 });
  const history = await read((db) => exportHistory(db, 2026, 10));
  expect(history.map(({ kind }) => kind)).toEqual(["fec", "generalLedger"]);
  expect(history[0]).toMatchObject({ format: "flat", variant: usualVariant, verdict: "conforming", entries: 3, closingNumber: null });
  for (const filter of [
    { kind: "fec" },
    { verdict: "conforming" },
    { query: "fec2026" },
    { query: first.value.sha256.slice(0, 12) },
  ] as const) {
    expect((await read((db) => exportHistory(db, 2026, 10, filter))).map(({ id }) => id)).toEqual([first.value.fileId]);
  }
  expect(await read((db) => exportHistory(db, 2026, 10, { query: "%" }))).toEqual([]);
  expect(await read((db) => exportHistory(db, 2025, 10))).toEqual([]);
  expect(await read((db) => exportNamed(db, 2025, first.value.fileId))).toBeUndefined();
});

test.each([
  ["unitHead", "INSEE"],
  ["programmeStaff", "INSEE"],
  ["accountant", "SG"],
] as const)("a %s of %s takes nothing away", async (role, unit) => {
  const answer = await exportLedger(books.as(role, unit), fec, ledgerWriter(fec, subject));
  expect(answer).toEqual({ ok: false, refusal: { kind: "forbidden", capability: "ledger.export" } });
});

function read<Value>(work: (db: Db) => Promise<Value>): Promise<Value> {
  return books.database.read(books.organisation, work);
}
