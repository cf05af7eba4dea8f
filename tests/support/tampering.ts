import { sql } from "kysely";
import { inject } from "vitest";
import { takeAnchors } from "#db/anchor.ts";
import { sealAudit } from "#db/audit-seal.ts";
import { type CheckName, runChecks } from "#db/check.ts";
import { Database, type Db } from "#db/client.ts";
import { type LedgerFault, verifyLedger } from "#db/verify.ts";
import { budgetEntry, generalEntry, type SmallBooks, smallBooks } from "./small-books.ts";

/** What somebody with every right over the database sees found of what he altered, before his transaction is undone. */
export interface Found {
  /** Of the verification; the file of anchors is the one that stood elsewhere before him. */
  readonly faults: readonly LedgerFault[];
  /** The same without the file. */
  readonly withoutFile: readonly LedgerFault[];
  readonly failedChecks: readonly { readonly name: CheckName; readonly place: string }[];
}

export interface Tampering {
  readonly books: SmallBooks;
  /** What stands elsewhere. */
  readonly anchorFile: string;
  /** Runs as the superuser, triggers and foreign keys off. */
  after(...steps: readonly Step[]): Promise<Found>;
  /** The same, the file of anchors apart: half the work. */
  afterWithoutFile(...steps: readonly Step[]): Promise<Found>;
  close(): Promise<void>;
}

type Step = string | ((db: Db) => Promise<void>);

/** The checks that hold what no digest covers. */
const kept: readonly CheckName[] = [
  ...(["account-balances", "journal-balances", "party-balances", "unit-balances", "stage-positions", "entry-totals"] as const),
  ...(["numbering", "chain-heads", "audit-seals"] as const),
];

/** A small journal with everything in it: two books, a reversal, a posting of two entries, a sealed audit, two sets of anchors. */
export async function tamperedBooks(): Promise<Tampering> {
  const books = await smallBooks();
  const intruder = new Database({ ...inject("postgres").superuser, database: books.access.app.database }, { connections: 1 });
  await books.post(
    budgetEntry("CR", "2026-01-01", "Loi de finances", "CP", ["voted", -100_00n], ["unallocated", 100_00n]),
    budgetEntry("CR", "2026-01-02", "Notification", "CP", ["unallocated", -40_00n], ["notified", 40_00n]),
  );
  await books.post(purchase("2026-01-10", "Papier"), purchase("2026-01-11", "Énergie — été 🏛"));
  const [reversed] = await books.post(generalEntry("OD", "2026-01-12", "À extourner", ["606", 500n], ["401", -500n]));
  if (!reversed) throw new Error("nothing was posted");
  await books.post({ ...purchase("2026-02-01", "Cible"), reverses: reversed, sourceNumber: "FOREIGN-7" });
  for (const action of ["first", "second", "third"]) {
    await books.superuser`insert into audit (actor, action, unit, object_kind, object_id, detail, command_key)
      select min(id), ${action}, 'SG', 'entry', '1', '{"é": [1, null]}', gen_random_uuid() from app_user`;
  }
  await books.database.write(books.organisation, async (db) => {
    await sealAudit(db);
    await takeAnchors(db, books.organisation.slug, "nightly");
  });
  await books.post(purchase("2026-02-02", "Après"), purchase("2026-02-03", "Fin"));
  await books.database.write(books.organisation, (db) => takeAnchors(db, books.organisation.slug, "closing"));
  const sets = await books.database.read(books.organisation, (db) => db.selectFrom("anchor_set").select("line").orderBy("id").execute());
  const anchorFile = sets.map(({ line }) => `${line}\n`).join("");
  const close = async () => {
    await intruder.close();
    await books.close();
  };
  return {
    books,
    anchorFile,
    after: (...steps) => seenBy(intruder, books, anchorFile, steps),
    afterWithoutFile: (...steps) => seenBy(intruder, books, undefined, steps),
    close,
  };
}

class Undone extends Error {
  readonly found: Found;
  constructor(found: Found) {
    super("undone");
    this.found = found;
  }
}

async function seenBy(
  intruder: Database,
  { organisation }: SmallBooks,
  content: string | undefined,
  steps: readonly Step[],
): Promise<Found> {
  const attempt = intruder.write(organisation, async (db) => {
    await sql`set local session_replication_role = replica`.execute(db);
    for (const step of steps) await (typeof step === "string" ? sql.raw(step).execute(db) : step(db));
    const { faults: withoutFile } = await verifyLedger(db);
    const anchorFile = content === undefined ? undefined : { organisation: organisation.slug, content };
    const faults = anchorFile ? (await verifyLedger(db, { anchorFile })).faults : withoutFile;
    const failed = (await runChecks(db, { only: kept })).filter(({ faultCount }) => faultCount > 0);
    const failedChecks = failed.flatMap(({ name, faults: places }) => places.map(({ place }) => ({ name, place })));
    throw new Undone({ faults, withoutFile, failedChecks });
  });
  return await attempt.catch((error: unknown) => {
    if (error instanceof Undone) return error.found;
    throw error;
  });
}

/** A purchase with every column of its first line filled. */
export function purchase(day: string, label: string) {
  const filled = {
    unit: "SG",
    beneficiaryUnit: "INSEE",
    nature: "HT2",
    activity: "01",
    label: "Ligne",
    voucher: "F-1",
    voucherDate: "2026-01-31",
    currency: "USD",
    currencyAmount: -1300n,
    document: "certifiedService",
    documentId: "7f1fbb5c-52ac-4d5c-9a3c-0d7a2b8b1a11",
  };
  return generalEntry("HA", day, label, ["606", 1200n, filled], ["401", -1200n, { party: "ACME" }]);
}

/** The statements that free a table of what would refuse or correct an alteration: a superuser may as well. */
export async function freed({ superuser, organisation }: SmallBooks, table: string): Promise<string[]> {
  const name = `${organisation.schemaName}.${table}`;
  const constraints = await superuser<{ name: string }[]>`
    select conname as name from pg_constraint where conrelid = ${name}::regclass and contype in ('c', 'f', 'u', 'p') and conparentid = 0`;
  const identities = await superuser<{ name: string }[]>`
    select attname as name from pg_attribute where attrelid = ${name}::regclass and attidentity <> ''`;
  return [
    ...constraints.map((constraint) => `alter table ${table} drop constraint if exists ${constraint.name} cascade`),
    ...identities.map((column) => `alter table ${table} alter column ${column.name} drop identity`),
  ];
}
