import { createHash } from "node:crypto";
import { columnNames, columnsFor, type ExtractChoices, headOf, sheetOf } from "#app/domain/chorus/choices.ts";
import { CodeFinder } from "#app/domain/chorus/codes.ts";
import { type Differences, differencesOf, type KnownThings } from "#app/domain/chorus/differences.ts";
import { type ExtractFact, factsOf } from "#app/domain/chorus/facts.ts";
import type { KnownItem } from "#app/domain/chorus/item.ts";
import { type ExtractField, type ExtractKind, kindFields } from "#app/domain/chorus/kind.ts";
import { type ExtractFault, readRows } from "#app/domain/chorus/read-rows.ts";
import type { NatureAccounts } from "#app/domain/execution/accounts.ts";
import type { FileBook } from "#app/domain/forecast/import/book.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "#db/client.ts";
import { commitmentChains, knownItems } from "#db/queries/chorus/item.ts";
import { knownCodes, openedBalances, pendingUnit } from "#db/queries/chorus/reference.ts";
import { type ExerciseDays, natureFacts } from "#db/queries/execution-reference.ts";

/** What is read, and what it is compared with. */
export interface ExtractAsked {
  readonly kind: ExtractKind;
  readonly site: string;
  readonly asOf: Day;
  readonly exercise: ExerciseDays;
  readonly book: FileBook;
  readonly choices: ExtractChoices;
  /** Whether the lines of the commitments are held until the end of the transaction: for who is going to write. */
  readonly lock: boolean;
}

/** An extract, understood and compared. */
export interface ComparedExtract {
  readonly sheet: number;
  readonly head: number;
  readonly names: readonly string[];
  readonly columns: ReadonlyMap<ExtractField, number>;
  /** What the kind cannot do without and no column nor constant gives: nothing is read before. */
  readonly missing: readonly ExtractField[];
  readonly facts: readonly ExtractFact[];
  readonly faults: readonly ExtractFault[];
  /** Rows that were read or refused; those that sum others up are apart. */
  readonly rows: number;
  readonly totals: number;
  readonly known: KnownThings;
  readonly differences: Differences;
  readonly codes: CodeFinder;
  /** Hexadecimal: of everything that would be written. */
  readonly digest: string;
}

/** Where « À affecter » will stand when the organisation has no such unit yet. */
export const usualPendingUnit = "A-AFFECTER";

/** Reads an extract as it is chosen to be read, gives its rows their places, and compares them with what is known. Writes nothing. */
export async function compareExtract(db: Db, asked: ExtractAsked): Promise<ComparedExtract> {
  const { kind, asOf, exercise, book, choices } = asked;
  const index = sheetOf(book, choices);
  const sheet = book.sheets[index];
  const codes = new CodeFinder({ ...(await knownCodes(db, asOf)), pendingUnit: (await pendingUnit(db, asOf)) ?? usualPendingUnit });
  if (!sheet) throw new Error("a file without a sheet was kept");
  const head = headOf(sheet, kind, choices);
  const names = columnNames(sheet, head);
  const columns = columnsFor(kind, names, choices);
  const known = await knownThings(db, asked, codes);
  const missing = missingFields(kind, columns, choices);
  const reading = { kind, choices, head, columns, from1904: book.from1904 === true };
  const read = missing.length > 0 ? { rows: [], faults: [], totals: 0 } : readRows(sheet, reading);
  const placed = factsOf(read.rows, { kind, codes, asOf, exercise });
  const unbooked = kind === "payments" ? await withoutAccounts(db, placed.facts, codes, asOf) : [];
  const refused = new Set(unbooked.map(({ row }) => row));
  const facts = refused.size === 0 ? placed.facts : placed.facts.filter(({ row }) => !refused.has(row));
  const faulty = [...read.faults, ...placed.faults, ...unbooked];
  const differences = differencesOf(facts, known, {
    kind,
    asOf,
    firstDay: exercise.firstDay,
    refused: refusedKeys(faulty, placed.facts, read.rows),
  });
  const faults = [...faulty, ...differences.faults].sort((left, right) => left.row - right.row);
  const rows = read.rows.length + new Set(read.faults.map(({ row }) => row)).size;
  return {
    ...{ sheet: index, head, names, columns, missing, facts, faults, rows, totals: read.totals },
    known,
    differences,
    codes,
    digest: digestOf(differences),
  };
}

