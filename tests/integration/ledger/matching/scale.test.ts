import { afterAll, beforeAll, expect, test } from "vitest";
import { acceptProposals } from "#app/commands/accept-proposals.ts";
import { undoMatching } from "#app/commands/undo-matching.ts";
import { matchingRules, proposeMatchings } from "#app/domain/ledger/matching/proposals.ts";
import type { Db } from "#db/client.ts";
import { openLinesOf } from "#db/queries/ledger/matching/lines.ts";
import { openCounts, openItems } from "#db/queries/ledger/matching/open-items.ts";
import { matchingPane, paneTotals } from "#db/queries/ledger/matching/pane.ts";
import { type SmallBooks, smallBooks } from "#tests/support/small-books.ts";
import { must } from "#tests/support/small-organisation.ts";

/** 100 000 open lines by hand (`TEST_LONG=1`), 4 000 otherwise. */
const pairs = process.env["TEST_LONG"] ? 50_000 : 2_000;
/** Wide: what is read here is that nothing grows with the square of the lines. */
const limitMs = 120_000;
const place = { fiscalYear: 2026, account: "401" };
const filter = { state: "open", party: undefined, query: "", from: undefined, to: undefined } as const;

let books: SmallBooks;
beforeAll(async () => {
  books = await smallBooks();
  await fill(books);
});
afterAll(() => books.close());

test("an account with as many open lines as that is proposed, matched and undone in seconds", { timeout: 300_000 }, async () => {
  const times: Record<string, number> = {};
  const timed = async <Value>(name: string, work: () => Promise<Value> | Value): Promise<Value> => {
    const start = performance.now();
    const value = await work();
    times[name] = Math.round(performance.now() - start);
    return value;
  };
  const read = <Value>(work: (db: Db) => Promise<Value>) => books.database.read(books.organisation, work);
  const lines = await timed("read", () => read((db) => openLinesOf(db, place)));
  expect(lines).toHaveLength(2 * pairs);
  const { proposals } = await timed("rules", () => proposeMatchings(lines, { windowDays: 90 }));
  expect(proposals.flatMap((proposal) => proposal.lines).length).toBeGreaterThan(1.8 * pairs);
  await timed("page", () => read((db) => matchingPane(db, place, "credit", filter, { day: "2026-06-01", entryId: 1n, line: 1 })));
  await timed("totals", () => read((db) => paneTotals(db, place, filter)));
  await timed("counts", () => read((db) => openCounts(db, { fiscalYear: 2026, prefixes: ["4"] })));
  await timed("openItems", () => read((db) => openItems(db, { fiscalYear: 2026, prefixes: ["401"], on: "2026-12-31" })));
  const input = { ...place, rules: matchingRules, accepted: { kind: "unseen" } as const };
  const accepted = must(await timed("accept", () => acceptProposals(books.as("accountant"), input)));
  const undo = { ...place, what: { kind: "run", runId: accepted.runId } as const, groupCount: accepted.groupCount };
  must(await timed("undo", () => undoMatching(books.as("accountant"), undo)));
  if (process.env["TEST_LONG"]) console.info(JSON.stringify({ lines: 2 * pairs, groups: accepted.groupCount, ms: times }));
  expect(Math.max(...Object.values(times))).toBeLessThan(limitMs);
});

/** Invoices and payments of 500 parties: a fifth share a voucher, only amounts join the rest. */
async function fill({ superuser }: SmallBooks): Promise<void> {
  await superuser.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`set local statement_timeout = 0`;
    await sql`insert into party select 'P' || n, 'Tiers ' || n, 'supplier', null from generate_series(0, 499) as n`;
    await sql`create temporary table asked on commit drop as
      select n, n % 500 as party, date '2026-01-01' + (n / 500 % 200) as day, 1000 + n::bigint * 7919 % 1000003 as amount
        from generate_series(0, ${pairs - 1}::int) as n`;
    await sql`insert into entry (id, book, journal, fiscal_year, period, number, entry_date, validated_on, label, event_id, actor, line_count, digest, recorded_at)
      overriding system value
      select 2 * n + s, 'general', case s when 0 then 'HA' else 'TR' end, 2026, 1, n + 1, day + 20 * s, day + 20 * s, 'Ligne ' || n, gen_random_uuid(),
             (select min(id) from app_user), 2, sha256(n::text::bytea), now()
        from asked, generate_series(0, 1) as s`;
    await sql`insert into entry_line (fiscal_year, entry_id, line, book, period, entry_date, account, party, resource, debit, credit, label, voucher)
      select 2026, 2 * n + s, 1, 'general', 1, day + 20 * s, '401', 'P' || party, 'EUR',
             case when s = 1 then amount else 0 end,
             case when s = 0 then amount else 0 end, 'Ligne ' || n,
             case when n % 5 = 0 then 'F' || n end
        from asked, generate_series(0, 1) as s`;
    await sql`analyze entry_line`;
    await sql`analyze entry`;
  });
}
