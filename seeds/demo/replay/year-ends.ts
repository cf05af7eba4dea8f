import { addCutOff } from "#app/commands/decide-cut-off.ts";
import { depreciateAssets } from "#app/commands/depreciate-assets.ts";
import { disposeAsset } from "#app/commands/dispose-asset.ts";
import { postCutOff, releaseCutOff, reverseCutOff } from "#app/commands/post-cut-off.ts";
import { postManualEntry } from "#app/commands/post-manual-entry.ts";
import { registerAssets } from "#app/commands/register-assets.ts";
import { monthOfYear } from "#app/domain/month.ts";
import { type AssetLine, capitalisableLines, registeredAssets } from "#db/queries/ledger/assets.ts";
import { currentYear, dayIn, executedMonths, executedYears, lastDayIn, type Progress } from "../plan/calendar.ts";
import { assetFamilies, assetLabel, inventoryOf, lots, soldVehicle, vehicles } from "../plan/year-end.ts";
import { accepted, type StageSet } from "./stage-set.ts";

const complementary = 13;

/**
 * The end of each executed year, in their order: what was bought enters the register, wears, and the year is cut off from the next.
 * Before the closings, which end what is ended here. The current year is depreciated month by month; its last lot still waits.
 */
export async function endYears(set: StageSet, progress: Progress): Promise<void> {
  await bringVehicles(set);
  for (const year of executedYears.filter((own) => own !== currentYear)) {
    await enterAssets(set, year, lots.length);
    if (year === Number(soldVehicle.on.slice(0, 4))) await sellVehicle(set);
    const last = set.as("comptable", lastDayIn(year, 12));
    accepted(await depreciateAssets(last, { fiscalYear: year, period: complementary }), `depreciation of ${year}`);
    await cutOff(set, year, progress);
  }
  await keepCurrentYear(set, progress);
}

async function bringVehicles(set: StageSet): Promise<void> {
  const { on, unit, gross, residual, durationMonths, names } = vehicles;
  for (const label of names) {
    const lines = [
      { account: "2182", debit: gross, credit: 0n, unit },
      { account: "1811", debit: 0n, credit: gross, unit },
    ];
    const entry = accepted(await postManualEntry(set.as("comptable", on), { journal: "IM", date: on, label, lines }), label);
    const asset = { label, account: "2182", unit, commissionedOn: on, residual, durationMonths, prorata: "month" as const };
    const sources = [{ fiscalYear: entry.fiscalYear, entryId: entry.id, line: 1 }];
    accepted(await registerAssets(set.as("comptable", on), { assets: [{ ...asset, sources }] }), label);
  }
}

/** One asset for each account and lot, made of all the lines received by then. */
async function enterAssets(set: StageSet, year: number, lotCount: number): Promise<void> {
  const lines = await set.database.read(set.organisation, (db) => capitalisableLines(db, { fiscalYear: year }));
  let after = 0;
  for (const { name, lastMonth } of lots.slice(0, lotCount)) {
    const received = ({ entryDate }: AssetLine) => Number(entryDate.slice(5, 7)) > after && Number(entryDate.slice(5, 7)) <= lastMonth;
    const assets = assetFamilies.flatMap((family) => {
      const sources = lines.filter((line) => line.account === family.account && received(line));
      const last = sources.at(-1);
      if (!last) return [];
      const { account, durationMonths } = family;
      const asset = { label: assetLabel(family, name, year), account, durationMonths, residual: 0n, prorata: "month" as const };
      return [{ ...asset, unit: last.unit ?? "", commissionedOn: last.entryDate, sources }];
    });
    after = lastMonth;
    if (assets.length > 0)
      accepted(await registerAssets(set.as("comptable", lastDayIn(year, lastMonth)), { assets }), `assets of ${year}, ${name}`);
  }
}

async function sellVehicle(set: StageSet): Promise<void> {
  const { name, on, proceeds, reason } = soldVehicle;
  const assets = await set.database.read(set.organisation, (db) => registeredAssets(db, { on }));
  const assetId = assets.find(({ label }) => label === name)?.id ?? "";
  accepted(await disposeAsset(set.as("comptable", on), { assetId, on, kind: "sale", proceeds, reason }), reason);
}

/** Decided and posted at the end of the year; reversed on 1 January; what was prepaid is consumed in January and February. */
async function cutOff(set: StageSet, year: number, { today }: Progress): Promise<void> {
  const last = lastDayIn(year, 12);
  for (const entry of inventoryOf(year)) accepted(await addCutOff(set.as("comptable", last), { ...entry, fiscalYear: year }), entry.label);
  accepted(await postCutOff(set.as("chef-comptable", last), { fiscalYear: year }), `cut-off of ${year}`);
  const next = dayIn(year + 1, 1, 1);
  accepted(await reverseCutOff(set.as("chef-comptable", next), { fiscalYear: year }), `reversals of ${next}`);
  const consumed = lastDayIn(year + 1, 2);
  if (consumed <= today) {
    const until = monthOfYear(year + 1, 2);
    accepted(await releaseCutOff(set.as("comptable", consumed), { fiscalYear: year, until }), `releases of ${until}`);
  }
}

async function keepCurrentYear(set: StageSet, progress: Progress): Promise<void> {
  const months = executedMonths(currentYear, progress);
  await enterAssets(set, currentYear, 1);
  for (let period = 1; period <= months; period += 1) {
    const context = set.as("comptable", lastDayIn(currentYear, period));
    accepted(await depreciateAssets(context, { fiscalYear: currentYear, period }), `depreciation of ${currentYear}-${period}`);
  }
}
