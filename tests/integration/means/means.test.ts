import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bringInForecast } from "#app/commands/bring-in-forecast.ts";
import { saveDetail } from "#app/commands/save-detail.ts";
import { addEquipment, changeEquipment, removeEquipment } from "#app/commands/save-equipment.ts";
import { addLease, changeLease, removeLease, saveMeansSettings } from "#app/commands/save-lease.ts";
import { addSite, changeSite, removeSite, sayOccupation } from "#app/commands/save-site.ts";
import { takeBackCells } from "#app/commands/take-back-cells.ts";
import { cellName } from "#app/domain/forecast/cell.ts";
import type { DetailOrigin } from "#app/domain/forecast/detail.ts";
import type { LeaseTerms } from "#app/domain/means/lease.ts";
import { leaseSchedule, leaseYears } from "#app/domain/means/lease-schedule.ts";
import { detailsOf } from "#db/queries/forecast/detail.ts";
import { linesOf } from "#db/queries/forecast/sheet.ts";
import { broughtBy } from "#db/queries/means/brought.ts";
import { equipmentLots } from "#db/queries/means/equipment.ts";
import { indexRates, leases } from "#db/queries/means/leases.ts";
import { occupationsOf, sites } from "#db/queries/means/sites.ts";
import { cell, otherCampaign, type PlanningWorld, planningWorld, savedRequest } from "#tests/support/planning.ts";
import { must, today } from "#tests/support/small-organisation.ts";

let world: PlanningWorld;
beforeAll(async () => {
  world = await planningWorld();
});
afterAll(() => world.close());

const site = (code: string) => ({
  ...{ code, label: `Site ${code}`, address: "1 rue de la Paix", town: "Nantes", unit: "DR44" },
  ...{ surface: 320_000n, netSurface: 250_000n, workstations: 180 },
});
const terms = (other: Partial<LeaseTerms> = {}): LeaseTerms => ({
  ...{ lessor: "Foncière de l’Ouest", signedOn: "2026-11-01", firstDay: "2027-01-01", lastDay: "2035-12-31" },
  ...{ rent: 12_000_000n, charges: 2_400_000n, index: "ILAT", billing: "quarter", due: "advance", notice: 6 },
  ...{ breaks: ["2030-01-01", "2033-01-01"], leavesOn: null },
  ...other,
});
const withLease = async (code: string, other: Partial<LeaseTerms> = {}) => {
  must(await addSite(await world.agent(), site(`S${code}`)));
  must(await addLease(await world.agent(), { code: `S${code}`, lease: code, terms: terms(other) }));
};
const lot = (code: string) => ({
  ...({ code, label: "Portables d’enquête", kind: "laptop", unit: "DR44", acquired: "2022-09", count: 120 } as const),
  ...{ unitPrice: 98_000n, life: 5, delay: 2, planned: null },
});

/** The line of a request of DR44 in a campaign of its own. */
async function newLine(cells = [cell("AE", 100n), cell("CP", 60n)]) {
  const own = await otherCampaign(world);
  const { requestId } = await savedRequest(own, { lines: [{ nature: "31", activity: "01-ENQ", label: "Loyers", cells }] });
  const [line] = await world.read((db) => linesOf(db, requestId, "whole"));
  if (!line) throw new Error("the request has no line");
  return { campaignId: own.campaignId, line: line.id, requestId };
}
const bring = async (
  lineId: string,
  code: string,
  { kind = "lease" as DetailOrigin["kind"], act = "bring" as "bring" | "takeBack", typed = "keep" as "keep" | "replace", seen = 99n } = {},
) => await bringInForecast(await world.agent(), { origin: { kind, code }, unit: "DR44", lineId, act, typed, seenRevision: seen });
const cells = async (requestId: string) => {
  const [line] = await world.read((db) => linesOf(db, requestId, "whole"));
  return new Map((line?.cells ?? []).filter(({ amount }) => amount !== null).map((own) => [cellName(own), own.amount]));
};

