import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { unitsWhere } from "#app/domain/access.ts";
import { capabilityOfFact, factKinds, resourceOfFacts } from "#app/domain/execution/monthly.ts";
import { grouped } from "#app/domain/grouped.ts";
import { sum } from "#app/domain/quantity.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { type FactRecord, factRecords, type MonthFact, monthFacts } from "#db/queries/execution-months.ts";
import { extractAddress } from "../../imports/addresses.ts";
import { entryAddress } from "../../ledger/addresses.ts";
import { factReversalAddress, monthsAddress, newMonthAddress } from "../../units/addresses.ts";
import { unitsInScope } from "../../units/scope.ts";
import styles from "../../units/units.module.css";
import { useExecutionCrumb } from "../execution-crumb.ts";
import { OverrunPill } from "../overrun-mark.tsx";

/** What was recorded of each month. Payroll is read by those who see what personnel costs, and by those who pay it. */
export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { db, year, params, url, access, mayDo, notFound } = scene;
  const kind = factKinds.find((own) => own === params.kind);
  if (!kind) throw notFound("page", params.kind ?? "");
  const visible = (await unitsInScope(scene, "execution.read")).map(({ code }) => code);
  const paid = new Set([...unitsWhere(access, "planning.costs"), ...unitsWhere(access, "execution.pay")]);
  const units = kind === "payroll" && !access.system ? visible.filter((code) => paid.has(code)) : visible;
  const facts = await monthFacts(db, year, kind, units);
  const all = await factRecords(db, { year, kind, units });
  const asked = url.searchParams.get("month");
  const month = all.some((own) => own.month === asked) ? asked : (facts.at(-1)?.month ?? all[0]?.month ?? null);
  const records = all.filter((own) => own.month === month);
  const capability = capabilityOfFact[kind];
  return {
    ...{ year, kind, facts, month, unit: url.searchParams.get("unit") },
    records: records.map((record) => ({ ...record, mayTakeBack: record.takenBack === null && mayDo(capability, record.unit) })),
    mayRecord: mayDo(capability),
    mayReadBooks: mayDo("ledger.read"),
    mayImport: mayDo("execution.import"),
    mayReadPayroll: visible.some((code) => paid.has(code)),
  };
});

export default function MonthsPage() {
  const page = useLoaderData<typeof loader>();
  const { year, kind, facts, month, unit, records, mayRecord, mayReadPayroll } = page;
  const words = useTranslations("acts.months");
  const execution = useTranslations("execution");
  const format = useFormat();
  const resource = resourceOfFacts[kind];
  const months = [...grouped(facts, (fact) => fact.month)].map(([of, own]) => ({ month: of, ...totalsOf(own), units: unitsOf(own) }));
  const detail = facts.filter((fact) => fact.month === month);
  const address = (of: string, scope: Readonly<Record<string, string>> = {}) =>
    `${monthsAddress(year, of)}?${new URLSearchParams({ ...(unit === null ? {} : { unit }), ...scope })}`;
  const amount = <Row extends { readonly amount: bigint; readonly overrun: bigint }>(): Column<Row>[] => [
    {
      ...{ key: "overrun", head: words("overrun"), unit: format.unit(resource), align: "end" },
      cell: ({ overrun }) => (overrun === 0n ? "–" : <Amount quantity={overrun} resource={resource} tone="over" />),
    },
    {
      ...{ key: "amount", head: words("total"), unit: format.unit(resource), align: "end" },
      cell: (row) => <Amount quantity={row.amount} resource={resource} />,
    },
  ];
  const monthColumns: Column<(typeof months)[number]>[] = [
    {
      key: "month",
      head: words("month"),
      cell: (row) => (
        <Link to={address(kind, { month: row.month })} preventScrollReset>
          {format.month(row.month, "longWithYear")}
        </Link>
      ),
    },
    { key: "units", head: words("unit"), cell: (row) => words("units", { count: row.units }) },
    { key: "mark", head: execution("state"), cell: (row) => row.overrun > 0n && <OverrunPill /> },
    ...amount<(typeof months)[number]>(),
  ];
  const detailColumns: Column<MonthFact>[] = [
    { key: "unit", head: words("unit"), cell: (row) => <span className={styles.keep}>{row.unit}</span> },
    { key: "nature", head: words("category", { kind }), cell: ({ nature }) => nature },
    ...amount<MonthFact>(),
  ];
  const total = totalsOf(facts);
  const totals = (of: { readonly amount: bigint; readonly overrun: bigint }) => ({
    amount: <Amount quantity={of.amount} resource={resource} />,
    overrun: <Amount quantity={of.overrun} resource={resource} />,
  });
  const record = mayRecord && (
    <Link to={newMonthAddress(year, kind)} className={buttonClass("primary")}>
      {words("new")}
    </Link>
  );
  return (
    <Page
      title={words("title", { kind, year: String(year) })}
      crumbs={[useExecutionCrumb(year)]}
      message={words("message")}
      actions={record}
    >
      <nav aria-label={words("title", { kind, year: String(year) })}>
        <ul className={styles.switch}>
          {factKinds
            .filter((own) => own !== "payroll" || mayReadPayroll)
            .map((own) => (
              <li key={own}>
                <Link to={address(own)} aria-current={own === kind ? "page" : undefined}>
                  {words(`kinds.${own}`)}
                </Link>
              </li>
            ))}
        </ul>
      </nav>
      <DataTable
        caption={words("title", { kind, year: String(year) })}
        hideCaption
        main
        columns={monthColumns}
        rows={months}
        rowKey={(row) => row.month}
        current={month ?? undefined}
        totals={totals(total)}
        empty={<EmptyState title={words("none")}>{record}</EmptyState>}
      />
      {month !== null && detail.length > 0 && (
        <Section title={format.month(month, "longWithYear")}>
          <DataTable
            caption={format.month(month, "longWithYear")}
            hideCaption
            columns={detailColumns}
            rows={detail}
            rowKey={(row) => `${row.unit} ${row.nature}`}
            totals={totals(totalsOf(detail))}
          />
        </Section>
      )}
      {month !== null && records.length > 0 && (
        <Section title={words("records", { month: format.month(month, "longWithYear") })}>
          <RecordTable page={page} />
        </Section>
      )}
    </Page>
  );
}

