import type { Nomenclature, Succession } from "#app/domain/reference/nomenclature.ts";
import { type Kept, type Revision, reviseList, reviseTree } from "#app/domain/reference/revision.ts";
import type { NomenclatureFault, TreeDimension, TreeNode, Validity } from "#app/domain/reference/tree.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { preparePosting } from "#db/queries/fiscal-year.ts";
import * as reference from "#db/queries/reference.ts";
import { type CommandContext, runCommand } from "./run.ts";

/**
 * Adds codes and descriptions. A description that begins on the day of a kept one replaces it; nothing is deleted.
 * Refused as `wrong-nomenclature`: a tree with a cycle, an orphan or two roots on some day, two descriptions of a code on one day,
 * a nature, unit or account that a map names and that nobody knows. `journal-not-in-book` when a journal would change books.
 */
export async function loadNomenclature(context: CommandContext, input: Nomenclature): Promise<Result<LoadedCounts>> {
  const summary = Object.fromEntries(Object.entries(input).map(([part, rows]) => [part, rows?.length ?? 0]));
  return await runCommand(context, { name: "load-nomenclature", capability: "admin.reference" }, input, async (db, touch) => {
    const applied = await applyNomenclature(db, input);
    if (applied.ok) touch({ kind: "nomenclature", id: context.organisation.slug, detail: summary });
    return applied;
  });
}

/** How many descriptions were written, those that said nothing new apart. */
export interface LoadedCounts {
  readonly written: number;
}

/** The same inside a transaction that does more (an import which creates its accounts and journals). */
export async function applyNomenclature(db: Db, input: Nomenclature): Promise<Result<LoadedCounts>> {
  let written = 0;
  for (const step of steps) {
    const done = await step(db, input);
    if (!done.ok) return done;
    written += done.value;
  }
  if ((input.units ?? []).length > 0 || (input.journals ?? []).length > 0) await preparePosting(db);
  return accept({ written });
}

type Step = (db: Db, input: Nomenclature) => Promise<Result<number>>;

const steps: readonly Step[] = [
  (db, { units = [] }) => loadTree(db, "unit", units, reference.keptUnits, reference.saveUnits),
  (db, { natures = [] }) => loadTree(db, "nature", natures, reference.keptNatures, reference.saveNatures),
  (db, { activities = [] }) => loadTree(db, "activity", activities, reference.keptActivities, reference.saveActivities),
  loadAccounts,
  loadNatureAccounts,
  loadJournals,
  loadParties,
  loadCentres,
  loadSuccessions,
];

async function loadTree<Version extends TreeNode>(
  db: Db,
  dimension: TreeDimension,
  wanted: readonly Version[],
  kept: (db: Db) => Promise<Kept<Version>[]>,
  save: (db: Db, revision: Revision<Version>) => Promise<void>,
): Promise<Result<number>> {
  if (wanted.length === 0) return accept(0);
  const revision = reviseTree(dimension, await kept(db), wanted);
  return await saved(db, revision, save);
}

async function saved<Version>(
  db: Db,
  revision: Result<Revision<Version>, NomenclatureFault>,
  save: (db: Db, revision: Revision<Version>) => Promise<void>,
): Promise<Result<number>> {
  if (!revision.ok) return refuse({ kind: "wrong-nomenclature", ...revision.refusal });
  await save(db, revision.value);
  return accept(revision.value.added.length);
}

/** The same code may stand in both books: each is a list of its own. */
async function loadAccounts(db: Db, { accounts = [] }: Nomenclature): Promise<Result<number>> {
  if (accounts.length === 0) return accept(0);
  const kept = await reference.keptAccounts(db);
  let written = 0;
  for (const book of ["budget", "general"] as const) {
    const own = <Row extends { book: string }>(rows: readonly Row[]) => rows.filter((row) => row.book === book);
    const done = await saved(db, reviseList("account", own(kept), own(accounts)), reference.saveAccounts);
    if (!done.ok) return done;
    written += done.value;
  }
  return accept(written);
}

