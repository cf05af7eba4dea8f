import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OccurrenceName, postDueSubscriptions, skipOccurrence } from "#app/commands/post-due-subscriptions.ts";
import { archiveEntryModel, type ModelInput, saveEntryModel } from "#app/commands/save-entry-model.ts";
import { changeSubscription, type SubscriptionSaving, saveSubscription } from "#app/commands/save-subscription.ts";
import type { ModelLine } from "#app/domain/ledger/entry-model.ts";
import { entryModelById } from "#db/queries/ledger/entry-model.ts";
import { subscriptionById } from "#db/queries/ledger/subscription.ts";
import { type SmallBooks, smallBooks } from "#tests/support/small-books.ts";

let books: SmallBooks;
let modelId: string;

/** January 2026 is closed, February is locked. */
beforeAll(async () => {
  books = await smallBooks();
  await books.superuser`update period set status = case period when 1 then 'closed' else 'locked' end where fiscal_year = 2026 and period in (1, 2)`;
  modelId = await model();
});
afterAll(() => books.close());

describe("a model", () => {
  test("is kept as it was written, changed over the version that was seen, and archived", async () => {
    const id = await model({ name: "À changer" });
    expect(await stored(id)).toMatchObject({ name: "À changer", version: 1n, parameters: [{ name: "loyer" }], lines: rent });
    expect(
      await saveEntryModel(books.as("accountant"), input({ id, name: "Changé", seen: 1n, lines: rent.slice().reverse() })),
    ).toMatchObject({ ok: true });
    expect(await stored(id)).toMatchObject({ name: "Changé", version: 2n, lines: rent.slice().reverse() });
    expect(await saveEntryModel(books.as("accountant"), input({ id, name: "Trop tard", seen: 1n }))).toEqual(
      refused({ kind: "stale", what: "model", seen: 1n, current: 2n }),
    );
    expect(await archiveEntryModel(books.as("accountant"), { id, archived: true })).toMatchObject({ ok: true });
    expect((await stored(id))?.archivedAt).toBeInstanceOf(Date);
  });

  test.each<[string, Partial<ModelInput>, object]>([
    ["of a journal that nobody writes by hand", { journal: "PA" }, { kind: "journal-not-by-hand", journal: "PA" }],
    [
      "with shares that are not whole",
      { lines: [line("606", "debit", "70 %"), line("611", "debit", "29 %"), line("401", "credit", "=")] },
      { kind: "model-shares", percent: "99,00" },
    ],
    ["of one line", { lines: [line("606", "debit", "1")] }, { kind: "model-lines", count: 1 }],
    ["whose name is taken, whatever its capitals", { name: "LOYER du siège" }, { kind: "model-name-taken" }],
  ])("%s is refused", async (_, change, refusal) => {
    expect(await saveEntryModel(books.as("accountant"), input({ id: randomUUID(), ...change }))).toEqual(
      refused(expect.objectContaining(refusal)),
    );
  });
});

describe("what is due", () => {
  test("is posted once for ever, whatever the number of presses", async () => {
    const id = await subscription({ firstDay: "2026-03-31" });
    const [march, april] = [name(id, 1), name(id, 2)];
    const first = await post("2026-04-30", march, april);
    expect(first).toEqual({ ok: true, value: { posted: 2, refused: [] } });
    expect(await post("2026-04-30", march, april)).toEqual({ ok: true, value: { posted: 0, refused: [] } });
    const races = await Promise.all([1, 2, 3, 4].map(() => post("2026-05-31", name(id, 3))));
    expect(races.map((answer) => (answer.ok ? answer.value.posted : 0)).toSorted()).toEqual([0, 0, 0, 1]);
    const entries = await books.superuser`
      select e.entry_date::text as day, e.label, l.voucher, l.account, l.debit::int as debit, l.credit::int as credit
        from subscription_occurrence o join entry e on e.id = o.entry_id join entry_line l on l.entry_id = e.id
       where o.subscription_id = ${id} and o.ordinal <= 2 order by o.ordinal, l.line`;
    expect(entries).toMatchObject([
      { day: "2026-03-31", label: "Loyer mars 2026", voucher: "Siège n° 1", account: "606", debit: 66667, credit: 0 },
      { day: "2026-03-31", account: "611", debit: 33333 },
      { day: "2026-03-31", account: "401", credit: 100000 },
      { day: "2026-04-30", label: "Loyer avril 2026", voucher: "Siège n° 2" },
      { day: "2026-04-30" },
      { day: "2026-04-30" },
    ]);
  });

  test("what the books refuse is told one by one, stays due, and holds nothing else back", async () => {
    const id = await subscription({ firstDay: "2026-01-15" });
    const all = [1, 2, 3].map((ordinal) => name(id, ordinal));
    expect(await post("2026-03-31", ...all)).toMatchObject({
      ok: true,
      value: {
        posted: 1,
        refused: [
          { ordinal: 1, day: "2026-01-15", refusal: { kind: "period-closed", year: 2026, period: 1 } },
          { ordinal: 2, day: "2026-02-15", refusal: { kind: "period-closed", year: 2026, period: 2 } },
        ],
      },
    });
    const chief = await postDueSubscriptions(books.as("chiefAccountant"), { occurrences: all, until: "2026-03-31" });
    expect(chief).toMatchObject({ ok: true, value: { posted: 1, refused: [{ ordinal: 1 }] } });
  });

  test("not what is not due, of another day, paused or stopped", async () => {
    const id = await subscription({ firstDay: "2026-03-01", lastDay: "2026-04-15" });
    expect(await post("2026-02-28", name(id, 1))).toMatchObject({ value: { posted: 0 } });
    expect(await post("2026-12-31", name(id, 3), name(id, 99))).toMatchObject({ value: { posted: 0 } });
    await changeSubscription(books.as("accountant"), { id, state: "paused" });
    expect(await post("2026-04-30", name(id, 1))).toMatchObject({ value: { posted: 0 } });
    await changeSubscription(books.as("accountant"), { id, state: "active" });
    expect(await post("2026-04-30", name(id, 1))).toMatchObject({ value: { posted: 1 } });
    await changeSubscription(books.as("accountant"), { id, state: "stopped" });
    expect(await post("2026-04-30", name(id, 2))).toMatchObject({ value: { posted: 0 } });
    expect(await changeSubscription(books.as("accountant"), { id, state: "active" })).toMatchObject({ refusal: { kind: "wrong-state" } });
  });

  test("is left out with a reason, for ever", async () => {
    const id = await subscription({ firstDay: "2026-03-01" });
    expect(await skip(id, "")).toEqual(refused({ kind: "reason-required" }));
    expect(await skip(id, "Facturé à part")).toMatchObject({ ok: true });
    expect(await skip(id, "Encore")).toMatchObject({ ok: false });
    expect(await post("2026-03-31", name(id, 1))).toMatchObject({ value: { posted: 0 } });
  });
});

