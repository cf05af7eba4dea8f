import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askReopening } from "#app/commands/ask-reopening.ts";
import { closePeriod } from "#app/commands/close-period.ts";
import { closeYear } from "#app/commands/close-year.ts";
import { decideReopening } from "#app/commands/decide-reopening.ts";
import { matchLines } from "#app/commands/match-lines.ts";
import { postManualEntry } from "#app/commands/post-manual-entry.ts";
import { endOrWithdraw, relockExpired } from "#app/commands/relock.ts";
import { undoMatching } from "#app/commands/undo-matching.ts";
import type { Result } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { closingInForce } from "#db/queries/ledger/closing.ts";
import { movedBalances } from "#db/queries/ledger/closing-record.ts";
import { openingGaps } from "#db/queries/ledger/opening.ts";
import { generalEntry, type SmallBooks, smallBooks } from "#tests/support/small-books.ts";

/** 2025 is closed with an expense of 100.00; it is reopened by two persons, corrected, and closed again. */
let books: SmallBooks;
const read = <Value>(work: (db: Db) => Promise<Value>) => books.database.read(books.organisation, work);
const chief = () => books.as("chiefAccountant");
const controller = () => books.as("budgetController");

beforeAll(async () => {
  books = await smallBooks();
  await books.post(generalEntry("OD", "2025-05-05", "Achat", ["606", 10_000n], ["515", -10_000n]));
  const party = { party: "ACME", voucher: "F-0" };
  const posted = await books.post(
    generalEntry("OD", "2025-06-06", "Erreur", ["401", 500n, party], ["515", -500n]),
    generalEntry("OD", "2025-06-07", "Erreur défaite", ["401", -500n, party], ["515", 500n]),
  );
  pair = posted.map(({ id }) => id);
  done(await closeYear(chief(), { fiscalYear: 2025 }));
});
afterAll(() => books.close());

function done<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`refused: ${result.refusal.kind}`);
  return result.value;
}

/** Two lines of a supplier that nobody matched before the closing. */
let pair: bigint[] = [];
const place = { fiscalYear: 2025, account: "401" };
const settled = () => ({ ...place, lines: pair.map((entryId) => ({ entryId, line: 1 })), as: { kind: "complete" } as const });

const correction = (amount: bigint) => ({
  journal: "OD",
  date: "2025-12-31",
  label: "Correction",
  complementary: true,
  lines: [
    { account: "611", debit: amount, credit: 0n },
    { account: "606", debit: 0n, credit: amount },
  ],
});
const ask = (termHours = 48) => askReopening(chief(), { fiscalYear: 2025, reason: "Charge mal imputée", termHours });
/** As if the term had been an instant: the clock of the database is not ours to move. */
const letTermPass = async () => {
  await books.superuser`update reopening set relock_at = approved_at + interval '1 microsecond' where ended_at is null`;
  await books.superuser`update period set open_until = now() - interval '1 second' where open_until is not null`;
};

describe("asking", () => {
  it.each([
    ["without a reason", () => askReopening(chief(), { fiscalYear: 2025, reason: "  ", termHours: 48 }), "reason-required"],
    ["for no time at all", () => ask(0), "term-out-of-range"],
    ["for more than thirty days", () => ask(721), "term-out-of-range"],
    ["for a year that is open", () => askReopening(chief(), { fiscalYear: 2026, reason: "x", termHours: 1 }), "wrong-state"],
    ["as an accountant", () => askReopening(books.as("accountant"), { fiscalYear: 2025, reason: "x", termHours: 1 }), "forbidden"],
  ])("%s is refused", async (_, attempt, kind) => {
    expect(await attempt()).toMatchObject({ ok: false, refusal: { kind } });
  });

  it("opens nothing, and is taken back by whoever closes", async () => {
    const { reopeningId } = done(await ask());
    expect(await postManualEntry(chief(), correction(1n))).toMatchObject({ refusal: { kind: "year-closed" } });
    expect(await ask()).toMatchObject({ refusal: { kind: "wrong-state", what: "reopening" } });
    expect(done(await endOrWithdraw(chief(), { reopeningId }))).toEqual({ fiscalYear: 2025, relocked: null });
    expect(await decideReopening(controller(), { reopeningId, decision: "approve" })).toMatchObject({ refusal: { kind: "wrong-state" } });
  });
});

describe("the second person", () => {
  it("is another one than who asked, for the database too", async () => {
    const { reopeningId } = done(await ask());
    expect(await decideReopening(chief(), { reopeningId, decision: "approve" })).toMatchObject({ refusal: { kind: "author-decides" } });
    expect(await decideReopening(books.as("accountant"), { reopeningId, decision: "approve" })).toMatchObject({
      refusal: { kind: "forbidden" },
    });
    await expect(
      books.superuser`update reopening set approved_by = asked_by, approved_at = now(), relock_at = now() + interval '1 hour' where ended_at is null`,
    ).rejects.toThrow(/asker_never_approves/);
    expect(await decideReopening(controller(), { reopeningId, decision: "refuse" })).toMatchObject({
      refusal: { kind: "reason-required" },
    });
    done(await decideReopening(controller(), { reopeningId, decision: "refuse", note: "Corrigez en 2026" }));
  });
});

