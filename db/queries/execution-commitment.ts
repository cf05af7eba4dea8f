import { sql } from "kysely";
import type { Chain } from "#app/domain/execution/chain.ts";
import type { ScheduledYear } from "#app/domain/execution/commitment.ts";
import { isIdentifier } from "#app/domain/execution/identifier.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../client.ts";

export interface CommitmentDetail {
  readonly id: string;
  readonly number: string;
  readonly label: string;
  readonly party: string;
  readonly committedOn: Day;
  readonly author: string;
  readonly fiscalYear: number;
  readonly lines: readonly DetailLine[];
}

export interface DetailLine extends Chain {
  readonly line: number;
  readonly unit: string;
  readonly beneficiaryUnit: string;
  readonly nature: string;
  readonly activity: string;
  readonly schedule: readonly ScheduledYear[];
  readonly steps: readonly ChainStep[];
}

/** One document of the chain of a line, in the order of its day. */
export interface ChainStep {
  readonly kind: "service" | "request" | "payment";
  readonly number: string;
  readonly on: Day;
  readonly amount: Quantity;
  readonly author: string;
  /** Of a request. */
  readonly state: "requested" | "paid" | "rejected" | null;
  readonly note: string;
}

/** A commitment with the chain of each of its lines that the reader may see; undefined when there is none. */
export async function commitmentDetail(db: Db, id: string, units: readonly string[]): Promise<CommitmentDetail | undefined> {
  if (!isIdentifier(id) || units.length === 0) return undefined;
  const head = await db
    .selectFrom("commitment as c")
    .innerJoin("party as p", "p.code", "c.party")
    .innerJoin("app_user as u", "u.id", "c.author")
    .where("c.id", "=", id)
    .select([
      "c.id",
      "c.number",
      "c.label",
      "p.label as party",
      "c.committed_on as committedOn",
      "u.name as author",
      "c.fiscal_year as fiscalYear",
    ])
    .executeTakeFirst();
  const lines = await db
    .selectFrom("commitment_line")
    .where("commitment_id", "=", id)
    .where("unit", "in", units)
    .select([
      "line",
      "unit",
      "beneficiary_unit as beneficiaryUnit",
      "nature",
      "activity",
      "committed",
      "withdrawn",
      "certified",
      "advanced",
      "requested",
      "paid",
    ])
    .orderBy("line")
    .execute();
  if (!head || lines.length === 0) return undefined;
  const schedule = await db
    .selectFrom("commitment_schedule")
    .where("commitment_id", "=", id)
    .select(["line", "year", "amount"])
    .orderBy("year")
    .execute();
  const steps = await stepsOf(db, id);
  const own = <Row extends { line: number }>(rows: readonly Row[], line: number) => rows.filter((row) => row.line === line);
  return { ...head, lines: lines.map((line) => ({ ...line, schedule: own(schedule, line.line), steps: own(steps, line.line) })) };
}

async function stepsOf(db: Db, id: string): Promise<(ChainStep & { line: number })[]> {
  const { rows } = await sql<ChainStep & { line: number }>`
    select s.* from (
      select line, 'service' as kind, number, certified_on::text as on, amount, author, null as state, note, 1 as rank, created_at
        from certified_service where commitment_id = ${id}
      union all
      select line, 'request', number, requested_on::text, amount, author, state, coalesce(invoice, ''), 2, created_at
        from payment_request where commitment_id = ${id}
      union all
      select r.line, 'payment', p.number, p.paid_on::text, p.amount, p.author, null, r.number, 3, p.created_at
        from payment p join payment_request r on r.id = p.payment_request_id where r.commitment_id = ${id}) d
      cross join lateral (select d.line, d.kind, d.number, d.on, d.amount, u.name as author, d.state, d.note from app_user u where u.id = d.author) s
     order by s.on, d.rank, d.created_at`.execute(db);
  return rows;
}
