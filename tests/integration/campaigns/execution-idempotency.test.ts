import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { actOnRevenueTitle } from "#app/commands/act-on-revenue.ts";
import { certifyServices } from "#app/commands/certify-services.ts";
import { changeCommitment } from "#app/commands/change-commitment.ts";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { approveMovement } from "#app/commands/decide-movement.ts";
import { issueRevenue } from "#app/commands/issue-revenue.ts";
import { lapseCredits } from "#app/commands/lapse-credits.ts";
import { loadNomenclature } from "#app/commands/load-nomenclature.ts";
import { moveCredits } from "#app/commands/move-credits.ts";
import { openCredits } from "#app/commands/open-credits.ts";
import { payRequests } from "#app/commands/pay-requests.ts";
import { recordPayroll } from "#app/commands/record-payroll.ts";
import { recordStaffing } from "#app/commands/record-staffing.ts";
import { recordWorkload } from "#app/commands/record-workload.ts";
import { rejectPaymentRequest } from "#app/commands/reject-payment-request.ts";
import { requestPayments } from "#app/commands/request-payments.ts";
import { reverseMovement } from "#app/commands/reverse-movement.ts";
import type { CommandContext } from "#app/commands/run.ts";
import { saveMovement } from "#app/commands/save-movement.ts";
import { takeRequestsAgain, undoRequestTakings } from "#app/commands/take-requests-again.ts";
import { undoLapse } from "#app/commands/undo-lapse.ts";
import type { Result } from "#app/domain/result.ts";
import { allot, staff as personnel } from "#tests/support/credits.ts";
import { campaignSeed, expectSoundBooks } from "#tests/support/independent-sums.ts";
import { seeded } from "#tests/support/ledger-files.ts";
import { give } from "#tests/support/many-units.ts";
import { must, type SmallOrganisation, smallOrganisation, today } from "#tests/support/small-organisation.ts";

/** C6 over the acts on credits and expenses: one key sent twenty times at once has one effect and one answer, whatever the act. */
const keys = process.env["TEST_LONG"] ? 5_000 : 44;
const times = 20;
const random = seeded(campaignSeed("execution-idempotency"));
const place = { unit: "DR44", nature: "31", activity: "01-ENQ" } as const;

let organisation: SmallOrganisation;
let staff: CommandContext;
let accountant: CommandContext;
let chief: CommandContext;
let arbitrator: CommandContext;

beforeAll(async () => {
  organisation = await smallOrganisation({ connections: 16 });
  await organisation.superuser.unsafe(`set search_path to ${organisation.organisation.schemaName}, public`);
  for (const year of [2025, 2026]) await give(organisation, ["DR44"], 10_000_000_000n, year);
  await allot(organisation, 10_000_000_000n);
  await giveStaff(1_000_000n);
  must(
    await loadNomenclature(await organisation.system(), {
      accounts: [{ book: "general", code: "756", label: "Fonds de concours", source: "pcg", from: "2020-01-01" }],
      journals: [{ code: "RE", book: "general", label: "Recettes" }],
      parties: [{ code: "CLIENT1", label: "Collectivité fictive", kind: "customer" }],
    }),
  );
  staff = await organisation.as("staff", { role: "programmeStaff", unit: "INSEE" });
  accountant = await organisation.as("accountant", { role: "accountant", unit: "INSEE" });
  arbitrator = await organisation.as("arbitrator", { role: "arbitrator", unit: "INSEE" });
  chief = await organisation.as("chief", { role: "chiefAccountant", unit: "INSEE" });
});
afterAll(() => organisation.close());

type Act = (key: string, amount: bigint) => Promise<Result<unknown>>;
const under = (context: CommandContext, key: string = randomUUID()): CommandContext => ({ ...context, key });

const commit = (key: string, amount: bigint, on = today) => {
  const line = { ...place, amount, schedule: [{ year: Number(on.slice(0, 4)), amount }] };
  return commitExpenses(under(staff, key), { commitments: [{ on, label: "Une fois", party: "FOUR1", lines: [line] }] });
};
const committed = async (amount: bigint, on = today) => must(await commit(randomUUID(), amount, on))[0]?.commitmentId ?? "";
const asked = async (amount: bigint, on = today) => {
  const commitmentId = await committed(amount, on);
  const made = must(await requestPayments(under(staff), { requests: [{ flow: 3, commitmentId, line: 1, on, amount }] }));
  return made[0]?.paymentRequestId ?? "";
};

