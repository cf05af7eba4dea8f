import { afterAll, beforeAll, expect, test } from "vitest";
import { reverseEntry } from "#app/commands/reverse-entry.ts";
import { postEntries } from "#db/posting.ts";
import { campaignSeed, expectSoundBooks } from "#tests/support/independent-sums.ts";
import { seeded } from "#tests/support/ledger-files.ts";
import { generalEntry, type SmallBooks, smallBooks, today } from "#tests/support/small-books.ts";

/**
 * Thirty-two posters in ten journals, several entries at once, journals in any order, one transaction in five given up after it had its numbers; and
 * each entry is reversed by two persons at the same instant now and then. Numbers have neither a hole nor a double, and say the order of the chain.
 */
const wanted = process.env.TEST_LONG ? 100_000 : 2_000;
const posters = 32;
const random = seeded(campaignSeed("numbering"));
const journals = ["AN", "HA", "SF", "PA", "TR", "RE", "IM", "OD", "EX", "CL"];

let books: SmallBooks;
beforeAll(async () => {
  books = await smallBooks({ connections: 16 });
});
afterAll(() => books.close());

class GivenUp extends Error {}

test(`${wanted} entries by ${posters} posters in ${journals.length} journals, a fifth given up`, { timeout: 1_200_000 }, async () => {
  const given = new Map<string, string>();
  const counts = { transactions: 0, givenUp: 0, reversals: 0, refusedReversals: 0 };
  const name = (entry: { journal: string; number: bigint }) => `${entry.journal}-${entry.number}`;
  const poster = async () => {
    const actor = books.as("accountant").actor.id;
    while (given.size < wanted) {
      const drafts = Array.from({ length: random(4) + 1 }, () => drawn());
      const abandons = random(5) === 0;
      counts.transactions += 1;
      const work = books.database.write(books.organisation, async (db) => {
        const result = await postEntries(db, drafts, { actor, today });
        if (!result.ok) throw new Error(result.refusal.kind);
        if (abandons) throw new GivenUp();
        return result.value;
      });
      const posted = await work.catch((error: unknown) => {
        if (!(error instanceof GivenUp)) throw error;
        counts.givenUp += 1;
        return [];
      });
      for (const entry of posted) given.set(name(entry), String(entry.id));
      const [first] = posted;
      if (first && random(8) === 0) await reversedTwice(first.id);
    }
  };
  const reversedTwice = async (entryId: bigint) => {
    const input = { entryId, on: today, reason: "Essai" };
    const answers = await Promise.all([reverseEntry(books.as("accountant"), input), reverseEntry(books.as("chiefAccountant"), input)]);
    for (const answer of answers) {
      if (answer.ok) given.set(name(answer.value), String(answer.value.id));
      else expect(answer.refusal.kind).toBe("already-reversed");
    }
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    counts.reversals += 1;
  };
  await Promise.all(Array.from({ length: posters }, poster));
  process.stdout.write(`numbering: ${given.size} numbers, ${JSON.stringify(counts)}\n`);
  expect(counts.givenUp).toBeGreaterThan(counts.transactions / 10);
  expect(counts.reversals).toBeGreaterThan(0);

  const rows = await books.superuser<{ name: string; id: string }[]>`select journal || '-' || number as name, id::text as id from entry`;
  expect(new Map(rows.map((row) => [row.name, row.id]))).toEqual(given);
  expect(rows).toHaveLength(given.size);
  const disorder = await books.superuser`
    select journal, number from (select journal, number, recorded_at, lag(recorded_at) over (partition by journal order by number) as before from entry) e
     where recorded_at < before`;
  expect([...disorder]).toEqual([]);
  await expectSoundBooks(books);
});

function drawn() {
  const amount = BigInt(random(1_000_000) + 1);
  const month = String(random(5) + 1).padStart(2, "0");
  const draft = generalEntry(journals[random(journals.length)] ?? "OD", `2026-${month}-15`, "Numérotée", ["606", amount], ["401", -amount]);
  return { ...draft, eventId: crypto.randomUUID() };
}
