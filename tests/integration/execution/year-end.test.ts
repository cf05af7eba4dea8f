import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { certifyServices } from "#app/commands/certify-services.ts";
import { closePeriod } from "#app/commands/close-period.ts";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { lapseCredits } from "#app/commands/lapse-credits.ts";
import { payRequests } from "#app/commands/pay-requests.ts";
import { recordStateFunding } from "#app/commands/record-state-funding.ts";
import { rejectPaymentRequest } from "#app/commands/reject-payment-request.ts";
import { requestPayments } from "#app/commands/request-payments.ts";
import { takeRequestsAgain, undoRequestTakings } from "#app/commands/take-requests-again.ts";
import { undoLapse } from "#app/commands/undo-lapse.ts";
import { runChecks } from "#db/check.ts";
import type { Db } from "#db/client.ts";
import { outstandingTotal } from "#db/queries/execution-outstanding.ts";
import { commitmentBridgeOf } from "#db/queries/ledger/commitment-bridge.ts";
import { carriedRequests } from "#db/queries/request-taking.ts";
import { endingStages, stageTotals, standingLapses } from "#db/queries/year-end.ts";
import { allot, budgetSums, dr, held, positions, trialBalance } from "#tests/support/credits.ts";
import { expectSoundBooks } from "#tests/support/independent-sums.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";

/** 2025 has 1 000.00 of each credit; a contract of 400.00 certified whole, 300.00 asked, 100.00 paid. 2026 has 1 000.00 of its own. */
let organisation: SmallOrganisation;
let commitmentId: string;
let waiting: string;

beforeEach(async () => {
  organisation = await smallOrganisation();
  for (const year of [2025, 2026]) await allot(organisation, 100_000n, year);
  const line = {
    ...dr,
    amount: 40_000n,
    schedule: [
      { year: 2025, amount: 30_000n },
      { year: 2026, amount: 10_000n },
    ],
  };
  const [made] = must(
    await commitExpenses(await staff(), { commitments: [{ on: "2025-02-01", label: "Collecte", party: "FOUR1", lines: [line] }] }),
  );
  commitmentId = made?.commitmentId ?? "";
  must(await certifyServices(await staff(), { services: [{ commitmentId, line: 1, on: "2025-11-01", amount: 40_000n }] }));
  const paid = await asked(10_000n, "2025-11-10");
  must(await payRequests(await accountant(), { payments: [{ paymentRequestId: paid, on: "2025-11-20" }] }));
  waiting = await asked(20_000n, "2025-12-10");
});
afterEach(() => organisation.close());

const staff = () => organisation.as("staff", { role: "programmeStaff", unit: "INSEE" });
const accountant = () => organisation.as("accountant", { role: "accountant", unit: "INSEE" });
const chief = () => organisation.as("chief", { role: "chiefAccountant", unit: "INSEE" });
const read = <Value>(work: (db: Db) => Promise<Value>) => organisation.database.read(organisation.organisation, work);

async function asked(amount: bigint, on: string): Promise<string> {
  const [made] = must(await requestPayments(await staff(), { requests: [{ flow: 1, commitmentId, line: 1, on, amount }] }));
  return made?.paymentRequestId ?? "";
}

async function lapse() {
  return must(await lapseCredits(await chief(), { fiscalYear: 2025, on: "2025-12-31", reason: "Fin de gestion 2025" }));
}

async function openStages(year = 2025): Promise<number> {
  return (await read((db) => stageTotals(db, year))).filter(({ stage }) => (endingStages as readonly string[]).includes(stage)).length;
}

