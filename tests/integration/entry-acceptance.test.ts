import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkEntry, type EntryDraft, type LineDraft } from "#app/domain/ledger/entry.ts";
import type { Resource } from "#app/domain/quantity.ts";
import type { Book } from "#app/domain/refusal.ts";
import { sqlStateOf } from "#db/failure.ts";
import { commitEntries } from "#db/posting.ts";
import { verifyLedger } from "#db/verify.ts";
import { type SmallOrganisation, smallOrganisation, today } from "#tests/support/small-organisation.ts";

let small: SmallOrganisation;
let actor: bigint;

beforeAll(async () => {
  small = await smallOrganisation();
  actor = (await small.system()).actor.id;
});
afterAll(async () => await small.close());

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

/** What the database says of an entry when nobody has checked it before: it commits, or a constraint refuses (class 22 or 23). */
async function committed(draft: EntryDraft): Promise<boolean> {
  try {
    const result = await small.database.write(small.organisation, (db) => commitEntries(db, [draft], { actor, today }));
    // No position of the budget book holds euros, nor belongs to no unit: the statement then finds nothing to take from.
    if (!result.ok && result.refusal.kind !== "credit-exceeded")
      throw new Error(`a code or a period stood in the way: ${result.refusal.kind}`);
    return result.ok;
  } catch (error) {
    if (/^2[23]/.test(sqlStateOf(error) ?? "")) return false;
    throw error;
  }
}

test("the domain accepts an entry if and only if PostgreSQL commits it", { timeout: 120_000 }, async () => {
  const seen = { accepted: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(anyEntry(), async (draft) => {
      const accepted = checkEntry(draft).ok;
      expect(await committed(draft)).toBe(accepted);
      seen[accepted ? "accepted" : "refused"] += 1;
    }),
    { numRuns: 300, seed, verbose: 1 },
  );
  process.stdout.write(`entry acceptance, seed ${seed}: ${seen.accepted} accepted, ${seen.refused} refused\n`);
  expect(seen.accepted).toBeGreaterThan(30);
  expect(seen.refused).toBeGreaterThan(30);
  const report = await small.database.read(small.organisation, verifyLedger);
  expect(report.faults).toEqual([]);
});

/** Well-formed entries, then spoilt in none, one or two ways; codes are known and no stage runs short (`voted` on both sides). */
function anyEntry(): fc.Arbitrary<EntryDraft> {
  return fc
    .tuple(wellFormed(), fc.array(spoiling(), { maxLength: 2 }), fc.integer({ min: 0, max: 9 }))
    .map(([draft, spoilings, at]) => spoilings.reduce((spoilt, spoil) => spoil(spoilt, at), draft));
}

function wellFormed(): fc.Arbitrary<EntryDraft> {
  const amount = fc.bigInt({ min: 1n, max: 1_000_000n });
  return fc
    .tuple(
      fc.constantFrom<Book>("budget", "general"),
      fc.array(amount, { minLength: 1, maxLength: 4 }),
      fc.uuid(),
      fc.constantFrom<Resource>("AE", "CP", "ETPT", "DAY"),
    )
    .map(([book, amounts, eventId, budgetResource]) => {
      const resource = book === "general" ? "EUR" : budgetResource;
      const total = amounts.reduce((sum, part) => sum + part, 0n);
      const lines = [...amounts.map((debit) => line(book, resource, debit, 0n)), line(book, resource, 0n, total)];
      return { book, journal: book === "general" ? "OD" : "CR", entryDate: today, label: "Écriture", eventId, lines };
    });
}

function line(book: Book, resource: Resource, debit: bigint, credit: bigint): LineDraft {
  if (book === "general") return { account: debit > 0n ? "606" : "401", resource, debit, credit };
  return { account: "voted", unit: "INSEE", nature: "31", activity: "01-ENQ", resource, debit, credit, origin: "initialBudget" };
}

type Spoiling = (draft: EntryDraft, at: number) => EntryDraft;

function spoiling(): fc.Arbitrary<Spoiling> {
  const changes: readonly Partial<LineDraft>[] = [
    { debit: 0n, credit: 0n },
    { debit: 3n, credit: 3n },
    { debit: -5n, credit: 0n },
    { credit: 1n },
    { debit: 900_000_000_000_001n, credit: 0n },
    { resource: "AE" },
    { resource: "EUR" },
    { unit: null },
    { nature: null },
    { activity: null },
    { origin: null },
    { origin: "carryOver" },
    { currency: "USD" },
    { currency: "USD", currencyAmount: -12n },
    { document: "payment" },
    { document: "payment", documentId: "4b0f0cf6-8f5c-4b6e-9f0e-0f8f3e3f5a11" },
    { label: "" },
    { beneficiaryUnit: "DR44" },
    { voucherDate: "2026-02-30" },
  ];
  return fc.oneof(
    fc.constantFrom(...changes).map(
      (change): Spoiling =>
        (draft, at) =>
          withLine(draft, at, change),
    ),
    fc.constant<Spoiling>((draft) => ({ ...draft, lines: draft.lines.slice(0, 1) })),
    fc.constant<Spoiling>((draft) => ({ ...draft, lines: draft.lines.slice(-1) })),
    fc.constant<Spoiling>((draft) => ({ ...draft, lines: [...draft.lines, ...draft.lines] })),
    fc.constant<Spoiling>((draft) => ({ ...draft, label: "" })),
  );
}

function withLine(draft: EntryDraft, at: number, change: Partial<LineDraft>): EntryDraft {
  const chosen = draft.lines.length === 0 ? 0 : at % draft.lines.length;
  return { ...draft, lines: draft.lines.map((own, index) => (index === chosen ? { ...own, ...change } : own)) };
}
