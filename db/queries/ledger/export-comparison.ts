import { sql } from "kysely";
import type { ComparedEntry } from "#app/domain/fec/comparison/compared-entry.ts";
import { EntryReader } from "#app/domain/fec/comparison/entry-reader.ts";
import { type FecSurvey, FecSurveyor } from "#app/domain/fec/comparison/survey.ts";
import { type EntryPair, unequalEntries } from "#app/domain/fec/comparison/unequal-entries.ts";
import { isLatin9, usualVariant } from "#app/domain/fec/variant.ts";
import type { Db } from "../../client.ts";
import { fileContent } from "../file.ts";
import type { ExportRow } from "./exports.ts";

/** Two kept FEC, the one that comes first in the comparison and the other. */
export interface ExportPair {
  readonly before: ExportRow;
  readonly after: ExportRow;
}

/** What each of two files sums to. */
export interface SurveyedPair {
  readonly before: FecSurvey;
  readonly after: FecSurvey;
}

/** Reads both files once, a mebibyte at a time. */
export async function surveyPair(db: Db, pair: ExportPair): Promise<SurveyedPair> {
  const latin9 = readAsLatin9(pair);
  return { before: await surveyOf(db, pair.before, latin9.before), after: await surveyOf(db, pair.after, latin9.after) };
}

/**
 * The entries that two files do not tell alike, journal by journal; those of a journal that both tell alike are not looked at again. Both
 * files are read a mebibyte at a time, once more for each journal that differs: nothing of them is held (`unequalEntries`).
 */
export async function* differingEntries(db: Db, pair: ExportPair, surveys: SurveyedPair): AsyncGenerator<EntryPair> {
  const latin9 = readAsLatin9(pair);
  for (const journal of journalsThatDiffer(surveys)) {
    const of = (side: keyof ExportPair) => entriesOf(db, pair[side], { asLatin9: latin9[side], journal });
    yield* unequalEntries(of("before"), of("after"));
  }
}

/** The entries that lines of a file name, by the name that the file gives them: journal, hyphen, number. */
export async function entriesNamed(db: Db, fiscalYear: number, names: readonly string[]): Promise<Map<string, bigint>> {
  const known = [...new Set(names)].flatMap((name) => {
    const [, journal, number] = /^(.+)-(\d{1,18})$/.exec(name) ?? [];
    return journal === undefined || number === undefined ? [] : [{ name, journal, number }];
  });
  const { rows } = await sql<{ name: string; id: bigint }>`
    select asked.name, e.id
      from unnest(${known.map(({ name }) => name)}::text[], ${known.map(({ journal }) => journal)}::text[],
                  ${known.map(({ number }) => number)}::bigint[]) as asked (name, journal, number)
      join entry e on e.fiscal_year = ${fiscalYear} and e.journal = asked.journal and e.number = asked.number and e.book = 'general'`.execute(
    db,
  );
  return new Map(rows.map(({ name, id }) => [name, id]));
}

function journalsThatDiffer({ before, after }: SurveyedPair): string[] {
  const journals = [...new Set([...before.journals.keys(), ...after.journals.keys()])];
  return journals.filter((code) => before.journals.get(code)?.digest !== after.journals.get(code)?.digest);
}

/** A file in ISO 8859-15 says with near letters what the other says in full: the other is then read with the same near letters. */
function readAsLatin9({ before, after }: ExportPair): Readonly<Record<keyof ExportPair, boolean>> {
  const [one, other] = [isLatin9(before.variant), isLatin9(after.variant)];
  return { before: other && !one, after: one && !other };
}

async function surveyOf(db: Db, file: ExportRow, asLatin9: boolean): Promise<FecSurvey> {
  const surveyor = new FecSurveyor();
  for await (const entries of entriesOf(db, file, { asLatin9 })) for (const entry of entries) surveyor.take(entry);
  return surveyor.finish();
}

/** The entries of a kept file in its order, as many at a time as a mebibyte holds. */
async function* entriesOf(
  db: Db,
  { id, variant }: ExportRow,
  how: { readonly asLatin9: boolean; readonly journal?: string },
): AsyncGenerator<readonly ComparedEntry[]> {
  let batch: ComparedEntry[] = [];
  const reader = new EntryReader({ variant: variant ?? usualVariant, ...how }, (entry) => batch.push(entry));
  for await (const bytes of fileContent(db, id)) {
    reader.push(bytes);
    yield batch;
    batch = [];
  }
  reader.finish();
  yield batch;
}
