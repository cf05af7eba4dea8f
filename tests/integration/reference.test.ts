import { afterAll, beforeAll, expect, it } from "vitest";
import { loadNomenclature } from "#app/commands/load-nomenclature.ts";
import { openFiscalYear } from "#app/commands/open-fiscal-year.ts";
import type { CommandContext } from "#app/commands/run.ts";
import { systemContext } from "#app/commands/system-context.ts";
import type { Nomenclature } from "#app/domain/reference/nomenclature.ts";
import type { Db } from "#db/client.ts";
import { type TestDatabase, testDatabase } from "#tests/support/postgres.ts";

let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase();
});
afterAll(() => world.close());

const context = (): Promise<CommandContext> => systemContext(world.database, world.organisation, "2026-09-15");
const read = <Value>(work: (db: Db) => Promise<Value>) => world.database.read(world.organisation, work);

const unit = (code: string, parent: string | null) => ({
  code,
  parent,
  label: `Unit ${code}`,
  shortLabel: code,
  kind: "department" as const,
});
const first: Nomenclature = {
  units: [unit("ROOT", null), unit("A", "ROOT")],
  natures: [
    { code: "P", parent: null, label: "Programme", level: "programme" },
    { code: "N", parent: "P", label: "Nature", level: "nature", title: "T3", spendingClass: "nonPersonnel" },
  ],
  accounts: [
    { book: "budget", code: "allotted", label: "Allotted", source: "stage" },
    { book: "general", code: "601", label: "Purchases", source: "pcg" },
    { book: "general", code: "60", label: "Purchases", source: "pcg", postable: false },
    { book: "general", code: "408", label: "Accrued", source: "pcg" },
    { book: "general", code: "401", label: "Suppliers", source: "pcg" },
  ],
  natureAccounts: [{ nature: "N", expense: "601", accrued: "408", payable: "401" }],
  journals: [{ code: "HA", book: "general", label: "Purchases" }],
  centres: [{ kind: "financialCentre", centre: "0220-CENT-A", unit: "A" }],
};

it("loads a nomenclature once, and says nothing new the second time", async () => {
  expect(await loadNomenclature(await context(), first)).toMatchObject({ ok: true, value: { written: 12 } });
  const { journals: _, ...described } = first;
  expect(await loadNomenclature(await context(), described)).toMatchObject({ ok: true, value: { written: 0 } });
});

it("makes positions and counters with the exercise, and again for a unit or a journal that joins an open one", async () => {
  const opened = await openFiscalYear(await context(), { year: 2022, firstDay: "2021-09-01", lastDay: "2022-08-31" });
  expect(opened).toEqual({ ok: true, value: { year: 2022, periods: 13 } });
  const positions = (code: string) => read((db) => db.selectFrom("stage_position").selectAll().where("unit", "=", code).execute());
  expect(await positions("A")).toHaveLength(2 * 4 * 11);
  const joining: Nomenclature = { units: [unit("B", "A")], journals: [{ code: "CR", book: "budget", label: "Credits" }] };
  expect(await loadNomenclature(await context(), joining)).toMatchObject({ ok: true });
  expect(await positions("B")).toHaveLength(2 * 4 * 11);
  const counters = await read((db) => db.selectFrom("journal_counter").select(["journal", "last_number"]).orderBy("journal").execute());
  expect(counters).toEqual([
    { journal: "CR", last_number: 0n },
    { journal: "HA", last_number: 0n },
  ]);
});

it("supersedes a description, and keeps it", async () => {
  await loadNomenclature(await context(), { units: [{ ...unit("B", "A"), label: "Renamed" }] });
  const versions = await read((db) =>
    db.selectFrom("unit_version").select(["label", "superseded_at"]).where("code", "=", "B").orderBy("id").execute(),
  );
  expect(versions).toEqual([
    { label: "Unit B", superseded_at: expect.any(Date) },
    { label: "Renamed", superseded_at: null },
  ]);
});

const refused: readonly { name: string; nomenclature: Nomenclature; refusal: object }[] = [
  {
    name: "a second root",
    nomenclature: { units: [unit("C", null)] },
    refusal: { kind: "wrong-nomenclature", rule: "two-roots", dimension: "unit" },
  },
  { name: "a cycle", nomenclature: { units: [unit("A", "B")] }, refusal: { kind: "wrong-nomenclature", rule: "cycle", dimension: "unit" } },
  {
    name: "an orphan",
    nomenclature: { units: [unit("C", "X")] },
    refusal: { kind: "wrong-nomenclature", rule: "orphan-parent", code: "C" },
  },
  {
    name: "an account that nobody knows",
    nomenclature: { natureAccounts: [{ nature: "N", expense: "602", accrued: "408", payable: "401" }] },
    refusal: { kind: "wrong-nomenclature", rule: "unknown-code", dimension: "account", code: "602" },
  },
  {
    name: "a journal that changes books",
    nomenclature: { journals: [{ code: "HA", book: "budget", label: "Purchases" }] },
    refusal: { kind: "journal-not-in-book", journal: "HA" },
  },
  {
    name: "a party named twice",
    nomenclature: { parties: [1, 2].map(() => ({ code: "P1", label: "Party", kind: "supplier" as const })) },
    refusal: { kind: "wrong-nomenclature", rule: "duplicate", dimension: "party" },
  },
];
it.each(refused)("writes nothing and refuses $name", async ({ nomenclature, refusal }) => {
  const result = await loadNomenclature(await context(), {
    ...nomenclature,
    parties: [...(nomenclature.parties ?? []), { code: "Q", label: "Q", kind: "other" }],
  });
  expect(result).toMatchObject({ ok: false, refusal });
  expect(await read((db) => db.selectFrom("party").selectAll().execute())).toEqual([]);
});

it("refuses an exercise that is there, and one that shares its days", async () => {
  expect(await openFiscalYear(await context(), { year: 2022 })).toEqual({
    ok: false,
    refusal: { kind: "already-exists", what: "year", id: "2022" },
  });
  expect(await openFiscalYear(await context(), { year: 2023, firstDay: "2022-08-31" })).toMatchObject({
    ok: false,
    refusal: { kind: "wrong-exercise", rule: "overlap" },
  });
});
