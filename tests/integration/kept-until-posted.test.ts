import { afterAll, beforeAll, expect, test } from "vitest";
import type { Db } from "#db/client.ts";
import { createOrganisation } from "#db/migrate.ts";
import { postEntries } from "#db/posting.ts";
import { KeptUntilPosted } from "#db/queries/kept-until-posted.ts";
import { budgetEntry } from "#tests/support/budget.ts";
import { must, type SmallOrganisation, smallOrganisation, today } from "#tests/support/small-organisation.ts";

let small: SmallOrganisation;
let actor: bigint;

beforeAll(async () => {
  small = await smallOrganisation();
  actor = (await small.system()).actor.id;
});
afterAll(async () => await small.close());

const read = <Value>(work: (db: Db) => Promise<Value>) => small.database.read(small.organisation, work);
const post = async () =>
  must(
    await small.database.write(small.organisation, (db) =>
      postEntries(db, [budgetEntry({ from: "voted", to: "unallocated", amount: 100n })], { actor, today }),
    ),
  );

/** Answers with the number of times it was asked. */
function counting(most = 4) {
  const kept = new KeptUntilPosted<number>(most);
  let asked = 0;
  const answer = async () => {
    asked += 1;
    return asked;
  };
  return { kept, ask: (db: Db, question = "year") => kept.of(db, question, answer) };
}

test("an answer is kept, each question its own, until something is posted", async () => {
  const { ask } = counting();
  expect([await read((db) => ask(db)), await read((db) => ask(db)), await read((db) => ask(db, "other"))]).toEqual([1, 1, 2]);
  await post();
  expect([await read((db) => ask(db)), await read((db) => ask(db))]).toEqual([3, 3]);
});

test("within a write nothing is kept: it sees what others commit meanwhile", async () => {
  const { ask } = counting();
  const write = () => small.database.write(small.organisation, (db) => ask(db));
  expect([await write(), await write(), await read((db) => ask(db))]).toEqual([1, 2, 3]);
});

test("whoever asks while it is made waits for the same answer", async () => {
  const { ask } = counting();
  expect(await Promise.all([read((db) => ask(db)), read((db) => ask(db)), read((db) => ask(db))])).toEqual([1, 1, 1]);
});

test("a reader whose snapshot is older is given what that snapshot holds", async () => {
  const { ask } = counting();
  const seen = await read(async (db) => {
    const before = await ask(db);
    await post();
    expect(await read((after) => ask(after))).toBe(2);
    return [before, await ask(db)];
  });
  expect(seen).toEqual([1, 3]);
});

test("whoever waits for an answer that fails reads for themselves", async () => {
  const kept = new KeptUntilPosted<number>(1);
  const ending = { begun: () => {}, fail: (_: Error) => {} };
  const begun = new Promise<void>((resolve) => Object.assign(ending, { begun: resolve }));
  const answer = new Promise<number>((_, reject) => Object.assign(ending, { fail: reject }));
  const failing = read((db) =>
    kept.of(db, "year", () => {
      ending.begun();
      return answer;
    }),
  );
  const refused = expect(failing).rejects.toThrow("gone");
  await begun;
  const waiting = read((db) => kept.of(db, "year", async () => 1));
  ending.fail(new Error("gone"));
  await refused;
  expect(await waiting).toBe(1);
});

test("what failed is asked again, and the last questions alone are kept", async () => {
  const kept = new KeptUntilPosted<number>(1);
  await expect(read((db) => kept.of(db, "year", () => Promise.reject(new Error("no"))))).rejects.toThrow("no");
  expect(await read((db) => kept.of(db, "year", async () => 1))).toBe(1);
  await read((db) => kept.of(db, "other", async () => 2));
  expect(await read((db) => kept.of(db, "year", async () => 3))).toBe(3);
});

test("a large answer is given, and not kept", async () => {
  const kept = new KeptUntilPosted<readonly number[]>(4, { isSmall: ({ length }) => length <= 2 });
  const answered = (answer: readonly number[]) => read((db) => kept.of(db, "year", async () => answer));
  expect([await answered([1, 2, 3]), await answered([4, 5]), await answered([6])]).toEqual([
    [1, 2, 3],
    [4, 5],
    [4, 5],
  ]);
});

test("organisations of one database keep their own", async () => {
  const { ask } = counting();
  const other = await createOrganisation(small.access, { slug: "autre", name: "Autre organisation", siren: "123456789" });
  expect([await read((db) => ask(db)), await small.database.read(other, (db) => ask(db)), await read((db) => ask(db))]).toEqual([1, 2, 1]);
});
