import { afterAll, beforeAll, expect, test } from "vitest";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { lapseCredits } from "#app/commands/lapse-credits.ts";
import { moveCredits } from "#app/commands/move-credits.ts";
import { payRequests } from "#app/commands/pay-requests.ts";
import { requestPayments } from "#app/commands/request-payments.ts";
import { creditsHeld } from "#app/domain/allotment/credits-held.ts";
import type { Db } from "#db/client.ts";
import { creditsByUnit, movementsPage, programmeCredits } from "#db/queries/allotment-board.ts";
import { commitmentsPage, outstandingOf, roomElsewhere, waitingRequests, waitingTotal } from "#db/queries/execution.ts";
import { commitmentDetail } from "#db/queries/execution-commitment.ts";
import { unitYear } from "#db/queries/unit-year.ts";
import { allot, dr } from "#tests/support/credits.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";

let organisation: SmallOrganisation;
let commitmentId: string;
const read = <Value>(work: (db: Db) => Promise<Value>) => organisation.database.read(organisation.organisation, work);

/** DR44 commits 600.00 of 1 000.00, asks for 250.00 and is paid 200.00 of them. */
beforeAll(async () => {
  organisation = await smallOrganisation();
  await allot(organisation, 100_000n);
  const line = { ...dr, amount: 60_000n, schedule: [{ year: 2026, amount: 60_000n }] };
  const [document] = must(
    await commitExpenses(await organisation.system(), {
      commitments: [{ on: "2026-02-10", label: "50 % d'avance", party: "FOUR1", lines: [line] }],
    }),
  );
  commitmentId = document?.commitmentId ?? "";
  const ask = (amount: bigint) => ({ flow: 3 as const, commitmentId, line: 1, on: "2026-03-10", amount });
  const [paid] = must(await requestPayments(await organisation.system(), { requests: [ask(20_000n), ask(5_000n)] }));
  const accountant = await organisation.as("accountant", { role: "accountant", unit: "INSEE" });
  must(await payRequests(accountant, { payments: [{ paymentRequestId: paid?.paymentRequestId ?? "", on: "2026-04-10" }] }));
});
afterAll(() => organisation.close());

test("a unit's ladder reads the same before and after the year's end took what was left", async () => {
  const ladder = async () =>
    (await read((db) => creditsByUnit(db, 2026, ["DR44", "INSEE"])))
      .filter(({ unit, spendingClass }) => unit === "DR44" && spendingClass === "nonPersonnel")
      .map(({ resource, stages }) => ({ resource, ...creditsHeld(stages) }));
  const nothing = { reserve: 0n, toRelease: 0n, earmarked: 0n, overrun: 0n };
  const expected = [
    { resource: "AE", ...nothing, notified: 100_000n, released: 100_000n, engaged: 60_000n, requested: 0n, paid: 0n, available: 40_000n },
    {
      resource: "CP",
      ...nothing,
      notified: 100_000n,
      released: 100_000n,
      engaged: 20_000n,
      requested: 5_000n,
      paid: 20_000n,
      available: 75_000n,
    },
  ];
  expect(await ladder()).toEqual(expected);
  must(await lapseCredits(await organisation.system(), { fiscalYear: 2026, on: "2026-12-31", reason: "Fin de gestion" }));
  expect(await ladder()).toEqual(expected);
});

test("the programme's reserve is nobody's notification", async () => {
  const other = await smallOrganisation();
  try {
    await allot(other, 1_000n, 2025);
    const place = { unit: "INSEE", nature: "HT2", activity: "01" };
    const lines = [{ resource: "CP", amount: 10n, from: { stage: "unallocated", ...place }, to: { stage: "reserve", ...place } }] as const;
    expect(await moveCredits(await other.system(), { kind: "freeze", on: "2025-01-03", reason: "Réserve", lines })).toMatchObject({
      ok: false,
      refusal: { kind: "credit-exceeded", stage: "unallocated", available: 0n },
    });
    await allot(other, 1_000n);
    const back = lines.map((line) => ({
      ...line,
      from: { stage: "notified" as const, ...dr },
      to: { stage: "unallocated" as const, ...place },
    }));
    const down = back.map((line) => ({ ...line, from: { stage: "allotted" as const, ...dr }, to: { stage: "notified" as const, ...dr } }));
    must(await moveCredits(await other.system(), { kind: "withdrawal", on: "2026-02-01", reason: "Retrait", lines: down }));
    must(await moveCredits(await other.system(), { kind: "notification", on: "2026-02-01", reason: "Correction", lines: back }));
    must(await moveCredits(await other.system(), { kind: "freeze", on: "2026-02-01", reason: "Surgel", lines }));
    const own = <Value>(work: (db: Db) => Promise<Value>) => other.database.read(other.organisation, work);
    const programme = await own((db) => programmeCredits(db, 2026, ["INSEE"]));
    expect(programme.find(({ spendingClass, resource }) => spendingClass === "nonPersonnel" && resource === "CP")).toMatchObject({
      voted: 1_000n,
      reserve: 10n,
    });
    const credits = await own((db) => creditsByUnit(db, 2026, ["INSEE"]));
    expect(credits.every(({ stages }) => creditsHeld(stages).notified === 0n)).toBe(true);
    expect(await own((db) => programmeCredits(db, 2026, ["DR44"]))).toEqual([]);
  } finally {
    await other.close();
  }
});

