import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { certifyServices } from "#app/commands/certify-services.ts";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { acceptCutOffs, addCutOff, decideCutOff, type ManualCutOff } from "#app/commands/decide-cut-off.ts";
import { loadNomenclature } from "#app/commands/load-nomenclature.ts";
import { postCutOff, releaseCutOff, reverseCutOff } from "#app/commands/post-cut-off.ts";
import type { CommandContext } from "#app/commands/run.ts";
import type { Db } from "#db/client.ts";
import { postEntries } from "#db/posting.ts";
import { cutOffProposals, decidedItems, releasesOf } from "#db/queries/ledger/cut-off.ts";
import { entryById } from "#db/queries/ledger/entry.ts";
import { exerciseNamed } from "#db/queries/ledger/exercise.ts";
import { readiness } from "#db/queries/ledger/readiness.ts";
import { budgetEntry } from "#tests/support/budget.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";

let world: SmallOrganisation;
const place = { unit: "DR44", nature: "31", activity: "01-ENQ" };
const rent = { ...place, nature: "31-LOC" };
let commitmentId: string;

/** In 2025: 1 000.00 committed for the year, 600.00 certified; a rent of 900.00 certified on 1 December for three months. */
beforeAll(async () => {
  world = await smallOrganisation();
  await world.superuser.unsafe(`set search_path to ${world.organisation.schemaName}, public`);
  const always = "2020-01-01";
  const account = (code: string) => ({ book: "general" as const, code, label: `Compte ${code}`, source: "pcg" as const, from: always });
  must(
    await loadNomenclature(await world.system(), {
      natures: [
        { code: "31-LOC", label: "Loyers", level: "nature", title: "T3", spendingClass: "nonPersonnel", parent: "31", from: always },
      ],
      accounts: ["6132", "486", "487", "418", "4286", "7481"].map(account),
      natureAccounts: [{ nature: "31-LOC", expense: "6132", accrued: "408", payable: "401", from: always }],
    }),
  );
  const staff = () => world.as("staff", { role: "programmeStaff", unit: "INSEE" });
  const author = (await world.system()).actor.id;
  const open = (resource: "AE" | "CP") => [
    budgetEntry({ from: "voted", to: "unallocated", amount: 1_000_000n, resource, on: "2025-01-02" }),
    budgetEntry({ from: "unallocated", to: "notified", amount: 1_000_000n, resource, toUnit: "DR44", on: "2025-01-02" }),
    budgetEntry({ from: "notified", to: "allotted", amount: 1_000_000n, resource, fromUnit: "DR44", on: "2025-01-02" }),
  ];
  for (const entry of [...open("AE"), ...open("CP")]) {
    must(await world.database.write(world.organisation, (db) => postEntries(db, [entry], { actor: author, today: "2025-01-02" })));
  }
  const made = must(
    await commitExpenses(await staff(), {
      commitments: [
        {
          on: "2025-02-01",
          label: "Collecte",
          party: "FOUR1",
          lines: [{ ...place, amount: 100_000n, schedule: [{ year: 2025, amount: 100_000n }] }],
        },
        {
          on: "2025-11-01",
          label: "Loyer de décembre à février",
          party: "FOUR1",
          lines: [{ ...rent, amount: 90_000n, schedule: [{ year: 2025, amount: 90_000n }] }],
        },
      ],
    }),
  );
  commitmentId = made[0]?.commitmentId ?? "";
  const rentId = made[1]?.commitmentId ?? "";
  must(
    await certifyServices(await staff(), {
      services: [
        { commitmentId, line: 1, on: "2025-06-30", amount: 60_000n },
        { commitmentId: rentId, line: 1, on: "2025-12-01", amount: 90_000n },
      ],
    }),
  );
});
afterAll(() => world.close());

const accountant = (): Promise<CommandContext> => world.as("accountant", { role: "accountant", unit: "INSEE" });
const read = <Value>(work: (db: Db) => Promise<Value>) => world.database.read(world.organisation, work);
const proposals = () =>
  read(async (db) => {
    const exercise = await exerciseNamed(db, 2025);
    return exercise ? await cutOffProposals(db, exercise) : [];
  });
