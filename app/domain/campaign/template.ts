import { grouped } from "../grouped.ts";
import type { BudgetResource, Quantity } from "../quantity.ts";
import type { SpendingClass } from "../stage.ts";
import { withRate } from "./guidance.ts";
import { type CampaignYear, presentYear } from "./kind.ts";

/** Where a sheet may start from: what the unit asked last year, or what it executed in N-1. */
export const templateSources = ["requests", "executed"] as const;
export type TemplateSource = (typeof templateSources)[number];

/** N for what was asked, N-1 for what was executed: the last full year. */
export function yearOfSource(campaign: CampaignYear, source: TemplateSource): number {
  return source === "requests" ? presentYear(campaign) : presentYear(campaign) - 1;
}

export interface PastAmount {
  readonly nature: string;
  readonly activity: string;
  readonly label: string;
  readonly measure: BudgetResource;
  readonly amount: Quantity;
}

export interface TemplateLine {
  readonly nature: string;
  readonly activity: string;
  readonly label: string;
  readonly amounts: readonly { readonly measure: BudgetResource; readonly amount: Quantity }[];
}

/**
 * The baseline lines that last year's figures give at a rate (hundredths of a percent, each amount rounded by itself). Amounts of zero or less give
 * none; nor do codes that are no longer in force, whose lines are counted. On personnel AE is what CP is (LOLF art. 8).
 */
export function templateLines(
  past: readonly PastAmount[],
  rate: bigint,
  { natures, activities }: { readonly natures: ReadonlyMap<string, SpendingClass>; readonly activities: ReadonlySet<string> },
): { readonly lines: readonly TemplateLine[]; readonly dropped: number } {
  const places = [...grouped(past, ({ nature, activity, label }) => `${nature} ${activity} ${label}`).values()];
  const lines: TemplateLine[] = [];
  let dropped = 0;
  for (const own of places) {
    const [first] = own;
    if (!first) continue;
    const { nature, activity, label } = first;
    const spendingClass = natures.get(nature);
    if (spendingClass === undefined || !activities.has(activity)) {
      dropped += 1;
      continue;
    }
    const amounts = own.flatMap(({ measure, amount }) => scaled(measure, amount, rate));
    if (amounts.length > 0)
      lines.push({ nature, activity, label, amounts: spendingClass === "personnel" ? withTwins(amounts) : moneyOnly(amounts) });
  }
  return { lines: lines.filter(({ amounts }) => amounts.length > 0), dropped };
}

type Amounts = TemplateLine["amounts"];

function scaled(measure: BudgetResource, amount: Quantity, rate: bigint): Amounts {
  const after = withRate(amount, rate);
  return after > 0n ? [{ measure, amount: after }] : [];
}

function withTwins(amounts: Amounts): Amounts {
  const paid = amounts.find(({ measure }) => measure === "CP") ?? amounts.find(({ measure }) => measure === "AE");
  const others = amounts.filter(({ measure }) => measure !== "AE" && measure !== "CP");
  return paid ? [{ ...paid, measure: "AE" }, { ...paid, measure: "CP" }, ...others] : others;
}

function moneyOnly(amounts: Amounts): Amounts {
  return amounts.filter(({ measure }) => measure === "AE" || measure === "CP");
}
