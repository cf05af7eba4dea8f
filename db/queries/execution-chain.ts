import { sql } from "kysely";
import type { Place } from "#app/domain/allotment/movement.ts";
import type { Chain, DatedAmount } from "#app/domain/execution/chain.ts";
import type { ScheduledYear } from "#app/domain/execution/commitment.ts";
import { isIdentifier } from "#app/domain/execution/identifier.ts";
import type { EntryReference } from "#app/domain/ledger/entry.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "../client.ts";

/** Which line of which commitment. */
export interface LineKey {
  readonly commitmentId: string;
  readonly line: number;
}

/** A line of a commitment and how far it has come. */
export interface ChainLine extends LineKey, Place, Chain {
  readonly beneficiaryUnit: string;
  readonly number: string;
  readonly label: string;
  readonly party: string;
  readonly committedOn: Day;
  /** The exercise that committed it. */
  readonly fiscalYear: number;
  readonly contract: string | null;
  /** The operation of investment whose AE it took. */
  readonly operation: string | null;
  /** The part of its AE that no available credit covered, and that was not given back. */
  readonly uncovered: Quantity;
}

export function lineKey({ commitmentId, line }: LineKey): string {
  return `${commitmentId.toLowerCase()} ${line}`;
}

/** The lines asked for, locked in key order until the end of the transaction; those that do not exist are absent. */
export async function lockLines(db: Db, keys: readonly LineKey[]): Promise<Map<string, ChainLine>> {
  const wanted = keys.filter(
    ({ commitmentId, line }) => isIdentifier(commitmentId) && Number.isSafeInteger(line) && line > 0 && line < 2 ** 31,
  );
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<ChainLine>`
    with wanted as materialized (
      select distinct * from unnest(${wanted.map((key) => key.commitmentId)}::uuid[], ${wanted.map((key) => String(key.line))}::int[]) as w(id, line))
    select l.commitment_id as "commitmentId", l.line, l.unit, l.beneficiary_unit as "beneficiaryUnit", l.nature, l.activity,
           l.committed, l.withdrawn, l.certified, l.advanced, l.requested, l.paid,
           l.operation, l.uncovered, c.number, c.label, c.party, c.committed_on as "committedOn", c.fiscal_year as "fiscalYear", c.contract
      from wanted w
      join commitment_line l on l.commitment_id = w.id and l.line = w.line
      join commitment c on c.id = l.commitment_id
     order by l.commitment_id, l.line
       for update of l`.execute(db);
  return new Map(rows.map((row) => [lineKey(row), row]));
}

/** Writes the amounts of locked lines; the table's own CHECK stands behind the rules. */
export async function saveChains(db: Db, lines: readonly (LineKey & Chain & { readonly uncovered: Quantity })[]): Promise<void> {
  if (lines.length === 0) return;
  const amounts = (name: keyof Chain | "uncovered") => lines.map((line) => line[name].toString());
  await sql`
    update commitment_line l
       set committed = v.committed, withdrawn = v.withdrawn, certified = v.certified, advanced = v.advanced, requested = v.requested,
           paid = v.paid, uncovered = v.uncovered
      from unnest(${lines.map(({ commitmentId }) => commitmentId)}::uuid[], ${lines.map(({ line }) => String(line))}::int[],
                  ${amounts("committed")}::bigint[], ${amounts("withdrawn")}::bigint[], ${amounts("certified")}::bigint[],
                  ${amounts("advanced")}::bigint[], ${amounts("requested")}::bigint[], ${amounts("paid")}::bigint[],
                  ${amounts("uncovered")}::bigint[]) as v(id, line, committed, withdrawn, certified, advanced, requested, paid, uncovered)
     where l.commitment_id = v.id and l.line = v.line`.execute(db);
}

/** The years in which a line is expected to be paid, in order; a year of which nothing is left is left out. */
export async function scheduleOf(db: Db, { commitmentId, line }: LineKey): Promise<ScheduledYear[]> {
  return await db
    .selectFrom("commitment_schedule")
    .where("commitment_id", "=", commitmentId)
    .where("line", "=", line)
    .where("amount", ">", 0n)
    .select(["year", "amount"])
    .orderBy("year")
    .execute();
}

/** The AE that an exercise took on a line and has not taken back: the commitment itself and its increases, less its decommitments. */
export async function takenInYear(
  db: Db,
  line: LineKey & { readonly fiscalYear: number; readonly committed: Quantity },
  year: number,
): Promise<Quantity> {
  const { rows } = await sql<{ raised: Quantity; here: Quantity }>`
    select coalesce(sum(amount) filter (where kind = 'increase'), 0)::bigint as raised,
           (coalesce(sum(amount) filter (where kind = 'increase' and fiscal_year = ${year}), 0)
             - coalesce(sum(amount) filter (where kind = 'decommitment' and fiscal_year = ${year}), 0))::bigint as here
      from commitment_change where commitment_id = ${line.commitmentId} and line = ${line.line}`.execute(db);
  const { raised, here } = rows[0] ?? { raised: 0n, here: 0n };
  return (line.fiscalYear === year ? line.committed - raised : 0n) + here;
}

/** What was certified on each of these lines, and when. */
export async function servicesOf(db: Db, keys: readonly LineKey[]): Promise<(key: LineKey) => readonly DatedAmount[]> {
  if (keys.length === 0) return () => [];
  const rows = await db
    .selectFrom("certified_service")
    .where("commitment_id", "in", [...new Set(keys.map(({ commitmentId }) => commitmentId))])
    .select(["commitment_id as commitmentId", "line", "certified_on as on", "amount"])
    .execute();
  const services = new Map<string, DatedAmount[]>();
  for (const row of rows) services.set(lineKey(row), [...(services.get(lineKey(row)) ?? []), row]);
  return (key) => services.get(lineKey(key)) ?? [];
}

