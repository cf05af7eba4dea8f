import { createHash } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeYear } from "#app/commands/close-year.ts";
import { postManualEntry } from "#app/commands/post-manual-entry.ts";
import { postOpeningBalances } from "#app/commands/post-opening-balances.ts";
import { readAnchorLine } from "#app/domain/ledger/anchor.ts";
import { anchorsAfter, anchorsOf } from "#db/anchor.ts";
import { runChecks } from "#db/check.ts";
import type { Db } from "#db/client.ts";
import { closedJournals, closingAnchor, closingInForce } from "#db/queries/ledger/closing.ts";
import { openingEntries, openingGaps } from "#db/queries/ledger/opening.ts";
import { readiness } from "#db/queries/ledger/readiness.ts";
import { trialBalanceLines } from "#db/queries/ledger/trial-balance.ts";
import { generalEntry, type SmallBooks, smallBooks } from "#tests/support/small-books.ts";

/** 2025 ends with a loss of 900.00 paid by the Treasury, one invoice of 250.00 unpaid, one of 300.00 paid and matched. */
let books: SmallBooks;
const read = <Value>(work: (db: Db) => Promise<Value>) => books.database.read(books.organisation, work);
const chief = () => books.as("chiefAccountant");

beforeAll(async () => {
  books = await smallBooks();
  const invoice = (amount: bigint, voucher: string, on: string) =>
    generalEntry("HA", on, `Facture ${voucher}`, ["606", amount], ["401", -amount, { party: "ACME", voucher, voucherDate: on }]);
  const [paid] = await books.post(
    invoice(30_000n, "F-1", "2025-03-10"),
    invoice(25_000n, "F-2", "2025-12-20"),
    generalEntry("PA", "2025-06-30", "Paye", ["641", 35_000n], ["421", -35_000n]),
    generalEntry("TR", "2025-06-30", "Paye", ["421", 35_000n], ["515", -35_000n]),
    generalEntry("TR", "2025-12-31", "Financement", ["515", 65_000n], ["181", -65_000n]),
  );
  const [payment] = await books.post(
    generalEntry("TR", "2025-04-02", "Règlement F-1", ["401", 30_000n, { party: "ACME", voucher: "F-1" }], ["515", -30_000n]),
  );
  await match(paid?.id, payment?.id);
});
afterAll(() => books.close());

/** The invoice's second line with the payment's first. */
async function match(invoice = 0n, payment = 0n): Promise<void> {
  const { superuser: sql } = books;
  await sql`
    with m as (insert into matching (fiscal_year, account, party, code, matched_on, rule, run_id, author)
      values (2025, '401', 'ACME', 'A', '2025-04-02', 'hand', gen_random_uuid(), (select min(id) from app_user)) returning id)
    insert into matching_line (matching_id, fiscal_year, entry_id, line)
    select id, 2025, e, l from m, (values (${String(invoice)}::bigint, 2), (${String(payment)}::bigint, 1)) as v (e, l)`;
}

async function lines(entryId: bigint | null | undefined): Promise<string[]> {
  const { rows } = await read((db) =>
    sql<{ said: string }>`
      select concat_ws(' ', account, coalesce(party, '-'), coalesce(voucher, '-'), coalesce(voucher_date::text, '-'), label, debit - credit) as said
        from entry_line where entry_id = ${entryId ?? 0n} order by line`.execute(db),
  );
  return rows.map(({ said }) => said);
}

