import { sql } from "kysely";
import type { EntryDraft, EntryReference, LineDraft } from "#app/domain/ledger/entry.ts";
import type { Db } from "../../client.ts";

/** A posted entry as it was drafted, to be reversed. */
export interface PostedDraft {
  readonly reference: EntryReference;
  readonly draft: EntryDraft;
}

const atOnce = 200;

/** The entries of these events, by event, the latest first in each. */
export async function entriesOfEvents(db: Db, eventIds: readonly string[]): Promise<Map<string, PostedDraft[]>> {
  const found = new Map<string, PostedDraft[]>();
  for (let first = 0; first < eventIds.length; first += atOnce) {
    const { rows } = await sql<EntryReference & Omit<EntryDraft, "lines"> & { complementary: boolean; lines: StoredLine[] }>`
      select e.id, e.fiscal_year as "fiscalYear", e.journal, e.number, e.book, e.entry_date as "entryDate", e.label, e.event_id as "eventId", p.complementary,
             json_agg(json_build_object('account', l.account, 'resource', l.resource, 'debit', l.debit::text, 'credit', l.credit::text, 'unit', l.unit,
                                        'nature', l.nature, 'activity', l.activity, 'beneficiaryUnit', l.beneficiary_unit, 'party', l.party,
                                        'voucher', l.voucher, 'origin', l.origin, 'document', l.document, 'documentId', l.document_id) order by l.line) as lines
        from entry e join entry_line l on l.fiscal_year = e.fiscal_year and l.entry_id = e.id
        join period p on p.fiscal_year = e.fiscal_year and p.period = e.period
       where e.event_id = any(${eventIds.slice(first, first + atOnce)}::uuid[])
       group by e.id, p.complementary order by e.id desc`.execute(db);
    for (const { id, fiscalYear, journal, number, book, entryDate, label, eventId, complementary, lines } of rows) {
      const drafted = lines.map(({ debit, credit, ...line }): LineDraft => ({ ...line, debit: BigInt(debit), credit: BigInt(credit) }));
      const draft = { book, journal, entryDate, complementary, label, eventId, lines: drafted };
      found.set(eventId, [...(found.get(eventId) ?? []), { reference: { id, fiscalYear, journal, number }, draft }]);
    }
  }
  return found;
}

type StoredLine = Omit<LineDraft, "debit" | "credit"> & { readonly debit: string; readonly credit: string };
