import { useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { unitsWhere } from "#app/domain/access.ts";
import { costSightOf, isCost } from "#app/domain/forecast/staff/cost-sight.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { decidersOf, decisionsOf, unitsDecided } from "#db/queries/arbitration/decision.ts";
import { scenariosOf } from "#db/queries/arbitration/scenario.ts";
import { shownCampaign } from "#db/queries/campaign.ts";
import { registerFields } from "./fields.ts";
import { filterIn } from "./filter.ts";
import { FilterForm } from "./filter-form.tsx";
import { RegisterTable } from "./register-table.tsx";

const pageSize = 100;

export const loader = guard.loader({ capability: "arbitration.read" }, async (scene) => {
  const { db, year, url, access, person, mayDo } = scene;
  const campaign = await shownCampaign(db, year, url.searchParams.get("campaign"));
  if (!campaign) return { year, register: null };
  const before = Number(url.searchParams.get("before")) || undefined;
  const found = await decisionsOf(db, { ...filterIn(scene, campaign.id), before, limit: pageSize + 1 });
  const scenarios = await scenariosOf(db, campaign.id);
  const open = scenarios.every((own) => own.state !== "adopted") ? scenarios.filter((own) => own.state === "open") : [];
  const sight = costSightOf(access);
  const decisions = found.slice(0, pageSize).map((decision) => {
    const scenarioId = scenarios.find(({ name }) => name === decision.scenario)?.id ?? "";
    const mine = decision.standing && decision.verb !== "takeBack" && decision.decidedById === person.id;
    return {
      ...{ ...decision, scenarioId },
      mayTakeBack: mine && open.some(({ id }) => id === scenarioId) && mayDo("arbitration.decide", decision.unit),
      amounts: decision.amounts.filter(
        (own) => sight === "everywhere" || sight.has(decision.unit) || !isCost(own.measure, own.spendingClass),
      ),
    };
  });
  return {
    year,
    register: {
      ...{ campaign, decisions, scenarios },
      next: found.length > pageSize ? (decisions.at(-1)?.number ?? null) : null,
      deciders: await decidersOf(db, campaign.id),
      units: await unitsDecided(db, campaign.id, unitsWhere(access, "arbitration.read")),
    },
  };
});

export default function DecisionsPage() {
  const { year, register } = useLoaderData<typeof loader>();
  const words = useTranslations("arbitration");
  const [search] = useSearchParams();
  const addressWith = (name: string, value: string | null) => {
    const next = new URLSearchParams(search);
    if (value === null) next.delete(name);
    else next.set(name, value);
    return `?${next}`;
  };
  return (
    <Page
      title={words("register.heading", { year: String(year) })}
      crumbs={[{ label: words("title"), to: `/${year}/arbitration` }]}
      message={words("register.message")}
    >
      {register ? (
        <>
          <FilterForm year={year} {...register} />
          <RegisterTable
            decisions={register.decisions}
            label={register.campaign.label}
            year={year}
            filtered={registerFields.some((name) => (search.get(name) ?? "") !== "")}
            actions={<ExportMenu file={`/${year}/arbitration/decisions/file`} />}
            pages={{
              first: search.has("before") ? addressWith("before", null) : undefined,
              next: register.next === null ? undefined : addressWith("before", String(register.next)),
            }}
          />
        </>
      ) : (
        <EmptyState title={words("register.empty")}>{words("register.emptyHint")}</EmptyState>
      )}
    </Page>
  );
}