describe("the provisional opening", () => {
  it("carries classes 1 to 5, third parties line by line while unmatched, and the result so far", async () => {
    const opened = await postOpeningBalances(chief(), { fiscalYear: 2026 });
    if (!opened.ok) throw new Error(opened.refusal.kind);
    expect(await lines(opened.value.entryId)).toEqual([
      "129 - AN-2026 2026-01-01 À-nouveaux provisoires 2025 90000",
      "181 - AN-2026 2026-01-01 À-nouveaux provisoires 2025 -65000",
      "401 ACME F-2 2025-12-20 Facture F-2 -25000",
    ]);
    const [first] = await read((db) => openingEntries(db, 2026));
    expect(first).toMatchObject({ name: "AN-1", provisional: true });
  });

  it("is not repeated while nothing changes", async () => {
    expect(await postOpeningBalances(chief(), { fiscalYear: 2026 })).toMatchObject({ refusal: { kind: "opening-up-to-date", year: 2026 } });
  });

  it("is the chief accountant's", async () => {
    expect(await postOpeningBalances(books.as("accountant"), { fiscalYear: 2026 })).toMatchObject({ refusal: { kind: "forbidden" } });
    expect(await postOpeningBalances(chief(), { fiscalYear: 2025 })).toMatchObject({ refusal: { kind: "no-year-before" } });
  });

  it("is renewed by the difference alone, when more is booked before the closing", async () => {
    await books.post(
      generalEntry(
        "OD",
        "2025-12-31",
        "Abonnement",
        ["611", 1_000n],
        ["408", -1_000n, { party: "ACME", voucher: "P-1", voucherDate: "2025-12-31" }],
      ),
    );
    const renewed = await postOpeningBalances(chief(), { fiscalYear: 2026 });
    if (!renewed.ok) throw new Error(renewed.refusal.kind);
    expect(await lines(renewed.value.entryId)).toEqual([
      "129 - AN-2026 2026-01-01 À-nouveaux provisoires 2025 1000",
      "408 ACME P-1 2025-12-31 Abonnement -1000",
    ]);
  });
});

