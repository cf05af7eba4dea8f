import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { certifyServices } from "#app/commands/certify-services.ts";
import { changeCommitment } from "#app/commands/change-commitment.ts";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { approveMovement } from "#app/commands/decide-movement.ts";
import { lapseCredits } from "#app/commands/lapse-credits.ts";
import { moveCredits } from "#app/commands/move-credits.ts";
import { payRequests } from "#app/commands/pay-requests.ts";
import { rejectPaymentRequest } from "#app/commands/reject-payment-request.ts";
import { requestPayments } from "#app/commands/request-payments.ts";
import { reverseMovement } from "#app/commands/reverse-movement.ts";
import type { CommandContext } from "#app/commands/run.ts";
import { saveMovement } from "#app/commands/save-movement.ts";
import { takeRequestsAgain } from "#app/commands/take-requests-again.ts";
import { undoLapse } from "#app/commands/undo-lapse.ts";
import type { Result } from "#app/domain/result.ts";
import { campaignSeed, expectSoundBooks } from "#tests/support/independent-sums.ts";
import { seeded } from "#tests/support/ledger-files.ts";
import { addUnits, give } from "#tests/support/many-units.ts";
import { must, type SmallOrganisation, smallOrganisation, today } from "#tests/support/small-organisation.ts";

/**
 * Many hands on the same credits (C1, C2, C3): nothing is spent twice, no refusal is without its reason, no credit is lost on its way, and of two acts
 * that exclude each other one wins. `TEST_LONG` gives each its whole volume.
 */
const long = process.env["TEST_LONG"] !== undefined;
const overspend = long ? { rounds: 200, tries: 2_000 } : { rounds: 2, tries: 256 };
const bank = long ? { units: 200, transfers: 500_000, reads: 20_000 } : { units: 24, transfers: 5_000, reads: 200 };
const races = long ? 2_000 : 8;
const random = seeded(campaignSeed("credit-races"));

let organisation: SmallOrganisation;
let units: string[];
let staff: CommandContext;
let accountant: CommandContext;
let chief: CommandContext;
let arbitrator: CommandContext;

beforeAll(async () => {
  organisation = await smallOrganisation({ connections: 16 });
  units = await addUnits(organisation, bank.units, 100_000n);
  staff = await organisation.as("staff", { role: "programmeStaff", unit: "INSEE" });
  accountant = await organisation.as("accountant", { role: "accountant", unit: "INSEE" });
  chief = await organisation.as("chief", { role: "chiefAccountant", unit: "INSEE" });
  arbitrator = await organisation.as("arbitrator", { role: "arbitrator", unit: "INSEE" });
}, 120_000);
afterAll(() => organisation.close());

const fresh = (context: CommandContext): CommandContext => ({ ...context, key: randomUUID() });
const placeOf = (unit: string) => ({ unit, nature: "31", activity: "01-ENQ" });

async function commit(unit: string, amount: bigint, on = today): Promise<Result<readonly { commitmentId: string }[]>> {
  const line = { ...placeOf(unit), amount, schedule: [{ year: Number(on.slice(0, 4)), amount }] };
  return await commitExpenses(fresh(staff), { commitments: [{ on, label: "Course", party: "FOUR1", lines: [line] }] });
}

async function heldAt(unit: string, stage: string, resource: "AE" | "CP", year = 2026): Promise<bigint> {
  const row = await organisation.database.read(organisation.organisation, (db) =>
    db
      .selectFrom("stage_position")
      .select("amount")
      .where("fiscal_year", "=", year)
      .where("unit", "=", unit)
      .where("spending_class", "=", "nonPersonnel")
      .where("resource", "=", resource)
      .where("stage", "=", stage as "allotted")
      .executeTakeFirstOrThrow(),
  );
  return row.amount;
}