describe("a site", () => {
  test("holds no more workstations than it has, whoever asks", async () => {
    must(await addSite(await world.agent(), site("NANTES")));
    must(await sayOccupation(await world.agent(), { code: "NANTES", unit: "DR44", workstations: 150, residents: 160 }));
    expect(await sayOccupation(await world.agent(), { code: "NANTES", unit: "DPT", workstations: 31, residents: 0 })).toMatchObject({
      refusal: { kind: "workstations-beyond-site", asked: 31, left: 30 },
    });
    expect(await changeSite(await world.agent(), { ...site("NANTES"), workstations: 149 })).toMatchObject({
      refusal: { kind: "workstations-held", held: 150, asked: 149 },
    });
    await expect(run("update site set workstations = 149 where code = 'NANTES'")).rejects.toMatchObject({
      constraint_name: "workstations_held_once",
    });
    const [own] = await world.read((db) => sites(db, { units: ["DR44"] }, today));
    expect(await world.read((db) => occupationsOf(db, [own?.id ?? ""], today))).toMatchObject([{ unit: "DR44", workstations: 150 }]);
  });

  test("of another unit is one that does not exist", async () => {
    must(await addSite(await world.staff(), { ...site("PARIS"), unit: "DPT" }));
    expect(await changeSite(await world.agent(), site("PARIS"))).toMatchObject({ refusal: { kind: "not-found", what: "site" } });
    expect(await addSite(await world.agent(), { ...site("PARIS2"), unit: "DPT" })).toMatchObject({ refusal: { kind: "not-found" } });
  });

  test("goes once no lease is about it", async () => {
    await withLease("GOES");
    expect(await removeSite(await world.agent(), { code: "SGOES" })).toMatchObject({ refusal: { kind: "still-in-use", by: "leases" } });
    must(await removeLease(await world.agent(), { code: "SGOES", lease: "GOES" }));
    must(await removeSite(await world.agent(), { code: "SGOES" }));
    expect(await world.read((db) => sites(db, { code: "SGOES" }, today))).toEqual([]);
  });
});

describe("a lease", () => {
  test("is kept with its breaks, and refused where they are not terms of it", async () => {
    await withLease("KEPT");
    const [own] = await world.read((db) => leases(db, { code: "KEPT" }));
    expect(own).toMatchObject(terms());
    const change = async (other: Partial<LeaseTerms>) =>
      await changeLease(await world.agent(), { code: "SKEPT", lease: "KEPT", terms: terms(other) });
    expect(await change({ breaks: ["2030-01-15"] })).toMatchObject({ refusal: { kind: "break-within-month" } });
    expect(await change({ breaks: ["2036-01-01"] })).toMatchObject({ refusal: { kind: "break-outside-lease" } });
    expect(await change({ leavesOn: "2031-01-01" })).toMatchObject({ refusal: { kind: "leaving-without-break" } });
    expect(await change({ lastDay: "2026-12-31" })).toMatchObject({ refusal: { kind: "dates-out-of-order" } });
    must(await change({ leavesOn: "2030-01-01" }));
    expect(await addLease(await world.agent(), { code: "SKEPT", lease: "KEPT", terms: terms() })).toMatchObject({
      refusal: { kind: "already-exists" },
    });
  });

  test("is revised by the indexes that programme staff types for the whole institute", async () => {
    const settings = { target: 1_600n, rates: [{ index: "ILAT" as const, year: 2028, rate: 250 }] };
    expect(await saveMeansSettings(await world.agent(), settings)).toMatchObject({ refusal: { kind: "forbidden" } });
    must(await saveMeansSettings(await world.staff(), settings));
    const { rents } = leaseSchedule(terms(), await world.read(indexRates));
    expect(rents.slice(0, 2).map(({ rent }) => rent)).toEqual([12_000_000n, 12_300_000n]);
  });
});

