import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { saveIncome, withdrawIncome } from "#app/commands/save-income.ts";
import { sheetAddress } from "#app/domain/forecast/cell-address.ts";
import { incomeTotals } from "#app/domain/forecast/income.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { shownCampaign } from "#db/queries/campaign.ts";
import { IncomeForm } from "./income-form.tsx";
import { IncomeSteps } from "./income-steps.tsx";
import { IncomeTable } from "./income-table.tsx";
import { loadIncome } from "./load-income.ts";
import { incomeSchema, withdrawalSchema } from "./read-income.ts";

export const loader = guard.loader({ capability: "planning.read", unit: ({ params }) => params.unit }, async (scene) => {
  const { incomes, ...shown } = await loadIncome(scene);
  const edited = scene.url.searchParams.get("edit");
  return {
    ...shown,
    incomes: incomes.map((income) => ({ ...income, key: scene.newKey() })),
    edited: shown.mayEdit ? incomes.find(({ id, withdrawn }) => id === edited && !withdrawn) : undefined,
    key: scene.newKey(),
  };
});

export const action = guard.action({ capability: "forecast.edit", unit: ({ params }) => params.unit }, async (scene) => {
  const { form, locale, context, year, params, url, refused, redirect, read } = scene;
  const unit = params.unit ?? "";
  const campaign = await read((db) => shownCampaign(db, year, url.searchParams.get("campaign")));
  const place = { campaignId: campaign?.id ?? "", unit };
  const back = `/${year}/forecast/${encodeURIComponent(unit)}/income?campaign=${place.campaignId}`;
  if (form.get("act") === "withdraw") {
    const fields = readForm(form, withdrawalSchema, locale);
    if (!fields.ok) return refused(fields.refusal);
    const { restore, ...asked } = fields.value;
    const done = await withdrawIncome(context, { ...place, ...asked, restore: restore === "yes" });
    return done.ok ? redirect(back, restore === "yes" ? "income.restored" : "income.withdrawn") : refused(done.refusal);
  }
  const fields = readForm(form, incomeSchema(year), locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const saved = await saveIncome(context, { ...place, ...fields.value });
  return saved.ok ? redirect(back, "income.saved") : refused(saved.refusal, fields.submission);
});

export default function IncomePage() {
  const { year, unit, label, campaign, mayEdit, incomes, edited, lines, steps, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("income");
  const forecast = useTranslations("forecast");
  const format = useFormat();
  const here = `/${year}/forecast/${encodeURIComponent(unit)}/income?campaign=${campaign.id}`;
  const sheet = sheetAddress({ year, unit, campaign: campaign.id });
  const standing = incomes.filter(({ withdrawn }) => !withdrawn);
  const withdrawn = incomes.filter((own) => own.withdrawn);
  const byYear = [...new Set(standing.map(({ targetYear }) => targetYear))].sort().map((own) => ({
    year: own,
    ...incomeTotals(standing, own),
  }));
  const whole = incomeTotals(standing);
  const amount = (quantity: bigint) => <Amount quantity={quantity} resource="CP" />;
  const common = { mayEdit, edit: (id: string) => `${here}&edit=${id}#income-form`, sheet: () => sheet };
  const refusal = answer && !answer.lastResult ? answer.refusal.message : undefined;
  return (
    <Page
      title={words("heading", { unit: label, year: String(year) })}
      crumbs={[
        { label: forecast("title"), to: `/${year}/forecast` },
        { label, to: sheet },
      ]}
      message={words("message", {
        all: format.amountWithUnit(whole.all, "CP"),
        sure: format.amountWithUnit(whole.sure, "CP"),
        probable: format.amountWithUnit(whole.probable, "CP"),
        count: standing.length,
      })}
    >
      {refusal !== undefined && <Notice kind="refusal">{refusal}</Notice>}
      <p>{words("apart")}</p>
      <IncomeTable
        caption={words("list", { campaign: campaign.label })}
        incomes={standing}
        {...common}
        actions={<ExportMenu file={`/${year}/forecast/${encodeURIComponent(unit)}/income/file`} />}
        empty={<EmptyState title={words("none", { unit: label })}>{words(mayEdit ? "noneHint" : "noneClosed")}</EmptyState>}
      />
      {byYear.length > 0 && (
        <DataTable
          caption={words("totals")}
          rows={byYear}
          rowKey={(row) => String(row.year)}
          columns={[
            { key: "year", head: words("year"), cell: (row) => String(row.year) },
            { key: "sure", head: words("certainties.sure"), unit: format.unit("CP"), align: "end", cell: (row) => amount(row.sure) },
            {
              key: "probable",
              head: words("certainties.probable"),
              unit: format.unit("CP"),
              align: "end",
              cell: (row) => amount(row.probable),
            },
            { key: "all", head: words("all"), unit: format.unit("CP"), align: "end", cell: (row) => amount(row.all) },
          ]}
          totals={{ sure: amount(whole.sure), probable: amount(whole.probable), all: amount(whole.all) }}
        />
      )}
      {mayEdit && (
        <div className="no-print">
          <Section id="income-form" title={edited ? words("changing", { number: edited.number }) : words("adding")}>
            <IncomeForm
              key={`${edited?.id ?? "new"} ${edited?.version ?? incomes.length}`}
              {...{ year, lines, answer, back: here }}
              income={edited}
              commandKey={key}
            />
          </Section>
        </div>
      )}
      {withdrawn.length > 0 && (
        <Section title={words("withdrawnTitle")}>
          <IncomeTable caption={words("withdrawnTitle")} hideCaption incomes={withdrawn} withdrawn {...common} />
        </Section>
      )}
      <IncomeSteps steps={steps} lines={lines} />
    </Page>
  );
}
