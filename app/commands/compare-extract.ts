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
import { commitmentChains, knownItems, lapsedRequests } from "#db/queries/chorus/item.ts";
import { knownCodes, openedBalances, pendingUnit } from "#db/queries/chorus/reference.ts";
import { type ExerciseDays, natureFacts } from "#db/queries/execution-reference.ts";
import { LastMade } from "./last-made.ts";

/** What is read, and what it is compared with. */
export interface ExtractAsked {
  readonly kind: ExtractKind;
  readonly site: string;
  readonly asOf: Day;
  readonly exercise: ExerciseDays;
  /** Whose file it is: what it says is read once for its check and its import, as long as nothing that it is read by has changed. */
  readonly importId: string;
  readonly book: () => Promise<FileBook>;
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

/** An import follows its check: what the file says is the same as long as the file, its choices and what its codes stand for are. */
const lastRead = new LastMade<PlacedExtract>();

/** Reads an extract as it is chosen to be read, gives its rows their places, and compares them with what is known. Writes nothing. */
export async function compareExtract(db: Db, asked: ExtractAsked): Promise<ComparedExtract> {
  const { kind, asOf, exercise } = asked;
  const stands = { ...(await knownCodes(db, asOf)), pendingUnit: (await pendingUnit(db, asOf)) ?? usualPendingUnit };
  const codes = new CodeFinder(stands);
  const known = await knownThings(db, asked, codes);
  const readBy = {
    importId: asked.importId,
    kind,
    asOf,
    exercise,
    choices: asked.choices,
    stands: { ...stands, accounts: [...stands.accounts] },
  };
  const read = await lastRead.of(readBy, async () => placedExtract(await asked.book(), asked, codes), { last: asked.lock });
  const unbooked = kind === "payments" ? await withoutAccounts(db, read.facts, codes, asOf) : [];
  const refused = new Set(unbooked.map(({ row }) => row));
  const facts = refused.size === 0 ? read.facts : read.facts.filter(({ row }) => !refused.has(row));
  const keysRefused = new Set(read.refused);
  for (const { row, key } of read.facts) if (refused.has(row)) keysRefused.add(key);
  const differences = differencesOf(facts, known, { kind, asOf, exercise, refused: keysRefused });
  const faults = [...read.faults, ...unbooked, ...differences.faults].sort((left, right) => left.row - right.row);
  return { ...read, facts, faults, known, differences, codes, digest: digestOf(differences) };
}

/** What an extract says, whatever is known before it. */
interface PlacedExtract
  extends Pick<ComparedExtract, "sheet" | "head" | "names" | "columns" | "missing" | "facts" | "faults" | "rows" | "totals"> {
  /** The keys of rows that could be read and are refused: what they name has not vanished. */
  readonly refused: ReadonlySet<string>;
}

function placedExtract(book: FileBook, { kind, asOf, exercise, choices }: ExtractAsked, codes: CodeFinder): PlacedExtract {
  const index = sheetOf(book, choices);
  const sheet = book.sheets[index];
  if (!sheet) throw new Error("a file without a sheet was kept");
  const head = headOf(sheet, kind, choices);
  const names = columnNames(sheet, head);
  const columns = columnsFor(kind, names, choices);
  const missing = missingFields(kind, columns, choices);
  const reading = { kind, choices, head, columns, from1904: book.from1904 === true };
  const read = missing.length > 0 ? { rows: [], faults: [], totals: 0 } : readRows(sheet, reading);
  const { facts, faults } = factsOf(read.rows, { kind, codes, asOf, exercise });
  const rows = read.rows.length + new Set(read.faults.map(({ row }) => row)).size;
  const refused = refusedKeys(faults, read.rows);
  return { sheet: index, head, names, columns, missing, facts, faults: [...read.faults, ...faults], rows, totals: read.totals, refused };
}

function missingFields(kind: ExtractKind, columns: ReadonlyMap<ExtractField, number>, { constants }: ExtractChoices): ExtractField[] {
  const given = (field: ExtractField) => columns.has(field) || (constants[field] ?? "") !== "";
  const missing = kindFields[kind].needed.filter((field) => !given(field));
  const sides = (["balance", "debit", "credit"] as const).filter((field) => kindFields[kind].others.includes(field));
  return sides.length > 0 && !sides.some(given) ? [...missing, "balance"] : missing;
}

async function knownThings(db: Db, { kind, site, exercise, lock }: ExtractAsked, codes: CodeFinder): Promise<KnownThings> {
  const seen = { site, ...exercise };
  if (kind === "opening") return { items: await opened(db, exercise, codes), commitments: new Map(), chains: new Map(), lapsed: new Set() };
  const chained = kind === "commitments" || kind === "payments";
  const chains = chained ? await commitmentChains(db, { lock }) : new Map();
  const items = await knownItems(db, kind, seen);
  const isOfRequests = kind === "payments";
  const lapsed = isOfRequests ? await lapsedRequests(db, exercise) : new Set<string>();
  return { items, chains, lapsed, commitments: isOfRequests ? await knownItems(db, "commitments", seen) : items };
}

/** What stands in the journal of openings, as if an extract had brought it. */
async function opened(db: Db, { year, firstDay }: ExerciseDays, codes: CodeFinder): Promise<Map<string, KnownItem>> {
  const place = { unit: codes.pendingUnit, activity: codes.programme, beneficiaryUnit: codes.pendingUnit };
  const nothing = {
    settledOn: null,
    complementaryOn: null,
    settled: 0n,
    certified: 0n,
    commitment: null,
    documentId: null,
    line: null,
    label: "",
  };
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

/** A row whose fact is refused has no fact; its key is the row's. */
function refusedKeys(faults: readonly ExtractFault[], rows: readonly { row: number; key: string }[]): Set<string> {
  const refused = new Set(faults.map(({ row }) => row));
  return new Set(rows.flatMap(({ row, key }) => (refused.has(row) ? [key] : [])));
}

function digestOf({ changes, commitments, vanished }: Differences): string {
  const hash = createHash("sha256");
  for (const { key, before, after } of [...commitments, ...changes]) {
    const { place, amount, settled, certified, on, settledOn, complementaryOn, commitment, said } = after;
    const at = [place.unit, place.nature, place.activity, place.beneficiaryUnit];
    hash.update(
      JSON.stringify([
        key,
        ...at,
        on,
        settledOn,
        ...(complementaryOn === null ? [] : [complementaryOn]),
        commitment,
        said,
        ...[amount, settled, certified, before?.amount, before?.settled].map(String),
      ]),
    );
  }
  for (const { key } of vanished) hash.update(`\n${key}`);
  return hash.digest("hex");
}
