import { knownOf } from "#app/commands/set-envelope.ts";
import { isWhole, reaches, reachOf, sameScope } from "#app/domain/arbitration/envelope-scope.ts";
import { envelopeYears, type Reckoned, type ReckonedBasis, reckon, yearlyChange } from "#app/domain/arbitration/hypothesis.ts";
import { parseDecimal } from "#app/domain/money.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { ceilingsOf, envelopeHistory, type NamedTrees, namedScope } from "#db/queries/arbitration/ceiling.ts";
import { askedPlaces } from "#db/queries/arbitration/envelope.ts";
import { knownYearsOf } from "#db/queries/arbitration/envelope-basis.ts";
import { unitGroupsOn } from "#db/queries/arbitration/unit-group.ts";
import { campaignUnits, shownCampaign } from "#db/queries/campaign.ts";
import { placeIn } from "./place.ts";

/** A hypothesis and what it gives, year by year; null where nothing is known. */
export interface Compared {
  readonly basis: ReckonedBasis;
  readonly rate: number;
  readonly amounts: readonly (Reckoned | null)[];
}

/** The envelope that the address asks for, and what it may be reckoned from; undefined: no campaign, or not the whole of it. */
export async function loadPlace({ db, year, url, today, mayDo }: Pick<LoaderScene, "db" | "year" | "url" | "today" | "mayDo">) {
  const campaign = await shownCampaign(db, year, url.searchParams.get("campaign"));
  if (!campaign || !(await campaignUnits(db, campaign.id)).every((unit) => mayDo("arbitration.prepare", unit))) return undefined;
  const { ceilings, trees } = await ceilingsOf(db, campaign.id);
  const { spendingClass, measure, scope } = knownPlace(placeIn(url.searchParams), trees);
  const years = Array.from({ length: envelopeYears }, (_, index) => year + index);
  const known = knownOf(await knownYearsOf(db, { scope, trees, targetYear: year, today }), { spendingClass, measure });
  const rate = rateIn(url.searchParams);
  const hypotheses: [ReckonedBasis, number][] = [
    ["notified", 0],
    ...(rate === 0 ? [] : [["notified", rate] as [ReckonedBasis, number]]),
    ["trend", 0],
    ["landing", 0],
    ...(rate === 0 ? [] : [["landing", rate] as [ReckonedBasis, number]]),
  ];
  const compared = hypotheses.map(
    ([basis, own]): Compared => ({ basis, rate: own, amounts: years.map((of) => (known && reckon(basis, own, known, of)) ?? null) }),
  );
  const own = ceilings.filter(
    (ceiling) => ceiling.spendingClass === spendingClass && ceiling.measure === measure && sameScope(ceiling.scope, scope),
  );
  const current = years.map((of) => own.find(({ targetYear }) => targetYear === of) ?? null);
  const reach = reachOf(scope, trees);
  const asked = (await askedPlaces(db, campaign.id)).filter(
    (place) => place.spendingClass === spendingClass && place.measure === measure && reaches(reach, place),
  );
  const inForce = current.find((ceiling) => ceiling !== null);
  const again = inForce && inForce.basis !== "manual" && known ? reckon(inForce.basis, inForce.rate, known, inForce.targetYear) : undefined;
  return {
    ...{ campaign, spendingClass, measure, scope: namedScope(scope, trees), isWhole: isWhole(scope), years, rate, compared, current },
    asked: years.map((of): Quantity => sum(asked.filter(({ targetYear }) => targetYear === of).map(({ amount }) => amount))),
    change: (known && yearlyChange(known)) ?? null,
    lastExecuted: known?.executed.at(-1)?.amount ?? null,
    /** What the hypothesis in force gives today, when it gives something else. */
    moved: again && inForce && again.amount !== inForce.amount ? { year: inForce.targetYear, amount: again.amount } : null,
    history: (await envelopeHistory(db, campaign.id, scope, trees)).filter(
      (act) => act.spendingClass === spendingClass && act.measure === measure,
    ),
    choices: choicesIn(trees, await unitGroupsOn(db, `${year}-01-01`)),
  };
}

/** A code that no tree holds bounds nothing: the page is then about the whole campaign. */
function knownPlace({ scope, ...place }: ReturnType<typeof placeIn>, trees: NamedTrees) {
  const { activity, unit, group } = scope;
  return {
    ...place,
    scope: {
      activity: activity !== null && trees.activities.has(activity) ? activity : null,
      unit: unit !== null && trees.units.has(unit) ? unit : null,
      group: group !== null && trees.groups.has(group) ? group : null,
    },
  };
}

/** « -2 » is −2 %; what is no rate is −2 %, which is tried first. */
function rateIn(search: URLSearchParams): number {
  const read = parseDecimal(search.get("rate") ?? "-2");
  return read.ok && read.value >= -10_000n && read.value <= 100_000n ? Number(read.value) : -200;
}

/** The nodes that an envelope may bound, each after its parent: activities, units that hold a unit of the campaign, groups. */
function choicesIn(trees: NamedTrees, groups: readonly { readonly code: string; readonly label: string }[]) {
  const inTree = (parents: ReadonlyMap<string, string | null>, labels: ReadonlyMap<string, string>, coded: boolean) => {
    const under = (parent: string | null, depth: number): { code: string; label: string }[] =>
      [...parents]
        .filter(([, own]) => (own !== null && parents.has(own) ? own : null) === parent)
        .flatMap(([code]) => [
          { code, label: `${"\u2003".repeat(depth)}${coded ? `${code} ` : ""}${labels.get(code) ?? code}` },
          ...under(code, depth + 1),
        ]);
    return under(null, 0);
  };
  const holds = (unit: string) => (reachOf({ activity: null, unit, group: null }, trees).units?.size ?? 0) > 0;
  return {
    activities: inTree(trees.activities, trees.activityLabels, true),
    units: inTree(trees.units, trees.unitLabels, false).filter(({ code }) => holds(code)),
    groups: groups.map(({ code, label }) => ({ code, label })),
  };
}
