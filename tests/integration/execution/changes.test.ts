import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { certifyServices } from "#app/commands/certify-services.ts";
import { type ChangeCommitmentInput, changeCommitment } from "#app/commands/change-commitment.ts";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { payRequests } from "#app/commands/pay-requests.ts";
import { rejectPaymentRequest } from "#app/commands/reject-payment-request.ts";
import { type CommittedRequest, requestPayments } from "#app/commands/request-payments.ts";
import { runChecks } from "#db/check.ts";
import { commitmentDetail } from "#db/queries/execution-commitment.ts";
import { overrunsOf } from "#db/queries/execution-overrun.ts";
import { allot, budgetSums, dr, positions, trialBalance } from "#tests/support/credits.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";

let organisation: SmallOrganisation;
beforeEach(async () => {
  organisation = await smallOrganisation();
  await allot(organisation, 100_000n);
});
afterEach(async () => {
  expect(await budgetSums(organisation)).toEqual({ AE: 0n, CP: 0n });
  await organisation.close();
});

const head = () => organisation.as("head", { role: "unitHead", unit: "DR44" });
const staff = () => organisation.as("staff", { role: "programmeStaff", unit: "INSEE" });
const accountant = () => organisation.as("accountant", { role: "accountant", unit: "INSEE" });

async function committed(amount: bigint, on = "2026-02-01"): Promise<string> {
  const year = Number(on.slice(0, 4));
  const line = { ...dr, amount, schedule: [{ year, amount }] };
  const commitments = [{ on, label: "Impression des questionnaires", party: "FOUR1", lines: [line] }];
  return must(await commitExpenses(await staff(), { commitments }))[0]?.commitmentId ?? "";
}

async function change(commitmentId: string, own: Partial<ChangeCommitmentInput> & Pick<ChangeCommitmentInput, "kind" | "amount">) {
  const input = { commitmentId, line: 1, on: "2026-03-01", reason: "Avenant n° 1", ...own };
  return await changeCommitment(await staff(), input);
}

const read = <Value>(work: Parameters<SmallOrganisation["database"]["read"]>[1]) =>
  organisation.database.read(organisation.organisation, work) as Promise<Value>;

async function line(commitmentId: string) {
  const detail = await organisation.database.read(organisation.organisation, (db) => commitmentDetail(db, commitmentId, ["DR44"]));
  return detail?.lines[0];
}

describe("a commitment is amended and withdrawn", () => {
  test("an increase takes AE as a commitment does, and is paid in its year unless somebody says otherwise", async () => {
    const id = await committed(60_000n);
    must(await change(id, { kind: "increase", amount: 10_000n }));
    expect(await positions(organisation, "DR44")).toMatchObject({
      "nonPersonnel AE allotted": 30_000n,
      "nonPersonnel AE committed": 70_000n,
    });
    expect(await line(id)).toMatchObject({ committed: 70_000n, schedule: [{ year: 2026, amount: 70_000n }] });
    expect(await change(id, { kind: "increase", amount: 30_001n })).toMatchObject({
      ok: false,
      refusal: { kind: "credit-exceeded", asked: 30_001n, available: 30_000n },
    });
  });

  test("a withdrawal of the year gives its AE back, never below what is certified", async () => {
    const id = await committed(60_000n);
    must(await certifyServices(await head(), { services: [{ commitmentId: id, line: 1, on: "2026-02-15", amount: 20_000n }] }));
    expect(await change(id, { kind: "withdrawal", amount: 40_001n })).toMatchObject({
      ok: false,
      refusal: { kind: "above-commitment", step: "withdrawn", limit: 40_000n },
    });
    must(await change(id, { kind: "withdrawal", amount: 40_000n }));
    expect(await positions(organisation, "DR44")).toMatchObject({
      "nonPersonnel AE allotted": 80_000n,
      "nonPersonnel AE committed": 20_000n,
    });
    expect(await line(id)).toMatchObject({ withdrawn: 40_000n, schedule: [{ year: 2026, amount: 20_000n }] });
  });

  test.each([
    [true, { "nonPersonnel AE allotted": 80_000n }],
    [false, { "nonPersonnel AE allotted": 50_000n, "nonPersonnel AE lapsed": 30_000n }],
  ])(
    "what an earlier exercise committed is opened anew when the case is listed (%s), else it lapses (GBCP art. 160)",
    async (reusable, held) => {
      await allot(organisation, 100_000n, 2025);
      const id = await committed(50_000n, "2025-02-01");
      must(await change(id, { kind: "increase", amount: 50_000n }));
      const done = must(await change(id, { kind: "withdrawal", amount: 80_000n, reusable }));
      expect(done.numbers).toHaveLength(2);
      expect(await positions(organisation, "DR44")).toMatchObject(
        reusable
          ? { ...held, "nonPersonnel AE allotted": 130_000n }
          : { "nonPersonnel AE allotted": 100_000n, "nonPersonnel AE lapsed": 30_000n },
      );
      expect(await line(id)).toMatchObject({ committed: 100_000n, withdrawn: 80_000n });
    },
  );

  test("only those who notify credits make them reusable", async () => {
    await allot(organisation, 100_000n, 2025);
    const id = await committed(50_000n, "2025-02-01");
    const input = {
      commitmentId: id,
      line: 1,
      on: "2026-03-01",
      reason: "Retrait",
      kind: "withdrawal",
      amount: 1n,
      reusable: true,
    } as const;
    expect(await changeCommitment(await head(), input)).toEqual({
      ok: false,
      refusal: { kind: "forbidden", capability: "allotment.notify" },
    });
  });

  test("the years of payment move alone, and always add up to what is committed", async () => {
    const id = await committed(60_000n);
    const wanted = (first: bigint, second: bigint) => [
      { year: 2026, amount: first },
      { year: 2027, amount: second },
    ];
    expect(await change(id, { kind: "schedule", amount: 0n, schedule: wanted(20_000n, 39_999n) })).toMatchObject({
      ok: false,
      refusal: { kind: "schedule-differs", committed: 60_000n, scheduled: 59_999n },
    });
    must(await change(id, { kind: "schedule", amount: 0n, schedule: wanted(20_000n, 40_000n) }));
    expect(await line(id)).toMatchObject({ schedule: wanted(20_000n, 40_000n) });
    must(await change(id, { kind: "withdrawal", amount: 45_000n }));
    expect(await line(id)).toMatchObject({ schedule: [{ year: 2026, amount: 15_000n }] });
  });
});