const title = { ...place, kind: "earmarkedFund", payer: "CLIENT1", label: "Enquête cofinancée", account: "756", on: today } as const;
const month = (amount: bigint) => ({ month: "2026-05", on: "2026-05-28", lines: [{ ...personnel, amount }] }) as const;
const between = (amount: bigint) => ({
  ...({ kind: "redeployment", fiscalYear: 2026, on: today, reason: "Une fois", propose: true } as const),
  lines: [
    {
      ...{ resource: "AE" as const, amount },
      ...{ from: { stage: "allotted" as const, ...place }, to: { stage: "allotted" as const, ...place, unit: "DPT" } },
    },
  ],
});
const proposed = async () => must(await saveMovement(under(staff), between(100n))).movementId;

/** What each act needs is made before it; the act itself then goes under the key, with an amount that another content changes. */
const acts: Readonly<Record<string, () => Promise<Act>>> = {
  commit: async () => commit,
  move: async () => (key, amount) =>
    moveCredits(under(staff, key), {
      ...{ kind: "redeployment", on: today, reason: "Une fois" },
      lines: [{ resource: "AE", amount, from: { stage: "allotted", ...place }, to: { stage: "allotted", ...place, unit: "DPT" } }],
    }),
  approve: async () => {
    const [one, other] = [await proposed(), await proposed()];
    return (key, amount) => approveMovement(under(arbitrator, key), { movementId: amount > 100n ? other : one });
  },
  reverse: async () => {
    const movementId = await proposed();
    must(await approveMovement(under(arbitrator), { movementId }));
    return (key, amount) => reverseMovement(under(staff, key), { movementId, on: today, reason: `Erreur de ${amount}` });
  },
  increase: async () => {
    const commitmentId = await committed(1_000n);
    return (key, amount) =>
      changeCommitment(under(staff, key), { commitmentId, line: 1, kind: "increase", on: today, amount, reason: "Avenant" });
  },
  withdraw: async () => {
    const commitmentId = await committed(1_000n);
    return (key, amount) =>
      changeCommitment(under(staff, key), { commitmentId, line: 1, kind: "withdrawal", on: today, amount, reason: "Moins" });
  },
  advance: async () => {
    const commitmentId = await committed(1_000n);
    return (key, amount) =>
      requestPayments(under(staff, key), { requests: [{ flow: 1, kind: "advance", commitmentId, line: 1, on: today, amount }] });
  },
  payroll: async () => (key, amount) => recordPayroll(under(accountant, key), month(amount)),
  staffing: async () => (key, amount) => recordStaffing(under(staff, key), month(amount)),
  workload: async () => (key, amount) => recordWorkload(under(staff, key), month(amount)),
  revenue: async () => (key, amount) => issueRevenue(under(accountant, key), { ...title, amount }),
  cash: async () => {
    const { revenueId } = must(await issueRevenue(under(accountant), { ...title, amount: 1_000n }));
    return (key, amount) => actOnRevenueTitle(under(accountant, key), { revenueId, act: "cash", on: today, amount });
  },
  certify: async () => {
    const commitmentId = await committed(1_000n);
    return (key, amount) => certifyServices(under(staff, key), { services: [{ commitmentId, line: 1, on: today, amount }] });
  },
  request: async () => {
    const commitmentId = await committed(1_000n);
    return (key, amount) => requestPayments(under(staff, key), { requests: [{ flow: 3, commitmentId, line: 1, on: today, amount }] });
  },
  pay: async () => {
    const paymentRequestId = await asked(100n);
    return (key, amount) =>
      payRequests(under(accountant, key), { payments: [{ paymentRequestId, on: amount > 100n ? "2026-06-16" : today }] });
  },
  payLate: async () => {
    const paymentRequestId = await asked(100n, "2025-12-01");
    return (key, amount) =>
      payRequests(under(accountant, key), {
        payments: [{ paymentRequestId, on: amount > 100n ? "2026-01-11" : "2026-01-10" }],
        complementaryOf: 2025,
      });
  },
  reject: async () => {
    const paymentRequestId = await asked(100n);
    return (key, amount) => rejectPaymentRequest(under(accountant, key), { paymentRequestId, on: today, reason: `Double de ${amount}` });
  },
  take: async () => {
    const request = await asked(100n, "2025-12-01");
    return (key, amount) => takeRequestsAgain(under(staff, key), { requests: [request], on: amount > 100n ? "2026-01-11" : "2026-01-10" });
  },
  giveBack: async () => {
    const request = await asked(100n, "2025-12-01");
    must(await takeRequestsAgain(under(staff), { requests: [request], on: "2026-01-10" }));
    return (key, amount) => undoRequestTakings(under(staff, key), { requests: [request], on: amount > 100n ? "2026-01-12" : "2026-01-11" });
  },
};