const items = () => read((db) => decidedItems(db, 2025));
const signedLines = async (id: bigint | null) => {
  const entry = await read((db) => entryById(db, id ?? 0n));
  return { ...entry, lines: entry?.lines.map(({ account, debit, credit }) => [account, debit - credit]) };
};
const manual: ManualCutOff = {
  fiscalYear: 2025,
  kind: "accruedExpense",
  label: "Heures supplémentaires de décembre",
  resultAccount: "641",
  balanceAccount: "4286",
  unit: "DR44",
  party: null,
  amount: 12_300n,
  reason: "État des heures du 31/12",
};

test("what the schedule expected and nobody certified is proposed, with what may be prepaid", async () => {
  expect(await proposals()).toMatchObject([
    {
      kind: "accruedExpense",
      source: "schedule",
      key: `${commitmentId}.1`,
      amount: 40_000n,
      evidence: 40_000n,
      resultAccount: "606",
      balanceAccount: "408",
      party: "FOUR1",
    },
    { kind: "prepaidExpense", source: "service", amount: null, evidence: 90_000n, resultAccount: "6132", balanceAccount: "486" },
  ]);
});

describe("deciding", () => {
  test.each<[string, object, object]>([
    ["an unknown proposal", { key: "nothing" }, { kind: "not-found", what: "cutOffItem" }],
    ["putting aside without a reason", { decision: "refused" }, { kind: "reason-required" }],
    ["more than is left to certify", { amount: 40_001n }, { kind: "above-evidence", limit: 40_000n }],
    ["an exercise that is none", { fiscalYear: 2031 }, { kind: "not-found", what: "year" }],
  ])("refuses %s", async (_, own, refusal) => {
    const input = { fiscalYear: 2025, key: `${commitmentId}.1`, decision: "accepted" as const, reason: "", ...own };
    expect(await decideCutOff(await accountant(), input)).toMatchObject({ ok: false, refusal });
  });

  test.each<[string, Partial<ManualCutOff>, object]>([
    ["no reason", { reason: " ", amount: 0n }, { kind: "reason-required" }],
    ["no amount", { amount: 0n }, { kind: "line-without-amount" }],
    ["accounts of another kind", { balanceAccount: "401" }, { kind: "accounts-not-of-cut-off" }],
    ["an account that is not in the chart", { balanceAccount: "4382" }, { kind: "unknown-code", dimension: "account", code: "4382" }],
    ["an unknown unit", { unit: "DR99" }, { kind: "unknown-code", dimension: "unit" }],
    ["an unknown party", { party: "NOBODY" }, { kind: "unknown-code", dimension: "party" }],
  ])("refuses an entry by hand with %s", async (_, own, refusal) => {
    expect(await addCutOff(await accountant(), { ...manual, ...own })).toMatchObject({ ok: false, refusal });
  });

  test("is for those who post in the whole ledger", async () => {
    const auditor = await world.as("auditor", { role: "auditor", unit: "INSEE" });
    expect(await addCutOff(auditor, manual)).toMatchObject({ refusal: { kind: "forbidden" } });
    const regional = await world.as("regional", { role: "accountant", unit: "DR44" });
    expect(await addCutOff(regional, manual)).toMatchObject({ refusal: { kind: "forbidden" } });
  });

  test("keeps a proposal as it is, another by the days that it covers, and one by hand", async () => {
    must(await acceptCutOffs(await accountant(), { fiscalYear: 2025, keys: [`${commitmentId}.1`] }));
    const prepaid = (await proposals()).find(({ kind }) => kind === "prepaidExpense");
    const covers = { from: "2025-12-01", to: "2026-02-28" };
    const decided = await decideCutOff(await accountant(), {
      fiscalYear: 2025,
      key: prepaid?.key ?? "",
      decision: "accepted",
      covers,
      reason: "",
    });
    expect(must(decided).amount).toBe(59_000n);
    must(await addCutOff(await accountant(), manual));
    expect((await items()).map(({ kind, state, amount }) => [kind, state, amount])).toEqual([
      ["accruedExpense", "accepted", 40_000n],
      ["accruedExpense", "accepted", 12_300n],
      ["prepaidExpense", "accepted", 59_000n],
    ]);
  });
});

