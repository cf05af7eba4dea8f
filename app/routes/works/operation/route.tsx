import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { guard } from "#app/http/guard.ts";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { Facts } from "../../units/facts.tsx";
import styles from "../../units/units.module.css";
import { operationChangeAddress, partAddress } from "../addresses.ts";
import { PhaseStrip } from "../phase-strip.tsx";
import { useWorksCrumbs } from "../works-crumb.ts";
import { PhaseCosts, YearCosts } from "./cost-tables.tsx";
import { loadOperation } from "./load-operation.ts";
import { DateTable, PhaseTable } from "./progress-tables.tsx";
import { ExpenseTable, ItemTable, WorkedTable } from "./source-tables.tsx";

export const loader = guard.loader({ capability: "planning.read" }, async (scene) => ({
  ...(await loadOperation(scene)),
  demo: scene.services.settings.demo,
}));

export type OperationData = ReturnType<typeof useLoaderData<typeof loader>>;

export default function OperationPage() {
  const data = useLoaderData<typeof loader>();
  const { year, today, operation, phases, dates, done, next, cost, whole, unrated, basis, mayTell, mayAttach, demo } = data;
  const words = useTranslations("works");
  const format = useFormat();
  const add = (part: Parameters<typeof partAddress>[2], label: string) => (
    <Link to={partAddress(year, operation.code, part)} className={buttonClass()}>
      {label}
    </Link>
  );
  const period = {
    from: format.month(operation.firstMonth, "longWithYear"),
    to: operation.lastMonth === null ? "" : format.month(operation.lastMonth, "longWithYear"),
  };
  return (
    <Page
      title={words("operation.title", { code: operation.code, label: operation.label })}
      crumbs={useWorksCrumbs(year)}
      message={words(whole ? "operation.message" : "operation.directMessage", {
        ...{ year: String(year), done: done === null ? "none" : String(done), next: next === null ? "none" : format.day(next.dueOn) },
        cost: format.amountWithUnit(cost.total ?? cost.direct, "EUR"),
      })}
      actions={
        mayTell && (
          <Link to={operationChangeAddress(year, operation.code)} className={buttonClass()}>
            {words("actions.change")}
          </Link>
        )
      }
    >
      {demo && <Fictitious what={words("what")} />}
      <Facts
        facts={[
          { label: words("columns.kind"), value: words(`kinds.${operation.kind}`) },
          { label: words("columns.unit"), value: operation.unitLabel },
          { label: words("columns.activity"), value: operation.activityLabel },
          { label: words("columns.output"), value: words(`outputs.${operation.output}`) },
          { label: words("operation.period"), value: words(operation.lastMonth === null ? "operation.open" : "operation.closed", period) },
        ]}
      />
      <Section title={words("operation.phases")} actions={mayTell && add("phase", words("actions.addPhase"))}>
        {phases.length === 0 ? (
          <p className={styles.note}>{words("operation.noPhases")}</p>
        ) : (
          <>
            <PhaseStrip
              {...{ phases, dates, today }}
              label={words("operation.stripTitle", { code: operation.code, day: format.day(today) })}
            />
            <p className={styles.note}>{words("operation.stripLegend")}</p>
            <PhaseTable data={data} />
          </>
        )}
      </Section>
      <Section title={words("operation.dates")} actions={mayTell && add("date", words("actions.addDate"))}>
        <DateTable data={data} />
      </Section>
      <Section title={words("operation.costs", { year: String(year) })}>
        <PhaseCosts data={data} />
        {unrated > 0n && (
          <p className={styles.note}>
            {words("operation.unratedNote", { days: format.amountWithUnit(unrated, "DAY"), year: String(year) })}
          </p>
        )}
        {whole && <p className={styles.note}>{words("operation.supportNote", { basis })}</p>}
      </Section>
      <Section title={words("operation.years")} actions={mayTell && add("volume", words("actions.addVolume"))}>
        <YearCosts data={data} />
        <p className={styles.note}>{words("operation.yearsNote")}</p>
      </Section>
      <Section title={words("operation.sources")}>
        <div className={styles.inline}>
          {mayTell && add("item", words("actions.addItem"))}
          {mayAttach && add("expense", words("actions.addExpense"))}
        </div>
        <ExpenseTable data={data} />
        <WorkedTable data={data} />
        <ItemTable data={data} />
      </Section>
    </Page>
  );
}
