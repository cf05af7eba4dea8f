import { afterEach, beforeEach, expect, it } from "vitest";
import { askReopening } from "#app/commands/ask-reopening.ts";
import { closeYear } from "#app/commands/close-year.ts";
import { decideReopening } from "#app/commands/decide-reopening.ts";
import { openFiscalYear } from "#app/commands/open-fiscal-year.ts";
import { postManualEntry } from "#app/commands/post-manual-entry.ts";
import { endOrWithdraw } from "#app/commands/relock.ts";
import { openingGaps } from "#db/queries/ledger/opening.ts";
import { expectClosingsHold, expectSoundBooks } from "#tests/support/independent-sums.ts";
import { generalEntry, type SmallBooks, smallBooks } from "#tests/support/small-books.ts";
import { must } from "#tests/support/small-organisation.ts";

/** 2024 and 2025 were closed; both are reopened, the later one first, and 2024 is corrected. */
let books: SmallBooks;
const chief = () => books.as("chiefAccountant");
beforeEach(async () => {
  books = await smallBooks();
  must(await openFiscalYear(books.as("system"), { year: 2024 }));
  for (const year of [2024, 2025]) await books.post(generalEntry("OD", `${year}-05-05`, "Achat", ["606", 10_000n], ["515", -10_000n]));
  for (const fiscalYear of [2024, 2025]) must(await closeYear(chief(), { fiscalYear }));
});
afterEach(() => books.close());

async function reopened(fiscalYear: number): Promise<bigint> {
  const { reopeningId } = must(await askReopening(chief(), { fiscalYear, reason: "Facture retrouvée", termHours: 48 }));
  must(await decideReopening(books.as("budgetController"), { reopeningId, decision: "approve" }));
  return reopeningId;
}

async function correct(year: number): Promise<void> {
  const lines = [
    { account: "606", debit: 700n, credit: 0n },
    { account: "515", debit: 0n, credit: 700n },
  ];
  must(await postManualEntry(chief(), { journal: "OD", date: `${year}-12-31`, label: "Correction", complementary: true, lines }));
}

async function expectAllClosed(): Promise<void> {
  expect(await books.database.read(books.organisation, (db) => openingGaps(db, 2025))).toMatchObject({ accounts: [] });
  await expectSoundBooks(books);
  await expectClosingsHold(books);
}

it("both corrected and shut again by the end of their term, the earlier one closes first, and the later one takes its new opening", async () => {
  const later = await reopened(2025);
  const earlier = await reopened(2024);
  await correct(2024);
  await correct(2025);
  for (const reopeningId of [later, earlier]) must(await endOrWithdraw(chief(), { reopeningId }));
  // 2025 waits for a closing of its own, which 2024 comes before: it is no reason to refuse 2024.
  expect(await closeYear(chief(), { fiscalYear: 2025 })).toMatchObject({ refusal: { kind: "closing-not-ready" } });
  must(await closeYear(chief(), { fiscalYear: 2024 }));
  must(await closeYear(chief(), { fiscalYear: 2025 }));
  await expectAllClosed();
});

it("the later one untouched stands closed: the earlier one waits until it is reopened, and both close", async () => {
  const later = await reopened(2025);
  await reopened(2024);
  await correct(2024);
  must(await endOrWithdraw(chief(), { reopeningId: later }));
  expect(await closeYear(chief(), { fiscalYear: 2024 })).toMatchObject({ refusal: { kind: "later-year-closed", year: 2024, later: 2025 } });
  await reopened(2025);
  must(await closeYear(chief(), { fiscalYear: 2024 }));
  must(await closeYear(chief(), { fiscalYear: 2025 }));
  await expectAllClosed();
});