describe("advances", () => {
  const ask = async (request: Omit<CommittedRequest, "line">) =>
    await requestPayments(await staff(), { requests: [{ line: 1, ...request }] });
  const pay = async (paymentRequestId: string) =>
    must(await payRequests(await accountant(), { payments: [{ paymentRequestId, on: "2026-05-01" }] }));

  test("an advance is paid before the service; the invoice absorbs it, and only the rest is asked in cash", async () => {
    const commitmentId = await committed(60_000n);
    const [advance] = must(await ask({ flow: 1, kind: "advance", commitmentId, on: "2026-02-10", amount: 20_000n }));
    expect(await trialBalance(organisation)).toEqual({ "4091": 20_000n, "401": -20_000n });
    await pay(advance?.paymentRequestId ?? "");
    expect(await trialBalance(organisation)).toEqual({ "4091": 20_000n, "515": -20_000n });
    must(await certifyServices(await head(), { services: [{ commitmentId, line: 1, on: "2026-03-01", amount: 60_000n }] }));
    expect(await ask({ flow: 1, commitmentId, on: "2026-04-01", amount: 40_001n, absorbed: 20_000n })).toMatchObject({
      ok: false,
      refusal: { kind: "above-commitment", step: "requested", limit: 40_000n },
    });
    const [invoice] = must(await ask({ flow: 1, commitmentId, on: "2026-04-01", amount: 40_000n, absorbed: 20_000n }));
    expect(await trialBalance(organisation)).toEqual({ "606": 60_000n, "401": -40_000n, "515": -20_000n });
    await pay(invoice?.paymentRequestId ?? "");
    expect(await trialBalance(organisation)).toEqual({ "606": 60_000n, "515": -60_000n });
    expect(await positions(organisation, "DR44")).toMatchObject({
      "nonPersonnel CP consumed": 60_000n,
      "nonPersonnel CP allotted": 40_000n,
    });
    expect(await read(async (db) => (await runChecks(db, { only: ["commitment-lines"] })).flatMap(({ faults }) => faults))).toEqual([]);
  });

  test("an invoice that is rejected gives the advance back; a rejected advance is none any more", async () => {
    const commitmentId = await committed(60_000n);
    const [advance] = must(await ask({ flow: 1, kind: "advance", commitmentId, on: "2026-02-10", amount: 20_000n }));
    must(await certifyServices(await head(), { services: [{ commitmentId, line: 1, on: "2026-03-01", amount: 30_000n }] }));
    const [invoice] = must(await ask({ flow: 1, commitmentId, on: "2026-04-01", amount: 10_000n, absorbed: 20_000n }));
    const reject = async (paymentRequestId: string) =>
      must(await rejectPaymentRequest(await accountant(), { paymentRequestId, on: "2026-04-02", reason: "Facture illisible" }));
    await reject(invoice?.paymentRequestId ?? "");
    expect(await line(commitmentId)).toMatchObject({ advanced: 20_000n, requested: 20_000n });
    await reject(advance?.paymentRequestId ?? "");
    expect(await line(commitmentId)).toMatchObject({ advanced: 0n, requested: 0n });
    expect(await trialBalance(organisation)).toEqual({ "606": 30_000n, "408": -30_000n });
    expect(await positions(organisation, "DR44")).toMatchObject({ "nonPersonnel CP allotted": 100_000n });
  });
});