describe("posting", () => {
  test("is asked for before the closing", async () => {
    const checks = await read((db) => readiness(db, { year: 2025, firstDay: "2025-01-01", lastDay: "2025-12-31" }, "2026-06-15"));
    expect(checks.find(({ name }) => name === "cut-off-unposted")).toMatchObject({ severity: "blocking", count: 3, amount: 111_300n });
  });

  test("posts what was kept, once, in the complementary period", async () => {
    expect(must(await postCutOff(await accountant(), { fiscalYear: 2025 }))).toEqual({ entries: 3, amount: 111_300n });
    const posted = await items();
    expect(await signedLines(posted[0]?.entryId ?? null)).toMatchObject({
      journal: "OD",
      period: 13,
      entryDate: "2025-12-31",
      lines: [
        ["606", 40_000n],
        ["408", -40_000n],
      ],
    });
    expect(await signedLines(posted[2]?.entryId ?? null)).toMatchObject({
      lines: [
        ["486", 59_000n],
        ["6132", -59_000n],
      ],
    });
    expect(await postCutOff(await accountant(), { fiscalYear: 2025 })).toMatchObject({
      refusal: { kind: "no-cut-off-to-post", year: 2025 },
    });
    const again = { fiscalYear: 2025, key: `${commitmentId}.1`, decision: "refused" as const, reason: "Erreur" };
    expect(await decideCutOff(await accountant(), again)).toMatchObject({ refusal: { kind: "wrong-state", state: "posted" } });
  });

  test("reverses the inventory accruals on 1 January, once, and neither what is prepaid nor the 408 of a certified service", async () => {
    expect(must(await reverseCutOff(await accountant(), { fiscalYear: 2025 }))).toEqual({ entries: 2, amount: 52_300n });
    const reversed = await items();
    expect(reversed.map(({ reversalName }) => reversalName)).toEqual(["EX-1", "EX-2", null]);
    expect(await signedLines(reversed[0]?.reversalId ?? null)).toMatchObject({
      journal: "EX",
      entryDate: "2026-01-01",
      lines: [
        ["606", -40_000n],
        ["408", 40_000n],
      ],
    });
    expect(await reverseCutOff(await accountant(), { fiscalYear: 2025 })).toMatchObject({ refusal: { kind: "no-cut-off-to-reverse" } });
    expect(await reverseCutOff(await accountant(), { fiscalYear: 2026 })).toMatchObject({
      refusal: { kind: "next-year-not-open", year: 2027 },
    });
    const [row] = await world.superuser<{ amount: string }[]>`
      select sum(debit - credit)::text as amount from entry_line where fiscal_year = 2026 and account = '408'`;
    expect(row?.amount).toBe("40000");
  });

  test("the database itself refuses the reversal of what is prepaid", async () => {
    const forced = world.superuser`update cut_off_item set reversal_entry = entry_id where kind = 'prepaidExpense'`;
    await expect(forced).rejects.toMatchObject({ constraint_name: "only_accruals_are_reversed" });
  });

  test("releases what is prepaid as it is consumed", async () => {
    const plan = () => read((db) => releasesOf(db, 2025));
    expect((await plan()).map(({ month, amount, entryId }) => [month, amount, entryId])).toEqual([
      ["2026-01", 31_000n, null],
      ["2026-02", 28_000n, null],
    ]);
    expect(must(await releaseCutOff(await accountant(), { fiscalYear: 2025, until: "2026-01" }))).toEqual({ entries: 1, amount: 31_000n });
    const [january] = await plan();
    expect(await signedLines(january?.entryId ?? null)).toMatchObject({
      entryDate: "2026-01-31",
      lines: [
        ["6132", 31_000n],
        ["486", -31_000n],
      ],
    });
    expect(await releaseCutOff(await accountant(), { fiscalYear: 2025, until: "2026-01" })).toMatchObject({
      refusal: { kind: "no-cut-off-to-release" },
    });
  });
});