function missingFields(kind: ExtractKind, columns: ReadonlyMap<ExtractField, number>, { constants }: ExtractChoices): ExtractField[] {
  const given = (field: ExtractField) => columns.has(field) || (constants[field] ?? "") !== "";
  const missing = kindFields[kind].needed.filter((field) => !given(field));
  const sides = (["balance", "debit", "credit"] as const).filter((field) => kindFields[kind].others.includes(field));
  return sides.length > 0 && !sides.some(given) ? [...missing, "balance"] : missing;
}

async function knownThings(db: Db, { kind, site, exercise, lock }: ExtractAsked, codes: CodeFinder): Promise<KnownThings> {
  const seen = { site, ...exercise };
  if (kind === "opening") return { items: await opened(db, exercise, codes), commitments: new Map(), chains: new Map() };
  const chained = kind === "commitments" || kind === "payments";
  const chains = chained ? await commitmentChains(db, { lock }) : new Map();
  const items = await knownItems(db, kind, seen);
  return { items, chains, commitments: kind === "payments" ? await knownItems(db, "commitments", seen) : items };
}

/** What stands in the journal of openings, as if an extract had brought it. */
async function opened(db: Db, { year, firstDay }: ExerciseDays, codes: CodeFinder): Promise<Map<string, KnownItem>> {
  const place = { unit: codes.pendingUnit, activity: codes.programme, beneficiaryUnit: codes.pendingUnit };
  const nothing = { settledOn: null, settled: 0n, certified: 0n, commitment: null, documentId: null, line: null, label: "" };
  return new Map(
    (await openedBalances(db, year)).map(({ account, party, amount }): [string, KnownItem] => {
      return [
        `${year}|${account}|${party ?? ""}`,
        { ...nothing, place: { ...place, nature: account }, party, on: firstDay, amount, said: "", current: true },
      ];
    }),
  );
}

/** Where the expense of a nature that posts nowhere is kept until it is known: « compte d'attente ». */
const suspense: NatureAccounts = { expense: "471", accrued: "408", payable: "401" };

/** The accounts of a nature, or those of expenses that are not known yet. */
export function accountsOr(accounts: NatureAccounts | undefined): NatureAccounts {
  return accounts ?? suspense;
}

/** Requests on natures that no account is mapped to, where the chart has no account to keep them. */
async function withoutAccounts(db: Db, facts: readonly ExtractFact[], codes: CodeFinder, asOf: Day): Promise<ExtractFault[]> {
  if (codes.accounts.has(suspense.expense)) return [];
  const natures = [...new Set(facts.map(({ place }) => place.nature))];
  const accounts = await natureFacts(
    db,
    natures.map((nature) => ({ nature, on: asOf })),
  );
  const unmapped = new Set(natures.filter((nature) => accounts(nature, asOf).accounts === undefined));
  return facts.flatMap(({ row, place }) =>
    unmapped.has(place.nature) ? [{ row, field: "nature" as const, kind: "nature-without-account" as const, text: place.nature }] : [],
  );
}

/** The keys of rows that could be read and are refused: what they name has not vanished. */
function refusedKeys(
  faults: readonly ExtractFault[],
  facts: readonly ExtractFact[],
  rows: readonly { row: number; key: string }[],
): Set<string> {
  const refused = new Set(faults.map(({ row }) => row));
  return new Set([...rows, ...facts].filter(({ row }) => refused.has(row)).map(({ key }) => key));
}

function digestOf({ changes, commitments, vanished }: Differences): string {
  const hash = createHash("sha256");
  for (const { key, before, after } of [...commitments, ...changes]) {
    const { place, amount, settled, certified, on, settledOn, commitment, said } = after;
    const at = [place.unit, place.nature, place.activity, place.beneficiaryUnit];
    hash.update(
      JSON.stringify([
        key,
        ...at,
        on,
        settledOn,
        commitment,
        said,
        ...[amount, settled, certified, before?.amount, before?.settled].map(String),
      ]),
    );
  }
  for (const { key } of vanished) hash.update(`\n${key}`);
  return hash.digest("hex");
}