describe("the closing of a year", () => {
  it("is refused by whoever does not hold the whole ledger, and when the books changed since the page was read", async () => {
    expect(await closeYear(books.as("accountant"), { fiscalYear: 2025 })).toMatchObject({ refusal: { kind: "forbidden" } });
    expect(await closeYear(chief(), { fiscalYear: 2025, seenResult: -90_000n })).toMatchObject({ refusal: { kind: "stale" } });
    expect(await closeYear(chief(), { fiscalYear: 2026 })).toMatchObject({ refusal: { kind: "closing-not-ready" } });
  });

  it("posts only the difference, takes the loss to the liaison account, and shuts every period", async () => {
    await books.post(
      generalEntry(
        "HA",
        "2025-12-31",
        "Facture F-3",
        ["606", 500n],
        ["401", -500n, { party: "ACME", voucher: "F-3", voucherDate: "2025-12-31" }],
      ),
    );
    const closed = await closeYear(chief(), { fiscalYear: 2025, seenResult: -91_500n });
    if (!closed.ok) throw new Error(JSON.stringify(closed.refusal));
    expect(closed.value).toMatchObject({ number: 1, result: -91_500n });
    const closing = await read((db) => closingInForce(db, 2025));
    expect(await lines(closing?.openingEntry)).toEqual([
      "129 - AN-2026 2026-01-01 À-nouveaux 2025 500",
      "401 ACME F-3 2025-12-31 Facture F-3 -500",
    ]);
    expect(await lines(closing?.resultEntry)).toEqual([
      "181 - AN-2026 2026-01-01 Résultat 2025 au compte de liaison 91500",
      "129 - AN-2026 2026-01-01 Résultat 2025 au compte de liaison -91500",
    ]);
    const periods = await read((db) => db.selectFrom("period").select("status").distinct().where("fiscal_year", "=", 2025).execute());
    expect(periods).toEqual([{ status: "closed" }]);
  });

  it("leaves openings equal to what the year held, for every account", async () => {
    expect(await read((db) => openingGaps(db, 2026))).toEqual({ opened: 3, accounts: [] });
    const balance = await read((db) => trialBalanceLines(db, 2026));
    expect(balance.find(({ account }) => account === "401")).toMatchObject({ openingCredit: 25_500n });
    expect(balance.find(({ account }) => account === "129")).toMatchObject({ openingDebit: 91_500n, movementCredit: 91_500n });
  });

  it("keeps the expenses and the income of the year as they ended, for its file and its statements", async () => {
    const balance = await read((db) => trialBalanceLines(db, 2025));
    expect(balance.filter(({ account }) => /^[67]/.test(account)).map(({ account, closingDebit }) => [account, closingDebit])).toEqual([
      ["606", 55_500n],
      ["611", 1_000n],
      ["641", 35_000n],
    ]);
  });

  it("writes down the last number, the hash and the total of each journal, the labels and the matchings", async () => {
    const closing = await read((db) => closingInForce(db, 2025));
    const journals = await read((db) => closedJournals(db, closing?.id ?? 0n));
    const [counter] =
      await books.superuser`select encode(last_hash, 'hex') as hash from journal_counter where fiscal_year = 2025 and journal = 'HA'`;
    expect(journals.find(({ journal }) => journal === "HA")).toMatchObject({
      lastNumber: 3n,
      debit: 55_500n,
      lastHash: counter?.["hash"],
      label: "Achats",
    });
    const kept =
      await books.superuser`select dimension, code, label from closing_label where closing_id = ${String(closing?.id)} order by 1, 2`;
    expect(kept.map(({ dimension, code }) => `${dimension} ${code}`)).toContain("party ACME");
    const matched = await books.superuser`select code, line from closing_matching where closing_id = ${String(closing?.id)} order by line`;
    expect(matched.map(({ code, line }) => `${code}${line}`)).toEqual(["A1", "A2"]);
  });

  it("anchors every chain, and the minutes cite the set that holds them", async () => {
    const closing = await read((db) => closingInForce(db, 2025));
    const anchor = await read((db) => closingAnchor(db, closing?.id ?? 0n));
    const sets = await read((db) => anchorsAfter(db, 0n));
    const line = sets.find(({ id }) => id === anchor.set)?.line ?? "";
    expect(anchor.digest).toBe(createHash("sha256").update(line).digest("hex"));
    expect(readAnchorLine(line)).toMatchObject({ reason: "closing" });
    const anchored = new Map(
      (await read((db) => anchorsOf(db, 2025))).map(({ journal, lastNumber, hash }) => [journal, `${lastNumber} ${hash}`]),
    );
    for (const { journal, lastNumber, lastHash } of await read((db) => closedJournals(db, closing?.id ?? 0n)))
      expect(anchored.get(journal)).toBe(`${lastNumber} ${lastHash}`);
    await expect(books.superuser`update closing set anchor_set = 99 where id = ${String(closing?.id)}`).rejects.toThrow();
  });

  it("lets nobody post in the year any more", async () => {
    const entry = {
      journal: "OD",
      date: "2025-12-31",
      label: "Trop tard",
      lines: [
        { account: "606", debit: 1n, credit: 0n },
        { account: "515", debit: 0n, credit: 1n },
      ],
    };
    for (const role of ["accountant", "chiefAccountant"] as const) {
      expect(await postManualEntry(books.as(role), entry)).toMatchObject({ refusal: { kind: "year-closed", year: 2025 } });
    }
    expect(await closeYear(chief(), { fiscalYear: 2025 })).toMatchObject({ refusal: { kind: "wrong-state", state: "closed" } });
    expect(await postOpeningBalances(chief(), { fiscalYear: 2026 })).toMatchObject({ refusal: { kind: "wrong-state", state: "closed" } });
  });

  it("is a record that its owner does not alter", async () => {
    await expect(books.superuser`update closing_balance set debit = debit`).rejects.toThrow(/append-only/);
    await expect(books.superuser`delete from closing`).rejects.toThrow(/append-only/);
    await expect(books.superuser`delete from closing_label`).rejects.toThrow(/append-only/);
  });

  it("leaves the books proved and the checks silent", async () => {
    expect((await read(runChecks)).filter(({ faultCount }) => faultCount > 0)).toEqual([]);
    const checks = await read((db) => readiness(db, { year: 2026, firstDay: "2026-01-01", lastDay: "2026-12-31" }, "2027-01-15"));
    expect(checks.filter(({ severity, count }) => severity === "blocking" && count > 0)).toEqual([]);
  });
});
