import { creditsByUnit } from "#db/queries/allotment-board.ts";
import { commitmentsPage } from "#db/queries/execution.ts";
import { outstandingByAge, outstandingByUnit, outstandingPage, outstandingTotal } from "#db/queries/execution-outstanding.ts";
import { unitYearWithPrevious } from "#db/queries/unit-year.ts";
import type { SmallOrganisation } from "#tests/support/small-organisation.ts";
import { today } from "#tests/support/small-organisation.ts";
import { fillWithExpenses } from "./large-expenses.ts";
import { fillWithLines } from "./large-ledger.ts";
import { atMost, type BenchOptions, type BenchResult } from "./report.ts";
import { sqlMilliseconds } from "./sql-milliseconds.ts";

const turns = 15;
const limitMs = 100;
/** The page of a unit is asked of a journal of five million lines, unless said otherwise. */
const linesOfGoal = 5_000_000;
const commitments = 60_000;

/** What the page of a unit asks of PostgreSQL, over a journal of many lines and the commitments of several exercises; then that of its outstanding. */
export async function* unitPage(books: SmallOrganisation, { lines: asked }: BenchOptions): AsyncGenerator<BenchResult, void> {
  const lines = asked === 1_000_000 ? linesOfGoal : asked;
  const report = (words: string) => process.stderr.write(`\rfilling: ${words} `);
  const filled = await fillWithExpenses(books, { commitments, report });
  await fillWithLines(books, lines - filled, report);
  process.stderr.write("\n");
  const units = ["DR44"];
  const over = `${lines} lines, ${commitments} commitments`;
  const page = await sqlMilliseconds(
    books,
    async (db) => {
      await unitYearWithPrevious(db, 2026, units, today);
      await creditsByUnit(db, 2026, units);
      await commitmentsPage(db, { year: 2026, units, outstanding: true, limit: 10 });
    },
    turns,
  );
  yield atMost(1, { work: `page of a unit, ${over}`, value: page, unit: "ms", limit: limitMs });
  const scope = { year: 2026, firstDay: "2026-01-01", on: today, units };
  const outstanding = await sqlMilliseconds(
    books,
    async (db) => {
      await outstandingTotal(db, scope);
      await outstandingPage(db, { ...scope, limit: 51 });
      await outstandingByAge(db, scope);
      await outstandingByUnit(db, scope);
    },
    5,
  );
  yield atMost(1, { work: `what remains to be paid by a unit, ${over}`, value: outstanding, unit: "ms", limit: 200 });
}