describe("C1: 64 clients on one credit, twice what it holds being asked", () => {
  test(`${overspend.rounds} rounds of ${overspend.tries} tries`, { timeout: 7_200_000 }, async () => {
    for (let round = 0; round < overspend.rounds; round += 1) {
      const credit = 1_000_000n;
      if (round > 0 || (await heldAt("DR44", "allotted", "AE")) === 0n) await give(organisation, ["DR44"], credit);
      const available = await heldAt("DR44", "allotted", "AE");
      const committed = await heldAt("DR44", "committed", "AE");
      const mean = (2n * available) / BigInt(overspend.tries);
      const amounts = Array.from({ length: overspend.tries }, () => 1n + BigInt(random(Number(2n * mean))));
      const wrong: unknown[] = [];
      let spent = 0n;
      let refused = 0;
      await Promise.all(
        Array.from({ length: 64 }, async (_, client) => {
          for (let turn = client; turn < amounts.length; turn += 64) {
            const amount = amounts[turn] ?? 1n;
            const result = await commit("DR44", amount);
            if (result.ok) spent += amount;
            else if (result.refusal.kind === "credit-exceeded" && result.refusal.available < amount && result.refusal.asked === amount)
              refused += 1;
            else wrong.push(result.refusal);
          }
        }),
      );
      expect(wrong).toEqual([]);
      expect(spent).toBeLessThanOrEqual(available);
      expect(refused).toBeGreaterThan(0);
      expect(await heldAt("DR44", "committed", "AE")).toBe(committed + spent);
      expect(await heldAt("DR44", "allotted", "AE")).toBe(available - spent);
      // What no refusal had room for is less than the smallest that was refused last: the credit is used to its end.
      expect((available - spent) * 50n).toBeLessThan(available);
    }
  });
});