type ShownRecord = FactRecord & { readonly mayTakeBack: boolean };

/** Who recorded what of the month, unit by unit, with its entry and the way to take it back. */
function RecordTable({
  page: { year, kind, records, mayReadBooks, mayImport },
}: {
  readonly page: ReturnType<typeof useLoaderData<typeof loader>>;
}) {
  const words = useTranslations("acts.months");
  const execution = useTranslations("execution");
  const format = useFormat();
  const resource = resourceOfFacts[kind];
  const columns: Column<ShownRecord>[] = [
    { key: "unit", head: words("unit"), cell: (row) => <span className={styles.keep}>{row.unit}</span> },
    { key: "on", head: words("recordedOn"), cell: ({ on }) => format.day(on) },
    { key: "author", head: execution("author"), cell: ({ author }) => author },
    {
      key: "entry",
      head: words("entry"),
      cell: ({ entry }) => (mayReadBooks ? <Link to={entryAddress(year, entry.id)}>{entry.name}</Link> : entry.name),
    },
    {
      key: "state",
      head: execution("state"),
      cell: (row) => <RecordState record={row} address={mayImport ? extractAddress(year, row.broughtBy?.id ?? "") : null} />,
    },
    {
      ...{ key: "amount", head: words("total"), unit: format.unit(resource), align: "end" },
      cell: ({ amount }) => <Amount quantity={amount} resource={resource} />,
    },
    {
      key: "act",
      head: words("takeBackHead"),
      cell: ({ id, unit, mayTakeBack, broughtBy }) =>
        mayTakeBack &&
        broughtBy === null && (
          <Link to={factReversalAddress(year, kind, id)} aria-label={words("takeBackOf", { unit })}>
            {words("takeBack")}
          </Link>
        ),
    },
  ];
  return <DataTable caption={words("recordsCaption")} hideCaption columns={columns} rows={records} rowKey={({ id }) => id} />;
}

/** Counted, brought by an import, which is undone with it, or taken back: by whom, when and why. */
function RecordState({ record: { takenBack, broughtBy }, address }: { readonly record: ShownRecord; readonly address: string | null }) {
  const words = useTranslations("acts.months");
  const format = useFormat();
  if (takenBack) {
    const { by, at, reason } = takenBack;
    return (
      <>
        <StatePill kind="not-started">{words("states.takenBack")}</StatePill>{" "}
        <span className={styles.note}>{words("takenBackBy", { by, at: format.instant(at.toISOString()), reason })}</span>
      </>
    );
  }
  if (!broughtBy) return <StatePill kind="done">{words("states.counted")}</StatePill>;
  return (
    <>
      <StatePill kind="done">{words("states.imported")}</StatePill>{" "}
      {address === null ? broughtBy.name : <Link to={address}>{broughtBy.name}</Link>}
    </>
  );
}

function totalsOf(facts: readonly MonthFact[]) {
  return { amount: sum(facts.map((fact) => fact.amount)), overrun: sum(facts.map((fact) => fact.overrun)) };
}

function unitsOf(facts: readonly MonthFact[]): number {
  return new Set(facts.map((fact) => fact.unit)).size;
}
