import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commissionAsset } from "#app/commands/commission-asset.ts";
import { depreciateAssets } from "#app/commands/depreciate-assets.ts";
import { disposeAsset } from "#app/commands/dispose-asset.ts";
import { type AssetInput, registerAssets } from "#app/commands/register-assets.ts";
import { undoDepreciation } from "#app/commands/undo-depreciation.ts";
import { undoDisposal } from "#app/commands/undo-disposal.ts";
import { withdrawAsset } from "#app/commands/withdraw-asset.ts";
import type { Result } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { assetTies, capitalisableLines, registeredAssets } from "#db/queries/ledger/assets.ts";
import { entryById } from "#db/queries/ledger/entry.ts";
import { readiness } from "#db/queries/ledger/readiness.ts";
import { generalEntry, type SmallBooks, smallBooks } from "#tests/support/small-books.ts";

let books: SmallBooks;
/** A server of 12 000.00 bought in 2025, works in progress of 5 000.00, a licence of 100.00. */
beforeAll(async () => {
  books = await smallBooks();
  const sql = books.superuser;
  for (const code of ["2183", "2135", "231", "2805", "2818", "2813", "68111", "68112", "657", "757", "462", "404"]) {
    await sql`insert into account values ('general', ${code})`;
    await sql`insert into account_version (book, code, valid, label, source) values ('general', ${code}, '(,)', ${`Compte ${code}`}, 'pcg')`;
  }
  await books.post(
    generalEntry("SF", "2025-03-12", "Serveurs", ["2183", 1_200_000n, { unit: "SG" }], ["404", -1_200_000n]),
    generalEntry("SF", "2025-06-20", "Travaux", ["231", 500_000n, { unit: "SG" }], ["404", -500_000n]),
    generalEntry("SF", "2025-07-01", "Licence", ["205", 10_000n, { unit: "SG" }], ["404", -10_000n]),
  );
});
afterAll(() => books.close());

const read = <Value>(work: (db: Db) => Promise<Value>) => books.database.read(books.organisation, work);
const candidates = () => read((db) => capitalisableLines(db, { fiscalYear: 2025 }));
const assets = (on = "2099-12-31") => read((db) => registeredAssets(db, { on, everPosted: on === "2099-12-31" }));
const assetNamed = async (label: string) => {
  const found = (await assets()).find((asset) => asset.label === label);
  if (!found) throw new Error(`no asset ${label}`);
  return found;
};
const linesOf = async (entryId: bigint) =>
  (await read((db) => entryById(db, entryId)))?.lines.map(({ account, debit, credit }) => [account, debit - credit]);
const gaps = (fiscalYear: number) =>
  read(async (db) => (await assetTies(db, { fiscalYear, lastDay: `${fiscalYear}-12-31` })).filter(({ gap }) => gap !== 0n));

async function draft(account: string, own: Partial<AssetInput> = {}): Promise<AssetInput> {
  const sources = (await candidates()).filter((line) => line.account === account);
  return {
    label: `Bien ${account}`,
    account,
    unit: "SG",
    commissionedOn: "2025-03-15",
    residual: 0n,
    durationMonths: 36,
    prorata: "month",
    sources,
    ...own,
  };
}
const register = async (input: AssetInput, role: "accountant" | "auditor" = "accountant") =>
  await registerAssets(books.as(role), { assets: [input] });
function must<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(result.refusal.kind);
  return result.value;
}