test("the months of a year cumulate, and say nothing of those to come", async () => {
  const points = await read((db) => unitYear(db, 2026, ["DR44"], "2026-04-20"));
  expect(points.map(({ committed, paid }) => [committed, paid]).slice(0, 5)).toEqual([
    [0n, 0n],
    [60_000n, 0n],
    [60_000n, 0n],
    [60_000n, 20_000n],
    [null, null],
  ]);
  expect(new Set(points.map(({ allottedAe, allottedCp }) => `${allottedAe} ${allottedCp}`))).toEqual(new Set(["200000 200000"]));
  expect(await read((db) => unitYear(db, 2031, ["DR44"], "2026-04-20"))).toEqual([]);
});

test("commitments show what remains to be paid, which adds up, and only within reach", async () => {
  const list = (changes: object = {}) => read((db) => commitmentsPage(db, { year: 2026, units: ["DR44"], limit: 10, ...changes }));
  const [row] = await list();
  expect(row).toMatchObject({
    id: commitmentId,
    units: ["DR44"],
    committed: 60_000n,
    certified: 25_000n,
    requested: 25_000n,
    paid: 20_000n,
  });
  expect(await read((db) => outstandingOf(db, ["DR44"]))).toBe(40_000n);
  expect(await list({ units: ["DPT"] })).toEqual([]);
  expect(await list({ query: "50 %" })).toHaveLength(1);
  expect(await list({ query: "50_%" })).toEqual([]);
  expect(await list({ query: "fournisseur", outstanding: true })).toHaveLength(1);
  expect(await list({ after: `${row?.committedOn} ${row?.number}` })).toEqual([]);
  expect(await list({ year: 2027 })).toHaveLength(1);
  expect(await list({ year: 2025 })).toEqual([]);
});

test("a commitment tells its chain in the order of its days, and does not exist out of reach", async () => {
  const detail = await read((db) => commitmentDetail(db, commitmentId, ["DR44"]));
  expect(detail?.lines[0]?.steps.map(({ kind, on, amount, state }) => [kind, on, amount, state])).toEqual([
    ["service", "2026-03-10", 20_000n, null],
    ["service", "2026-03-10", 5_000n, null],
    ["request", "2026-03-10", 20_000n, "paid"],
    ["request", "2026-03-10", 5_000n, "requested"],
    ["payment", "2026-04-10", 20_000n, null],
  ]);
  expect(await read((db) => commitmentDetail(db, commitmentId, ["DPT"]))).toBeUndefined();
  expect(await read((db) => commitmentDetail(db, "x", ["DR44"]))).toBeUndefined();
});

test("what waits for its payment is listed and counted, within reach", async () => {
  expect(await read((db) => waitingTotal(db, ["DR44"]))).toEqual({ count: 1, amount: 5_000n });
  expect(await read((db) => waitingRequests(db, { units: ["DR44"], limit: 10 }))).toMatchObject([
    { number: "DP-2026-000002", amount: 5_000n, commitmentId },
  ]);
  expect(await read((db) => waitingTotal(db, ["DPT"]))).toEqual({ count: 0, amount: 0n });
});

test("a movement shows both its sides, and the amounts of the reader's units", async () => {
  const [notification] = await read((db) => movementsPage(db, { year: 2026, units: ["DR44"], limit: 1, kind: "notification" }));
  expect(notification).toMatchObject({ from: ["INSEE"], to: ["DR44"], state: "posted" });
  expect(notification?.amounts).toEqual([
    { resource: "AE", amount: 200_000n },
    { resource: "CP", amount: 200_000n },
  ]);
  expect(await read((db) => movementsPage(db, { year: 2026, units: ["DPT"], limit: 10 }))).toEqual([]);
});

test("the way out of a refusal names the units of the reader's scope that could cover what is missing", async () => {
  const other = await smallOrganisation();
  try {
    await allot(other, 100n);
    const place = { unit: "DPT", nature: "31", activity: "01-ENQ" };
    const refusal = {
      kind: "credit-exceeded",
      stage: "allotted",
      unit: "DPT",
      spendingClass: "nonPersonnel",
      resource: "AE",
      asked: 40n,
      available: 0n,
    } as const;
    const line = { ...place, amount: 40n, schedule: [{ year: 2026, amount: 40n }] };
    const refused = await commitExpenses(await other.system(), {
      commitments: [{ on: "2026-02-01", label: "x", party: "FOUR1", lines: [line] }],
    });
    expect(refused).toEqual({ ok: false, refusal });
    const room = (units: string[], asked = 40n) =>
      other.database.read(other.organisation, (db) => roomElsewhere(db, { year: 2026, units, refusal: { ...refusal, asked } }));
    expect(await room(["DR44", "DPT"])).toEqual([{ unit: "DR44", available: 100n }]);
    expect(await room(["DPT"])).toEqual([]);
    expect(await room(["DR44"], 101n)).toEqual([]);
    expect(await room([])).toEqual([]);
  } finally {
    await other.close();
  }
});
