import { afterAll, beforeAll, expect, test } from "vitest";
import { changeStaffContract } from "#app/commands/change-staff-contract.ts";
import { postStaffing } from "#app/commands/post-staffing.ts";
import { recordArrival } from "#app/commands/record-arrival.ts";
import type { CommandContext } from "#app/commands/run.ts";
import { saveCategory } from "#app/commands/save-staff-settings.ts";
import type { ReportPart, ReportTable } from "#app/domain/reports/report.ts";
import type { ContractTerms } from "#app/domain/workforce/contract.ts";
import { unitsOn } from "#db/queries/reports/frame.ts";
import { staffingDocument } from "#db/queries/reports/staffing.ts";
import { contractsOfPeople } from "#db/queries/workforce/contract.ts";
import { must, type SmallOrganisation, smallOrganisation, today } from "#tests/support/small-organisation.ts";
import { staffNatures } from "#tests/support/staff.ts";

let world: SmallOrganisation;
let parts: ReportPart[];
const programme = async (): Promise<CommandContext> => await world.as("programme", { role: "programmeStaff", unit: "INSEE" });

/**
 * Four people of a year of which five months are over. M1, category A, is there all along. M2, A at 80 %, comes on 15 March. M3, B, leaves on 20 April.
 * M4, B, goes from a unit to another on 1 March: whole, the institute neither gains nor loses them.
 */
beforeAll(async () => {
  world = await smallOrganisation();
  await staffNatures(world);
  must(await saveCategory(await programme(), { code: "A", label: "Catégorie A", nature: "21-1025" }));
  must(await saveCategory(await programme(), { code: "B", label: "Catégorie B", nature: "21-1026" }));
  const usual = { unit: "DR44", activity: "01-ENQ", post: null, ratio: 100n, firstDay: "2024-09-01", lastDay: null };
  const arrive = async (number: string, own: Pick<ContractTerms, "category"> & Partial<ContractTerms>) =>
    must(
      await recordArrival(await programme(), {
        number,
        name: `Agent ${number}`,
        contract: { ...usual, profile: "", dataProcessing: false, ...own },
      }),
    );
  await arrive("M1", { category: "A" });
  await arrive("M2", { category: "A", ratio: 80n, firstDay: "2026-03-15" });
  await arrive("M3", { category: "B", lastDay: "2026-04-20" });
  await arrive("M4", { category: "B" });
  const [held] = await world.database.read(world.organisation, (db) => contractsOfPeople(db, ["M4"]));
  must(await changeStaffContract(await programme(), { contractId: held?.id ?? "", on: "2026-03-01", changes: { unit: "DPT" } }));
  for (const month of ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"]) must(await postStaffing(await programme(), { month }));
  parts = await world.database.read(world.organisation, async (db) => {
    const units = await unitsOn(db, today, null);
    return await staffingDocument({ db, year: 2026, today, asOf: today, firstDay: "2026-01-01", months: 5, units });
  });
});
afterAll(() => world.close());

const rowsOf = (name: ReportTable["name"]) => {
  const found = parts.flatMap(({ blocks }) => blocks).find((block) => block.kind === "table" && block.name === name);
  return found?.kind === "table" ? found.rows.map(({ cells }) => cells) : undefined;
};

test("the months of the staffing document: people present, and what the year has consumed so far", () => {
  // By whole months: 3.00 full-time equivalents in January and February, 3.80 in March, 2.80 in April and May, each a twelfth of an ETPT.
  expect(rowsOf("staffMonths")).toEqual([
    ["2026-01", 3_600n, 300n, 0n],
    ["2026-02", 3_600n, 600n, 0n],
    ["2026-03", 4_560n, 980n, 0n],
    ["2026-04", 3_360n, 1_260n, 0n],
    ["2026-05", 3_360n, 1_540n, 0n],
  ]);
});

test("by category: what was consumed of each ceiling, and how many people that is on average", () => {
  // A: 1 + 1 + 1.80 + 1.80 + 1.80 = 7.40 person-months, 1.48 on average; B: 2 + 2 + 2 + 1 + 1 = 8 person-months, 1.60 on average.
  const of = (rows: ReturnType<typeof rowsOf>) => rows?.map(([, , used, average]) => [used, average]);
  expect(of(rowsOf("categories"))).toEqual([
    [740n, 1_776n],
    [800n, 1_920n],
    [1_540n, 3_696n],
  ]);
});

test("entries and exits of the year, by category, are those of the contracts: who changes unit is neither", () => {
  expect(rowsOf("staffMoves")).toEqual([
    ["Catégorie A", 960n, 0n, 960n],
    ["Catégorie B", 0n, 1_200n, -1_200n],
    [null, 960n, 1_200n, -240n],
  ]);
});
