import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { certifyServices } from "#app/commands/certify-services.ts";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { lapseCredits } from "#app/commands/lapse-credits.ts";
import { moveCredits } from "#app/commands/move-credits.ts";
import { payRequests } from "#app/commands/pay-requests.ts";
import { rejectPaymentRequest } from "#app/commands/reject-payment-request.ts";
import { requestPayments } from "#app/commands/request-payments.ts";
import type { CommandContext } from "#app/commands/run.ts";
import { takeRequestsAgain, undoRequestTakings } from "#app/commands/take-requests-again.ts";
import { undoLapse } from "#app/commands/undo-lapse.ts";
import type { Result } from "#app/domain/result.ts";
import { campaignSeed, expectSoundBooks } from "#tests/support/independent-sums.ts";
import { seeded } from "#tests/support/ledger-files.ts";
import { give } from "#tests/support/many-units.ts";
import { must, type SmallOrganisation, smallOrganisation, today } from "#tests/support/small-organisation.ts";

/** C6 over the acts on credits and expenses: one key sent twenty times at once has one effect and one answer, whatever the act. */
const keys = process.env["TEST_LONG"] ? 5_000 : 33;
const times = 20;
const random = seeded(campaignSeed("execution-idempotency"));
const place = { unit: "DR44", nature: "31", activity: "01-ENQ" } as const;

let organisation: SmallOrganisation;
let staff: CommandContext;
let accountant: CommandContext;
let chief: CommandContext;

beforeAll(async () => {
  organisation = await smallOrganisation({ connections: 16 });
  await organisation.superuser.unsafe(`set search_path to ${organisation.organisation.schemaName}, public`);
  for (const year of [2025, 2026]) await give(organisation, ["DR44"], 10_000_000_000n, year);
  staff = await organisation.as("staff", { role: "programmeStaff", unit: "INSEE" });
  accountant = await organisation.as("accountant", { role: "accountant", unit: "INSEE" });
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

/** What each act needs is made before it; the act itself then goes under the key, with an amount that another content changes. */
const acts: Readonly<Record<string, () => Promise<Act>>> = {
  commit: async () => commit,
  move: async () => (key, amount) =>
    moveCredits(under(staff, key), {
      ...{ kind: "redeployment", on: today, reason: "Une fois" },
      lines: [{ resource: "AE", amount, from: { stage: "allotted", ...place }, to: { stage: "allotted", ...place, unit: "DPT" } }],
    }),
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
  expect(after.entries, name).toBeGreaterThan(before.entries);
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

async function written(): Promise<{ entries: number; acts: number; keys: number }> {
  const [row] = await organisation.superuser<{ entries: number; acts: number; keys: number }[]>`
    select (select count(*)::int from entry) as entries, (select count(*)::int from audit) as acts, (select count(*)::int from command) as keys`;
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
