import { type Guidance, guidanceFor, guidanceTotal } from "#app/domain/campaign/guidance.ts";
import { presentYear } from "#app/domain/campaign/kind.ts";
import { comparedLines, type OwnReference } from "#app/domain/forecast/line-references.ts";
import type { LineReference } from "#app/domain/forecast/references.ts";
import type { CostView } from "#app/domain/forecast/staff/cost-sight.ts";
import { grouped } from "#app/domain/grouped.ts";
import type { Day } from "#app/domain/month.ts";
import { type BudgetResource, type Quantity, sum } from "#app/domain/quantity.ts";
import type { Db } from "#db/client.ts";
import { guidancesOf } from "#db/queries/campaign/guidance.ts";
import type { Campaign } from "#db/queries/campaign.ts";
import { inViewOf, referencesOf, treesOn } from "#db/queries/forecast/references.ts";
import type { SheetRead } from "./sheet-state.ts";

/** What a line is compared with and what it was told to aim at, one measure each. */
export type ComparedAmounts = OwnReference & { readonly guidance: Quantity | null };

/** What the lines of a sheet are compared with. */
export interface SheetReferences {
  /** N (`presentYear`). */
  readonly present: number;
  readonly lines: readonly { readonly line: string; readonly references: readonly ComparedAmounts[] }[];
  /** What the unit as a whole was told to aim at. */
  readonly guidance: Partial<Record<BudgetResource, Quantity | null>>;
  /** What was executed or notified and that no line of the baseline asks again. */
  readonly unclaimed: readonly (LineReference & { readonly natureLabel: string })[];
}

export async function sheetReferences(
  db: Db,
  { lines }: Pick<SheetRead, "lines">,
  place: { readonly campaign: Campaign; readonly unit: string; readonly today: Day; readonly view: CostView },
): Promise<SheetReferences> {
  const { campaign, unit } = place;
  const trees = await treesOn(db, `${campaign.targetYear}-01-01`);
  // A sheet that asks nothing of personnel is not measured against what personnel cost.
  const asked = new Set(lines.map(({ spendingClass }) => spendingClass));
  const references = (await referencesOf(db, { ...place, trees })).filter(({ nature }) => {
    const own = trees.classes.get(nature);
    return own != null && asked.has(own);
  });
  const guidances = inViewOf(await guidancesOf(db, campaign.id), trees, place.view);
  const { byLine, unclaimed } = comparedLines(lines, references, trees);
  const natures = new Map(lines.map(({ id, nature }) => [id, nature]));
  return {
    present: presentYear(campaign),
    lines: [...byLine].map(([line, own]) => {
      const nature = natures.get(line) ?? null;
      const told = ({ measure, executed }: OwnReference) => guidanceFor(guidances, { unit, nature, measure }, executed);
      return { line, references: own.map((reference) => ({ ...reference, guidance: told(reference) })) };
    }),
    guidance: unitGuidance(guidances, unit, references),
    unclaimed: unclaimed.map((own) => ({ ...own, natureLabel: trees.labels.get(`nature ${own.nature}`) ?? own.nature })),
  };
}

/** A rate moves what was executed in N-1, here as on the page of guidance and in the checks. */
function unitGuidance(guidances: readonly Guidance[], unit: string, references: readonly LineReference[]): SheetReferences["guidance"] {
  const measures = [...grouped(references, ({ measure }) => measure).values()];
  return Object.fromEntries(
    measures.flatMap((own) => {
      const measure = own[0]?.measure;
      if (!measure) return [];
      const byNature = [...grouped(own, ({ nature }) => nature)];
      const previous = new Map(byNature.map(([nature, there]) => [nature, sum(there.map(({ executed }) => executed))]));
      return [[measure, guidanceTotal(guidances, { unit, measure }, previous)]];
    }),
  );
}