describe("entering an asset", () => {
  test("is proposed for each line of the books that no asset holds", async () => {
    expect((await candidates()).map(({ account, amount }) => [account, amount])).toEqual([
      ["205", 10_000n],
      ["2183", 1_200_000n],
      ["231", 500_000n],
    ]);
    expect(await gaps(2025)).toHaveLength(3);
  });

  test.each<[string, string, Partial<AssetInput>, object]>([
    ["an account of expenses", "2183", { account: "606" }, { kind: "line-not-capitalisable", account: "2183" }],
    ["a line that is none", "2183", { sources: [{ fiscalYear: 2025, entryId: 999_999n, line: 1 }] }, { kind: "not-found", what: "line" }],
    ["a day without exercise", "2183", { acquiredOn: "2019-01-01" }, { kind: "unknown-year" }],
    ["service before acquisition", "2183", { commissionedOn: "2025-01-01" }, { kind: "dates-out-of-order" }],
    ["a residual value above the gross one", "2183", { residual: 1_200_000n }, { kind: "residual-above-gross" }],
    [
      "land that would wear out",
      "2111",
      { sources: [], gross: 100n, acquiredOn: "2025-03-01", account: "2111" },
      { kind: "account-without-depreciation" },
    ],
    ["an unknown unit", "2183", { unit: "DR99" }, { kind: "unknown-code", dimension: "unit" }],
  ])("is refused with %s", async (_, account, own, refusal) => {
    expect(await register(await draft(account, own))).toMatchObject({ ok: false, refusal });
  });

  test("is for those who post", async () => {
    expect(await register(await draft("2183"), "auditor")).toMatchObject({ refusal: { kind: "forbidden", capability: "ledger.post" } });
  });

  test("takes its value from its lines, and each line once", async () => {
    const input = await draft("2183", { residual: 120_000n });
    must(await register(input));
    const asset = await assetNamed("Bien 2183");
    expect(asset).toMatchObject({
      code: "IM-2025-000001",
      gross: 1_200_000n,
      acquiredOn: "2025-03-12",
      depreciationAccount: "2818",
      expenseAccount: "68112",
    });
    expect(await register(input)).toMatchObject({ refusal: { kind: "line-already-capitalised", entry: "SF-1" } });
  });

  test("can be taken back while nothing was posted, and its line entered again", async () => {
    must(await register(await draft("205", { commissionedOn: "2025-07-01", durationMonths: 12 })));
    const { id } = await assetNamed("Bien 205");
    must(await withdrawAsset(books.as("accountant"), { assetId: id, reason: "Doublon" }));
    expect((await candidates()).some(({ account }) => account === "205")).toBe(true);
    must(await register(await draft("205", { commissionedOn: "2025-07-01", durationMonths: 12 })));
  });
});

test("what was in progress moves to its account when it is put into service", async () => {
  const sources = (await candidates()).filter(({ account }) => account === "231");
  must(await register(await draft("2135", { label: "Travaux", sources, commissionedOn: null, durationMonths: 120 })));
  const { id } = await assetNamed("Travaux");
  expect(await gaps(2025)).toEqual([]);
  const posted = must(await commissionAsset(books.as("accountant"), { assetId: id, on: "2025-09-01" }));
  expect(await linesOf(posted.entryId ?? 0n)).toEqual([
    ["2135", 500_000n],
    ["231", -500_000n],
  ]);
  expect(await commissionAsset(books.as("accountant"), { assetId: id, on: "2025-09-01" })).toMatchObject({
    refusal: { kind: "wrong-state" },
  });
  expect(await gaps(2025)).toEqual([]);
});

describe("depreciation", () => {
  test("of a month posts what the plans require, and the same month posts nothing more", async () => {
    const posted = must(await depreciateAssets(books.as("accountant"), { fiscalYear: 2025, period: 4 }));
    // 36 months on 10 800.00: 300.00 a month, March counted whole.
    expect(posted).toMatchObject({ assetCount: 1, amount: 60_000n, entry: { journal: "IM", period: 4 } });
    expect(await linesOf(posted.entry.id)).toEqual([
      ["68112", 60_000n],
      ["2818", -60_000n],
    ]);
    expect(await depreciateAssets(books.as("accountant"), { fiscalYear: 2025, period: 4 })).toMatchObject({
      refusal: { kind: "nothing-to-depreciate", year: 2025, period: 4 },
    });
  });

  test("of the year's end catches up the months that were skipped, in the complementary period", async () => {
    const posted = must(await depreciateAssets(books.as("accountant"), { fiscalYear: 2025, period: 13 }));
    // 8 months of the servers, 4 of the works (5 000.00 over 120), 6 of the licence (100.00 over 12).
    expect(posted).toMatchObject({ assetCount: 3, amount: 240_000n + 16_667n + 5_000n, entry: { period: 13 } });
    expect(await gaps(2025)).toEqual([]);
    expect(await gaps(2026)).toEqual([]);
  });

  test("is undone by its reversal, last first, and is due again", async () => {
    const runs = await books.superuser<{ id: string; period: number }[]>`select id, period from depreciation_run order by period`;
    const undo = (period: number, reason = "Durée à revoir") =>
      undoDepreciation(books.as("accountant"), { runId: runs.find((run) => run.period === period)?.id ?? "", reason });
    expect(await undo(13, " ")).toMatchObject({ refusal: { kind: "reason-required" } });
    expect(await undo(4)).toMatchObject({ refusal: { kind: "later-depreciation", year: 2025, period: 13 } });
    must(await undo(13));
    expect(await undo(13)).toMatchObject({ refusal: { kind: "wrong-state", state: "undone" } });
    must(await depreciateAssets(books.as("accountant"), { fiscalYear: 2025, period: 13 }));
    expect(await gaps(2025)).toEqual([]);
  });

  test("stands once for an asset and a period, whoever tries", async () => {
    const twice = books.superuser`
      insert into depreciation (asset_id, fiscal_year, period, run_id, amount)
      select asset_id, fiscal_year, period, (select id from depreciation_run where period = 4), 1 from depreciation where live and period = 13 limit 1`;
    await expect(twice).rejects.toMatchObject({ code: "23505" });
  });

  test("of a closed year is refused", async () => {
    await books.superuser`update fiscal_year set status = 'closed' where year = 2025`;
    must(await register({ ...(await draft("2183")), label: "Reprise", sources: [], gross: 9_000n, acquiredOn: "2025-01-01" }));
    expect(await depreciateAssets(books.as("chiefAccountant"), { fiscalYear: 2025, period: 13 })).toMatchObject({
      refusal: { kind: "year-closed", year: 2025 },
    });
    must(await withdrawAsset(books.as("accountant"), { assetId: (await assetNamed("Reprise")).id, reason: "Essai" }));
    await books.superuser`update fiscal_year set status = 'open' where year = 2025`;
  });
});

