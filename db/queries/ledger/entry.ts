import { sql } from "kysely";
import type { EntryReference, LineDraft } from "#app/domain/ledger/entry.ts";
import type { Day } from "#app/domain/month.ts";
import type { Book } from "#app/domain/refusal.ts";
import type { Db } from "../../client.ts";

export interface LedgerEntry extends EntryReference {
  readonly book: Book;
  readonly journalLabel: string;
  readonly period: number;
  readonly entryDate: Day;
  readonly validatedOn: Day;
  readonly recordedAt: Date;
  readonly label: string;
  readonly eventId: string;
  readonly author: string;
  readonly sourceNumber: string | null;
  /** Hexadecimal SHA-256. */
  readonly digest: string;
  readonly reverses: EntryReference | null;
  readonly reversedBy: EntryReference | null;
  readonly lines: readonly LedgerLine[];
  /** The other entries of the same event, in the other book above all. */
  readonly siblings: readonly (EntryReference & { readonly book: Book; readonly label: string })[];
  /** The documents whose lines posted this event: what has some is corrected by its document. */
  readonly documents: readonly SourceDocument[];
}
/** A document whose lines posted an event; those of the expense chain say their number and their commitment. */
export interface SourceDocument {
  readonly kind: string;
  readonly id: string;
  readonly number: string | null;
  readonly commitmentId: string | null;
}
export type LedgerLine = Required<LineDraft> & {
  readonly line: number;
  readonly accountLabel: string | null;
  readonly partyLabel: string | null;
};

/** An entry with everything that its page says; undefined when there is none of that identifier. */
export async function entryById(db: Db, id: bigint): Promise<LedgerEntry | undefined> {
  const head = await headOf(db, id);
  if (!head) return undefined;
  const { reverses, reversedBy, ...entry } = head;
  return {
    ...entry,
    reverses: reverses === null ? null : await referenceOf(db, reverses),
    reversedBy: reversedBy === null ? null : await referenceOf(db, reversedBy),
    lines: await linesOf(db, head),
    siblings: await siblingsOf(db, head),
    documents: await documentsOf(db, head.eventId),
  };
}

async function headOf(db: Db, id: bigint) {
  return await db
    .selectFrom("entry as e")
    .innerJoin("journal as j", "j.code", "e.journal")
    .innerJoin("app_user as u", "u.id", "e.actor")
    .leftJoin("entry as r", "r.reverses", "e.id")
    .select(["e.id", "e.fiscal_year as fiscalYear", "e.journal", "e.number", "e.book", "j.label as journalLabel", "e.period"])
    .select(["e.entry_date as entryDate", "e.validated_on as validatedOn", "e.recorded_at as recordedAt", "e.label"])
    .select(["e.event_id as eventId", "u.name as author", "e.source_number as sourceNumber", "e.reverses", "r.id as reversedBy"])
    .select(sql<string>`encode(e.digest, 'hex')`.as("digest"))
    .where("e.id", "=", id)
    .executeTakeFirst();
}

async function linesOf(db: Db, { id, fiscalYear }: EntryReference): Promise<LedgerLine[]> {
  return await db
    .selectFrom("entry_line as l")
    .leftJoin("account_version as v", (join) =>
      join
        .onRef("v.book", "=", "l.book")
        .onRef("v.code", "=", "l.account")
        .on("v.superseded_at", "is", null)
        .on(sql<boolean>`v.valid @> l.entry_date`),
    )
    .leftJoin("party as p", "p.code", "l.party")
    .select(["l.line", "l.account", "l.resource", "l.debit", "l.credit", "l.unit", "l.nature", "l.activity"])
    .select(["l.beneficiary_unit as beneficiaryUnit", "l.party", "l.label", "l.voucher", "l.voucher_date as voucherDate", "l.origin"])
    .select(["l.currency", "l.currency_amount as currencyAmount", "l.document", "l.document_id as documentId"])
    .select(["v.label as accountLabel", "p.label as partyLabel"])
    .where("l.fiscal_year", "=", fiscalYear)
    .where("l.entry_id", "=", id)
    .orderBy("l.line")
    .execute();
}

/** The exercise of an entry that exists. */
export async function yearOfEntry(db: Db, id: bigint): Promise<number> {
  return (await db.selectFrom("entry").select("fiscal_year").where("id", "=", id).executeTakeFirstOrThrow()).fiscal_year;
}

/** The entries before and after this one in its journal. */
export async function neighboursOf(
  db: Db,
  { fiscalYear, journal, number }: EntryReference,
): Promise<{ before: bigint | null; after: bigint | null }> {
  const beside = async (sign: "<" | ">") =>
    await db
      .selectFrom("entry")
      .select("id")
      .where("fiscal_year", "=", fiscalYear)
      .where("journal", "=", journal)
      .where("number", sign, number)
      .orderBy("number", sign === "<" ? "desc" : "asc")
      .limit(1)
      .executeTakeFirst();
  return { before: (await beside("<"))?.id ?? null, after: (await beside(">"))?.id ?? null };
}

async function referenceOf(db: Db, id: bigint): Promise<EntryReference> {
  return await db
    .selectFrom("entry")
    .select(["id", "fiscal_year as fiscalYear", "journal", "number"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
}

async function siblingsOf(db: Db, { id, eventId }: { id: bigint; eventId: string }) {
  return await db
    .selectFrom("entry")
    .select(["id", "fiscal_year as fiscalYear", "journal", "number", "book", "label"])
    .where("event_id", "=", eventId)
    .where("id", "<>", id)
    .orderBy("id")
    .execute();
}

const namedDocuments = 50;

async function documentsOf(db: Db, eventId: string): Promise<SourceDocument[]> {
  const { rows } = await sql<SourceDocument>`
    with named as (
      select distinct l.document as kind, l.document_id as id
        from entry e join entry_line l on l.fiscal_year = e.fiscal_year and l.entry_id = e.id
       where e.event_id = ${eventId}::uuid and l.document_id is not null)
    select n.kind, n.id, coalesce(c.number, s.number, r.number, p.number, g.number, t.number, a.number) as number,
           coalesce(c.id, s.commitment_id, r.commitment_id, q.commitment_id, g.commitment_id) as "commitmentId"
      from named n
      left join commitment c on c.id = n.id
      left join certified_service s on s.id = n.id
      left join payment_request r on r.id = n.id
      left join payment p on p.id = n.id
      left join payment_request q on q.id = p.payment_request_id
      left join commitment_change g on g.id = n.id
      left join revenue t on t.id = n.id
      left join revenue_act a on a.id = n.id
     order by n.kind, number, n.id limit ${namedDocuments}`.execute(db);
  return rows;
}
