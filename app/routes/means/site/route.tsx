import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { deadlinesOf, isInForce } from "#app/domain/means/lease.ts";
import { leaseSchedule } from "#app/domain/means/lease-schedule.ts";
import { useOf as siteUse } from "#app/domain/means/site.ts";
import { meansYears } from "#app/domain/means/years.ts";
import { spread } from "#app/domain/quantity.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { indexRates, leases } from "#db/queries/means/leases.ts";
import { surfaceTarget } from "#db/queries/means/settings.ts";
import { sites } from "#db/queries/means/sites.ts";
import { Facts } from "../../units/facts.tsx";
import styles from "../../units/units.module.css";
import { leaseAddress, newLeaseAddress, occupationAddress, siteChangeAddress } from "../addresses.ts";
import { DeadlineTable } from "../deadline-table.tsx";
import { useSiteCrumbs } from "../means-crumbs.ts";
import { PerResident } from "../per-resident.tsx";
import { occupationsSeen } from "../site-at.ts";
import { YearsFigure } from "../years-figure.tsx";

/** A site for whoever reads the plan of the unit that pays for it, or of a unit that is there; the latter do not see what it costs. */
export const loader = guard.loader({ capability: "planning.read" }, async (scene) => {
  const { db, year, today, params, mayDo, notFound, services } = scene;
  const code = params["site"] ?? "";
  const [site] = await sites(db, { code }, today);
  if (!site) throw notFound("site", code);
  const pays = mayDo("planning.read", site.unit);
  const occupations = await occupationsSeen(scene, site);
  if (!pays && occupations.length === 0) throw notFound("site", code);
  const rates = await indexRates(db);
  const known = pays ? await leases(db, { siteIds: [site.id] }) : [];
  const years = meansYears(
    known.map((lease) => leaseSchedule(lease, rates)),
    [],
    year,
    year + 9,
  );
  const cost = years[0]?.cp ?? 0n;
  const use = siteUse(site, occupations, cost);
  const shares = pays ? spread(cost, [...occupations.map((own) => BigInt(own.workstations)), BigInt(Math.max(use.free, 0))]) : [];
  return {
    ...{ year, today, site, pays, years, cost, use, target: await surfaceTarget(db), demo: services.settings.demo },
    occupations: occupations.map((own, index) => ({ ...own, cost: shares[index] ?? null })),
    freeCost: shares.at(-1) ?? 0n,
    leases: known.map((lease) => ({ ...lease, inForce: isInForce(lease, today) })),
    deadlines: known.flatMap((lease) =>
      deadlinesOf(lease, today).map((own) => ({ ...own, lease: lease.code, site: site.label, rent: lease.rent })),
    ),
    mayEdit: mayDo("forecast.edit", site.unit),
  };
});

type SiteData = ReturnType<typeof useLoaderData<typeof loader>>;

export default function SitePage() {
  const data = useLoaderData<typeof loader>();
  const { year, today, site, pays, years, cost, use, target, deadlines, mayEdit, demo } = data;
  const words = useTranslations("means");
  const format = useFormat();
  return (
    <Page
      title={site.label}
      crumbs={useSiteCrumbs(year)}
      message={
        pays
          ? words("site.message", {
              ...{
                year: String(year),
                cost: format.amountWithUnit(cost, "CP", { unit: "keur" }),
                residents: use.residents,
                free: use.free,
              },
              each: use.surfacePerResident === null ? "none" : format.amount(use.surfacePerResident, "DAY"),
              target: format.amount(target, "DAY"),
            })
          : words("site.notPaid", { unit: site.unitLabel })
      }
      actions={
        mayEdit && (
          <Link to={siteChangeAddress(year, site.code)} className={buttonClass()}>
            {words("actions.changeSite")}
          </Link>
        )
      }
    >
      {demo && <Fictitious what={words("what")} />}
      <Facts
        facts={[
          { label: words("columns.code"), value: site.code },
          { label: words("columns.address"), value: [site.address, site.town].filter((text) => text !== "").join(", ") || "–" },
          { label: words("fields.payer"), value: site.unitLabel },
          { label: words("columns.surface"), value: `${format.amount(site.surface, "DAY")}\u00a0m²` },
          {
            label: words("columns.netSurface"),
            value: site.netSurface === null ? "–" : `${format.amount(site.netSurface, "DAY")}\u00a0m²`,
          },
          { label: words("columns.workstations"), value: format.count(site.workstations) },
          ...(pays ? [{ label: words("columns.each"), value: <PerResident surface={use.surfacePerResident} target={target} /> }] : []),
        ]}
      />
      <Section
        title={words("occupations")}
        actions={
          mayEdit && (
            <Link to={occupationAddress(year, site.code)} className={buttonClass()}>
              {words("actions.occupation")}
            </Link>
          )
        }
      >
        <OccupationTable data={data} />
      </Section>
      {pays && (
        <>
          <Section
            title={words("leases")}
            actions={
              mayEdit && (
                <Link to={newLeaseAddress(year, site.code)} className={buttonClass()}>
                  {words("actions.newLease")}
                </Link>
              )
            }
          >
            <LeaseTable data={data} />
          </Section>
          {deadlines.length > 0 && (
            <Section title={words("deadlines.title")}>
              <DeadlineTable year={year} rows={deadlines} />
            </Section>
          )}
          {years.some(({ ae, cp }) => ae !== 0n || cp !== 0n) && (
            <Section title={words("years.title")}>
              <YearsFigure years={years} asOf={format.day(today)} what="leases" />
            </Section>
          )}
        </>
      )}
    </Page>
  );
}

