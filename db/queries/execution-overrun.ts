import { sql } from "kysely";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "../client.ts";

/** What no credit covered when a document took it. */
export interface OverrunMark {
  readonly fiscalYear: number;
  /** The unit of the expense. */
  readonly unit: string;
  readonly spendingClass: SpendingClass;
  readonly resource: BudgetResource;
  readonly amount: Quantity;
  readonly document: "commitment" | "commitmentChange" | "paymentRequest" | "payment" | "monthlyFact" | "chorusImport";
  readonly documentId: string;
  readonly line?: number;
}
interface NewMark extends OverrunMark {
  readonly cause: "override" | "fact";
  readonly reason: string;
  readonly author: bigint;
}

export async function insertOverrunMarks(db: Db, marks: readonly NewMark[]): Promise<void> {
  for (let first = 0; first < marks.length; first += 500) {
    const rows = marks.slice(first, first + 500).map(({ fiscalYear, spendingClass, documentId, line, ...own }) => {
      return { ...own, fiscal_year: fiscalYear, spending_class: spendingClass, document_id: documentId, line: line ?? null };
    });
    await db.insertInto("overrun_mark").values(rows).execute();
  }
}

/** A mark as it is read: it never goes away, whatever cleared the overrun since. */
export interface ShownMark extends OverrunMark {
  readonly cause: "override" | "fact";
  readonly reason: string;
  readonly author: string;
  readonly at: Date;
}

/** The marks of these documents, the oldest first. */
export async function overrunsOf(db: Db, documents: readonly string[]): Promise<ShownMark[]> {
  if (documents.length === 0) return [];
  const { rows } = await sql<ShownMark>`
    select m.fiscal_year as "fiscalYear", m.unit, m.spending_class as "spendingClass", m.resource, m.amount, m.document,
           m.document_id as "documentId", m.line, m.cause, m.reason, u.name as author, m.at
      from overrun_mark m join app_user u on u.id = m.author
     where m.document_id = any(${[...new Set(documents)]}::uuid[]) order by m.id`.execute(db);
  return rows;
}
