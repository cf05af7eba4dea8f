import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { certifyServices } from "#app/commands/certify-services.ts";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { lapseCredits } from "#app/commands/lapse-credits.ts";
import { payRequests } from "#app/commands/pay-requests.ts";
import { rejectPaymentRequest } from "#app/commands/reject-payment-request.ts";
import { type PaymentRequestInput, requestPayments } from "#app/commands/request-payments.ts";
import { allot, budgetSums, dr, positions, trialBalance } from "#tests/support/credits.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";

let organisation: SmallOrganisation;

async function freshOrganisation(): Promise<void> {
  organisation = await smallOrganisation();
  await allot(organisation, 100_000n);
}

const unitHead = () => organisation.as("head", { role: "unitHead", unit: "DR44" });
const programmeStaff = () => organisation.as("staff", { role: "programmeStaff", unit: "INSEE" });
const accountant = () => organisation.as("accountant", { role: "accountant", unit: "INSEE" });

async function commit(amount: bigint, on = "2026-02-01") {
  const line = { ...dr, amount, schedule: [{ year: 2026, amount }] };
  const commitments = [{ on, label: "Impression des questionnaires", party: "FOUR1", lines: [line] }];
  return await commitExpenses(await unitHead(), { commitments });
}

async function committed(amount: bigint): Promise<string> {
  const [document] = must(await commit(amount));
  return document?.commitmentId ?? "";
}

async function certify(commitmentId: string, amount: bigint, on = "2026-03-01", line = 1) {
  return await certifyServices(await unitHead(), { services: [{ commitmentId, line, on, amount }] });
}

async function ask(request: PaymentRequestInput) {
  return await requestPayments(await programmeStaff(), { requests: [request] });
}

async function asked(request: PaymentRequestInput): Promise<string> {
  const [document] = must(await ask(request));
  return document?.paymentRequestId ?? "";
}

async function pay(paymentRequestId: string, on = "2026-05-01") {
  return await payRequests(await accountant(), { payments: [{ paymentRequestId, on }] });
}

