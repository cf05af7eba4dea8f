import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { yearOf } from "#app/domain/month.ts";
import { balances, totalOf } from "#app/domain/workload/plan.ts";
import { monthly, staffed, type TeamYear, teamYears } from "#app/domain/workload/staffing.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { yearOfWork } from "#db/queries/workload/plan.ts";
import { workloadSettings } from "#db/queries/workload/settings.ts";
import { said } from "../../units/said.ts";
import styles from "../../units/units.module.css";
import { awayAddress, newWorkItemAddress, timeAddress, trialAddress } from "../addresses.ts";
import { itemRows } from "../item-rows.ts";
import { ItemTable } from "../item-table.tsx";
import { LoadFigure } from "../load-figure.tsx";
import { LoadRate } from "../load-level.tsx";
import { useWorkloadCrumb } from "../workload-crumb.ts";

export const loader = guard.loader({ capability: "planning.read", unit: ({ params }) => params.unit }, async (scene) => {
  const { db, year, params, access, today, mayDo, notFound, services } = scene;
  const visible = await visibleUnits(db, access, "planning.read", today);
  const seen = new Set(visible.map(({ code }) => code));
  const unit = visible.find(({ code }) => code === params.unit);
  if (!unit) throw notFound("unit", params.unit ?? "");
  const work = await yearOfWork(db, { units: [unit.code], year, today });
  const labels = Object.fromEntries(work.profiles.map(({ code, label }) => [code, label]));
  const all = balances(work.plan);
  const { answer, demands, supplies } = staffed(work.plan, all);
  return {
    ...{ year, unit, demo: services.settings.demo, labels },
    asOf: yearOf(today) === year ? today : `${year}-12-31`,
    thresholds: (await workloadSettings(db)).thresholds,
    months: monthly(all, work.months),
    whole: totalOf(all),
    teams: teamYears(work.plan, work.months),
    items: itemRows(work, work.plan.loads, seen),
    candidates: itemRows(work, work.candidates, seen),
    missing: answer.feasible ? null : answer.missing,
    proof: answer.feasible
      ? []
      : itemRows(
          work,
          answer.demands.flatMap((place) => {
            const own = demands[place];
            return own ? [{ item: own.item, unit: unit.code, profile: own.profiles[0] ?? "", month: own.firstMonth, days: own.days }] : [];
          }),
          seen,
        ),
    able: answer.feasible
      ? []
      : [...new Set(answer.supplies.map((place) => supplies[place]?.profile ?? ""))].map((profile) => ({
          profile,
          days: answer.supplies.reduce(
            (sum, place) => sum + (supplies[place]?.profile === profile ? (supplies[place]?.days ?? 0n) : 0n),
            0n,
          ),
        })),
    mayPlan: mayDo("workload.plan", unit.code),
    mayTime: mayDo("workload.time", unit.code),
  };
});

export default function TeamPage() {
  const { year, unit, demo, labels, asOf, thresholds, months, whole, teams, items, candidates, missing, proof, able, mayPlan, mayTime } =
    useLoaderData<typeof loader>();
  const words = useTranslations("workload");
  const format = useFormat();
  return (
    <Page
      title={words("teamTitle", { unit: unit.label, year: String(year) })}
      crumbs={[useWorkloadCrumb(year)]}
      message={words("teamMessage", {
        share: format.share({ part: whole.load, whole: whole.capacity }),
        feasible: missing !== null ? "no" : whole.load === 0n ? "none" : "yes",
        missing: missing === null ? "" : said(format, missing, "DAY"),
      })}
      actions={
        <>
          <Link to={trialAddress(year, unit.code)} className={buttonClass()}>
            {words("trial")}
          </Link>
          {mayTime && (
            <Link to={timeAddress(year, unit.code)} className={buttonClass()}>
              {words("time")}
            </Link>
          )}
          <Link to={awayAddress(year, unit.code)} className={buttonClass()}>
            {words("away")}
          </Link>
          {mayPlan && (
            <Link to={newWorkItemAddress(year, unit.code)} className={buttonClass("primary")}>
              {words("newItem")}
            </Link>
          )}
        </>
      }
    >
      {demo && <Fictitious what={words("what")} />}
      <Section title={words("byMonth")}>
        <LoadFigure title={words("figure.title", { year: String(year) })} asOf={asOf} months={months} thresholds={thresholds} />
      </Section>
      {missing !== null && (
        <Section title={words("proof")}>
          <Notice kind="warning" title={words("proofText", { missing: said(format, missing, "DAY") })}>
            {words("proofPeople", {
              teams:
                able.length === 0
                  ? words("nobodyAble")
                  : able.map((own) => `${labels[own.profile] ?? words("anyProfile")} (${said(format, own.days, "DAY")})`).join(", "),
            })}
          </Notice>
          <ItemTable year={year} items={proof} caption={words("proof")} />
        </Section>
      )}
      <Section title={words("byTeam")}>
        <DataTable
          caption={words("byTeam")}
          hideCaption
          rows={teams}
          rowKey={({ profile }) => profile}
          columns={[
            { key: "profile", head: words("columns.profile"), cell: ({ profile }) => labels[profile] ?? words("anyProfile") },
            ...(["capacity", "load"] as const).map((key) => ({
              ...{ key, head: words(`columns.${key}`), unit: format.unit("DAY"), align: "end" as const },
              cell: (own: TeamYear) => <Amount quantity={own[key]} resource="DAY" />,
            })),
            {
              ...{ key: "gap", head: words("columns.gap"), unit: format.unit("DAY"), align: "end" as const },
              cell: ({ capacity, load }) => <Amount quantity={capacity - load} resource="DAY" sign="always" />,
            },
            { key: "rate", head: words("columns.rate"), align: "end", cell: (own) => <LoadRate balance={own} thresholds={thresholds} /> },
            {
              ...{ key: "delay", head: words("columns.delay"), align: "end" as const },
              cell: ({ delay }) => (delay === null ? words("never") : words("delay", { months: delay })),
            },
          ]}
        />
      </Section>
      <Section title={words("items")}>
        {items.length === 0 ? (
          <p className={styles.note}>{words("noItem")}</p>
        ) : (
          <ItemTable year={year} items={items} caption={words("items")} />
        )}
      </Section>
      {candidates.length > 0 && (
        <Section title={words("candidates")}>
          <p className={styles.note}>{words("candidatesNote")}</p>
          <ItemTable year={year} items={candidates} caption={words("candidates")} />
        </Section>
      )}
    </Page>
  );
}
