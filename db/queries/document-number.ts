import { sql } from "kysely";
import { type DocumentKind, documentNumber } from "#app/domain/execution/document-number.ts";
import type { Db } from "../client.ts";

/**
 * Numbers documents, one for each exercise of `years`, in that order: gapless per kind and exercise, for the counter's row stays
 * locked until the end of the transaction. Take them after every other lock but those of the posting.
 */
export async function numberDocuments(db: Db, kind: DocumentKind, years: readonly number[]): Promise<string[]> {
  const next = new Map<number, number>();
  for (const year of [...new Set(years)].sort()) {
    const count = years.filter((own) => own === year).length;
    next.set(year, (await lastAfter(db, kind, year, count)) - count + 1);
  }
  return years.map((year) => {
    const number = next.get(year) ?? 0;
    next.set(year, number + 1);
    return documentNumber(kind, year, number);
  });
}

/** The number of the next movement of credits of an exercise. */
export async function nextMovementNumber(db: Db, year: number): Promise<number> {
  return await lastAfter(db, "MV", year, 1);
}

async function lastAfter(db: Db, kind: DocumentKind, year: number, count: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into document_counter as c (fiscal_year, kind, last_number) values (${year}, ${kind}, ${count})
    on conflict (fiscal_year, kind) do update set last_number = c.last_number + excluded.last_number
    returning last_number as last`.execute(db);
  const [row] = rows;
  if (!row) throw new Error(`no counter of ${kind} in ${year}`);
  return row.last;
}
