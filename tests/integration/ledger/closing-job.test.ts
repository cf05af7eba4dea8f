import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeYear } from "#app/commands/close-year.ts";
import { startJob } from "#app/commands/start-job.ts";
import type { Progress } from "#app/domain/job.ts";
import { type ClosingWork, closeYearHandler, closeYearJob } from "#app/jobs/close-year.ts";
import type { JobHandler } from "#app/jobs/job.ts";
import { doJob, type WorkerParts } from "#app/jobs/worker.ts";
import { anchorFileOf } from "#db/anchor-file.ts";
import { jobById } from "#db/queries/job.ts";
import { closingInForce } from "#db/queries/ledger/closing.ts";
import { generalEntry, type SmallBooks, smallBooks, today } from "#tests/support/small-books.ts";

/** The closing of an exercise that is too large for a page: the same transaction, with its steps told, and stopped on demand. */
let books: SmallBooks;
const anchorDir = mkdtempSync(path.join(tmpdir(), "anchors-"));
const chief = () => books.as("chiefAccountant");
const inForce = () => books.database.read(books.organisation, (db) => closingInForce(db, 2025));

beforeAll(async () => {
  books = await smallBooks();
  await books.post(generalEntry("OD", "2025-05-05", "Achat", ["606", 10_000n], ["515", -10_000n]));
  await books.superuser`insert into role_grant (user_id, role, unit) select id, 'chiefAccountant', 'INSEE' from app_user where login = 'chiefaccountant'`;
});
afterAll(async () => {
  await books.close();
  rmSync(anchorDir, { recursive: true });
});

async function run(input: ClosingWork["input"]) {
  const parts: WorkerParts = {
    database: books.database,
    handlers: [closeYearHandler({ anchorDir })] as unknown as readonly JobHandler<never>[],
    today: () => today,
    onFailure: (error) => {
      throw error;
    },
  };
  const work: ClosingWork = { input, minutes: "/2025/ledger/closing/minutes" };
  const started = await startJob(chief(), { ...closeYearJob, request: work });
  if (!started.ok) throw new Error(started.refusal.kind);
  await doJob(parts, { slug: books.organisation.slug, jobId: started.value.jobId });
  return await books.database.read(books.organisation, (db) => jobById(db, started.value.jobId));
}

test("stopped on its way, it has closed nothing", async () => {
  const stop = new AbortController();
  const told: Progress[] = [];
  const progress = (step: Progress) => {
    told.push(step);
    if (told.length === 5) stop.abort();
  };
  await expect(closeYear(chief(), { fiscalYear: 2025 }, { signal: stop.signal, progress })).rejects.toThrow(/abort/i);
  expect(told.map(({ done }) => done)).toEqual([1n, 2n, 3n, 4n, 5n]);
  expect(await inForce()).toBeUndefined();
  const [held] = await books.superuser`select count(*)::int as sets from anchor_set`;
  expect(held?.["sets"]).toBe(0);
});

test("refused, the job says why as the page would", async () => {
  const job = await run({ fiscalYear: 2025, seenResult: 1n });
  expect(job).toMatchObject({ status: "failed", refusal: { kind: "stale" } });
  expect(await inForce()).toBeUndefined();
});

test("done, it leads to the minutes, and its anchors are where they are kept", async () => {
  const job = await run({ fiscalYear: 2025, seenResult: -10_000n });
  const closing = await inForce();
  expect(job).toMatchObject({
    status: "done",
    result: { address: `/2025/ledger/closing/minutes/${closing?.id}`, values: { year: "2025", number: 1 } },
  });
  const file = anchorFileOf(anchorDir, books.organisation.slug);
  expect(existsSync(file) && readFileSync(file, "utf8")).toMatch(/"reason":"closing"/);
});

test("tells every step, the last one included", async () => {
  const told: Progress[] = [];
  await books.superuser`update closing set reopened_at = now() where fiscal_year = 2025`;
  await books.superuser`update fiscal_year set status = 'open' where year = 2025`;
  const closed = await closeYear(
    chief(),
    { fiscalYear: 2025 },
    { signal: new AbortController().signal, progress: (step) => told.push(step) },
  );
  expect(closed.ok).toBe(true);
  expect(told.at(-1)?.done).toBe(told.at(-1)?.total);
  expect(told.length).toBe(Number(told.at(-1)?.total));
});
