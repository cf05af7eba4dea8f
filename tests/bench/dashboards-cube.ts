import { sql } from "kysely";
import type { CubeQuestion } from "#app/domain/cube/question.ts";
import { readCube } from "#db/queries/cube/cube.ts";
import type { SmallOrganisation } from "#tests/support/small-organisation.ts";
import { fillWithBudget } from "./large-budget.ts";
import { atMost, type BenchOptions, type BenchResult } from "./report.ts";
import { sqlMilliseconds } from "./sql-milliseconds.ts";

const turns = 15;
/** The dashboards are asked of five million lines, unless said otherwise. */
const linesOfGoal = 5_000_000;
const monthByUnitMs = 25;
/** Of what adding up the lines of the same exercise takes. */
const shareOfScan = 1 / 50;
/** No statement of a page takes longer (`quality.md` §1.3). */
const statementMs = 200;

const monthByUnit: CubeQuestion = { measures: ["released", "used"], resources: ["CP"], years: [2026], by: ["unit", "month"] };
const others: readonly (readonly [string, CubeQuestion])[] = [
  [
    "five exercises by unit and class",
    {
      measures: ["released", "used"],
      resources: ["AE", "CP"],
      years: [2022, 2023, 2024, 2025, 2026],
      by: ["year", "unit", "spendingClass"],
    },
  ],
  [
    "one unit by action, nature and month",
    { measures: ["used"], resources: ["CP"], years: [2026], by: ["action", "nature", "month"], where: { unit: ["U007"] } },
  ],
  ["month by unit as it was known a week ago", { ...monthByUnit, asOf: { on: "2026-12-24", known: true } }],
];

/** What the cube takes over a large journal: month by unit against the lines of its exercise added up, then questions that read further. */
export async function* cubeRead(books: SmallOrganisation, { lines: asked }: BenchOptions): AsyncGenerator<BenchResult, void> {
  const lines = asked === 1_000_000 ? linesOfGoal : asked;
  await fillWithBudget(books, lines, (words) => process.stderr.write(`\rfilling: ${words} `));
  process.stderr.write("\n");
  const over = `${lines} lines`;
  const scan = await sqlMilliseconds(
    books,
    (db) =>
      sql`select l.unit, p.first_day, sum(l.debit - l.credit) from entry_line l join period p on p.fiscal_year = l.fiscal_year and p.period = l.period
           where l.fiscal_year = 2026 and l.book = 'budget' and l.resource = 'CP' group by 1, 2`.execute(db),
    3,
  );
  const value = await sqlMilliseconds(books, (db) => readCube(db, monthByUnit), turns);
  yield atMost(1, { work: `month by unit, ${over}`, value, unit: "ms", limit: monthByUnitMs });
  yield atMost(shareOfScan, { work: `the same, over adding up the lines of the exercise`, value, unit: "ms", limit: scan });
  for (const [words, question] of others) {
    const taken = await sqlMilliseconds(books, (db) => readCube(db, question), 5, { anew: true });
    yield atMost(1, { work: `${words}, ${over}`, value: taken, unit: "ms", limit: statementMs });
  }
}
