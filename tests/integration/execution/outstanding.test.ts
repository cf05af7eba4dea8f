import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { certifyServices } from "#app/commands/certify-services.ts";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { payRequests } from "#app/commands/pay-requests.ts";
import { requestPayments } from "#app/commands/request-payments.ts";
import { dueByYear } from "#app/domain/execution/payment-schedule.ts";
import { sum } from "#app/domain/quantity.ts";
import type { Db } from "#db/client.ts";
import {
  dueByUnit,
  type OutstandingFilter,
  outstandingByAge,
  outstandingByUnit,
  outstandingPage,
  outstandingTotal,
} from "#db/queries/execution-outstanding.ts";
import { commitmentBridgeOf } from "#db/queries/ledger/commitment-bridge.ts";
import { allot, dr } from "#tests/support/credits.ts";
import { propertySeed } from "#tests/support/properties.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";

/**
 * Check 5 of `domain.md` §7: « reste à payer » per commitment sums to the aggregate; overpaying a commitment is refused. Commitments at random over
 * two exercises, each as far in its chain as chance says; what is expected is summed here from what was drawn.
 */
let organisation: SmallOrganisation;
interface Drawn {
  readonly year: 2025 | 2026;
  readonly schedule: readonly { readonly year: number; readonly amount: bigint }[];
  readonly certified: bigint;
  readonly requested: bigint;
  readonly paid: boolean;
  readonly month: number;
}
const drawn: (Drawn & { id: string; number: string; committed: bigint })[] = [];

const anyCommitment = fc
  .record({
    year: fc.constantFrom<2025 | 2026>(2025, 2026),
    parts: fc.array(fc.bigInt({ min: 1n, max: 900n }), { minLength: 1, maxLength: 4 }),
    certified: fc.integer({ min: 0, max: 4 }),
    requested: fc.integer({ min: 0, max: 4 }),
    paid: fc.boolean(),
    month: fc.integer({ min: 1, max: 5 }),
  })
  .map(({ year, parts, certified, requested, paid, month }): Drawn => {
    const schedule = parts.map((amount, index) => ({ year: year + index, amount }));
    const whole = sum(parts);
    const done = (whole * BigInt(certified)) / 4n;
    return { year, schedule, certified: done, requested: (done * BigInt(requested)) / 4n, paid, month };
  });

beforeAll(async () => {
  organisation = await smallOrganisation();
  for (const year of [2025, 2026]) await allot(organisation, 1_000_000n, year);
  for (const [index, own] of fc.sample(anyCommitment, { numRuns: 60, seed: propertySeed }).entries()) await play(own, index);
}, 120_000);
afterAll(() => organisation.close());

const read = <Value>(work: (db: Db) => Promise<Value>) => organisation.database.read(organisation.organisation, work);
const scope = (year = 2026, on = "2026-06-15"): OutstandingFilter => ({
  year,
  firstDay: `${year}-01-01`,
  on,
  units: ["INSEE", "DR44", "DPT"],
});
const staff = () => organisation.as("staff", { role: "programmeStaff", unit: "INSEE" });
const accountant = () => organisation.as("accountant", { role: "accountant", unit: "INSEE" });

async function play(own: Drawn, index: number): Promise<void> {
  const on = (month: number) => `${own.year}-${String(month).padStart(2, "0")}-10`;
  const committed = sum(own.schedule.map(({ amount }) => amount));
  const line = { ...dr, amount: committed, schedule: own.schedule };
  const [made] = must(
    await commitExpenses(await staff(), {
      commitments: [{ on: on(own.month), label: `Marché ${index}`, party: "FOUR1", lines: [line] }],
    }),
  );
  const id = made?.commitmentId ?? "";
  const key = { commitmentId: id, line: 1 };
  drawn.push({ ...own, id, number: made?.number ?? "", committed });
  if (own.certified > 0n)
    must(await certifyServices(await staff(), { services: [{ ...key, on: on(own.month + 1), amount: own.certified }] }));
  if (own.requested === 0n) return;
  const [request] = must(
    await requestPayments(await staff(), { requests: [{ flow: 1, ...key, on: on(own.month + 1), amount: own.requested }] }),
  );
  const paymentRequestId = request?.paymentRequestId ?? "";
  if (own.paid) must(await payRequests(await accountant(), { payments: [{ paymentRequestId, on: `${own.year}-06-12` }] }));
}

const paidOf = (own: Drawn) => (own.paid ? own.requested : 0n);
const leftOf = (own: (typeof drawn)[number]) => own.committed - paidOf(own);

