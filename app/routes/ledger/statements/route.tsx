import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { StatementKind } from "#app/domain/ledger/statements/arrangement.ts";
import { isProved } from "#app/domain/ledger/statements/composition.ts";
import { statementRows, withoutEmptyRows } from "#app/domain/ledger/statements/presentation.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { ledgerCrumbs, statementMappingAddress, statementsAddress } from "../addresses.ts";
import styles from "../ledger.module.css";
import { Notes } from "./notes.tsx";
import { Proof } from "./proof.tsx";
import { readNotes } from "./read-notes.ts";
import { readStatements } from "./read-statements.ts";
import { StatementTable } from "./statement-table.tsx";
import { type View, viewOf } from "./view.ts";
import { ViewLinks } from "./view-links.tsx";

export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const { db, year, url, locale, mayDo, today, services, notFound } = scene;
  const read = await readStatements(db, year, locale);
  if (!read) throw notFound("year", String(year));
  const { exercise, now, before } = read;
  const view = viewOf(url.searchParams);
  const whole = url.searchParams.get("lines") === "all";
  const rowsOf = (kind: StatementKind) => {
    const rows = statementRows(kind, now, before?.statements ?? null);
    return whole ? rows : withoutEmptyRows(rows);
  };
  return {
    year,
    view,
    whole,
    on: exercise.status === "open" && today < exercise.lastDay ? today : exercise.lastDay,
    open: exercise.status === "open",
    previousYear: before?.exercise.year ?? null,
    restated: before?.restated ?? false,
    rows: { A: rowsOf("A"), P: rowsOf("P"), R: rowsOf("R") },
    strays: now.strays,
    proof: now.proof,
    proved: isProved(now),
    empty: now.lines.every(({ gross, depreciation }) => gross === 0n && depreciation === 0n) && now.strays.length === 0,
    notes: view === "notes" || view === "all" ? await readNotes(db, exercise, now) : null,
    mayArrange: mayDo("ledger.arrange"),
    demo: services.settings.demo,
  };
});

export default function StatementsPage() {
  const { year, view, whole, on, open, proved, empty, mayArrange, demo, notes, rows, ...facts } = useLoaderData<typeof loader>();
  const words = useTranslations("statements");
  const ledger = useTranslations("ledger");
  const format = useFormat();
  const shows = (part: View) => view === part || view === "all";
  const previous = { year, previousYear: facts.previousYear };
  return (
    <Page
      title={`${words("title")} ${year}`}
      crumbs={ledgerCrumbs(ledger("title"), year)}
      message={words(open ? "provisionalSentence" : "sentence", { day: format.day(on) })}
      marks={<StatePill kind={proved ? "done" : "fault"}>{words(proved ? "proved" : "unproved")}</StatePill>}
      actions={
        <>
          {mayArrange && (
            <Link to={statementMappingAddress(year)} className={buttonClass()}>
              {words("mapping.title")}
            </Link>
          )}
          <ExportMenu file={`${statementsAddress(year)}/file`} />
        </>
      }
    >
      {demo && <Fictitious what={words("what")} />}
      <Proof {...facts} year={year} mayArrange={mayArrange} />
      <ViewLinks view={view} whole={whole} />
      {empty && <EmptyState title={words("empty", { year: String(year) })} />}
      {shows("balanceSheet") && !empty && (
        <Section title={words("balanceSheet")}>
          <div className={styles.parts}>
            <StatementTable {...previous} kind="A" rows={rows.A} main />
            <StatementTable {...previous} kind="P" rows={rows.P} />
          </div>
        </Section>
      )}
      {shows("performance") && !empty && (
        <Section title={words("performance")}>
          <StatementTable {...previous} kind="R" rows={rows.R} main={view !== "all"} />
        </Section>
      )}
      {notes && <Notes year={year} notes={notes} />}
    </Page>
  );
}
