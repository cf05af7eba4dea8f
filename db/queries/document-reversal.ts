import { sql } from "kysely";
import { isIdentifier } from "#app/domain/execution/identifier.ts";
import type { FactKindName } from "#app/domain/execution/monthly.ts";
import type { RevenueAct } from "#app/domain/execution/revenue.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../client.ts";

export type ReversibleDocument = "monthlyFact" | "revenue" | "revenueAct";

export interface DocumentReversal {
  readonly document: ReversibleDocument;
  readonly documentId: string;
  readonly eventId: string;
  readonly reason: string;
  /** The movement that took back the credits of a cash. */
  readonly movementId: string | null;
  readonly author: bigint;
}

/** Keeps that a document is taken back; false when somebody did it before, or does it at this moment. */
export async function saveReversal(db: Db, { documentId, eventId, movementId, ...own }: DocumentReversal): Promise<boolean> {
  const row = await db
    .insertInto("document_reversal")
    .values({ ...own, document_id: documentId, event_id: eventId, movement_id: movementId })
    .onConflict((conflict) => conflict.columns(["document", "document_id"]).doNothing())
    .returning("document_id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Who took a document back, and when; undefined while it stands. */
export async function reversalOfDocument(
  db: Db,
  document: ReversibleDocument,
  id: string,
): Promise<{ readonly by: string; readonly at: Date; readonly reason: string } | undefined> {
  return await db
    .selectFrom("document_reversal as r")
    .innerJoin("app_user as u", "u.id", "r.author")
    .where("r.document", "=", document)
    .where("r.document_id", "=", id)
    .select(["u.name as by", "r.at", "r.reason"])
    .executeTakeFirst();
}

export interface PostedFact {
  readonly id: string;
  readonly fiscalYear: number;
  readonly kind: FactKindName;
  readonly unit: string;
  readonly on: Day;
  readonly eventId: string;
}

export async function factById(db: Db, id: string): Promise<PostedFact | undefined> {
  if (!isIdentifier(id)) return undefined;
  return await db
    .selectFrom("monthly_fact")
    .where("id", "=", id)
    .select(["id", "fiscal_year as fiscalYear", "kind", "unit", "recorded_on as on", "event_id as eventId"])
    .executeTakeFirst();
}

/** The import that an event came with: by name, and where it stands. */
export async function importOfEvent(db: Db, eventId: string): Promise<{ readonly id: string; readonly name: string } | undefined> {
  if (!isIdentifier(eventId)) return undefined;
  return await db
    .selectFrom("chorus_event as e")
    .innerJoin("chorus_import as i", "i.id", "e.import_id")
    .where("e.event_id", "=", eventId)
    .select(["i.id", "i.name"])
    .executeTakeFirst();
}

export interface StandingAct {
  readonly id: string;
  readonly number: string;
  readonly fiscalYear: number;
  readonly act: RevenueAct;
  readonly on: Day;
  readonly amount: Quantity;
  readonly eventId: string;
  readonly movementId: string | null;
}

/** An act on this title of revenue that nobody took back. */
export async function standingAct(db: Db, revenueId: string, id: string): Promise<StandingAct | undefined> {
  if (!isIdentifier(id)) return undefined;
  const { rows } = await sql<StandingAct>`
    select a.id, a.number, a.fiscal_year as "fiscalYear", a.kind as act, a.acted_on::text as on, a.amount, a.event_id as "eventId", a.movement_id as "movementId"
      from revenue_act a
     where a.id = ${id}::uuid and a.revenue_id = ${revenueId}::uuid
       and not exists (select from document_reversal r where r.document = 'revenueAct' and r.document_id = a.id)`.execute(db);
  return rows[0];
}