describe("what remains to be paid", () => {
  test("of each commitment sums to the aggregate, and to the books", async () => {
    const rows = await read((db) => outstandingPage(db, { ...scope(), limit: 1_000 }));
    const expected = drawn.filter((own) => leftOf(own) > 0n);
    expect(Object.fromEntries(rows.map(({ number, outstanding }) => [number, outstanding]))).toEqual(
      Object.fromEntries(expected.map((own) => [own.number, leftOf(own)])),
    );
    for (const { outstanding, uncertified, accrued, owed } of rows) expect(uncertified + accrued + owed).toBe(outstanding);
    const whole = sum(expected.map(leftOf));
    const total = await read((db) => outstandingTotal(db, scope()));
    expect([total.count, total.outstanding]).toEqual([expected.length, whole]);
    expect(sum((await read((db) => outstandingByAge(db, scope()))).map(({ amount }) => amount))).toBe(whole);
    expect((await read((db) => commitmentBridgeOf(db, 2026))).closing).toBe(whole);
  });

  test("by unit: opening, plus what was committed, less what was paid", async () => {
    const [row, ...others] = await read((db) => outstandingByUnit(db, scope()));
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      unit: "DR44",
      opening: sum(drawn.filter(({ year }) => year === 2025).map(leftOf)),
      committed: sum(drawn.filter(({ year }) => year === 2026).map(({ committed }) => committed)),
      paid: sum(drawn.filter(({ year }) => year === 2026).map(paidOf)),
      withdrawn: 0n,
      outstanding: sum(drawn.map(leftOf)),
    });
    const bridge = await read((db) => commitmentBridgeOf(db, 2026));
    expect([bridge.opening, bridge.closing, bridge.residual]).toEqual([row?.opening, row?.outstanding, 0n]);
  });

  test("as it stood at the end of the year before", async () => {
    const then = scope(2025, "2025-12-31");
    const total = await read((db) => outstandingTotal(db, then));
    expect(total.outstanding).toBe(sum(drawn.filter(({ year }) => year === 2025).map(leftOf)));
  });

  test("pages follow one another without a hole, the largest first", async () => {
    const whole = (await read((db) => outstandingPage(db, { ...scope(), limit: 1_000 }))).map(({ number }) => number);
    const paged: string[] = [];
    for (let after: string | undefined; ; ) {
      const page = await read((db) => outstandingPage(db, { ...scope(), after, limit: 7 }));
      paged.push(...page.map(({ number }) => number));
      const last = page.at(-1);
      if (!last || page.length < 7) break;
      after = `${last.outstanding} ${last.number}`;
    }
    expect(paged).toEqual(whole);
  });

  test("kept by the exercise of its AE, by stillness, by words", async () => {
    const kept = async (filter: Partial<OutstandingFilter>) => (await read((db) => outstandingTotal(db, { ...scope(), ...filter }))).count;
    expect(await kept({ committedIn: 2025 })).toBe(drawn.filter((own) => own.year === 2025 && leftOf(own) > 0n).length);
    expect(await kept({ still: "months6" })).toBe(drawn.filter((own) => own.year === 2025 && leftOf(own) > 0n).length);
    expect(await kept({ still: "months24" })).toBe(0);
    expect(await kept({ query: "marché 7" })).toBe(leftOf(drawn[7] as (typeof drawn)[number]) > 0n ? 1 : 0);
    expect(await kept({ query: "%" })).toBe(0);
    expect(await kept({ units: ["DPT"] })).toBe(0);
  });

  test("falls due year by year as the domain cuts each line", async () => {
    for (const from of [2025, 2026, 2027]) {
      const expected = new Map<number, { amount: bigint; overdue: bigint }>();
      for (const own of drawn) {
        for (const { year, amount, overdue } of dueByYear({ committed: own.committed, paid: paidOf(own), schedule: own.schedule }, from)) {
          const before = expected.get(year) ?? { amount: 0n, overdue: 0n };
          expected.set(year, { amount: before.amount + amount, overdue: before.overdue + overdue });
        }
      }
      const found = await read((db) => dueByUnit(db, scope(), from));
      expect(new Map(found.map(({ year, amount, overdue }) => [year, { amount, overdue }]))).toEqual(
        new Map([...expected].sort(([left], [right]) => left - right)),
      );
      const [first] = found;
      const kept = await read((db) => outstandingTotal(db, { ...scope(), due: { year: first?.year ?? 0, from } }));
      expect(kept.count).toBe(
        drawn.filter((own) =>
          dueByYear({ committed: own.committed, paid: paidOf(own), schedule: own.schedule }, from).some(({ year }) => year === first?.year),
        ).length,
      );
    }
  });

  test("a commitment is never paid beyond itself", async () => {
    const [made] = must(
      await commitExpenses(await staff(), {
        commitments: [
          { on: "2026-03-01", label: "Cent", party: "FOUR1", lines: [{ ...dr, amount: 100n, schedule: [{ year: 2026, amount: 100n }] }] },
        ],
      }),
    );
    const key = { commitmentId: made?.commitmentId ?? "", line: 1 };
    expect(await certifyServices(await staff(), { services: [{ ...key, on: "2026-03-02", amount: 101n }] })).toMatchObject({
      refusal: { kind: "above-commitment", step: "certified", asked: 101n, limit: 100n },
    });
    must(await certifyServices(await staff(), { services: [{ ...key, on: "2026-03-02", amount: 100n }] }));
    const ask = (amount: bigint) => async () =>
      requestPayments(await staff(), { requests: [{ flow: 1, ...key, on: "2026-03-03", amount }] });
    expect(await ask(101n)()).toMatchObject({ refusal: { kind: "above-commitment", step: "requested" } });
    const [request] = must(await ask(100n)());
    expect(await ask(1n)()).toMatchObject({ refusal: { kind: "above-commitment", step: "requested", asked: 1n, limit: 0n } });
    const payments = [{ paymentRequestId: request?.paymentRequestId ?? "", on: "2026-03-04" }];
    must(await payRequests(await accountant(), { payments }));
    expect(await payRequests(await accountant(), { payments })).toMatchObject({ refusal: { kind: "wrong-state" } });
  });
});
