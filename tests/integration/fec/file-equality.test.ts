import { writeFileSync } from "node:fs";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { csvRow, spreadsheetFormat } from "#app/domain/csv.ts";
import { cleanText, type FecRow, fecText } from "#app/domain/fec/export.ts";
import { Latin9Writer } from "#app/domain/fec/latin9.ts";
import { type FlatVariant, fecDirections, fecLineEnds, fecSeparators, usualVariant } from "#app/domain/fec/variant.ts";
import type { Db } from "#db/client.ts";
import { copyOut, type FileChunk } from "#db/copy-out.ts";
import { flatFec } from "#db/queries/fec-file.ts";
import { clean } from "#db/queries/fec-parts.ts";
import { xmlFec } from "#db/queries/fec-xml-file.ts";
import { generalLedgerCsv, textCell } from "#db/queries/ledger/general-ledger-file.ts";
import { generalEntry, type SmallBooks, smallBooks } from "#tests/support/small-books.ts";
import { nastyTexts } from "./nasty-texts.ts";

let books: SmallBooks;

/** A purchase for each nasty text, as its label and its voucher; parties, accounts and journals whose words are nasty too. */
beforeAll(async () => {
  books = await smallBooks();
  const { superuser, post } = books;
  await superuser`update party set label = 'Acme | "SA" <&> \\t ’' where code = 'ACME'`;
  await superuser`update account_version set label = ' Achats' || chr(9) || 'divers\\' where code = '606'`;
  await superuser`update journal set label = 'À-nouveaux | =1' where code = 'AN'`;
  await post(
    generalEntry("AN", "2026-01-01", "À-nouveaux", ["515", 1000_00n], ["101", -1000_00n]),
    ...nastyTexts.map((text, index) =>
      generalEntry(
        "HA",
        `2026-02-${String((index % 28) + 1).padStart(2, "0")}`,
        "Achat",
        ["606", BigInt(index + 1), { label: text, voucher: text, voucherDate: "2026-01-31" }],
        ["401", BigInt(-index - 1), { party: "ACME", label: text, currency: "USD", currencyAmount: BigInt(-index * 37) }],
      ),
    ),
    generalEntry("OD", "2026-03-01", "Grand montant", ["606", 899_999_999_999_999n], ["515", -899_999_999_999_999n]),
  );
  await superuser`with made as (insert into matching (fiscal_year, account, party, code, matched_on, rule, run_id, author)
      values (2026, '401', 'ACME', 'a|A ', '2026-03-20', 'importPartial', gen_random_uuid(), 1) returning id)
    insert into matching_line (matching_id, fiscal_year, entry_id, line)
    select made.id, l.fiscal_year, l.entry_id, l.line from made, entry_line l where l.account = '401' and l.entry_id % 3 = 0`;
});
afterAll(() => books.close());

const variants: FlatVariant[] = fecSeparators.flatMap((separator) =>
  fecDirections.flatMap((direction) => fecLineEnds.map((lineEnd) => ({ ...usualVariant, separator, direction, lineEnd }))),
);

test.each(variants)("PostgreSQL writes the file that the rule writes: %o", async (variant) => {
  const [rows, written] = await read(async (db) => [
    await fecRows(db),
    await text(flatFec(db, { fiscalYear: 2026, variant, latin9: new Latin9Writer() })),
  ]);
  expect(rows).toHaveLength(2 * nastyTexts.length + 4);
  expect(written).toBe(fecText(rows, variant));
});

test("in ISO 8859-15 each letter is one byte, and what the set lacks is told", async () => {
  const latin9 = new Latin9Writer();
  const variant = { ...usualVariant, charset: "iso-8859-15" as const };
  const chunks = await read((db) => all(flatFec(db, { fiscalYear: 2026, variant, latin9 })));
  const decoded = new TextDecoder("iso-8859-15").decode(Buffer.concat(chunks.map(({ bytes }) => bytes)));
  expect(decoded).toContain("é è ç œ Œ € Ÿ");
  expect(decoded).toContain("l'été - 3 × 4 ... 1/2");
  expect(decoded).toContain("é décomposé");
  expect(latin9.replaced()).toContainEqual({ letter: "’", by: "'", count: 3 + nastyTexts.length });
  expect(latin9.replaced()).toContainEqual({ letter: "🏛", by: "?", count: 3 });
});

test("the nested file holds every line, each text escaped, under its journal and entry", async () => {
  const written = await read((db) => text(xmlFec(db, { fiscalYear: 2026, direction: "sides", closingDay: "2026-12-31" })));
  if (process.env.KEEP_XML) writeFileSync(process.env.KEEP_XML, written);
  expect(written).toMatch(
    /^<\?xml version="1.0" encoding="UTF-8"\?>\n<comptabilite [^>]*"formatA47A-I-VII-1.xsd">\n<exercice>\n<DateCloture>2026-12-31</,
  );
  expect(written.match(/<ligne>/g)).toHaveLength(2 * nastyTexts.length + 4);
  expect(written.match(/<JournalCode>[^<]*/g)).toEqual(["<JournalCode>AN", "<JournalCode>HA", "<JournalCode>OD"]);
  expect(written).toContain("<EcritureLib>&amp;lt; &lt;tag&gt; &amp; ]]&gt;</EcritureLib>");
  expect(written).toContain("<Debit>8999999999999.99</Debit>");
});

test("cells of the general ledger are those of the CSV writer, running balance included", async () => {
  const written = await read((db) => text(generalLedgerCsv(db, 2026)));
  expect(written).toBe(await read(expectedLedger));
});