describe("the chain of an expense", () => {
  beforeEach(freshOrganisation);
  afterEach(() => organisation.close());

  test("flow 1: commitment, certified service, request, payment, in both books", async () => {
    const commitmentId = await committed(60_000n);
    expect(await positions(organisation, "DR44")).toMatchObject({
      "nonPersonnel AE allotted": 40_000n,
      "nonPersonnel AE committed": 60_000n,
    });
    expect(await trialBalance(organisation)).toEqual({});

    must(await certify(commitmentId, 25_000n));
    expect(await trialBalance(organisation)).toEqual({ "606": 25_000n, "408": -25_000n });

    const paymentRequestId = await asked({
      flow: 1,
      commitmentId,
      line: 1,
      on: "2026-04-01",
      amount: 20_000n,
      invoice: "F-1",
      invoiceDate: "2026-03-30",
    });
    expect(await trialBalance(organisation)).toEqual({ "606": 25_000n, "408": -5_000n, "401": -20_000n });
    expect(await positions(organisation, "DR44")).toMatchObject({
      "nonPersonnel CP allotted": 80_000n,
      "nonPersonnel CP requested": 20_000n,
    });

    const [payment] = must(await pay(paymentRequestId));
    expect(payment?.number).toBe("PA-2026-000001");
    expect(await trialBalance(organisation)).toEqual({ "606": 25_000n, "408": -5_000n, "515": -20_000n });
    expect(await positions(organisation, "DR44")).toEqual({
      "personnel AE allotted": 100_000n,
      "personnel CP allotted": 100_000n,
      "nonPersonnel AE allotted": 40_000n,
      "nonPersonnel AE committed": 60_000n,
      "nonPersonnel CP allotted": 80_000n,
      "nonPersonnel CP consumed": 20_000n,
    });
    expect(await budgetSums(organisation)).toEqual({ AE: 0n, CP: 0n });
  });

  test("flow 3: the request certifies, in one event of three entries", async () => {
    const commitmentId = await committed(60_000n);
    const paymentRequestId = await asked({ flow: 3, commitmentId, line: 1, on: "2026-04-01", amount: 60_000n });
    expect(await trialBalance(organisation)).toEqual({ "606": 60_000n, "401": -60_000n });
    const events = await organisation.database.read(organisation.organisation, (db) =>
      db
        .selectFrom("entry as e")
        .innerJoin("payment_request as r", "r.event_id", "e.event_id")
        .where("r.id", "=", paymentRequestId)
        .select("e.journal")
        .orderBy("e.journal")
        .execute(),
    );
    expect(events.map(({ journal }) => journal)).toEqual(["DP", "HA", "SF"]);
  });

  test("flow 4: nothing before the payment, which consumes AE and CP alike", async () => {
    const before = await positions(organisation, "DR44");
    const paymentRequestId = await asked({ flow: 4, ...dr, party: "FOUR1", on: "2026-04-01", amount: 700n });
    expect(await positions(organisation, "DR44")).toEqual(before);
    must(await pay(paymentRequestId));
    expect(await positions(organisation, "DR44")).toMatchObject({
      "nonPersonnel AE allotted": 99_300n,
      "nonPersonnel AE consumed": 700n,
      "nonPersonnel CP allotted": 99_300n,
      "nonPersonnel CP consumed": 700n,
    });
    expect(await trialBalance(organisation)).toEqual({ "606": 700n, "515": -700n });
  });

  test("a rejected request gives its credit back, its service stays certified, and it may be asked again", async () => {
    const commitmentId = await committed(60_000n);
    must(await certify(commitmentId, 20_000n));
    const request = { flow: 1, commitmentId, line: 1, on: "2026-04-01", amount: 20_000n } as const;
    const rejected = await asked(request);
    must(await rejectPaymentRequest(await accountant(), { paymentRequestId: rejected, on: "2026-04-02", reason: "Facture illisible" }));
    expect(await positions(organisation, "DR44")).toMatchObject({ "nonPersonnel CP allotted": 100_000n });
    expect(await trialBalance(organisation)).toEqual({ "606": 20_000n, "408": -20_000n });
    must(await pay(await asked({ ...request, on: "2026-04-03" })));
    expect(await trialBalance(organisation)).toEqual({ "606": 20_000n, "515": -20_000n });
  });

  test("numbers follow one another in the exercise, and a refusal leaves no gap", async () => {
    const first = must(await commit(10n));
    expect((await commit(100_000n)).ok).toBe(false);
    const second = must(await commit(10n));
    expect([...first, ...second].map(({ number }) => number)).toEqual(["EJ-2026-000001", "EJ-2026-000002"]);
  });

  test("a request left unpaid at the year's end releases its CP, and takes CP of the year of its payment", async () => {
    await allot(organisation, 900n, 2025);
    const line = { ...dr, amount: 500n, schedule: [{ year: 2025, amount: 500n }] };
    const [document] = must(
      await commitExpenses(await unitHead(), {
        commitments: [{ on: "2025-11-01", label: "Reste à payer", party: "FOUR1", lines: [line] }],
      }),
    );
    const paymentRequestId = await asked({ flow: 3, commitmentId: document?.commitmentId ?? "", line: 1, on: "2025-12-20", amount: 500n });
    must(await lapseCredits(await organisation.system(), { fiscalYear: 2025, on: "2025-12-31", reason: "Fin de gestion 2025" }));
    expect(await positions(organisation, "DR44", 2025)).toMatchObject({
      "nonPersonnel AE committed": 500n,
      "nonPersonnel CP lapsed": 900n,
    });
    must(await pay(paymentRequestId, "2026-01-15"));
    expect(await positions(organisation, "DR44")).toMatchObject({ "nonPersonnel CP allotted": 99_500n, "nonPersonnel CP consumed": 500n });
  });
});

