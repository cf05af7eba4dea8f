import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { saveAverageCost, saveHypotheses } from "#app/commands/save-costs.ts";
import { amountField, codeField, optionalAmountField, wholeNumberField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { naturesOn } from "#db/queries/forecast/codes.ts";
import { averageCosts, costHypotheses } from "#db/queries/forecast/cost-table.ts";
import { staffCategoriesOn } from "#db/queries/forecast/staff.ts";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";
import { CostForm, HypothesesForm } from "./cost-forms.tsx";
import { CostTables } from "./cost-tables.tsx";

/** Costs hold for every unit: read by whoever sees what personnel costs, set by whoever conducts campaigns for the whole programme. */
export const loader = guard.loader({ capability: "planning.costs", whole: true }, async ({ db, year, access, today, newKey }) => {
  const day = `${year}-01-01`;
  const natures = (await naturesOn(db, day)).filter(({ spendingClass, level }) => spendingClass === "personnel" && level !== "nature");
  return {
    year,
    may: await holdsWholeLedger(db, access, "campaign.manage", today),
    categories: (await staffCategoriesOn(db, day)).map(({ code, label }) => ({ code, label })),
    natures: natures.map(({ code, label }) => ({ code, label })),
    costs: await averageCosts(db),
    hypotheses: await costHypotheses(db),
    keys: { cost: newKey(), hypotheses: newKey() },
  };
});

const fromYear = wholeNumberField({ minimum: 2000, maximum: 2100 });
const costSchema = z.object({
  category: codeField(),
  fromYear,
  cost: amountField("EUR", { sign: "notNegative" }),
  categoryMeasures: optionalAmountField("EUR"),
  rebasing: optionalAmountField("EUR"),
  other: optionalAmountField("EUR"),
});
/** A rate is typed in percent: two decimals make hundredths of a percent. */
const rate = (sign: "any" | "notNegative") => optionalAmountField("EUR", { sign });
const hypothesesSchema = z.object({
  fromYear,
  generalMeasures: rate("any"),
  gvtPlus: rate("notNegative"),
  gvtMinus: rate("notNegative"),
  pensions: rate("notNegative"),
  pensionsNature: codeField(),
});

export const action = guard.action({ capability: "campaign.manage", whole: true }, async (scene) => {
  const { form, context, year, locale, refused, redirect } = scene;
  const here = `/${year}/campaigns/costs`;
  if (form.get("intent") === "hypotheses") {
    const read = readForm(form, hypothesesSchema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const { generalMeasures = 0n, gvtPlus = 0n, gvtMinus = 0n, pensions = 0n, ...same } = read.value;
    const saved = await saveHypotheses(context, { ...same, generalMeasures, gvtPlus, gvtMinus, pensions });
    return saved.ok ? redirect(here, "staff.costs.hypothesesSaved") : refused(saved.refusal, read.submission);
  }
  const read = readForm(form, costSchema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const { categoryMeasures = 0n, rebasing = 0n, other = 0n, ...same } = read.value;
  const saved = await saveAverageCost(context, { ...same, categoryMeasures, rebasing, other });
  return saved.ok ? redirect(here, "staff.costs.costSaved") : refused(saved.refusal, read.submission);
});

export default function CostsPage() {
  const { year, may, categories, natures, costs, hypotheses, keys } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("staff.costs");
  const campaigns = useTranslations("campaigns");
  return (
    <Page title={words("title")} crumbs={[{ label: campaigns("title"), to: `/${year}/campaigns` }]} message={words("message")}>
      <CostTables categories={categories} costs={costs} hypotheses={hypotheses} />
      {may && (
        <>
          <CostForm year={year} categories={categories} answer={answer} commandKey={keys.cost} />
          <HypothesesForm
            year={year}
            natures={natures}
            current={hypotheses.find(({ current }) => current)}
            answer={answer}
            commandKey={keys.hypotheses}
          />
        </>
      )}
    </Page>
  );
}