describe("the lapse", () => {
  test("leaves every open stage at zero, and the commitment with what remains to be paid", async () => {
    expect(await openStages()).toBeGreaterThan(0);
    await lapse();
    expect(await openStages()).toBe(0);
    expect(await positions(organisation, "DR44", 2025)).toMatchObject({
      "nonPersonnel AE committed": 40_000n,
      "nonPersonnel CP consumed": 10_000n,
    });
    const scope = { year: 2025, firstDay: "2025-01-01", on: "2025-12-31", units: ["DR44"] };
    expect((await read((db) => outstandingTotal(db, scope))).outstanding).toBe(30_000n);
    expect(await budgetSums(organisation)).toEqual({ AE: 0n, CP: 0n });
  });

  test("is undone by the reversal of its entry, to the cent, and once", async () => {
    const before = await positions(organisation, "DR44", 2025);
    const { movementId } = await lapse();
    must(await undoLapse(await chief(), { fiscalYear: 2025, movementId, reason: "Une facture est arrivée" }));
    expect(await positions(organisation, "DR44", 2025)).toEqual(before);
    expect(await undoLapse(await chief(), { fiscalYear: 2025, movementId, reason: "Encore" })).toMatchObject({
      refusal: { kind: "not-found" },
    });
    expect(await read((db) => standingLapses(db, 2025))).toEqual([]);
    await lapse();
    expect(await openStages()).toBe(0);
    expect((await read(runChecks)).filter(({ faultCount }) => faultCount > 0)).toEqual([]);
  });

  test("is undone by nobody but who may close, with a reason", async () => {
    const { movementId } = await lapse();
    const undone = { fiscalYear: 2025, movementId, reason: " " };
    expect(await undoLapse(await chief(), undone)).toMatchObject({ refusal: { kind: "reason-required" } });
    expect(await undoLapse(await accountant(), { ...undone, reason: "Non" })).toMatchObject({ refusal: { kind: "forbidden" } });
  });
});

describe("the complementary period", () => {
  const pay = async (on: string) =>
    payRequests(await accountant(), { payments: [{ paymentRequestId: waiting, on }], complementaryOf: 2025 });

  test("pays in January on the credits of the year that ends, and both books say so in its closing period", async () => {
    must(await pay("2026-01-20"));
    expect(await held(organisation, "consumed", "CP")).toBe(0n);
    expect((await positions(organisation, "DR44", 2025))["nonPersonnel CP consumed"]).toBe(30_000n);
    const entries = await read((db) =>
      db
        .selectFrom("entry")
        .where("fiscal_year", "=", 2025)
        .where("period", "=", 13)
        .select(["book", "entry_date"])
        .orderBy("book")
        .execute(),
    );
    expect(entries).toEqual([
      { book: "budget", entry_date: "2025-12-31" },
      { book: "general", entry_date: "2025-12-31" },
    ]);
    const payment = await read((db) =>
      db
        .selectFrom("payment")
        .where("payment_request_id", "=", waiting)
        .select(["paid_on", "settled_on", "fiscal_year"])
        .executeTakeFirstOrThrow(),
    );
    expect(payment).toEqual({ paid_on: "2025-12-31", settled_on: "2026-01-20", fiscal_year: 2025 });
    expect((await read((db) => commitmentBridgeOf(db, 2025))).residual).toBe(0n);
    await expectSoundBooks(organisation);
  });

  test.each(["2025-12-31", "2026-01-21"])("not on %s", async (on) => {
    expect(await pay(on)).toMatchObject({ refusal: { kind: "complementary-over", year: 2025, on, days: 20 } });
  });

  test("is funded by the State in the same closing period, once December is closed: the account at the Treasury ends the exercise at nothing", async () => {
    must(await recordStateFunding(await chief(), { month: "2025-11" }));
    for (let period = 1; period <= 12; period += 1) must(await closePeriod(await chief(), { fiscalYear: 2025, period }));
    must(await pay("2026-01-20"));
    expect((await trialBalance(organisation))["515"]).toBe(-20_000n);
    expect(await recordStateFunding(await chief(), { month: "2025-12" })).toMatchObject({ refusal: { kind: "period-closed" } });
    expect(must(await recordStateFunding(await chief(), { complementaryOf: 2025 }))).toEqual({ amount: 20_000n });
    expect((await trialBalance(organisation))["515"]).toBeUndefined();
    const [entry] = await read((db) =>
      db
        .selectFrom("entry")
        .where("fiscal_year", "=", 2025)
        .where("journal", "=", "TR")
        .select(["period", "entry_date as on"])
        .orderBy("id", "desc")
        .limit(1)
        .execute(),
    );
    expect(entry).toEqual({ period: 13, on: "2025-12-31" });
    expect(must(await recordStateFunding(await chief(), { complementaryOf: 2025 }))).toEqual({ amount: 0n });
    expect(await recordStateFunding(await chief(), { complementaryOf: 2031 })).toMatchObject({
      refusal: { kind: "not-found", what: "year" },
    });
    await expectSoundBooks(organisation);
  });

  test("nor once its credit has lapsed", async () => {
    await lapse();
    expect(await pay("2026-01-10")).toMatchObject({
      refusal: { kind: "credit-exceeded", stage: "requested", asked: 20_000n, available: 0n },
    });
  });
});

