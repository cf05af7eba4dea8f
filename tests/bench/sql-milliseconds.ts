import { sql } from "kysely";
import { Database, type Db } from "#db/client.ts";
import type { SmallOrganisation } from "#tests/support/small-organisation.ts";

/** The middle of what the statements of `work` took together, the first turn apart; the way to PostgreSQL and back, which an empty statement takes too, is not counted. */
export async function sqlMilliseconds(
  books: SmallOrganisation,
  work: (db: Db) => Promise<unknown>,
  turns: number,
  /** `anew`: what a reader is given of an answer that was kept is read again each time, as just after a posting. */
  { anew = false }: { readonly anew?: boolean } = {},
): Promise<number> {
  let spent: number[] = [];
  const database = new Database(books.access.app, {
    connections: 1,
    statementTimeoutMs: 600_000,
    onQuery: ({ sql: text, durationMs }) => {
      if (!/^(begin|commit)/.test(text.trim())) spent.push(durationMs);
    },
  });
  const turn = async (task: (db: Db) => Promise<unknown>) => {
    spent = [];
    await (anew ? database.write(books.organisation, task) : database.read(books.organisation, task));
    return spent;
  };
  try {
    const taken: number[] = [];
    for (let count = 0; count <= turns; count += 1) {
      const [way = 0] = await turn((db) => sql`select 1`.execute(db));
      const all = await turn(work);
      if (count > 0) taken.push(all.reduce((sum, one) => sum + one, 0) - way * all.length);
    }
    return middleOf(taken);
  } finally {
    await database.close();
  }
}

function middleOf(measures: number[]): number {
  return measures.sort((left, right) => left - right)[Math.floor(measures.length / 2)] ?? 0;
}
