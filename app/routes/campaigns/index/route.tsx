import { Form, Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { stepsUnderWay } from "#app/domain/campaign/calendar.ts";
import { askedBy } from "#app/domain/campaign/kind.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { CostsLeftOut } from "#app/ui/planning/costs-left-out.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { campaignsOf, campaignUnits } from "#db/queries/campaign.ts";
import { incomeByUnit } from "#db/queries/forecast/income.ts";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";
import { CampaignIncome } from "./campaign-income.tsx";
import { CampaignList } from "./campaign-list.tsx";
import styles from "./campaigns.module.css";
import { type StateFilter, stateFilters } from "./filters.ts";
import { loadPanorama } from "./load-panorama.ts";
import { PanoramaTable } from "./panorama-table.tsx";
import { ReturnsFigure } from "./returns-figure.tsx";

export const loader = guard.loader({ capability: "planning.read" }, async (scene) => {
  const { db, year, access, today, newKey, mayDo } = scene;
  const campaigns = await campaignsOf(db, year);
  const may = {
    costs: await holdsWholeLedger(db, access, "planning.costs", today),
    open: mayDo("campaign.manage"),
    settle: await holdsWholeLedger(db, access, "campaign.manage", today),
  };
  const panorama = await loadPanorama(scene);
  if (!panorama) return { year, campaigns, may, today, shown: undefined };
  const { calendar, ...own } = panorama;
  const asked = await campaignUnits(db, own.campaign.id);
  const shown = {
    ...own,
    mayConduct: may.open && asked.every((unit) => mayDo("campaign.manage", unit)),
    underWay: stepsUnderWay(calendar, today),
    income: await incomeByUnit(db, own.campaign, new Set(own.rows.map(({ unit }) => unit))),
    key: newKey(),
  };
  return { year, campaigns, may, today, shown };
});

export default function CampaignsPage() {
  const { year, campaigns, may, today, shown } = useLoaderData<typeof loader>();
  const words = useTranslations("campaigns");
  const checks = useTranslations("checks");
  const staff = useTranslations("staff");
  const format = useFormat();
  const programme = (
    <>
      {may.settle && (
        <Link className={buttonClass()} to={`/${year}/campaigns/checks`}>
          {checks("settings.link")}
        </Link>
      )}
      {may.costs && (
        <Link className={buttonClass()} to={`/${year}/campaigns/costs`}>
          {staff("costs.link")}
        </Link>
      )}
      {may.open && (
        <Link className={buttonClass(shown ? "plain" : "primary")} to={`/${year}/campaigns/new`}>
          {words("open.title")}
        </Link>
      )}
    </>
  );
  if (!shown) {
    return (
      <Page title={words("heading", { year: String(year) })} actions={may.open ? programme : undefined}>
        <EmptyState title={words("empty", { year: String(year) })}>{may.open ? words("emptyHint") : words("emptyRead")}</EmptyState>
      </Page>
    );
  }
  const { campaign, counts, mayConduct, underWay } = shown;
  const asks = askedBy(campaign.kind, campaign.targetYear);
  const steps = underWay.map((step) => words(`steps.${step}`));
  return (
    <Page
      title={words("heading", { year: String(year) })}
      message={words("message", { done: counts.done, count: counts.all, day: format.day(campaign.closesOn) })}
      actions={
        <>
          {mayConduct &&
            (["guidance", "calendar", "versions"] as const).map((page) => (
              <Link key={page} className={buttonClass()} to={`/${year}/campaigns/${campaign.id}/${page}`}>
                {words(`pages.${page}`)}
              </Link>
            ))}
          {programme}
        </>
      }
    >
      <p>
        {words("stateLine", { label: campaign.label, kind: words(`kinds.${campaign.kind}`), state: words(`states.${campaign.state}`) })}{" "}
        {words(`asks.${asks.by}`, {
          years: asks.years.join(", "),
          month: format.month(`${year}-${String(asks.fromMonth).padStart(2, "0")}`),
        })}{" "}
        {steps.length > 0 && words("underWay", { steps: steps.join(", ") })}
      </p>
      {counts.late > 0 && <Notice kind="warning" title={words("late", { count: counts.late })} />}
      {counts.all > 0 && <ReturnsFigure points={shown.returns} count={counts.all} today={today} />}
      <Filters state={shown.state} />
      <PanoramaTable campaign={campaign} rows={shown.rows} sort={shown.sort} mayConduct={mayConduct} commandKey={shown.key} />
      <CostsLeftOut when={shown.partial} />
      <CampaignIncome year={year} income={shown.income} />
      {campaigns.length > 1 && <CampaignList campaigns={campaigns} />}
    </Page>
  );
}

function Filters({ state }: { readonly state: StateFilter | undefined }) {
  const words = useTranslations("campaigns");
  const [search] = useSearchParams();
  const kept = [...search].filter(([name]) => name !== "state");
  return (
    <Form method="get" className={`${styles.filters} no-print`}>
      {kept.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <SelectField
        name="state"
        label={words("filter.state")}
        none={words("filter.all")}
        defaultValue={state}
        options={stateFilters.map((value) => ({ value, label: value === "late" ? words("lateWord") : words(`progress.${value}`) }))}
      />
      <button type="submit" className={buttonClass()}>
        {words("filter.submit")}
      </button>
    </Form>
  );
}