describe("C2: credits go from unit to unit while others sum them", () => {
  test(`${bank.transfers} transfers between ${bank.units} units by 32 clients`, { timeout: 7_200_000 }, async () => {
    const before = await totals();
    let left = bank.transfers;
    let reading = true;
    let reads = 0;
    const wrong: unknown[] = [];
    const transfer = async (client: number) => {
      while (left > 0) {
        left -= 1;
        const [one = "", other = ""] = [units[random(units.length)], units[(client + random(units.length)) % units.length]];
        if (one === other) continue;
        const amount = 1n + BigInt(random(20_000));
        const lines = (["AE", "CP"] as const).map((resource) => {
          return {
            resource,
            amount,
            from: { stage: "allotted" as const, ...placeOf(one) },
            to: { stage: "allotted" as const, ...placeOf(other) },
          };
        });
        const moved = await moveCredits(fresh(staff), { kind: "redeployment", on: today, reason: "Entre unités", lines });
        if (!moved.ok && moved.refusal.kind !== "credit-exceeded") wrong.push(moved.refusal);
      }
    };
    const reader = async () => {
      while (reading) {
        const now = await totals();
        reads += 1;
        if (text(now) !== text(before)) wrong.push(now);
      }
    };
    const readers = [reader(), reader()];
    await Promise.all(Array.from({ length: 32 }, (_, client) => transfer(client)));
    while (reads < bank.reads && wrong.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    reading = false;
    await Promise.all(readers);
    expect(wrong).toEqual([]);
    expect(reads).toBeGreaterThanOrEqual(bank.reads);
    expect(await totals()).toEqual(before);
  });
});

describe("C3: of two acts that exclude each other, one wins", () => {
  const winners = (results: readonly Result<unknown>[]) => results.filter(({ ok }) => ok).length;

  test("the allotment is withdrawn while its AE are committed", { timeout: 3_600_000 }, async () => {
    for (let turn = 0; turn < races; turn += 1) {
      const unit = units[turn % units.length] ?? "";
      const amount = await heldAt(unit, "allotted", "AE");
      if (amount === 0n) {
        await give(organisation, [unit], 1_000n);
        continue;
      }
      const lines = [
        {
          resource: "AE" as const,
          amount,
          from: { stage: "allotted" as const, ...placeOf(unit) },
          to: { stage: "notified" as const, ...placeOf(unit) },
        },
      ];
      const results = await Promise.all([
        moveCredits(fresh(staff), { kind: "withdrawal", on: today, reason: "Retrait", lines }),
        commit(unit, amount),
      ]);
      expect(winners(results), unit).toBe(1);
      expect(results.find(({ ok }) => !ok)).toMatchObject({ refusal: { kind: "credit-exceeded", available: 0n } });
      await give(organisation, [unit], 1_000n);
    }
  });

  test("a request is paid while it is rejected, and paid twice", { timeout: 3_600_000 }, async () => {
    for (let turn = 0; turn < races; turn += 1) {
      const payments = [{ paymentRequestId: await asked("DR44", 100n), on: today }];
      const [{ paymentRequestId = "" } = {}] = payments;
      const pay = () => payRequests(fresh(accountant), { payments });
      const reject = () => rejectPaymentRequest(fresh(chief), { paymentRequestId, on: today, reason: "Double" });
      const results = await Promise.all(turn % 2 === 0 ? [pay(), reject()] : [pay(), pay()]);
      expect(winners(results), `turn ${turn}`).toBe(1);
      expect(results.find(({ ok }) => !ok)).toMatchObject({ refusal: { kind: "wrong-state", what: "paymentRequest" } });
    }
  });

  test("the last of a commitment is certified twice, then asked twice", { timeout: 3_600_000 }, async () => {
    for (let turn = 0; turn < races; turn += 1) {
      await give(organisation, ["DR44"], 100n);
      const [made] = must(await commit("DR44", 100n));
      const key = { commitmentId: made?.commitmentId ?? "", line: 1 };
      const certified = await Promise.all(
        Array.from({ length: 3 }, () => certifyServices(fresh(staff), { services: [{ ...key, on: today, amount: 60n }] })),
      );
      expect(winners(certified)).toBe(1);
      const requested = await Promise.all(
        Array.from({ length: 3 }, () => requestPayments(fresh(staff), { requests: [{ flow: 1, ...key, on: today, amount: 40n }] })),
      );
      expect(winners(requested)).toBe(1);
    }
  });

  test("a commitment is cancelled while it is paid, and what is left of it is given up while it is asked", {
    timeout: 3_600_000,
  }, async () => {
    for (let turn = 0; turn < races; turn += 1) {
      await give(organisation, ["DR44"], 100n);
      const [made] = must(await commit("DR44", 100n));
      const key = { commitmentId: made?.commitmentId ?? "", line: 1 };
      const ask = (amount: bigint) => requestPayments(fresh(staff), { requests: [{ flow: 3, ...key, on: today, amount }] });
      const [request] = must(await ask(60n));
      const payments = [{ paymentRequestId: request?.paymentRequestId ?? "", on: today }];
      const giveUp = (amount: bigint) =>
        changeCommitment(fresh(staff), { ...key, kind: "withdrawal", on: today, amount, reason: "Course" });
      const [paid, cancelled] = await Promise.all([payRequests(fresh(accountant), { payments }), giveUp(100n)]);
      expect([paid.ok, cancelled.ok], `turn ${turn}`).toEqual([true, false]);
      expect(winners(await Promise.all([ask(40n), giveUp(40n)])), `turn ${turn}`).toBe(1);
      const line = await lineOf(key.commitmentId);
      expect(line.committed - line.withdrawn === line.requested, JSON.stringify(line, asText)).toBe(true);
    }
  });

  test("one movement is approved by two, then undone by two", { timeout: 3_600_000 }, async () => {
    for (let turn = 0; turn < races; turn += 1) {
      const [one = "", other = ""] = [units[turn % units.length], units[(turn + 1) % units.length]];
      await give(organisation, [one], 10n);
      const lines = [
        {
          ...{ resource: "CP" as const, amount: 10n },
          ...{ from: { stage: "allotted" as const, ...placeOf(one) }, to: { stage: "allotted" as const, ...placeOf(other) } },
        },
      ];
      const asked = { kind: "redeployment", fiscalYear: 2026, on: today, reason: "Course", propose: true, lines } as const;
      const { movementId } = must(await saveMovement(fresh(staff), asked));
      const before = await heldAt(other, "allotted", "CP");
      const approve = () => approveMovement(fresh(arbitrator), { movementId });
      const approved = await Promise.all([approve(), approve()]);
      expect(winners(approved), `turn ${turn}`).toBe(1);
      expect(approved.find(({ ok }) => !ok)).toMatchObject({ refusal: { kind: "wrong-state", state: "posted" } });
      expect(await heldAt(other, "allotted", "CP")).toBe(before + 10n);
      const undo = () => reverseMovement(fresh(staff), { movementId, on: today, reason: "Course" });
      const undone = await Promise.all([undo(), undo()]);
      expect(winners(undone), `turn ${turn}`).toBe(1);
      expect(undone.find(({ ok }) => !ok)).toMatchObject({ refusal: { kind: "movement-already-reversed" } });
    }
  });

  test("an end of year is posted and undone by several, an unpaid request taken again by several", { timeout: 3_600_000 }, async () => {
    await give(organisation, ["DPT"], 100_000n, 2025);
    const waiting = await asked("DPT", 100n, "2025-12-01");
    const lapse = () => lapseCredits(fresh(chief), { fiscalYear: 2025, on: "2025-12-31", reason: "Fin" });
    for (let turn = 0; turn < Math.ceil(races / 4); turn += 1) {
      const lapsed = await Promise.all([lapse(), lapse(), lapse()]);
      expect(winners(lapsed)).toBe(1);
      expect(lapsed.filter(({ ok }) => !ok).map((result) => !result.ok && result.refusal.kind)).toEqual([
        "nothing-to-move",
        "nothing-to-move",
      ]);
      const movementId = lapsed.flatMap((result) => (result.ok ? [result.value.movementId] : []))[0] ?? "";
      const undo = () => undoLapse(fresh(chief), { fiscalYear: 2025, movementId, reason: "Erreur" });
      expect(winners(await Promise.all([undo(), undo(), undo()]))).toBe(1);
    }
    must(await lapse());
    await give(organisation, ["DPT"], 1_000n);
    const taken = await Promise.all(
      Array.from({ length: 4 }, () => takeRequestsAgain(fresh(staff), { requests: [waiting], on: "2026-01-15" })),
    );
    expect(winners(taken)).toBe(1);
    expect(await heldAt("DPT", "requested", "CP")).toBe(100n);
  });
});

test("and the books are sound after all of it", { timeout: 600_000 }, async () => {
  await expectSoundBooks(organisation);
});

const asText = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);

