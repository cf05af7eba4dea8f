import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { deadlinesOf } from "#app/domain/means/lease.ts";
import { leaseSchedule } from "#app/domain/means/lease-schedule.ts";
import { meansYears } from "#app/domain/means/years.ts";
import { yearOf } from "#app/domain/month.ts";
import { sum } from "#app/domain/quantity.ts";
import { guard } from "#app/http/guard.ts";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { indexRates } from "#db/queries/means/leases.ts";
import { Facts } from "../../units/facts.tsx";
import { said } from "../../units/said.ts";
import styles from "../../units/units.module.css";
import { leaseChangeAddress, newLeaseAddress } from "../addresses.ts";
import { BroughtSection } from "../brought-section.tsx";
import { DeadlineTable } from "../deadline-table.tsx";
import { loadBrought } from "../load-brought.ts";
import { useSiteCrumbs } from "../means-crumbs.ts";
import { leaseFor } from "../site-at.ts";
import { YearsFigure } from "../years-figure.tsx";
import { CommitmentTable, PaymentTable } from "./schedule-tables.tsx";

/** What a lease commits and costs over its years, what is to be decided of it, and in which forecasts it stands. */
export const loader = guard.loader({ capability: "planning.read" }, async (scene) => {
  const { db, year, today, mayDo, services } = scene;
  const { lease, site } = await leaseFor(scene, "planning.read");
  const schedule = leaseSchedule(lease, await indexRates(db));
  const months = schedule.payments.map(({ month }) => yearOf(month));
  const first = Math.min(yearOf(lease.signedOn), ...months);
  return {
    ...{ year, today, lease, site, schedule, demo: services.settings.demo, mayEdit: mayDo("forecast.edit", site.unit) },
    years: meansYears([schedule], [], first, Math.max(first, ...months)),
    deadlines: deadlinesOf(lease, today).map((own) => ({ ...own, lease: lease.code, site: site.label, rent: lease.rent })),
    brought: await loadBrought(db, { kind: "lease", code: lease.code }, today),
  };
});

export type LeaseData = ReturnType<typeof useLoaderData<typeof loader>>;

export default function LeasePage() {
  const data = useLoaderData<typeof loader>();
  const { year, today, lease, site, schedule, years, deadlines, brought, mayEdit, demo } = data;
  const words = useTranslations("means");
  const format = useFormat();
  const firm = schedule.commitments.find(({ kind }) => kind === "firm");
  const total = sum(years.map(({ cp }) => cp));
  const current = schedule.rents.findLast(({ from }) => from <= today) ?? schedule.rents[0];
  const facts = [
    { label: words("columns.site"), value: site.label },
    { label: words("fields.lessor"), value: lease.lessor },
    { label: words("lease.period"), value: words("lease.fromTo", { from: format.day(lease.firstDay), to: format.day(lease.lastDay) }) },
    { label: words("fields.signedOn"), value: format.day(lease.signedOn) },
    { label: words("lease.rentNow"), value: said(format, current?.rent ?? lease.rent, "CP") },
    { label: words("fields.charges"), value: said(format, lease.charges, "CP") },
    { label: words("fields.index"), value: words(`indexes.${lease.index}`) },
    { label: words("lease.paid"), value: `${words(`billings.${lease.billing}`)}, ${words(`dues.${lease.due}`)}` },
    ...(lease.breaks.length > 0 ? [{ label: words("lease.breaks"), value: lease.breaks.map((day) => format.day(day)).join(", ") }] : []),
    { label: words("lease.notice"), value: words("lease.months", { count: lease.notice }) },
  ];
  return (
    <Page
      title={words("lease.title", { code: lease.code })}
      crumbs={useSiteCrumbs(year, site)}
      message={words(lease.leavesOn === null ? "lease.message" : "lease.messageLeaving", {
        ...{ firm: said(format, firm?.amount ?? 0n, "AE"), until: format.day(firm?.to ?? lease.lastDay), total: said(format, total, "CP") },
        ...{ first: String(years[0]?.year ?? year), last: String(years.at(-1)?.year ?? year) },
        day: lease.leavesOn === null ? "" : format.day(lease.leavesOn),
      })}
      actions={
        mayEdit && (
          <>
            <Link to={newLeaseAddress(year, site.code, lease.code)} className={buttonClass()}>
              {words("actions.renew")}
            </Link>
            <Link to={leaseChangeAddress(year, lease.code)} className={buttonClass()}>
              {words("actions.changeLease")}
            </Link>
          </>
        )
      }
    >
      {demo && <Fictitious what={words("what")} />}
      <Facts facts={facts} />
      <Section title={words("years.title")}>
        <YearsFigure years={years} asOf={format.day(today)} what="leases" />
        <p className={styles.note}>{words("lease.equal")}</p>
      </Section>
      <BroughtSection year={year} origin={{ kind: "lease", code: lease.code }} rows={brought} mayEdit={mayEdit} />
      {deadlines.length > 0 && (
        <Section title={words("deadlines.title")}>
          <DeadlineTable year={year} rows={deadlines} />
        </Section>
      )}
      <Section title={words("lease.commitments")}>
        <CommitmentTable rows={schedule.commitments} />
      </Section>
      <details className={styles.folded}>
        <summary>{words("lease.payments", { count: schedule.payments.length })}</summary>
        <PaymentTable rows={schedule.payments} />
      </details>
    </Page>
  );
}