export interface PaymentRequest extends Place {
  readonly id: string;
  readonly fiscalYear: number;
  readonly number: string;
  readonly flow: 1 | 3 | 4;
  readonly commitmentId: string | null;
  readonly line: number | null;
  readonly party: string;
  readonly requestedOn: Day;
  readonly invoice: string | null;
  readonly invoiceDate: Day | null;
  readonly dueOn: Day | null;
  readonly kind: "invoice" | "advance";
  /** What is asked in cash. */
  readonly amount: Quantity;
  /** What of earlier advances the invoice takes off. */
  readonly absorbed: Quantity;
  /** The part of its CP that no available credit covered. */
  readonly uncovered: Quantity;
  readonly state: "requested" | "paid" | "rejected";
  readonly author: bigint;
  readonly eventId: string;
}

/** The commitment lines of payment requests: what must be locked before the requests themselves. */
export async function linesOfRequests(db: Db, ids: readonly string[]): Promise<LineKey[]> {
  const wanted = ids.filter(isIdentifier);
  if (wanted.length === 0) return [];
  const rows = await db.selectFrom("payment_request").where("id", "in", wanted).select(["commitment_id", "line"]).execute();
  return rows.flatMap(({ commitment_id, line }) =>
    commitment_id === null || line === null ? [] : [{ commitmentId: commitment_id, line }],
  );
}

/** Payment requests, locked in the order of their identifiers. */
export async function lockRequests(db: Db, ids: readonly string[]): Promise<Map<string, PaymentRequest>> {
  const wanted = ids.filter(isIdentifier);
  if (wanted.length === 0) return new Map();
  const rows = await db
    .selectFrom("payment_request")
    .where("id", "in", wanted)
    .select([
      "id",
      "fiscal_year as fiscalYear",
      "number",
      "flow",
      "commitment_id as commitmentId",
      "line",
      "unit",
      "nature",
      "activity",
      "party",
      "requested_on as requestedOn",
      "invoice",
      "invoice_date as invoiceDate",
      "due_on as dueOn",
      "kind",
      "amount",
      "absorbed",
      "uncovered",
      "state",
      "author",
      "event_id as eventId",
    ])
    .orderBy("id")
    .forUpdate()
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export async function setRequestState(db: Db, ids: readonly string[], state: "paid" | "rejected"): Promise<void> {
  if (ids.length > 0) await db.updateTable("payment_request").set({ state }).where("id", "in", ids).execute();
}

/** The entries of an event in one journal, oldest first: what a rejection reverses. */
export async function entryOfEvent(db: Db, eventId: string, journal: string): Promise<EntryReference | null> {
  const entry = await db
    .selectFrom("entry")
    .where("event_id", "=", eventId)
    .where("journal", "=", journal)
    .select(["id", "fiscal_year as fiscalYear", "journal", "number"])
    .orderBy("id")
    .executeTakeFirst();
  return entry ?? null;
}

/** Where a payment request without commitment (flow 4) spends. */
export interface SpendingPlace {
  readonly year: number;
  readonly unit: string;
  readonly spendingClass: SpendingClass;
}

/** What may still be spent at a place's control level, in cents. */
export interface Spendable extends SpendingPlace {
  readonly controlUnit: string;
  readonly AE: Quantity;
  readonly CP: Quantity;
}

/** For each of these places, what its control level holds less its pending requests without commitment. */
export async function spendable(db: Db, places: readonly SpendingPlace[]): Promise<Spendable[]> {
  if (places.length === 0) return [];
  const { rows } = await sql<Spendable>`
    with wanted as materialized (
      select distinct w.year::int as year, w.unit, w.spending_class, coalesce(c.control_unit, w.unit) as control_unit
        from unnest(${places.map(({ year }) => String(year))}::text[], ${places.map(({ unit }) => unit)}::text[],
                    ${places.map(({ spendingClass }) => spendingClass)}::text[]) as w(year, unit, spending_class)
        left join control_unit c on c.fiscal_year = w.year::int and c.unit = w.unit),
    pending as materialized (
      select r.fiscal_year as year, n.spending_class, coalesce(c.control_unit, r.unit) as control_unit, sum(r.amount)::bigint as amount
        from payment_request r
        join nature n on n.code = r.nature
        left join control_unit c on c.fiscal_year = r.fiscal_year and c.unit = r.unit
       where r.flow = 4 and r.state = 'requested' and r.fiscal_year in (select year from wanted)
       group by 1, 2, 3),
    held as materialized (
      select w.year, w.control_unit, w.spending_class, p.resource, p.amount
        from (select distinct year, control_unit, spending_class from wanted) w
        cross join unnest(array['AE', 'CP']) as r(resource)
        join stage_position p on p.fiscal_year = w.year and p.unit = w.control_unit and p.spending_class = w.spending_class
                             and p.resource = r.resource and p.stage = 'allotted')
    select w.year, w.unit, w.spending_class as "spendingClass", w.control_unit as "controlUnit",
           coalesce(sum(h.amount) filter (where h.resource = 'AE'), 0)::bigint - coalesce(max(q.amount), 0) as "AE",
           coalesce(sum(h.amount) filter (where h.resource = 'CP'), 0)::bigint - coalesce(max(q.amount), 0) as "CP"
      from wanted w
      left join held h using (year, control_unit, spending_class)
      left join pending q using (year, control_unit, spending_class)
     group by 1, 2, 3, 4`.execute(db);
  return rows;
}