/** How far the first line of a commitment has come. */
async function lineOf(commitmentId: string) {
  return await organisation.database.read(organisation.organisation, (db) =>
    db
      .selectFrom("commitment_line")
      .select(["committed", "withdrawn", "certified", "requested", "paid"])
      .where("commitment_id", "=", commitmentId)
      .executeTakeFirstOrThrow(),
  );
}

/** A request of so much, on a commitment made for it. */
async function asked(unit: string, amount: bigint, on = today): Promise<string> {
  if ((await heldAt(unit, "allotted", "AE", Number(on.slice(0, 4)))) < amount)
    await give(organisation, [unit], amount, Number(on.slice(0, 4)));
  const [made] = must(await commit(unit, amount, on));
  const key = { commitmentId: made?.commitmentId ?? "", line: 1 };
  const [request] = must(await requestPayments(fresh(staff), { requests: [{ flow: 3, ...key, on, amount }] }));
  return request?.paymentRequestId ?? "";
}

/** The same total read three ways, in one snapshot: positions, balances of accounts, balances of units. */
async function totals(): Promise<Record<string, bigint>> {
  return await organisation.database.read(organisation.organisation, async (db) => {
    const { rows } = await sql<{ name: string; amount: bigint }>`
      select 'positions ' || resource as name, sum(amount)::bigint as amount from stage_position
       where fiscal_year = 2026 and stage = 'allotted' and unit = any(${units}::text[]) group by 1
      union all
      select 'accounts ' || resource, sum(debit - credit)::bigint from account_balance
       where fiscal_year = 2026 and book = 'budget' and account = 'allotted' and resource in ('AE', 'CP') group by resource
      union all
      select 'units ' || resource, sum(debit - credit)::bigint from unit_balance
       where fiscal_year = 2026 and book = 'budget' and section = 'allotted' and unit = any(${units}::text[]) group by resource`.execute(
      db,
    );
    return Object.fromEntries(rows.map(({ name, amount }) => [name, amount]));
  });
}

function text(amounts: Readonly<Record<string, bigint>>): string {
  return Object.entries(amounts)
    .map(([name, amount]) => `${name} ${amount}`)
    .sort()
    .join(", ");
}