test.each(nastyTexts)("a text is cleaned and guarded alike in SQL: %j", async (given) => {
  const row = await read(async (db) => {
    const { rows } = await sql<{ clean: string; cell: string }>`select ${clean(sql`t`)} as clean, ${textCell(sql`t`)} as cell
      from (values (${given}::text)) as v(t)`.execute(db);
    return rows[0];
  });
  expect(row).toEqual({ clean: cleanText(given), cell: csvRow([given], spreadsheetFormat).slice(0, -2) });
});

test("a file that nobody reads to its end leaves its connection in order", async () => {
  const { database, organisation } = books;
  for (let round = 0; round < 20; round += 1) {
    await database.read(organisation, async (db) => {
      for await (const { bytes } of flatFec(db, { fiscalYear: 2026, variant: usualVariant, latin9: new Latin9Writer() })) {
        if (bytes.length > 0) break;
      }
    });
  }
  const stopped = new AbortController();
  const aborted = database.read(organisation, async (db) => {
    for await (const _ of generalLedgerCsv(db, 2026, stopped.signal)) stopped.abort();
  });
  await expect(aborted).resolves.toBeUndefined();
  expect(await read((db) => text(generalLedgerCsv(db, 2026)))).not.toBe("");
});

test.each([0, 1, 500, 2_000, 5_000, 20_000, 100_000])("%i lines come whole, and the connection goes on", async (count) => {
  const [lines, bytes] = await read(async (db) => {
    const chunks = await all(copyOut(db, sql`select repeat('x', 150) || i from generate_series(1, ${sql.lit(count)}) i`));
    return [chunks.reduce((sum, chunk) => sum + chunk.lines, 0), chunks.reduce((sum, chunk) => sum + chunk.bytes.length, 0)];
  });
  const digits = Array.from({ length: count }, (_, index) => String(index + 1).length).reduce((sum, length) => sum + length, 0);
  expect([lines, bytes]).toEqual([count, 150 * count + digits]);
});

test("a copy that PostgreSQL ends is an error, and the connection serves again", async () => {
  const { database, organisation, superuser } = books;
  const cut = database.read(organisation, async (db) => {
    await sql`set local statement_timeout = 40`.execute(db);
    const slow = sql`select repeat('x', 1000) || case when i > 900 then pg_sleep(1)::text else '' end from generate_series(1, 1000) i`;
    return await all(copyOut(db, slow));
  });
  await expect(cut).rejects.toThrow(/statement timeout/);
  expect(await read((db) => text(generalLedgerCsv(db, 2026)))).not.toBe("");
  await superuser`select 1`;
});

async function fecRows(db: Db): Promise<FecRow[]> {
  const { rows } = await sql<FecRow>`
    select e.journal, j.label as "journalLabel", e.number, l.line, e.entry_date as "entryDate", l.account, v.label as "accountLabel",
           l.party, p.label as "partyLabel", l.voucher, l.voucher_date as "voucherDate", l.label, l.debit, l.credit, m.code as matching,
           m.matched_on as "matchedOn", e.validated_on as "validatedOn", l.currency, l.currency_amount as "currencyAmount"
      from entry_line l join entry e on e.id = l.entry_id join journal j on j.code = e.journal
      join account_version v on v.book = l.book and v.code = l.account
      left join party p on p.code = l.party
      left join matching_line k on k.entry_id = l.entry_id and k.line = l.line left join matching m on m.id = k.matching_id
     where l.fiscal_year = 2026 and l.book = 'general'`.execute(db);
  const place = ({ journal, validatedOn, number, line }: FecRow) =>
    [journal === "AN" ? 0 : 1, validatedOn, journal, String(number).padStart(9, "0"), String(line).padStart(9, "0")].join(" ");
  return rows.sort((left, right) => (place(left) < place(right) ? -1 : 1));
}

async function expectedLedger(db: Db): Promise<string> {
  const rows = await fecRows(db);
  const { rows: ids } = await sql<{ id: bigint; name: string }>`select id, journal || '-' || number as name from entry`.execute(db);
  const idOf = new Map(ids.map(({ id, name }) => [name, id]));
  const place = (row: FecRow) =>
    [row.account, row.entryDate, String(idOf.get(`${row.journal}-${row.number}`)).padStart(9, "0"), row.line].join(" ");
  let [account, running] = ["", 0n];
  const amount = (cents: bigint) =>
    `${cents < 0n ? "-" : ""}${(cents < 0n ? -cents : cents) / 100n}.${String((cents < 0n ? -cents : cents) % 100n).padStart(2, "0")}`;
  return rows
    .sort((left, right) => (place(left) < place(right) ? -1 : 1))
    .map((row) => {
      running = (row.account === account ? running : 0n) + row.debit - row.credit;
      account = row.account;
      const codes = [row.account, row.accountLabel, row.entryDate, row.journal, row.number, row.voucher, row.voucherDate, row.label];
      const rest = [row.party, row.partyLabel, null, row.matching];
      const amounts = [row.debit, row.credit, running].map((cents) => ({ amount: amount(cents) }));
      return csvRow([...codes, ...rest, ...amounts], spreadsheetFormat);
    })
    .join("");
}

async function all(chunks: AsyncIterable<FileChunk>): Promise<FileChunk[]> {
  const kept: FileChunk[] = [];
  for await (const chunk of chunks) kept.push(chunk);
  return kept;
}

async function text(chunks: AsyncIterable<FileChunk>): Promise<string> {
  return Buffer.concat((await all(chunks)).map(({ bytes }) => bytes)).toString("utf8");
}

function read<Value>(work: (db: Db) => Promise<Value>): Promise<Value> {
  return books.database.read(books.organisation, work);
}
