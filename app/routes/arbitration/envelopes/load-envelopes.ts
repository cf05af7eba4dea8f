import { type Standing, treeStandings } from "#app/domain/arbitration/envelope.ts";
import { type EnvelopeScope, type NamedScope, sameScope } from "#app/domain/arbitration/envelope-scope.ts";
import { type OverAllotted, overAllotted, scopeTree } from "#app/domain/arbitration/envelope-tree.ts";
import { envelopeYears } from "#app/domain/arbitration/hypothesis.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { type SpendingClass, spendingClasses } from "#app/domain/stage.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { ceilingsOf, type KeptCeiling, namedScope } from "#db/queries/arbitration/ceiling.ts";
import { askedPlaces, decidedPlaces } from "#db/queries/arbitration/envelope.ts";
import { type Scenario, scenariosOf, shownScenario } from "#db/queries/arbitration/scenario.ts";
import { type Campaign, campaignUnits, shownCampaign } from "#db/queries/campaign.ts";

/** One place of one class: its envelopes, a year beside the other, and how the first of them stands. */
export interface EnvelopeRow {
  readonly spendingClass: SpendingClass;
  readonly measure: BudgetResource;
  readonly scope: NamedScope;
  readonly depth: number;
  readonly years: readonly { readonly year: number; readonly envelope: Quantity | null; readonly kept: KeptCeiling | undefined }[];
  readonly asked: Quantity;
  readonly decided: Quantity;
}

export interface EnvelopesShown {
  readonly campaign: Campaign;
  readonly scenario: Scenario | undefined;
  /** False: the reader sees a part of the campaign, and no envelope of it. */
  readonly whole: boolean;
  readonly years: readonly number[];
  readonly rows: readonly EnvelopeRow[];
  readonly standings: readonly Standing[];
  readonly over: readonly OverAllotted[];
}

/** The envelopes of the campaign that a page is about, whatever their measure; undefined: there is none. */
export async function loadEnvelopes({
  db,
  year,
  url,
  mayDo,
}: Pick<LoaderScene, "db" | "year" | "url" | "mayDo">): Promise<EnvelopesShown | undefined> {
  const campaign = await shownCampaign(db, year, url.searchParams.get("campaign"));
  if (!campaign) return undefined;
  const whole = (await campaignUnits(db, campaign.id)).every((unit) => mayDo("arbitration.read", unit));
  const years = Array.from({ length: envelopeYears }, (_, index) => year + index);
  const scenario = shownScenario(await scenariosOf(db, campaign.id), url.searchParams.get("scenario"));
  if (!whole) return { campaign, scenario, whole, years, rows: [], standings: [], over: [] };
  const { ceilings, trees } = await ceilingsOf(db, campaign.id);
  const asked = await askedPlaces(db, campaign.id);
  const decided = scenario ? await decidedPlaces(db, scenario.id) : [];
  const standings = treeStandings({ ceilings, asked, decided, trees });
  const wholeScope = namedScope({ activity: null, unit: null, group: null }, trees);
  const scopeOf = (standing: Standing) => standing.scope ?? wholeScope;
  const rows = spendingClasses.flatMap((spendingClass) =>
    (["AE", "CP", "ETPT", "DAY"] as const).flatMap((measure) => {
      const own = standings.filter((standing) => standing.spendingClass === spendingClass && standing.measure === measure);
      const scopes = distinct(own.filter((standing) => standing.scope !== undefined || years.includes(standing.targetYear)).map(scopeOf));
      return scopeTree(scopes, trees).map(({ scope, depth }): EnvelopeRow => {
        const at = (of: number) => own.find((standing) => standing.targetYear === of && sameScope(scopeOf(standing), scope));
        const kept = (of: number) =>
          ceilings.find(
            (ceiling) =>
              ceiling.spendingClass === spendingClass &&
              ceiling.measure === measure &&
              ceiling.targetYear === of &&
              sameScope(ceiling.scope, scope),
          );
        return {
          ...{ spendingClass, measure, scope, depth, asked: at(year)?.asked ?? 0n, decided: at(year)?.decided ?? 0n },
          years: years.map((of) => ({ year: of, envelope: at(of)?.envelope ?? null, kept: kept(of) })),
        };
      });
    }),
  );
  return { campaign, scenario, whole, years, rows, standings, over: overAllotted(ceilings, trees) };
}

function distinct<Scope extends EnvelopeScope>(scopes: readonly Scope[]): Scope[] {
  return scopes.filter((scope, index) => scopes.findIndex((other) => sameScope(other, scope)) === index);
}