/** One organisation for all: what is refused leaves nothing behind, and the rows that count what is available come first. */
describe("what the chain refuses", () => {
  beforeAll(freshOrganisation);
  afterAll(() => organisation.close());

  test.each([
    [
      "more AE than are available",
      async () => await commit(100_001n),
      {
        kind: "credit-exceeded",
        stage: "allotted",
        unit: "DR44",
        spendingClass: "nonPersonnel",
        resource: "AE",
        asked: 100_001n,
        available: 100_000n,
      },
    ],
    [
      "a refund beyond what is available, pending ones counted",
      async () => {
        await asked({ flow: 4, ...dr, party: "FOUR1", on: "2026-04-01", amount: 99_999n });
        return await ask({ flow: 4, ...dr, party: "FOUR1", on: "2026-04-01", amount: 2n });
      },
      { kind: "credit-exceeded", stage: "allotted", unit: "DR44", spendingClass: "nonPersonnel", resource: "AE", asked: 2n, available: 1n },
    ],
    [
      "a party that nobody knows",
      async () =>
        await commitExpenses(await unitHead(), {
          commitments: [
            { on: "2026-02-01", label: "x", party: "NOBODY", lines: [{ ...dr, amount: 1n, schedule: [{ year: 2026, amount: 1n }] }] },
          ],
        }),
      { kind: "unknown-code", dimension: "party", code: "NOBODY" },
    ],
    [
      "another unit's credits",
      async () =>
        await commitExpenses(await unitHead(), {
          commitments: [
            {
              on: "2026-02-01",
              label: "x",
              party: "FOUR1",
              lines: [{ ...dr, unit: "DPT", amount: 1n, schedule: [{ year: 2026, amount: 1n }] }],
            },
          ],
        }),
      { kind: "not-found", what: "unit", id: "DPT" },
    ],
    ["a day without exercise", async () => await commit(1n, "2031-01-01"), { kind: "unknown-year", date: "2031-01-01" }],
    ["a day that is none", async () => await commit(1n, "2026-02-30"), { kind: "not-a-day", text: "2026-02-30" }],
    [
      "a line that does not exist",
      async () => {
        const id = await committed(10n);
        const result = await certify(id, 1n, "2026-03-01", 2);
        return { ...result, refusal: !result.ok && { ...result.refusal, id: "" } };
      },
      { kind: "not-found", what: "commitment", id: "" },
    ],
    [
      "more service than is committed",
      async () => await certify(await committed(10n), 11n),
      { kind: "above-commitment", step: "certified", asked: 11n, limit: 10n },
    ],
    [
      "a service before its commitment",
      async () => await certify(await committed(10n), 1n, "2026-01-31"),
      { kind: "dates-out-of-order", earlier: "2026-02-01", later: "2026-01-31" },
    ],
    [
      "a request beyond what is certified",
      async () => await ask({ flow: 1, commitmentId: await committed(10n), line: 1, on: "2026-04-01", amount: 1n }),
      { kind: "above-commitment", step: "requested", asked: 1n, limit: 0n },
    ],
    [
      "a request before its service",
      async () => {
        const commitmentId = await committed(10n);
        must(await certify(commitmentId, 10n));
        return await ask({ flow: 1, commitmentId, line: 1, on: "2026-02-28", amount: 1n });
      },
      { kind: "dates-out-of-order", earlier: "2026-03-01", later: "2026-02-28" },
    ],
    [
      "an invoice of no day",
      async () => await ask({ flow: 1, commitmentId: await committed(10n), line: 1, on: "2026-04-01", amount: 1n, invoiceDate: "hier" }),
      { kind: "not-a-day", text: "hier" },
    ],
    [
      "a refund on title 2",
      async () => await ask({ flow: 4, ...dr, nature: "21", party: "FOUR1", on: "2026-04-01", amount: 1n }),
      { kind: "personnel-not-committed", nature: "21" },
    ],
    [
      "a refund to a party that nobody knows",
      async () => await ask({ flow: 4, ...dr, party: "NOBODY", on: "2026-04-01", amount: 1n }),
      { kind: "unknown-code", dimension: "party", code: "NOBODY" },
    ],
    [
      "a payment by who asked for it",
      async () => {
        const paymentRequestId = await asked({ flow: 3, commitmentId: await committed(10n), line: 1, on: "2026-04-01", amount: 1n });
        const both = await organisation.as("staff");
        const payer = { ...(await accountant()), actor: { ...both.actor, access: (await accountant()).actor.access } };
        return await payRequests(payer, { payments: [{ paymentRequestId, on: "2026-05-01" }] });
      },
      { kind: "author-decides", author: "staff" },
    ],
    [
      "a payment before its request",
      async () =>
        await pay(await asked({ flow: 3, commitmentId: await committed(10n), line: 1, on: "2026-04-01", amount: 1n }), "2026-03-31"),
      { kind: "dates-out-of-order", earlier: "2026-04-01", later: "2026-03-31" },
    ],
    [
      "a second payment",
      async () => {
        const id = await asked({ flow: 3, commitmentId: await committed(10n), line: 1, on: "2026-04-01", amount: 1n });
        must(await pay(id));
        return await pay(id);
      },
      { kind: "wrong-state", what: "paymentRequest", state: "paid", expected: ["requested"] },
    ],
    [
      "the rejection of what is paid",
      async () => {
        const id = await asked({ flow: 3, commitmentId: await committed(10n), line: 1, on: "2026-04-01", amount: 1n });
        must(await pay(id));
        return await rejectPaymentRequest(await accountant(), { paymentRequestId: id, on: "2026-05-02", reason: "Erreur" });
      },
      { kind: "wrong-state", what: "paymentRequest", state: "paid", expected: ["requested"] },
    ],
    [
      "a rejection without reason",
      async () => await rejectPaymentRequest(await accountant(), { paymentRequestId: "x", on: "2026-05-02", reason: " " }),
      { kind: "reason-required" },
    ],
    [
      "a payment of nothing known",
      async () => await pay("not-an-identifier"),
      { kind: "not-found", what: "paymentRequest", id: "not-an-identifier" },
    ],
  ])("%s", async (_, act, refusal) => {
    const result = await act();
    expect(result).toMatchObject({ ok: false, refusal });
  });

  test("whoever lacks the capability is told so, and nothing is written", async () => {
    const before = await positions(organisation, "DR44");
    const agent = await organisation.as("agent", { role: "agent", unit: "DR44" });
    expect(await commitExpenses(agent, { commitments: [] })).toEqual({
      ok: false,
      refusal: { kind: "forbidden", capability: "execution.commit" },
    });
    expect(await positions(organisation, "DR44")).toEqual(before);
  });
});
