import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { postManualEntry } from "#app/commands/post-manual-entry.ts";
import { reverseEntry } from "#app/commands/reverse-entry.ts";
import { setPeriodLock } from "#app/commands/set-period-lock.ts";
import type { Role } from "#app/domain/access.ts";
import type { Result } from "#app/domain/result.ts";
import type { PostedEntry } from "#db/posting.ts";
import { campaignSeed, expectSoundBooks } from "#tests/support/independent-sums.ts";
import { seeded } from "#tests/support/ledger-files.ts";
import { type SmallBooks, smallBooks, today } from "#tests/support/small-books.ts";
import { must } from "#tests/support/small-organisation.ts";

/**
 * One key sent twenty times at once: a double click, a network that tries again, a person who comes back. One effect and twenty times the same answer;
 * with another content, or from another person, it is refused and writes nothing. (After a kill: `kill-application.test.ts`.)
 */
const keys = process.env.TEST_LONG ? 5_000 : 60;
const times = 20;
const random = seeded(campaignSeed("idempotency"));

let books: SmallBooks;
beforeAll(async () => {
  books = await smallBooks({ connections: 24 });
});
afterAll(() => books.close());

type Send = (key: string, role?: Role) => Promise<Result<unknown>>;
const under = (key: string, role: Role) => ({ ...books.as(role), key });

function entryOf(amount: bigint, credited = amount): Send {
  const lines = [
    { account: "606", debit: amount, credit: 0n },
    { account: "515", debit: 0n, credit: credited },
  ];
  return (key, role = "accountant") => postManualEntry(under(key, role), { journal: "OD", date: today, label: "Une fois", lines });
}

/** Some act of the ledger and another content that the same key may not carry. */
function drawn(posted: PostedEntry[]): { send: Send; other: Send; reverses?: true } {
  const amount = BigInt(random(1_000_000) + 1);
  const entry = { send: entryOf(amount), other: entryOf(amount + 1n) };
  if (posted.length === 0 || random(4) > 0) return entry;
  const [reversed] = posted.splice(random(posted.length), 1);
  const reversal = (reason: string): Send => {
    return (key, role = "accountant") => reverseEntry(under(key, role), { entryId: reversed?.id ?? 0n, on: today, reason });
  };
  return { send: reversal("Erreur"), other: reversal("Une autre raison"), reverses: true };
}

test(`${keys} keys, each sent ${times} times at once, have one effect each`, { timeout: 1_800_000 }, async () => {
  const posted: PostedEntry[] = [];
  for (let index = 0; index < keys; index += 1) {
    const key = randomUUID();
    const { send, other, reverses } = drawn(posted);
    const before = await written();
    const answers = await Promise.all(Array.from({ length: times }, () => send(key)));
    expect(new Set(answers.map((answer) => text(must(answer)))).size, key).toBe(1);
    expect(await written(), key).toEqual({ entries: before.entries + 1, acts: before.acts + 1, keys: before.keys + 1 });
    expect(await Promise.all([other(key), send(key, "chiefAccountant"), send(key)])).toMatchObject([
      { refusal: { kind: "key-reused" } },
      { refusal: { kind: "not-found" } },
      answers[0] ?? {},
    ]);
    expect(await written(), key).toEqual({ entries: before.entries + 1, acts: before.acts + 1, keys: before.keys + 1 });
    if (!reverses) posted.push(must(answers[0] as Result<PostedEntry>));
  }
  await expectSoundBooks(books);
});

test("two contents that race under one key: one is done, whoever brought it, and the other refused", async () => {
  for (let index = 0; index < Math.ceil(keys / 10); index += 1) {
    const key = randomUUID();
    const [one, other] = [entryOf(100n), entryOf(200n)];
    const before = await written();
    const answers = await Promise.all(Array.from({ length: times }, (_, turn) => (turn % 2 === 0 ? one : other)(key)));
    const done = new Set(answers.flatMap((answer, turn) => (answer.ok ? [turn % 2] : [])));
    const refusals = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal.kind]));
    expect(done.size).toBe(1);
    expect(refusals).toEqual(Array.from({ length: times / 2 }, () => "key-reused"));
    expect((await written()).entries).toBe(before.entries + 1);
  }
});

test("a refusal keeps no key: the same one serves when what was wrong is put right", async () => {
  const key = randomUUID();
  const before = await written();
  const refused = await Promise.all(Array.from({ length: times }, () => entryOf(100n, 90n)(key)));
  expect(new Set(refused.map((answer) => answer.ok || answer.refusal.kind))).toEqual(new Set(["unbalanced"]));
  expect(await written()).toEqual(before);
  must(await entryOf(100n)(key));
  expect((await written()).entries).toBe(before.entries + 1);
});

test("a lock set twenty times under one key is set once; under twenty keys, nineteen are told so", async () => {
  const key = randomUUID();
  const lock = (own: string, status: "open" | "locked") =>
    setPeriodLock(under(own, "chiefAccountant"), { fiscalYear: 2026, period: 1, status });
  for (const answer of await Promise.all(Array.from({ length: times }, () => lock(key, "locked")))) must(answer);
  const answers = await Promise.all(Array.from({ length: times }, () => lock(randomUUID(), "open")));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal.kind]))).toEqual(
    Array.from({ length: times - 1 }, () => "wrong-state"),
  );
});

async function written(): Promise<{ entries: number; acts: number; keys: number }> {
  const [row] = await books.superuser<{ entries: number; acts: number; keys: number }[]>`
    select (select count(*)::int from entry) as entries, (select count(*)::int from audit) as acts, (select count(*)::int from command) as keys`;
  if (!row) throw new Error("nothing was counted");
  return row;
}

/** The value itself, whatever the order of its fields: a stored outcome has another one. */
function text(value: unknown): string {
  const fields = Object.entries(value as object).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return fields.map(([name, field]) => `${name} = ${String(field)}`).join(", ");
}
