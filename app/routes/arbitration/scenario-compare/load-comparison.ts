import { unitsWhere } from "#app/domain/access.ts";
import { differs, sideBySide } from "#app/domain/arbitration/scenario/comparison.ts";
import { costSightOf } from "#app/domain/forecast/staff/cost-sight.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { type SpendingClass, spendingClasses } from "#app/domain/stage.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { findScenario, type Scenario, scenariosOf } from "#db/queries/arbitration/scenario.ts";
import { frameOf } from "#db/queries/arbitration/scenario-frame.ts";
import {
  type LineValue,
  type LineWords,
  lineValues,
  lineWords,
  type UnitTotal,
  unitTotals,
} from "#db/queries/arbitration/scenario-reading.ts";
import { unitChoices } from "#db/queries/arbitration/unit-choices.ts";
import { campaignUnits, findCampaign, shownCampaign } from "#db/queries/campaign.ts";
import { boardMeasures, measureIn } from "../measure.ts";
import { says } from "../scenario/says.ts";

export const mostCompared = 4;

/** Two to four scenarios of a campaign, line by line in one measure of its year, by unit, and by class and measure. */
export async function loadComparison(scene: LoaderScene) {
  const { db, year, url, access } = scene;
  const asked = [...new Set(url.searchParams.getAll("of").flatMap((text) => text.split(",")))].filter(Boolean).slice(0, mostCompared);
  const first = asked[0] === undefined ? undefined : await findScenario(db, asked[0]);
  const campaign = first ? await findCampaign(db, first.campaignId) : await shownCampaign(db, year, url.searchParams.get("campaign"));
  if (!campaign || campaign.targetYear !== year) throw scene.notFound("scenario", asked[0] ?? "");
  const scenarios = await scenariosOf(db, campaign.id);
  const compared = asked.flatMap((id): Scenario[] => scenarios.filter((own) => own.id === id));
  const visible = unitsWhere(access, "arbitration.read");
  const seen = new Set((await campaignUnits(db, campaign.id)).filter((unit) => visible.has(unit)));
  const wantedUnit = url.searchParams.get("in") || undefined;
  const units = wantedUnit === undefined ? seen : new Set([wantedUnit].filter((unit) => seen.has(unit)));
  const filter = {
    unit: wantedUnit,
    spendingClass: spendingClasses.find((own) => own === url.searchParams.get("class")),
    all: url.searchParams.get("lines") === "all",
    query: (url.searchParams.get("q") ?? "").normalize("NFC").trim().slice(0, 200),
  };
  const measure = measureIn(url.searchParams);
  const sight = costSightOf(access);
  const values: LineValue[][] = [];
  const totals: UnitTotal[][] = [];
  for (const scenario of compared.length < 2 ? [] : compared) {
    const frame = await frameOf(db, scenario);
    const ofClass = <Row extends { readonly spendingClass: SpendingClass }>(row: Row) =>
      filter.spendingClass === undefined || row.spendingClass === filter.spendingClass;
    values.push((await lineValues(db, frame, { sight, measure, year, units })).filter(ofClass));
    totals.push((await unitTotals(db, frame, { sight, units })).filter((row) => ofClass(row) && row.targetYear === year));
  }
  const lines = sideBySide(values.map((own) => new Map(own.map((line) => [line.lineId, { item: line, amount: line.amount }]))));
  const differing = lines.filter(differs);
  const words = await lineWords(
    db,
    (filter.all ? lines : differing).map(({ name }) => name),
    year,
  );
  const shown = (filter.all ? lines : differing).flatMap(({ name, amounts }) => {
    const own = words.get(name);
    return own && says(filter.query, own) ? [{ ...own, amounts }] : [];
  });
  return {
    ...{ year, campaign, scenarios, compared, measure, filter, lines: shown },
    differing: differing.length,
    rest: restOf(filter.all ? [] : lines.filter((line) => !differs(line)), compared.length),
    byUnit: summed(totals, (row) => (row.measure === measure ? row.unit : undefined)),
    byClass: summed(totals, (row) => `${row.spendingClass} ${row.measure}`).sort(inClassOrder),
    choices: await unitChoices(db, seen, year),
  };
}

export type Comparison = Awaited<ReturnType<typeof loadComparison>>;
export type ComparedLine = LineWords & { readonly amounts: readonly Quantity[] };
export interface ComparedTotal {
  readonly name: string;
  readonly amounts: readonly Quantity[];
}

function restOf(lines: readonly { readonly amounts: readonly Quantity[] }[], scenarios: number) {
  const amounts = Array.from({ length: scenarios }, (_, index) => sum(lines.map((line) => line.amounts[index] ?? 0n)));
  return { count: lines.length, amounts };
}

function summed(totals: readonly (readonly UnitTotal[])[], nameOf: (row: UnitTotal) => string | undefined): ComparedTotal[] {
  const maps = totals.map((rows) => {
    const own = new Map<string, { item: string; amount: Quantity }>();
    for (const row of rows) {
      const name = nameOf(row);
      if (name !== undefined) own.set(name, { item: name, amount: (own.get(name)?.amount ?? 0n) + row.amount });
    }
    return own;
  });
  return sideBySide(maps).map(({ name, amounts }) => ({ name, amounts }));
}

/** Personnel first, then AE, CP, ETPT, days. */
function inClassOrder(left: ComparedTotal, right: ComparedTotal): number {
  const place = ({ name }: ComparedTotal) => {
    const [spendingClass, measure] = name.split(" ");
    return (spendingClass === "personnel" ? 0 : 10) + boardMeasures.findIndex((own) => own === measure);
  };
  return place(left) - place(right);
}
