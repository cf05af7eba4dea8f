import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { liveWaivers } from "#db/queries/ledger/waiver.ts";
import { overrunsOf, type UnitOverrun } from "#db/queries/year-end.ts";
import { newWaiverAddress } from "../../ledger/addresses.ts";
import { unitAllotmentAddress, yearEndAddress } from "../../units/addresses.ts";
import { useYearEndCrumbs } from "../year-end/crumbs.ts";
import { endingExercise } from "../year-end/load-year-end.ts";

type Row = UnitOverrun & { readonly label: string; readonly waived: boolean };

export const loader = guard.loader({ capability: "execution.read", whole: true }, async (scene) => {
  const { db, year, access, today, mayDo } = scene;
  await endingExercise(scene);
  const units = await visibleUnits(db, access, "execution.read", today);
  const waivers = await liveWaivers(db, year);
  const overruns = await overrunsOf(db, year);
  return {
    year,
    mayWaive: mayDo("ledger.close"),
    rows: overruns.map(
      (own): Row => ({
        ...own,
        label: units.find(({ code }) => code === own.unit)?.shortLabel ?? own.unit,
        waived: waivers.some(({ check, approvedAt }) => check === `overrun-${own.resource}` && approvedAt !== null),
      }),
    ),
  };
});

/** What no credit covered at the end of an exercise: cleared by a redeployment, or let through by two persons (`books.md`). */
export default function OverrunsPage() {
  const { year, rows, mayWaive } = useLoaderData<typeof loader>();
  const words = useTranslations("yearEnd");
  const resources = useTranslations("resources");
  const columns: Column<Row>[] = [
    { key: "unit", head: words("overruns.unit"), cell: ({ unit, label }) => <Link to={unitAllotmentAddress(year, unit)}>{label}</Link> },
    { key: "class", head: words("overruns.class"), cell: ({ spendingClass }) => words(`class.${spendingClass}`) },
    { key: "resource", head: words("overruns.resource"), cell: ({ resource }) => resources(resource) },
    {
      ...{ key: "amount", head: words("overruns.amount"), align: "end" },
      cell: ({ amount, resource }) => <Amount quantity={amount} resource={resource} withUnit tone="over" />,
    },
    {
      ...{ key: "available", head: words("overruns.available"), align: "end" },
      cell: ({ available, resource }) => <Amount quantity={available} resource={resource} withUnit />,
    },
    {
      ...{ key: "state", head: words("state") },
      cell: ({ waived, resource }) =>
        waived ? (
          <StatePill kind="decision">{words("overruns.waived")}</StatePill>
        ) : (
          <>
            <StatePill kind="fault">{words("states.blocking")}</StatePill>{" "}
            {mayWaive && <Link to={newWaiverAddress(year, `overrun-${resource}`)}>{words("overruns.waive")}</Link>}
          </>
        ),
    },
  ];
  return (
    <Page
      title={words("overruns.title", { year: String(year) })}
      crumbs={useYearEndCrumbs(year)}
      message={words("overruns.message", { count: rows.length })}
    >
      <DataTable
        caption={words("overruns.title", { year: String(year) })}
        hideCaption
        main
        columns={columns}
        rows={rows}
        rowKey={({ unit, spendingClass, resource }) => `${unit} ${spendingClass} ${resource}`}
        empty={
          <EmptyState title={words("overruns.none")}>
            <Link to={yearEndAddress(year)} className={buttonClass()}>
              {words("back")}
            </Link>
          </EmptyState>
        }
      />
    </Page>
  );
}