describe("going beyond what is available", () => {
  const beyond = async (context: Awaited<ReturnType<typeof head>>, amount: bigint, reason: string) => {
    const lines = [{ ...dr, amount, schedule: [{ year: 2026, amount }] }];
    const commitments = [{ on: "2026-02-01", label: "Secours informatique", party: "FOUR1", lines }];
    return await commitExpenses(context, { commitments, override: { reason } });
  };

  test("needs the right to it and a reason", async () => {
    expect(await beyond(await head(), 100_001n, "Urgence")).toMatchObject({ ok: false, refusal: { kind: "forbidden" } });
    expect(await beyond(await staff(), 100_001n, " ")).toEqual({ ok: false, refusal: { kind: "reason-required" } });
  });

  test("takes what is left and the rest from the overrun, tells the department once, and leaves a mark that stays", async () => {
    await organisation.as("other", { role: "programmeStaff", unit: "INSEE" });
    const [made] = must(await beyond(await staff(), 120_000n, "Panne du centre informatique"));
    const id = made?.commitmentId ?? "";
    expect(await positions(organisation, "DR44")).toMatchObject({
      "nonPersonnel AE committed": 120_000n,
      "nonPersonnel AE overrun": 20_000n,
    });
    const marks = await organisation.database.read(organisation.organisation, (db) => overrunsOf(db, [id]));
    expect(marks).toMatchObject([
      { amount: 20_000n, resource: "AE", cause: "override", reason: "Panne du centre informatique", author: "staff" },
    ]);
    const notices = await organisation.database.read(organisation.organisation, (db) =>
      db.selectFrom("inbox_notice").where("kind", "=", "overrun").select(["unit", "address"]).execute(),
    );
    expect(notices).toEqual([{ unit: "DR44", address: `/2026/execution/commitments/${id}` }]);

    must(await change(id, { kind: "withdrawal", amount: 50_000n }));
    const after = await positions(organisation, "DR44");
    expect(after).toMatchObject({ "nonPersonnel AE committed": 70_000n, "nonPersonnel AE allotted": 30_000n });
    expect(after["nonPersonnel AE overrun"]).toBeUndefined();
    expect(await organisation.database.read(organisation.organisation, (db) => overrunsOf(db, [id]))).toHaveLength(1);
  });

  test("marks a payment request too, and a rejection gives back where it came from", async () => {
    const commitmentId = await committed(100_000n);
    must(await certifyServices(await head(), { services: [{ commitmentId, line: 1, on: "2026-02-15", amount: 100_000n }] }));
    const first = { flow: 4, ...dr, party: "FOUR1", on: "2026-03-01", amount: 60_000n } as const;
    const [refund] = must(await requestPayments(await staff(), { requests: [first], override: { reason: "Mission en cours" } }));
    must(
      await payRequests(await organisation.as("chief", { role: "chiefAccountant", unit: "INSEE" }), {
        payments: [{ paymentRequestId: refund?.paymentRequestId ?? "", on: "2026-03-02" }],
        override: { reason: "Mission en cours" },
      }),
    );
    expect(await positions(organisation, "DR44")).toMatchObject({
      "nonPersonnel AE overrun": 60_000n,
      "nonPersonnel CP allotted": 40_000n,
      "nonPersonnel CP consumed": 60_000n,
    });
    const asked = { flow: 1, commitmentId, line: 1, on: "2026-04-01", amount: 50_000n } as const;
    expect(await requestPayments(await staff(), { requests: [asked] })).toMatchObject({ ok: false, refusal: { kind: "credit-exceeded" } });
    const [request] = must(await requestPayments(await staff(), { requests: [asked], override: { reason: "Facture due" } }));
    expect(await positions(organisation, "DR44")).toMatchObject({
      "nonPersonnel CP overrun": 10_000n,
      "nonPersonnel CP requested": 50_000n,
    });
    const rejection = { paymentRequestId: request?.paymentRequestId ?? "", on: "2026-04-02", reason: "Facture fausse" };
    must(await rejectPaymentRequest(await accountant(), rejection));
    const after = await positions(organisation, "DR44");
    expect(after).toMatchObject({ "nonPersonnel CP allotted": 40_000n });
    expect(after["nonPersonnel CP overrun"]).toBeUndefined();
  });
});

test("the mark cannot be altered, not even by the owner", async () => {
  const lines = [{ ...dr, amount: 100_001n, schedule: [{ year: 2026, amount: 100_001n }] }];
  const commitments = [{ on: "2026-02-01", label: "Secours", party: "FOUR1", lines }];
  must(await commitExpenses(await staff(), { commitments, override: { reason: "Urgence" } }));
  const schema = organisation.organisation.schemaName;
  await expect(organisation.superuser.unsafe(`delete from ${schema}.overrun_mark`)).rejects.toMatchObject({ code: "42501" });
  await expect(organisation.superuser.unsafe(`update ${schema}.overrun_mark set reason = 'x'`)).rejects.toMatchObject({ code: "42501" });
});