test("the database holds each occurrence once, by its rank and by its day, and never alters it", async () => {
  const id = await subscription({ firstDay: "2026-03-02" });
  await post("2026-03-31", name(id, 1));
  const attempt = (ordinal: number, day: string) => books.superuser`
    insert into subscription_occurrence (subscription_id, ordinal, day, skip_reason, actor) values (${id}, ${ordinal}, ${day}, 'x', 1)`;
  await expect(attempt(1, "2026-07-01")).rejects.toMatchObject({ constraint_name: "occurrence_once" });
  await expect(attempt(7, "2026-03-02")).rejects.toMatchObject({ constraint_name: "occurrence_day_once" });
});

describe("a subscription", () => {
  test("changes its amounts for the days to come, and its days only while none was dealt with", async () => {
    const id = await subscription({ firstDay: "2026-03-03" });
    await post("2026-03-31", name(id, 1));
    expect(await saveSubscription(books.as("accountant"), { ...saving(), id, seen: 1n, firstDay: "2026-03-04" })).toMatchObject({
      refusal: { kind: "occurrence-taken" },
    });
    const dearer = { ...saving(), id, seen: 1n, firstDay: "2026-03-03", amounts: new Map([["loyer", 110_000n]]) };
    expect(await saveSubscription(books.as("accountant"), dearer)).toMatchObject({ ok: true });
    expect((await books.database.read(books.organisation, (db) => subscriptionById(db, id)))?.amounts).toEqual(
      new Map([["loyer", 110_000n]]),
    );
  });

  test.each<[string, () => Promise<Partial<SubscriptionSaving>>, object]>([
    ["without its amount", async () => ({ amounts: new Map() }), { kind: "model-amount-missing", name: "Loyer" }],
    ["that never falls due", async () => ({ lastDay: "2026-02-01" }), { kind: "subscription-without-days" }],
    ["of a model that is not there", async () => ({ modelId: randomUUID() }), { kind: "not-found", what: "model" }],
    [
      "of a model that leaves an account to be typed",
      async () => ({ modelId: await model({ name: "À compléter", lines: [line(null, "debit", "loyer"), line("401", "credit", "=")] }) }),
      { kind: "subscription-incomplete", line: 1 },
    ],
  ])("%s is refused", async (_, change, refusal) => {
    const answer = await saveSubscription(books.as("accountant"), { ...saving(), id: randomUUID(), ...(await change()) });
    expect(answer).toEqual(refused(expect.objectContaining(refusal)));
  });
});

function line(account: string | null, side: "debit" | "credit", amount: string): ModelLine {
  return { account, party: account === "401" ? "ACME" : null, unit: null, label: null, side, amount };
}

const rent = [line("606", "debit", "2/3 de loyer"), line("611", "debit", "1/3 de loyer"), line("401", "credit", "=")];

function input(change: Partial<ModelInput> & { readonly id: string }): ModelInput {
  const parameters = [{ name: "loyer", label: "Loyer", proposed: "1000" }];
  return { name: randomUUID(), journal: "HA", label: "Loyer {mois}", parameters, lines: rent, seen: 0n, ...change };
}

async function model(change: Partial<ModelInput> = {}): Promise<string> {
  const id = randomUUID();
  const saved = await saveEntryModel(books.as("accountant"), input({ id, name: "Loyer du siège", ...change }));
  if (!saved.ok) throw new Error(saved.refusal.kind);
  return id;
}

async function stored(id: string) {
  return await books.database.read(books.organisation, (db) => entryModelById(db, id));
}

function saving(): SubscriptionSaving {
  const amounts = new Map([["loyer", 100_000n]]);
  return { id: "", modelId, name: "Siège", amounts, firstDay: "2026-03-01", frequency: "monthly", lastDay: null, seen: 0n };
}

async function subscription(change: Partial<SubscriptionSaving>): Promise<string> {
  const id = randomUUID();
  const saved = await saveSubscription(books.as("accountant"), { ...saving(), ...change, id });
  if (!saved.ok) throw new Error(saved.refusal.kind);
  return id;
}

function name(subscriptionId: string, ordinal: number): OccurrenceName {
  return { subscriptionId, ordinal };
}

async function post(until: string, ...occurrences: readonly OccurrenceName[]) {
  return await postDueSubscriptions(books.as("accountant"), { occurrences, until });
}

async function skip(subscriptionId: string, reason: string) {
  return await skipOccurrence(books.as("accountant"), { subscriptionId, ordinal: 1, reason, until: "2026-03-31" });
}

function refused(refusal: unknown) {
  return { ok: false, refusal };
}