describe("what is brought in a forecast", () => {
  test("gives AE of the firm period and CP year by year, tells where it comes from, and is undone at once", async () => {
    await withLease("B1", { index: "none" });
    const { line, requestId, campaignId } = await newLine();
    const done = must(await bring(line, "B1"));
    const planned = leaseYears(leaseSchedule(terms({ index: "none" }), [])).filter(({ year }) => year >= 2027 && year <= 2036);
    const held = await cells(requestId);
    // What was typed before stays beside.
    expect(held.get("AE 2027 0")).toBe(100n);
    expect(held.get("CP 2027 0")).toBe(60n + 14_400_000n);
    for (const { year, cp, ae } of planned.filter((own) => own.year > 2027)) {
      expect(held.get(`CP ${year} 0`)).toBe(cp);
      expect(held.get(`AE ${year} 0`) ?? 0n).toBe(ae);
    }
    const [of2027] = (await world.read((db) => detailsOf(db, [line]))).filter((own) => own.measure === "CP" && own.targetYear === 2027);
    expect(of2027?.lines).toMatchObject([
      { label: "Montant saisi auparavant", origin: null },
      { label: "Loyer, bail B1", quantity: 400n, unitPrice: 300_000_000n, origin: { kind: "lease", code: "B1" } },
      { label: "Charges, bail B1", quantity: 400n, origin: { kind: "lease", code: "B1" } },
    ]);
    expect(await world.read((db) => broughtBy(db, "lease", ["B1"]))).toHaveLength(done.cells);
    expect(await removeLease(await world.agent(), { code: "SB1", lease: "B1" })).toMatchObject({
      refusal: { kind: "still-in-use", by: "forecast" },
    });
    must(await takeBackCells(await world.agent(), { campaignId, unit: "DR44", direction: "undo" }));
    expect(await cells(requestId)).toEqual(
      new Map([
        ["AE 2027 0", 100n],
        ["CP 2027 0", 60n],
      ]),
    );
    expect(await world.read((db) => broughtBy(db, "lease", ["B1"]))).toEqual([]);
    must(await takeBackCells(await world.agent(), { campaignId, unit: "DR44", direction: "redo" }));
    expect(await world.read((db) => broughtBy(db, "lease", ["B1"]))).toHaveLength(done.cells);
  });

  test("follows the lease when it is brought again, counts once, and leaves when it is taken back", async () => {
    await withLease("B2", { index: "none" });
    const { line, requestId } = await newLine();
    must(await bring(line, "B2"));
    must(await changeLease(await world.agent(), { code: "SB2", lease: "B2", terms: terms({ index: "none", leavesOn: "2030-01-01" }) }));
    must(await bring(line, "B2"));
    const held = await cells(requestId);
    expect([...held.keys()].filter((name) => Number(name.split(" ")[1]) > 2029)).toEqual([]);
    expect(held.get("CP 2029 0")).toBe(14_400_000n);
    must(await bring(line, "B2", { act: "takeBack" }));
    expect(await cells(requestId)).toEqual(
      new Map([
        ["AE 2027 0", 100n],
        ["CP 2027 0", 60n],
      ]),
    );
  });

  test("goes to the months of a year that is planned by months, and takes the place of what was typed when it is asked", async () => {
    await withLease("B3", { index: "none" });
    const { line, requestId } = await newLine([cell("CP", 900n, { month: 1 }), cell("CP", 900n, { month: 2 })]);
    must(await bring(line, "B3", { typed: "replace" }));
    const held = await cells(requestId);
    expect([1, 2, 4, 7, 10].map((month) => held.get(`CP 2027 ${month}`))).toEqual([3_600_000n, 900n, 3_600_000n, 3_600_000n, 3_600_000n]);
    expect(held.has("CP 2027 0")).toBe(false);
    expect(held.get("CP 2028 0")).toBe(14_400_000n);
  });

  test("is refused on another line of the campaign, on what was written since, on another's line, and once the sheet is closed to the writer", async () => {
    await withLease("B4");
    const { line, campaignId } = await newLine();
    must(await bring(line, "B4"));
    const second = await savedRequest({ ...world, campaignId }, { title: "Autre" });
    const [other] = await world.read((db) => linesOf(db, second.requestId, "whole"));
    expect(await bring(other?.id ?? "", "B4")).toMatchObject({ refusal: { kind: "already-in-forecast", lineLabel: "Loyers" } });
    expect(await bring(line, "B4", { seen: 0n })).toMatchObject({ refusal: { kind: "stale" } });
    expect(await bring(line, "NONE")).toMatchObject({ refusal: { kind: "not-found", what: "lease" } });
    must(await addSite(await world.staff(), { ...site("SDPT"), unit: "DPT" }));
    must(await addLease(await world.staff(), { code: "SDPT", lease: "BDPT", terms: terms() }));
    expect(await bring(line, "BDPT")).toMatchObject({ refusal: { kind: "not-found", what: "lease" } });
  });

  test("stays told by its origin when rows beside it are typed again, and is of whoever changes it", async () => {
    await withLease("B5", { index: "none" });
    const { line } = await newLine();
    must(await bring(line, "B5"));
    const at = { lineId: line, measure: "CP", targetYear: 2028, month: 0 } as const;
    const [before] = (await world.read((db) => detailsOf(db, [line]))).filter((own) => own.measure === "CP" && own.targetYear === 2028);
    const [rent, charges] = (before?.lines ?? []).map(({ label, quantity, unitWord, unitPrice }) => ({
      label,
      quantity,
      unitWord,
      unitPrice,
    }));
    if (!rent || !charges) throw new Error("the year has no rent");
    must(
      await saveDetail(await world.agent(), { unit: "DR44", cell: at, lines: [rent, { ...charges, quantity: 300n }], seenRevision: 99n }),
    );
    const [after] = (await world.read((db) => detailsOf(db, [line]))).filter((own) => own.measure === "CP" && own.targetYear === 2028);
    expect(after?.lines.map(({ origin }) => origin?.code ?? null)).toEqual(["B5", null]);
  });
});

