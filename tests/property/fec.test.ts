import { isAscii, isUtf8 } from "node:buffer";
import fc from "fast-check";
import { expect, test } from "vitest";
import { FecExamination } from "#app/domain/fec/examination/examination.ts";
import { cleanText, type FecRow, fecText } from "#app/domain/fec/export.ts";
import { Latin9Writer } from "#app/domain/fec/latin9.ts";
import { proposeReading } from "#app/domain/fec/proposal.ts";
import { readFec, reportOf } from "#app/domain/fec/reading.ts";
import { exportSeverity } from "#app/domain/fec/severity.ts";
import { surveyOf } from "#app/domain/fec/survey.ts";
import { type FlatVariant, fecCharsets, fecDirections, fecLineEnds, fecSeparators } from "#app/domain/fec/variant.ts";

const exercise = { firstDay: "2025-01-01", lastDay: "2025-12-31" };
const day = fc.integer({ min: 1, max: 28 }).map((number) => `2025-03-${String(number).padStart(2, "0")}`);
const code = fc.stringMatching(/^[A-Z0-9]([A-Z0-9 .-]{0,6}[A-Z0-9])?$/);
const account = fc.stringMatching(/^[1-7]\d{2,7}$/);
const words = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }).filter((text) => cleanText(text) !== "");

/** Balanced entries of two lines, numbered from 1 in one journal, as the journal holds them. */
const rows: fc.Arbitrary<FecRow[]> = fc
  .array(
    fc.record({
      date: day,
      label: words,
      voucher: fc.option(words),
      // Twenty of them stay within what a total may hold (`largestQuantity`).
      amount: fc.bigInt({ min: 1n, max: 10n ** 13n }),
      account,
      other: account,
      party: fc.option(code),
    }),
    { minLength: 1, maxLength: 20 },
  )
  .map((entries) =>
    entries.flatMap(({ date, label, voucher, amount, account: first, other, party }, index) => {
      const common = {
        journal: "OD",
        journalLabel: "Divers",
        number: BigInt(index + 1),
        entryDate: date,
        validatedOn: "2025-12-31",
        label,
      };
      const rest = {
        voucher,
        voucherDate: voucher === null ? null : date,
        matching: null,
        matchedOn: null,
        currency: null,
        currencyAmount: null,
      };
      const left = {
        ...common,
        ...rest,
        line: 1,
        account: first,
        accountLabel: first,
        party,
        partyLabel: party,
        debit: amount,
        credit: 0n,
      };
      return [left, { ...left, line: 2, account: other, accountLabel: other, debit: 0n, credit: amount }];
    }),
  );

test("what is exported is read back the same, without a fault", () => {
  fc.assert(
    fc.property(rows, (given) => {
      const reading = readFec(Buffer.from(fecText(given)), exercise);
      expect(reading.faults.counts().filter(({ severity }) => severity !== "notice")).toEqual([]);
      const read = reading.lines.map(({ account: own, debit, credit, label, party, date, number }) => ({
        own,
        debit,
        credit,
        label,
        party,
        date,
        number,
      }));
      const written = given.map((row) => ({
        own: row.account,
        debit: row.debit,
        credit: row.credit,
        label: cleanText(row.label),
        party: row.party,
        date: row.entryDate,
        number: `OD-${row.number}`,
      }));
      expect(read).toEqual(written);
    }),
    { numRuns: 300 },
  );
});

const flatVariant: fc.Arbitrary<FlatVariant> = fc.record({
  format: fc.constant("flat" as const),
  separator: fc.constantFrom(...fecSeparators),
  charset: fc.constantFrom(...fecCharsets),
  direction: fc.constantFrom(...fecDirections),
  lineEnd: fc.constantFrom(...fecLineEnds),
});

test("in each variant the file reads back as the same lines, and is judged sound by the second reader", () => {
  fc.assert(
    fc.property(rows, flatVariant, (given, variant) => {
      const latin9 = new Latin9Writer();
      const text = fecText(given, variant);
      const bytes = variant.charset === "utf-8" ? Buffer.from(text) : latin9.encode(text);
      const latin = (label: string) => new TextDecoder("iso-8859-15").decode(new Latin9Writer().encode(label));
      const said = (label: string) => (variant.charset === "utf-8" ? cleanText(label) : latin(cleanText(label)).trim());
      // « Â¡ » in ISO 8859-15 is « ¡ » in UTF-8: where all letters form UTF-8 by chance, only a person can tell (decision 0016).
      const byChance = variant.charset !== "utf-8" && isUtf8(bytes) && !isAscii(bytes);
      const told = byChance ? proposeReading(text, surveyOf(bytes), { charset: variant.charset }).choices : undefined;
      const reading = readFec(bytes, exercise, told);
      expect(reading.lines.map(({ account: own, debit, credit, label }) => [own, debit, credit, label])).toEqual(
        given.map(({ account: own, debit, credit, label }) => [own, debit, credit, said(label)]),
      );
      const expected = { name: "120027016FEC20251231.txt", siren: "120027016", ...exercise };
      const examination = new FecExamination({ variant, expected });
      examination.push(bytes);
      const { verdict, findings, lines } = examination.finish();
      expect(findings.filter(({ rule }) => exportSeverity(rule) === "fault")).toEqual([]);
      expect([verdict === "faulty", lines]).toEqual([false, given.length]);
    }),
    { numRuns: 300 },
  );
});

test("a file altered anywhere is read without a crash, and what is admitted balances", () => {
  const mutation = fc.record({ at: fc.nat(), cut: fc.nat({ max: 12 }), put: fc.uint8Array({ maxLength: 12 }) });
  fc.assert(
    fc.property(rows, fc.array(mutation, { maxLength: 4 }), (given, mutations) => {
      let bytes = Buffer.from(fecText(given));
      for (const { at, cut, put } of mutations) {
        const place = at % (bytes.length + 1);
        bytes = Buffer.concat([bytes.subarray(0, place), put, bytes.subarray(place + cut)]);
      }
      const report = reportOf(readFec(bytes, exercise), { tolerate: true });
      if (report.admitted) expect(report.debit).toBe(report.credit);
      else expect(report.rules.some(({ severity, count, first }) => severity === "fault" && count > 0 && first.length > 0)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("any bytes at all are read without a crash", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(reportOf(readFec(bytes), { tolerate: true }).admitted).toBe(false);
    }),
    { numRuns: 500 },
  );
});
