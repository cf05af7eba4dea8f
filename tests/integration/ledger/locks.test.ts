import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askReopening } from "#app/commands/ask-reopening.ts";
import { closePeriod } from "#app/commands/close-period.ts";
import { decideReopening } from "#app/commands/decide-reopening.ts";
import { postManualEntry } from "#app/commands/post-manual-entry.ts";
import { reverseEntry } from "#app/commands/reverse-entry.ts";
import { setPeriodLock } from "#app/commands/set-period-lock.ts";
import type { Role } from "#app/domain/access.ts";
import { generalEntry, type SmallBooks, smallBooks } from "#tests/support/small-books.ts";

let books: SmallBooks;
beforeAll(async () => {
  books = await smallBooks();
});
afterAll(() => books.close());

const lock = (role: Role, period: number, status: "open" | "locked") => setPeriodLock(books.as(role), { fiscalYear: 2026, period, status });
const close = (period: number) => closePeriod(books.as("chiefAccountant"), { fiscalYear: 2026, period });
const post = (role: Role, date: string) =>
  postManualEntry(books.as(role), {
    journal: "OD",
    date,
    label: "Écriture",
    lines: [
      { account: "606", debit: 100n, credit: 0n },
      { account: "515", debit: 0n, credit: 100n },
    ],
  });

describe("a locked period", () => {
  it("is the chief accountant's to lock", async () => {
    expect(await lock("accountant", 1, "locked")).toMatchObject({ refusal: { kind: "forbidden" } });
    expect(await lock("chiefAccountant", 1, "locked")).toMatchObject({ ok: true });
    expect(await lock("chiefAccountant", 1, "locked")).toMatchObject({ refusal: { kind: "wrong-state", state: "locked" } });
    expect(await lock("chiefAccountant", 99, "locked")).toMatchObject({ refusal: { kind: "not-found" } });
  });

  it("anchors the chains, and unlocking takes no anchor", async () => {
    await books.post(generalEntry("OD", "2026-02-02", "Avant", ["606", 1n], ["515", -1n]));
    const taken = async () => (await books.superuser`select reason from anchor_set order by id`).map(({ reason }) => reason);
    const before = await taken();
    await lock("chiefAccountant", 2, "locked");
    expect(await taken()).toEqual([...before, "closing"]);
    await lock("chiefAccountant", 2, "open");
    expect(await taken()).toEqual([...before, "closing"]);
  });

  it("takes the entries and the reversals of the chief accountant, and of nobody else", async () => {
    expect(await post("accountant", "2026-01-10")).toMatchObject({ refusal: { kind: "period-closed", period: 1 } });
    const posted = await post("chiefAccountant", "2026-01-10");
    if (!posted.ok) throw new Error(posted.refusal.kind);
    const reversal = { entryId: posted.value.id, on: "2026-01-11", reason: "Essai" };
    expect(await reverseEntry(books.as("accountant"), reversal)).toMatchObject({ refusal: { kind: "period-closed" } });
    expect(await reverseEntry(books.as("chiefAccountant"), reversal)).toMatchObject({ ok: true });
  });

  it("opens again in one act", async () => {
    expect(await lock("chiefAccountant", 1, "open")).toMatchObject({ ok: true });
    expect(await post("accountant", "2026-01-12")).toMatchObject({ ok: true });
  });
});

describe("a month", () => {
  it("closes in its order, once over, and the complementary one with the year alone", async () => {
    expect(await close(2)).toMatchObject({ refusal: { kind: "earlier-period-open", period: 1 } });
    expect(await close(1)).toMatchObject({ ok: true, value: { number: 1 } });
    expect(await close(1)).toMatchObject({ refusal: { kind: "wrong-state", state: "closed" } });
    expect(await close(2)).toMatchObject({ ok: true, value: { number: 2 } });
    expect(await close(6)).toMatchObject({ refusal: { kind: "period-running" } });
    expect(await close(13)).toMatchObject({ refusal: { kind: "closes-with-year" } });
  });

  it("takes nothing more, and no lock opens it", async () => {
    expect(await post("chiefAccountant", "2026-01-10")).toMatchObject({ refusal: { kind: "period-closed" } });
    expect(await lock("chiefAccountant", 1, "open")).toMatchObject({ refusal: { kind: "wrong-state", state: "closed" } });
  });

  it("keeps what it held", async () => {
    const [row] =
      await books.superuser`select entry_count::int as entries, debit::int as debit from closing where period = 1 and fiscal_year = 2026`;
    expect(row).toMatchObject({ entries: 3, debit: 300 });
  });

  it("reopens with two persons, and closes again with a record that replaces the first", async () => {
    const asked = await askReopening(books.as("chiefAccountant"), { fiscalYear: 2026, period: 1, reason: "Oubli", termHours: 2 });
    if (!asked.ok) throw new Error(asked.refusal.kind);
    expect(await decideReopening(books.as("budgetController"), { ...asked.value, decision: "approve" })).toMatchObject({ ok: true });
    expect(await post("accountant", "2026-01-20")).toMatchObject({ refusal: { kind: "period-closed" } });
    expect(await post("chiefAccountant", "2026-01-20")).toMatchObject({ ok: true });
    expect(await lock("chiefAccountant", 1, "open")).toMatchObject({ refusal: { kind: "wrong-state", state: "reopened" } });
    expect(await close(1)).toMatchObject({ ok: true, value: { number: 3 } });
    const closings =
      await books.superuser`select number, replaces is not null as replaces, reopened_at is not null as reopened from closing where period = 1 order by id`;
    expect(closings.map(({ number, replaces, reopened }) => [number, replaces, reopened])).toEqual([
      [1, false, true],
      [3, true, false],
    ]);
  });
});

describe("sixteen posters against one closer", () => {
  it("leave no entry in a month after it was closed", async () => {
    let closedAt = Number.POSITIVE_INFINITY;
    let posted = 0;
    const poster = async (index: number) => {
      for (let turn = 0; turn < 40 && closedAt === Number.POSITIVE_INFINITY; turn += 1) {
        const draft = generalEntry("OD", "2026-03-15", `Poste ${index}`, ["606", 1n], ["515", -1n]);
        try {
          await books.post(draft);
          posted += 1;
        } catch (error) {
          if (!String(error).includes("period-closed")) throw error;
          return;
        }
      }
    };
    const closer = async () => {
      await new Promise((resolve) => setTimeout(resolve, 150));
      const closed = await close(3);
      closedAt = performance.now();
      if (!closed.ok) throw new Error(closed.refusal.kind);
    };
    await Promise.all([closer(), ...Array.from({ length: 16 }, (_, index) => poster(index))]);
    const [kept] =
      await books.superuser`select entry_count::int as entries, debit::int as debit from closing where period = 3 and fiscal_year = 2026`;
    const [held] = await books.superuser`select count(*)::int as entries from entry where fiscal_year = 2026 and period = 3`;
    expect(posted).toBeGreaterThan(0);
    expect(kept).toMatchObject({ entries: held?.["entries"], debit: held?.["entries"] });
  });
});