describe("a reopened exercise", () => {
  it("is written in by the chief accountant alone, and its closing no longer stands", async () => {
    const { reopeningId } = done(await ask());
    done(await decideReopening(controller(), { reopeningId, decision: "approve" }));
    expect(await read((db) => closingInForce(db, 2025))).toBeUndefined();
    expect(await postManualEntry(books.as("accountant"), correction(1n))).toMatchObject({ refusal: { kind: "period-closed" } });
  });

  it("stands again when its term ends and nothing was posted", async () => {
    await letTermPass();
    expect(await postManualEntry(chief(), correction(1n))).toMatchObject({ refusal: { kind: "period-closed" } });
    expect(done(await relockExpired(books.as("system")))).toEqual([{ fiscalYear: 2025, period: null, entries: 0, stands: true }]);
    expect(await read((db) => closingInForce(db, 2025))).toMatchObject({ number: 1, reopenedAt: null });
    expect(done(await relockExpired(books.as("system")))).toEqual([]);
  });

  it("takes the matchings of the chief accountant alone, and none once its term is over", async () => {
    const { reopeningId } = done(await ask());
    done(await decideReopening(controller(), { reopeningId, decision: "approve" }));
    expect(await matchLines(books.as("accountant"), settled())).toMatchObject({ refusal: { kind: "year-closed" } });
    const { runId } = done(await matchLines(chief(), settled()));
    const undoing = { ...place, what: { kind: "run", runId }, groupCount: 1 } as const;
    await letTermPass();
    expect(await undoMatching(chief(), undoing)).toMatchObject({ refusal: { kind: "year-closed" } });
    expect(await matchLines(chief(), settled())).toMatchObject({ refusal: { kind: "year-closed" } });
  });

  it("does not stand again when matchings were made: its record no longer says how they stand", async () => {
    expect(done(await relockExpired(books.as("system")))).toEqual([{ fiscalYear: 2025, period: null, entries: 0, stands: false }]);
    expect(await read((db) => closingInForce(db, 2025))).toBeUndefined();
    expect(done(await closeYear(chief(), { fiscalYear: 2025 }))).toMatchObject({ number: 2 });
  });

  it("closes again with a record of its own, and every balance that moved is said with its entries", async () => {
    const { reopeningId } = done(await ask());
    done(await decideReopening(controller(), { reopeningId, decision: "approve" }));
    const { id } = done(await postManualEntry(chief(), correction(2_500n)));
    const { closingId, number, result } = done(await closeYear(chief(), { fiscalYear: 2025 }));
    expect({ number, result }).toEqual({ number: 3, result: -10_000n });
    const moved = await read((db) => movedBalances(db, closingId));
    expect(moved).toMatchObject([
      { account: "606", before: 10_000n, after: 7_500n, entries: [{ id: String(id), amount: "-2500" }] },
      { account: "611", before: 0n, after: 2_500n, entries: [{ id: String(id), amount: "2500" }] },
    ]);
    const [ended] = await books.superuser`select outcome from reopening where id = ${String(reopeningId)}`;
    expect(ended?.["outcome"]).toBe("reclosed");
  });

  it("gives the difference to the year after", async () => {
    const { reopeningId } = done(await ask());
    done(await decideReopening(controller(), { reopeningId, decision: "approve" }));
    done(
      await postManualEntry(chief(), {
        ...correction(0n),
        lines: [
          { account: "606", debit: 700n, credit: 0n },
          { account: "401", debit: 0n, credit: 700n, party: "ACME", voucher: "F-9", voucherDate: "2025-12-31" },
        ],
      }),
    );
    done(await closeYear(chief(), { fiscalYear: 2025 }));
    expect(await read((db) => openingGaps(db, 2026))).toMatchObject({ accounts: [] });
    const lines = await books.superuser`
      select account, debit::int as debit, credit::int as credit from entry_line
       where entry_id = (select opening_entry from closing where fiscal_year = 2025 order by id desc limit 1) order by line`;
    expect(lines.map(({ account, debit, credit }) => `${account} ${debit} ${credit}`)).toEqual(["129 700 0", "401 0 700"]);
  });

  it("stays shut when its term ends after something was posted, until it is closed again", async () => {
    const { reopeningId } = done(await ask());
    done(await decideReopening(controller(), { reopeningId, decision: "approve" }));
    done(await postManualEntry(chief(), correction(100n)));
    await letTermPass();
    expect(done(await relockExpired(books.as("system")))).toEqual([{ fiscalYear: 2025, period: null, entries: 1, stands: false }]);
    expect(await postManualEntry(chief(), correction(1n))).toMatchObject({ refusal: { kind: "year-closed" } });
    expect(await read((db) => closingInForce(db, 2025))).toBeUndefined();
    expect(done(await closeYear(chief(), { fiscalYear: 2025 }))).toMatchObject({ number: 5 });
  });
});

describe("exercises", () => {
  it("reopen in the reverse order of their closing", async () => {
    const sql = books.superuser;
    await sql`update fiscal_year set status = 'closed' where year = 2026`;
    expect(await ask()).toMatchObject({ refusal: { kind: "later-year-closed", year: 2025, later: 2026 } });
    await sql`update fiscal_year set status = 'open' where year = 2026`;
  });

  it("end the reopenings of their months when they close: nobody writes there any more, approved or asked", async () => {
    const opened: bigint[] = [];
    for (const period of [1, 2]) {
      done(await closePeriod(chief(), { fiscalYear: 2026, period }));
      opened.push(done(await askReopening(chief(), { fiscalYear: 2026, period, reason: "Oubli", termHours: 48 })).reopeningId);
    }
    done(await decideReopening(controller(), { reopeningId: opened[0] ?? 0n, decision: "approve" }));
    done(await closeYear({ ...chief(), today: "2027-01-10" }, { fiscalYear: 2026 }));
    const ended = await books.superuser<{ outcome: string }[]>`
      select outcome from reopening where fiscal_year = 2026 and ended_at is not null order by period`;
    expect(ended.map(({ outcome }) => outcome)).toEqual(["reclosed", "withdrawn"]);
    await letTermPass();
    expect(done(await relockExpired(books.as("system")))).toEqual([]);
  });
});