describe("an unpaid request", () => {
  const take = async (on = "2026-01-25") => takeRequestsAgain(await staff(), { requests: [waiting], on });

  test("takes the CP of the next year once, and its payment takes no more", async () => {
    await lapse();
    must(await take());
    expect(await positions(organisation, "DR44")).toMatchObject({
      "nonPersonnel CP requested": 20_000n,
      "nonPersonnel CP allotted": 80_000n,
    });
    expect(await take()).toMatchObject({ refusal: { kind: "already-exists", what: "requestTaking" } });
    must(await payRequests(await accountant(), { payments: [{ paymentRequestId: waiting, on: "2026-02-10" }] }));
    expect(await positions(organisation, "DR44")).toMatchObject({
      "nonPersonnel CP consumed": 20_000n,
      "nonPersonnel CP allotted": 80_000n,
    });
    expect((await read((db) => commitmentBridgeOf(db, 2026))).residual).toBe(0n);
    await expectSoundBooks(organisation);
  });

  test("gives them back when that is undone, or when it is rejected", async () => {
    await lapse();
    must(await take());
    must(await undoRequestTakings(await staff(), { requests: [waiting], on: "2026-01-26" }));
    expect(await held(organisation, "requested", "CP")).toBe(0n);
    expect(await read((db) => carriedRequests(db, 2025, ["DR44"]))).toMatchObject([{ id: waiting, takenIn: null }]);
    must(await take("2026-01-27"));
    must(await rejectPaymentRequest(await accountant(), { paymentRequestId: waiting, on: "2026-01-28", reason: "Double" }));
    expect(await held(organisation, "allotted", "CP")).toBe(100_000n);
    expect(await budgetSums(organisation)).toEqual({ AE: 0n, CP: 0n });
  });

  test("is refused beyond what the next year has, and the lapse it rests upon is not undone under it", async () => {
    const { movementId } = await lapse();
    const line = { ...dr, amount: 90_000n, schedule: [{ year: 2026, amount: 90_000n }] };
    const [other] = must(
      await commitExpenses(await staff(), { commitments: [{ on: "2026-01-10", label: "Autre", party: "FOUR1", lines: [line] }] }),
    );
    const key = { commitmentId: other?.commitmentId ?? "", line: 1 };
    must(await requestPayments(await staff(), { requests: [{ flow: 3, ...key, on: "2026-01-11", amount: 90_000n }] }));
    expect(await take()).toMatchObject({ refusal: { kind: "credit-exceeded", stage: "allotted", asked: 20_000n, available: 10_000n } });
    const [mine] = await read((db) => carriedRequests(db, 2025, ["DR44"]));
    expect(mine).toMatchObject({ takenIn: null });
    await rejectOther(key.commitmentId);
    must(await take());
    expect(await undoLapse(await chief(), { fiscalYear: 2025, movementId, reason: "Erreur" })).toMatchObject({
      refusal: { kind: "lapse-rested-upon", year: 2025, next: 2026, carried: 0n, requests: 1 },
    });
  });

  async function rejectOther(commitment: string): Promise<void> {
    const { id } = await read((db) =>
      db.selectFrom("payment_request").where("commitment_id", "=", commitment).select("id").executeTakeFirstOrThrow(),
    );
    must(await rejectPaymentRequest(await accountant(), { paymentRequestId: id, on: "2026-01-12", reason: "Erreur" }));
  }

  test("out of reach, it does not exist", async () => {
    const head = await organisation.as("head", { role: "programmeStaff", unit: "DPT" });
    expect(await takeRequestsAgain(head, { requests: [waiting], on: "2026-01-25" })).toMatchObject({ refusal: { kind: "not-found" } });
  });
});
