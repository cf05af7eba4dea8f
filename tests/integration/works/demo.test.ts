import { afterAll, beforeAll, expect, test } from "vitest";
import { sum } from "#app/domain/quantity.ts";
import { totalCost, wholeOf } from "#app/domain/works/allocation.ts";
import { yearCosts } from "#db/queries/works/costs.ts";
import { expenseBalance } from "#db/queries/works/expenses.ts";
import { statisticalOperations } from "#db/queries/works/operations.ts";
import { demoDatabase, demoDay } from "#tests/support/demo-database.ts";
import type { TestDatabase } from "#tests/support/postgres.ts";

let world: TestDatabase;
beforeAll(async () => {
  world = await demoDatabase();
}, 300_000);
afterAll(() => world.close());

test.each([2022, 2023, 2024, 2025, 2026])(
  "in %i the costs of the operations and what is not allocated are class 6 of the ledger, to the cent",
  async (year) => {
    const { costs, rest, ledger } = await world.database.read(world.organisation, (db) => yearCosts(db, year));
    expect(sum(costs.map(wholeOf)) + wholeOf(rest)).toBe(ledger);
    expect(ledger).toBe(await world.database.read(world.organisation, (db) => expenseBalance(db, year)));
    expect(ledger).toBeGreaterThan(0n);
  },
);

test("each operation of the demo has expense, days at a rate and a part of support in each of its years", async () => {
  const operations = await world.database.read(world.organisation, (db) => statisticalOperations(db, {}, demoDay));
  expect(operations.map(({ code }) => code)).toEqual(["CONJ", "EEC", "ESA", "IPC", "RP", "SIRENE4"]);
  for (const year of [2024, 2025, 2026]) {
    const { costs, rest } = await world.database.read(world.organisation, (db) => yearCosts(db, year));
    for (const { id, code } of operations) {
      const own = costs.filter(({ operation }) => operation === id);
      const { direct, personnel, support } = totalCost(own);
      expect([direct > 0n, personnel > 0n, support > 0n], `${code} ${year}`).toEqual([true, true, true]);
      expect(sum(own.map(({ unrated }) => unrated))).toBe(0n);
    }
    expect(rest.personnel, "days take no more than what people were paid").toBeGreaterThan(0n);
  }
});