describe("a disposal", () => {
  const dispose = async (label: string, own: object) =>
    await disposeAsset(books.as("accountant"), {
      assetId: (await assetNamed(label)).id,
      on: "2026-04-10",
      kind: "sale",
      proceeds: 0n,
      reason: "Vendu",
      ...own,
    });

  test.each<[string, object, object]>([
    ["no reason", { reason: "", proceeds: -1n }, { kind: "reason-required" }],
    ["a price without a sale", { kind: "scrapping", proceeds: 100n }, { kind: "proceeds-without-sale" }],
    ["a day before it was put into service", { on: "2025-01-10" }, { kind: "dates-out-of-order" }],
    ["a day that is depreciated already", { on: "2025-12-10" }, { kind: "depreciated-beyond", on: "2025-12-10" }],
  ])("is refused with %s", async (_, own, refusal) => {
    expect(await dispose("Bien 2183", own)).toMatchObject({ ok: false, refusal });
  });

  test("depreciates up to its day, clears value and wear, and books the price", async () => {
    const posted = must(await dispose("Bien 2183", { proceeds: 700_000n }));
    // 13 months by the end of March 2026: 390 000; 1 200 000 − 390 000 left.
    expect(posted.netBookValue).toBe(810_000n);
    expect(await linesOf(posted.entryId)).toEqual([
      ["2818", 390_000n],
      ["657", 810_000n],
      ["2183", -1_200_000n],
      ["462", 700_000n],
      ["757", -700_000n],
    ]);
    expect(await assetNamed("Bien 2183")).toMatchObject({ state: "disposed", depreciated: 390_000n });
    expect(await gaps(2026)).toEqual([]);
    expect(await dispose("Bien 2183", {})).toMatchObject({ refusal: { kind: "wrong-state", state: "disposed" } });
  });

  test("is undone whole", async () => {
    const { id } = await assetNamed("Bien 2183");
    must(await undoDisposal(books.as("accountant"), { assetId: id, reason: "Vente annulée" }));
    expect(await assetNamed("Bien 2183")).toMatchObject({ state: "inUse", depreciated: 300_000n });
    expect(await gaps(2026)).toEqual([]);
  });

  test("to another service of the State goes through the liaison account", async () => {
    const posted = must(await dispose("Travaux", { kind: "transfer", reason: "Repris par la direction immobilière" }));
    expect((await linesOf(posted.entryId))?.map(([account]) => account)).toEqual(["2813", "181", "2135"]);
    expect(await gaps(2026)).toEqual([]);
  });
});

describe("before the closing", () => {
  const said = async () => {
    const checks = await read((db) => readiness(db, { year: 2026, firstDay: "2026-01-01", lastDay: "2026-12-31" }, "2027-01-15"));
    return Object.fromEntries(checks.map(({ name, count, amount }) => [name, { count, amount }]));
  };

  test("depreciation that is missing blocks, and is silent once it is posted", async () => {
    const { "depreciation-missing": missing, "assets-not-tied": tied } = await said();
    expect(missing?.count).toBeGreaterThan(0);
    expect(tied).toEqual({ count: 0, amount: 0n });
    must(await depreciateAssets(books.as("accountant"), { fiscalYear: 2026, period: 13 }));
    expect((await said())["depreciation-missing"]).toEqual({ count: 0, amount: 0n });
  });

  test("what the register does not hold is said, with its amount", async () => {
    await books.post(generalEntry("SF", "2026-05-02", "Écrans", ["2183", 70_000n, { unit: "SG" }], ["404", -70_000n]));
    expect((await said())["assets-not-tied"]).toEqual({ count: 1, amount: 70_000n });
  });

  test("an account that no line of the statements takes blocks", async () => {
    await books.superuser`update statement_mapping set superseded_at = now() where prefix = '606' or prefix = '60'`;
    await books.post(generalEntry("OD", "2026-05-03", "Achats", ["606", 1_500n], ["515", -1_500n]));
    expect((await said())["accounts-without-line"]).toEqual({ count: 1, amount: 1_500n });
  });
});