function OccupationTable({ data: { year, site, pays, occupations, use, freeCost, mayEdit } }: { readonly data: SiteData }) {
  const words = useTranslations("means");
  const format = useFormat();
  const rows = [
    ...occupations.map(({ unit, unitLabel, workstations, residents, cost }) => ({
      ...{ key: unit, unit, label: unitLabel, workstations, cost },
      residents: residents as number | null,
    })),
    ...(pays && use.free > 0
      ? [{ key: "", unit: null, label: words("free"), workstations: use.free, residents: null, cost: freeCost }]
      : []),
  ];
  const columns: Column<(typeof rows)[number]>[] = [
    {
      key: "unit",
      head: words("columns.unit"),
      cell: ({ unit, label }) => (mayEdit && unit !== null ? <Link to={occupationAddress(year, site.code, unit)}>{label}</Link> : label),
    },
    { key: "workstations", head: words("columns.workstations"), align: "end", cell: ({ workstations }) => format.count(workstations) },
    {
      ...{ key: "share", head: words("columns.share"), align: "end" },
      cell: ({ workstations }) => format.share({ part: BigInt(workstations), whole: BigInt(site.workstations) }),
    },
    {
      key: "residents",
      head: words("columns.residents"),
      align: "end",
      cell: ({ residents }) => (residents === null ? "–" : format.count(residents)),
    },
    ...(pays
      ? [
          {
            ...{ key: "cost", head: words("columns.cost"), unit: "€", align: "end" as const },
            cell: ({ cost }: (typeof rows)[number]) => <Amount quantity={cost ?? "not-applicable"} resource="CP" />,
          },
        ]
      : []),
  ];
  return (
    <DataTable
      caption={words("occupations")}
      hideCaption
      columns={columns}
      rows={rows}
      rowKey={({ key }) => key}
      empty={<p className={styles.note}>{words("nobodyThere")}</p>}
    />
  );
}

function LeaseTable({ data: { year, leases: rows } }: { readonly data: SiteData }) {
  const words = useTranslations("means");
  const format = useFormat();
  const columns: Column<SiteData["leases"][number]>[] = [
    { key: "lease", head: words("columns.lease"), cell: ({ code }) => <Link to={leaseAddress(year, code)}>{code}</Link> },
    { key: "lessor", head: words("fields.lessor"), cell: ({ lessor }) => lessor },
    { key: "from", head: words("fields.firstDay"), cell: ({ firstDay }) => format.day(firstDay) },
    { key: "to", head: words("fields.lastDay"), cell: ({ lastDay }) => format.day(lastDay) },
    {
      key: "rent",
      head: words("columns.yearlyRent"),
      unit: "€",
      align: "end",
      cell: ({ rent }) => <Amount quantity={rent} resource="CP" />,
    },
    {
      key: "state",
      head: words("columns.state"),
      cell: ({ inForce, leavesOn }) =>
        leavesOn === null ? words(inForce ? "lease.inForce" : "lease.notInForce") : words("lease.leaves", { day: format.day(leavesOn) }),
    },
  ];
  return (
    <DataTable
      caption={words("leases")}
      hideCaption
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      empty={<p className={styles.note}>{words("noLeaseYet")}</p>}
    />
  );
}