test(`${keys} keys, each sent ${times} times at once, have one effect each`, { timeout: 3_600_000 }, async () => {
  const names = Object.keys(acts);
  for (let index = 0; index < keys; index += 1) {
    const name = names[index % names.length] ?? "commit";
    const act = must({ ok: true, value: await (acts[name] ?? acts["commit"])?.() }) as Act;
    const amount = 1n + BigInt(random(100));
    await once(act, amount, amount > 100n ? 1n : 101n, name);
  }
  await expectSoundBooks(organisation);
});

test("so have the end of a year and its undoing", { timeout: 600_000 }, async () => {
  const lapse: Act = (key, amount) => lapseCredits(under(chief, key), { fiscalYear: 2025, on: "2025-12-31", reason: `Fin ${amount}` });
  await release();
  await once(lapse, 1n, 2n, "lapse");
  const { id = "" } = (await movements("lapse"))[0] ?? {};
  await once((key, amount) => undoLapse(under(chief, key), { fiscalYear: 2025, movementId: id, reason: `Non ${amount}` }), 1n, 2n, "undo");
  await expectSoundBooks(organisation);
});

async function once(act: Act, amount: bigint, other: bigint, name: string): Promise<void> {
  const key = randomUUID();
  const before = await written();
  const answers = await Promise.all(Array.from({ length: times }, () => act(key, amount)));
  expect(new Set(answers.map((answer) => text(must(answer)))).size, name).toBe(1);
  const after = await written();
  expect({ acts: after.acts - before.acts, keys: after.keys - before.keys }, name).toEqual({ acts: 1, keys: 1 });
  // The reversal of a movement that needs an approval waits for one, and posts nothing before.
  if (name === "reverse") expect(after.movements).toBe(before.movements + 1);
  else expect(after.entries, name).toBeGreaterThan(before.entries);
  expect(await act(key, other), name).toMatchObject({ refusal: { kind: "key-reused" } });
  expect(await act(key, amount), name).toMatchObject({ ok: true });
  expect(await written(), name).toEqual(after);
}

/** Requests taken by 2026 rest on 2025: they are given back before its end is posted and undone. */
async function release(): Promise<void> {
  const taken = await organisation.superuser<{ id: string }[]>`
    select t.payment_request_id as id from request_taking t join payment_request r on r.id = t.payment_request_id
     where t.undone_at is null and r.state = 'requested'`;
  if (taken.length > 0) must(await undoRequestTakings(under(staff), { requests: taken.map(({ id }) => id), on: "2026-02-01" }));
}

async function movements(kind: string): Promise<readonly { id: string }[]> {
  return await organisation.superuser<{ id: string }[]>`select id from movement where kind = ${kind} order by number desc`;
}

/** People and days for DR44, in the smallest unit of each: a month beyond them would be marked by an act of its own. */
async function giveStaff(amount: bigint): Promise<void> {
  const resources = ["ETPT", "DAY"] as const;
  const voted = { unit: "INSEE", nature: "T2", activity: "01" };
  const lines = resources.map((resource) => ({ ...voted, resource, amount }));
  must(await openCredits(await organisation.system(), { fiscalYear: 2026, on: today, origin: "initialBudget", reason: "LFI", lines }));
  const steps = [
    ["notification", { stage: "unallocated", ...voted }, { stage: "notified", ...personnel }],
    ["allotment", { stage: "notified", ...personnel }, { stage: "allotted", ...personnel }],
  ] as const;
  for (const [kind, from, to] of steps) {
    const moved = resources.map((resource) => ({ resource, amount, from, to }));
    must(await moveCredits(await organisation.system(), { kind, on: today, reason: "Plafond", lines: moved }));
  }
}

interface Written {
  readonly entries: number;
  readonly movements: number;
  readonly acts: number;
  readonly keys: number;
}
async function written(): Promise<Written> {
  const [row] = await organisation.superuser<Written[]>`
    select (select count(*)::int from entry) as entries, (select count(*)::int from movement) as movements,
           (select count(*)::int from audit) as acts, (select count(*)::int from command) as keys`;
  if (!row) throw new Error("nothing was counted");
  return row;
}

/** The value itself, whatever the order of its fields: a stored outcome has another one. */
function text(value: unknown): string {
  return JSON.stringify(value, (_, field: unknown) =>
    typeof field === "bigint"
      ? `${field}n`
      : field !== null && typeof field === "object" && !Array.isArray(field)
        ? Object.fromEntries(Object.entries(field).toSorted(([left], [right]) => (left < right ? -1 : 1)))
        : field,
  );
}