async function loadNatureAccounts(db: Db, { natureAccounts = [] }: Nomenclature): Promise<Result<number>> {
  if (natureAccounts.length === 0) return accept(0);
  const natures = new Set((await reference.keptNatures(db)).map(({ code }) => code));
  const accounts = new Set((await reference.keptAccounts(db)).filter(({ book }) => book === "general").map(({ code }) => code));
  for (const { nature, expense, accrued, payable } of natureAccounts) {
    if (!natures.has(nature)) return unknown("nature", nature);
    const missing = [expense, accrued, payable].find((account) => !accounts.has(account));
    if (missing) return unknown("account", missing);
  }
  return await loadMap(
    db,
    "nature",
    ({ nature }) => nature,
    natureAccounts,
    await reference.keptNatureAccounts(db),
    reference.saveNatureAccounts,
  );
}

async function loadCentres(db: Db, { centres = [] }: Nomenclature): Promise<Result<number>> {
  if (centres.length === 0) return accept(0);
  const units = new Set((await reference.keptUnits(db)).map(({ code }) => code));
  const stray = centres.find(({ unit }) => !units.has(unit));
  if (stray) return unknown("unit", stray.unit);
  return await loadMap(
    db,
    "centre",
    ({ kind, centre }) => `${kind} ${centre}`,
    centres,
    await reference.keptCentres(db),
    reference.saveCentres,
  );
}

/** A map has no code of its own: what it maps from is its key. */
async function loadMap<Version extends Validity>(
  db: Db,
  dimension: NomenclatureFault["dimension"],
  keyOf: (version: Version) => string,
  wanted: readonly Version[],
  kept: readonly Kept<Version>[],
  save: (db: Db, revision: Revision<Version>) => Promise<void>,
): Promise<Result<number>> {
  const keyed = reviseList(
    dimension,
    kept.map((version) => ({ ...version, code: keyOf(version) })),
    wanted.map((version) => ({ ...version, code: keyOf(version) })),
  );
  if (!keyed.ok) return await saved<Version>(db, keyed, save);
  const added = wanted.filter((version) => keyed.value.added.some((row) => row.code === keyOf(version) && row.from === version.from));
  return await saved(db, accept({ added, superseded: keyed.value.superseded }), save);
}

async function loadJournals(db: Db, { journals = [] }: Nomenclature): Promise<Result<number>> {
  const books = await reference.booksOfJournals(db);
  const moved = journals.find(({ code, book }) => books.has(code) && books.get(code) !== book);
  if (moved) return refuse({ kind: "journal-not-in-book", journal: moved.code, book: moved.book });
  await reference.saveJournals(db, journals);
  return accept(journals.length);
}

async function loadParties(db: Db, { parties = [] }: Nomenclature): Promise<Result<number>> {
  const codes = parties.map(({ code }) => code);
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  if (twice) return refuse({ kind: "wrong-nomenclature", rule: "duplicate", dimension: "party", code: twice });
  await reference.saveParties(db, parties);
  return accept(parties.length);
}

async function loadSuccessions(db: Db, { successions = [] }: Nomenclature): Promise<Result<number>> {
  for (const dimension of ["unit", "nature", "activity"] as const) {
    const own = successions.filter((succession) => succession.dimension === dimension);
    if (own.length === 0) continue;
    const known = await codesOf(db, dimension);
    const stray = own.flatMap(({ from, to }) => [from, to]).find((code) => !known.has(code));
    if (stray) return unknown(dimension, stray);
    await reference.saveSuccessions(db, dimension, own);
  }
  return accept(successions.length);
}

async function codesOf(db: Db, dimension: Succession["dimension"]): Promise<Set<string>> {
  const kept = { unit: reference.keptUnits, nature: reference.keptNatures, activity: reference.keptActivities }[dimension];
  return new Set((await kept(db)).map(({ code }) => code));
}

function unknown(dimension: NomenclatureFault["dimension"], code: string): Result<never> {
  return refuse({ kind: "wrong-nomenclature", rule: "unknown-code", dimension, code });
}
