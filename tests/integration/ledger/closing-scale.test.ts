import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askReopening } from "#app/commands/ask-reopening.ts";
import { closeYear } from "#app/commands/close-year.ts";
import { decideReopening } from "#app/commands/decide-reopening.ts";
import { importLedger } from "#app/commands/import-ledger.ts";
import { sourceOfPath } from "#app/commands/ledger-source.ts";
import type { Progress } from "#app/domain/job.ts";
import { linesAtOnce } from "#app/jobs/job.ts";
import { writeFecFile } from "#tests/bench/fec-file.ts";
import { expectClosingsHold, expectSoundBooks } from "#tests/support/independent-sums.ts";
import { generalEntry, type SmallBooks, smallBooks } from "#tests/support/small-books.ts";
import { must } from "#tests/support/small-organisation.ts";

/** An exercise beyond what a page closes by itself, by hand (`TEST_LONG=1`); a tenth of it otherwise. */
const lines = Number(linesAtOnce) * (process.env.TEST_LONG ? 1.2 : 0.12);
const limitMs = 240_000;

let books: SmallBooks;
const folder = mkdtempSync(path.join(tmpdir(), "closing-scale-"));
beforeAll(async () => {
  books = await smallBooks({ statementTimeoutMs: limitMs });
});
afterAll(async () => {
  await books.close();
  rmSync(folder, { recursive: true });
});

test(`an exercise of ${lines} lines is imported, closed, reopened by two persons and closed again`, { timeout: 3 * limitMs }, async () => {
  const file = path.join(folder, `${books.organisation.siren}FEC20251231.txt`);
  const made = await writeFecFile(file, { lines, year: 2025 });
  const input = { file: sourceOfPath(file), fileName: path.basename(file), createAccounts: true, tolerate: false, dryRun: false };
  expect(must((await importLedger(books.as("chiefAccountant"), input)).result)).toMatchObject({
    lines: made.lines,
    debit: made.debitCents,
  });

  await clearSuspense();
  const first = await closed();
  expect(first.steps.at(-1)?.done).toBe(first.steps.at(-1)?.total);
  const reopening = { fiscalYear: 2025, reason: "Une facture de 2025 est arrivée", termHours: 24 };
  const { reopeningId } = must(await askReopening(books.as("chiefAccountant"), reopening));
  must(await decideReopening(books.as("budgetController"), { reopeningId, decision: "approve" }));
  const second = await closed();
  expect(second.number).toBe(first.number + 1);
  expect(second.result).toBe(first.result);
  await expectSoundBooks(books);
  await expectClosingsHold(books);
  console.info(`closed in ${first.ms} ms, again in ${second.ms} ms, ${first.steps.length} steps told`);
  expect(Math.max(first.ms, second.ms)).toBeLessThan(limitMs);
});

/** Nothing is closed while something waits on 47. */
async function clearSuspense(): Promise<void> {
  const waiting = await books.superuser<{ account: string; balance: string }[]>`
    select account, sum(debit - credit)::text as balance from account_balance
     where fiscal_year = 2025 and account like '47%' group by account having sum(debit - credit) <> 0`;
  for (const { account, balance } of waiting) {
    await books.post(generalEntry("OD", "2025-12-31", "Attente soldée", ["606", BigInt(balance)], [account, -BigInt(balance)]));
  }
}

async function closed() {
  const steps: Progress[] = [];
  const began = performance.now();
  const watch = { signal: new AbortController().signal, progress: (step: Progress) => steps.push(step) };
  const { number, result } = must(await closeYear(books.as("chiefAccountant"), { fiscalYear: 2025 }, watch));
  return { number, result, steps, ms: Math.round(performance.now() - began) };
}
