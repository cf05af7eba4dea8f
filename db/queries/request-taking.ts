import { sql } from "kysely";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../client.ts";

/** The exercise whose CP a request holds since it was taken again, and the event that took them. */
export interface Taking {
  readonly id: bigint;
  readonly paymentRequestId: string;
  readonly fiscalYear: number;
  readonly eventId: string;
}

/** The latest taking that stands of each of these requests; those that were never taken again are absent. */
export async function takingsOf(db: Db, requests: readonly string[]): Promise<Map<string, Taking>> {
  if (requests.length === 0) return new Map();
  const rows = await db
    .selectFrom("request_taking")
    .where("payment_request_id", "in", [...requests])
    .where("undone_at", "is", null)
    .select(["id", "payment_request_id as paymentRequestId", "fiscal_year as fiscalYear", "event_id as eventId"])
    .orderBy("fiscal_year")
    .execute();
  return new Map(rows.map((row) => [row.paymentRequestId, row]));
}

export interface NewTaking {
  readonly paymentRequestId: string;
  readonly fiscalYear: number;
  readonly takenOn: Day;
  readonly eventId: string;
  readonly author: bigint;
}

export async function saveTakings(db: Db, takings: readonly NewTaking[]): Promise<void> {
  for (let first = 0; first < takings.length; first += 1_000) {
    const rows = takings.slice(first, first + 1_000).map(({ paymentRequestId, fiscalYear, takenOn, eventId, author }) => {
      return { payment_request_id: paymentRequestId, fiscal_year: fiscalYear, taken_on: takenOn, event_id: eventId, author };
    });
    await db.insertInto("request_taking").values(rows).execute();
  }
}

export async function undoTakings(db: Db, undone: readonly { id: bigint; eventId: string }[], by: bigint): Promise<void> {
  if (undone.length === 0) return;
  await sql`
    update request_taking t set undone_event_id = u.event, undone_by = ${by}, undone_at = clock_timestamp()
      from unnest(${undone.map(({ id }) => id.toString())}::bigint[], ${undone.map(({ eventId }) => eventId)}::uuid[]) as u(id, event)
     where t.id = u.id`.execute(db);
}

/** A request on a commitment that an earlier exercise left unpaid, and the exercise that takes it, where one does. */
export interface CarriedRequest {
  readonly id: string;
  readonly number: string;
  readonly fiscalYear: number;
  readonly unit: string;
  readonly label: string;
  readonly party: string;
  readonly commitmentId: string;
  readonly commitmentNumber: string;
  readonly requestedOn: Day;
  readonly amount: Quantity;
  readonly takenIn: number | null;
}

/** Those asked for until the end of `year` and not paid, in these units, the oldest first. */
export async function carriedRequests(db: Db, year: number, units: readonly string[]): Promise<CarriedRequest[]> {
  const { rows } = await sql<CarriedRequest>`
    select r.id, r.number, r.fiscal_year as "fiscalYear", r.unit, c.label, p.label as party, c.id as "commitmentId", c.number as "commitmentNumber",
           r.requested_on::text as "requestedOn", r.amount,
           (select max(t.fiscal_year) from request_taking t
             where t.payment_request_id = r.id and t.undone_at is null and t.fiscal_year > ${year}) as "takenIn"
      from payment_request r
      join commitment c on c.id = r.commitment_id
      join party p on p.code = r.party
     where r.state = 'requested' and r.fiscal_year <= ${year} and r.unit = any(${[...units]}::text[])
     order by r.requested_on, r.number`.execute(db);
  return rows;
}