describe("machines", () => {
  test("are replaced at the end of their life, in the sheet as their number times their price", async () => {
    must(await addEquipment(await world.agent(), lot("PC44")));
    const { line, requestId } = await newLine();
    must(await bring(line, "PC44", { kind: "equipment" }));
    const held = await cells(requestId);
    expect(held.get("AE 2027 0")).toBe(100n + 11_760_000n);
    expect(held.get("CP 2027 0")).toBe(60n + 11_760_000n);
    expect(held.get("AE 2032 0")).toBe(11_760_000n);
    const { unit: _, ...same } = lot("PC44");
    must(await changeEquipment(await world.agent(), { ...same, planned: "2028-03" }));
    must(await bring(line, "PC44", { kind: "equipment" }));
    expect((await cells(requestId)).get("AE 2027 0")).toBe(100n);
    expect(await removeEquipment(await world.agent(), { code: "PC44" })).toMatchObject({ refusal: { kind: "still-in-use" } });
    must(await bring(line, "PC44", { kind: "equipment", act: "takeBack" }));
    must(await removeEquipment(await world.agent(), { code: "PC44" }));
    expect(await world.read((db) => equipmentLots(db, { code: "PC44" }))).toEqual([]);
  });

  test("without a price, or renewed before they came, are refused; another's do not exist", async () => {
    expect(await addEquipment(await world.agent(), { ...lot("X1"), unitPrice: 0n })).toMatchObject({
      refusal: { kind: "line-without-amount" },
    });
    expect(await addEquipment(await world.agent(), { ...lot("X2"), planned: "2022-01" })).toMatchObject({
      refusal: { kind: "dates-out-of-order" },
    });
    must(await addEquipment(await world.staff(), { ...lot("PARIS"), unit: "DPT" }));
    const { unit: _, ...same } = lot("PARIS");
    expect(await changeEquipment(await world.agent(), same)).toMatchObject({ refusal: { kind: "not-found", what: "equipment" } });
    expect(await removeEquipment(await world.agent(), { code: "PARIS" })).toMatchObject({ refusal: { kind: "not-found" } });
  });
});

async function run(statement: string): Promise<unknown> {
  return await world.superuser.begin(async (sql) => {
    await sql.unsafe(`set local search_path to ${world.organisation.schemaName}, public`);
    return await sql.unsafe(statement);
  });
}
