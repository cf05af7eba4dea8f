import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { deleteDraft, restoreDraft } from "#app/commands/delete-draft.ts";
import { postManualEntry } from "#app/commands/post-manual-entry.ts";
import { saveDraft } from "#app/commands/save-draft.ts";
import type { ManualEntry } from "#app/domain/ledger/manual-entry.ts";
import { emptyLine, type TypedEntry } from "#app/domain/ledger/typing/typed-entry.ts";
import { draftById, draftsOfYear } from "#db/queries/ledger/draft.ts";
import { habitsOf } from "#db/queries/ledger/habit.ts";
import { type SmallBooks, smallBooks } from "#tests/support/small-books.ts";

let books: SmallBooks;

beforeAll(async () => {
  books = await smallBooks();
  await books.superuser`insert into app_user (login, name) values ('other', 'other')`;
});
afterAll(() => books.close());

test("what is typed is kept without a number, over the version that was seen and no other", async () => {
  const id = randomUUID();
  expect(await save(id, 0n, "Papier")).toEqual({ ok: true, value: { version: 1n } });
  expect(await save(id, 1n, "Papier A4")).toEqual({ ok: true, value: { version: 2n } });
  const late = await save(id, 1n, "D’une autre fenêtre");
  expect(late).toMatchObject({ ok: false, refusal: { kind: "draft-changed", by: "accountant" } });
  expect((await read(id))?.body.label).toBe("Papier A4");
});

test("the same text sent twice is kept once, and answers the same", async () => {
  const id = randomUUID();
  expect([await save(id, 0n, "Deux fois"), await save(id, 0n, "Deux fois")]).toEqual(Array(2).fill({ ok: true, value: { version: 1n } }));
});

test("of two windows that write at once, one is told", async () => {
  const id = randomUUID();
  await save(id, 0n, "Départ");
  const answers = await Promise.all(["Une", "Deux", "Trois", "Quatre"].map((label) => save(id, 1n, label)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect((await read(id))?.version).toBe(2n);
});

test("its author and the chief accountant see a draft, nobody else", async () => {
  const id = randomUUID();
  await save(id, 0n, "À moi");
  const other = { ...books.as("accountant"), actor: { ...books.as("accountant").actor, id: books.as("auditor").actor.id } };
  const body = typed("Pas à moi");
  expect(await saveDraft(other, { id, fiscalYear: 2026, body, seen: 1n })).toMatchObject({ ok: false, refusal: { kind: "not-found" } });
  expect(await deleteDraft(other, { id })).toMatchObject({ ok: false, refusal: { kind: "not-found" } });
  const chief = await saveDraft(books.as("chiefAccountant"), { id, fiscalYear: 2026, body: typed("Relu"), seen: 1n });
  expect(chief).toMatchObject({ ok: true });
  expect(await save(id, 1n, "Mien")).toMatchObject({ ok: false, refusal: { kind: "draft-changed", by: "chiefaccountant" } });
});

test.each(["auditor", "programmeStaff"] as const)("a %s keeps no draft", async (role) => {
  const answer = await saveDraft(books.as(role), { id: randomUUID(), fiscalYear: 2026, body: typed("x"), seen: 0n });
  expect(answer).toEqual({ ok: false, refusal: { kind: "forbidden", capability: "ledger.post" } });
});

test("a draft becomes an entry once, whatever the number of windows", async () => {
  const id = randomUUID();
  await save(id, 0n, "Une seule fois");
  const before = await count();
  const answers = await Promise.all([1, 2, 3].map(() => postManualEntry(books.as("accountant"), { ...entry, draft: { id, seen: 1n } })));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal.kind]))).toEqual(["draft-posted", "draft-posted"]);
  expect(await count()).toBe(before + 1);
  expect(await save(id, 1n, "Trop tard")).toMatchObject({ refusal: { kind: "draft-posted", journal: "OD" } });
  expect(await deleteDraft(books.as("accountant"), { id })).toMatchObject({ refusal: { kind: "draft-posted" } });
});

test("a draft that another window changed is not posted as it was", async () => {
  const id = randomUUID();
  await save(id, 0n, "Avant");
  await save(id, 1n, "Après");
  const before = await count();
  const posted = await postManualEntry(books.as("accountant"), { ...entry, draft: { id, seen: 1n } });
  expect(posted).toMatchObject({ ok: false, refusal: { kind: "draft-changed" } });
  expect(await count()).toBe(before);
});

test("a draft that is put aside can be taken back, and counts only while it is there", async () => {
  const id = randomUUID();
  const start = await open();
  await save(id, 0n, "À jeter");
  expect(await open()).toBe(start + 1);
  expect(await deleteDraft(books.as("accountant"), { id })).toMatchObject({ ok: true });
  expect(await open()).toBe(start);
  expect(await save(id, 1n, "Encore")).toMatchObject({ refusal: { kind: "draft-deleted" } });
  expect((await listed(true)).map((draft) => draft.id)).toContain(id);
  expect(await restoreDraft(books.as("accountant"), { id })).toMatchObject({ ok: true });
  expect((await listed(false)).find((draft) => draft.id === id)?.body).toEqual(typed("À jeter"));
});

test("journal, day and voucher are proposed from the last use", async () => {
  const posted = await postManualEntry(books.as("accountant"), { ...entry, journal: "HA", date: "2026-04-09" });
  expect(posted.ok).toBe(true);
  const habits = await books.database.read(books.organisation, (db) => habitsOf(db, 2026, books.as("accountant").actor.id, ["HA", "TR"]));
  expect(habits).toEqual({ last: { journal: "HA", day: "2026-04-09" }, nextVouchers: { HA: "FA-0042", TR: "TR-2026-0001" } });
});

const entry: ManualEntry = {
  journal: "OD",
  date: "2026-03-15",
  label: "Écriture",
  lines: [
    { account: "606", debit: 1200n, credit: 0n, voucher: "FA-0041" },
    { account: "401", debit: 0n, credit: 1200n, party: "ACME", voucher: "FA-0041" },
  ],
};

function typed(label: string): TypedEntry {
  const lines = [{ ...emptyLine, account: "606", debit: "1200*1,2" }];
  return { journal: "OD", date: "15/03/2026", voucher: "", label, complementary: false, lines };
}

async function save(id: string, seen: bigint, label: string) {
  return await saveDraft(books.as("accountant"), { id, fiscalYear: 2026, body: typed(label), seen });
}

async function read(id: string) {
  return await books.database.read(books.organisation, (db) => draftById(db, id, "everybody"));
}

async function listed(deleted: boolean) {
  return await books.database.read(books.organisation, (db) =>
    draftsOfYear(db, { fiscalYear: 2026, reader: "everybody", deleted, most: 50 }),
  );
}

async function open(): Promise<number> {
  return (await listed(false)).length;
}

async function count(): Promise<number> {
  const [row] = await books.superuser`select count(*)::int as n from entry`;
  return Number(row?.["n"]);
}
