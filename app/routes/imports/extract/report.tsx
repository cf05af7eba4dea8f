import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { ExtractReport, ShownChange } from "#app/commands/check-extract.ts";
import { type ExtractKind, posts } from "#app/domain/chorus/kind.ts";
import type { ExtractFault } from "#app/domain/chorus/read-rows.ts";
import type { Resource } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import styles from "../../units/units.module.css";
import { centresAddress, extractRejectedAddress } from "../addresses.ts";
import { useFaultWords } from "../fault-words.ts";

interface ReportProps {
  readonly year: number;
  readonly id: string;
  readonly kind: ExtractKind;
  readonly report: ExtractReport;
  /** Imported: what it says is what it did. */
  readonly done: boolean;
}

/** What the check found: what would post and where, what is rejected and why, what has vanished, what has no place here. */
export function ExtractReportView({ year, id, kind, report, done }: ReportProps) {
  const words = useTranslations("extracts");
  const resources = useTranslations("resources");
  const forecast = useTranslations("forecast");
  const format = useFormat();
  const resource: Resource = kind === "staffing" ? "ETPT" : "EUR";
  const counts = {
    rows: report.rows,
    added: report.added,
    changed: report.changed,
    same: report.same,
    totals: report.totals,
    rejected: report.rejected,
  };
  return (
    <>
      <Section title={words(done ? "report.doneTitle" : "report.title")}>
        <div className={styles.stack}>
          <p>{words("report.counts", counts)}</p>
          <dl className={styles.facts}>
            <Fact name={words("report.difference")}>
              <Amount quantity={report.difference} resource={resource} withUnit />
            </Fact>
            <Fact name={words("report.amount")}>
              <Amount quantity={report.amount} resource={resource} withUnit />
            </Fact>
            {kind === "payments" && (
              <Fact name={words("report.paid")}>
                <Amount quantity={report.settled} resource={resource} withUnit />
              </Fact>
            )}
            {posts(kind) && <Fact name={words("report.events")}>{format.count(report.events)}</Fact>}
          </dl>
          {report.overruns.length > 0 && (
            <Notice kind="warning" title={words("report.overruns", { count: report.overruns.length })}>
              <ul className={styles.list}>
                {report.overruns.map((over) => (
                  <li key={`${over.unit} ${over.spendingClass} ${over.resource}`}>
                    {over.unit}, {forecast(`classes.${over.spendingClass}`)}, {resources(`short.${over.resource}`)} :{" "}
                    <Amount quantity={over.amount} resource={over.resource} withUnit />
                  </li>
                ))}
              </ul>
              {words("report.overrunsHint")}
            </Notice>
          )}
          {report.unplaced.length > 0 && (
            <Notice kind="warning" title={words("report.unplaced")}>
              <ul className={styles.list}>
                {report.unplaced.slice(0, 12).map(({ what, code, count }) => (
                  <li key={`${what} ${code}`}>{words(`report.without.${what}`, { code: code === "" ? "–" : code, count })}</li>
                ))}
              </ul>
              <Link to={centresAddress(year)}>{words("report.toCentres")}</Link>
            </Notice>
          )}
          {report.cited > 0 && <Notice kind="information">{words("report.cited", { count: report.cited })}</Notice>}
        </div>
      </Section>
      {report.rejected > 0 && <Rejected year={year} id={id} report={report} />}
      {report.firstChanges.length > 0 && (
        <Section title={words("report.changes", { count: report.added + report.changed })}>
          <Cut shown={report.firstChanges.length} count={report.added + report.changed} />
          <ChangeTable changes={report.firstChanges} resource={resource} />
        </Section>
      )}
      {report.units.length > 1 && (
        <Section title={words("report.units")}>
          <DataTable
            caption={words("report.units")}
            hideCaption
            rows={report.units}
            rowKey={({ unit }) => unit}
            columns={[
              { key: "unit", head: words("report.unit"), cell: ({ unit }) => unit },
              { key: "count", head: words("report.count"), align: "end", cell: ({ count }) => format.count(count) },
              {
                key: "difference",
                head: words("report.difference"),
                unit: resource === "EUR" ? "€" : "ETPT",
                align: "end",
                cell: ({ difference }) => <Amount quantity={difference} resource={resource} />,
              },
            ]}
          />
        </Section>
      )}
      {report.vanished > 0 && (
        <Section title={words("report.vanished", { count: report.vanished })}>
          <p className={styles.note}>{words("report.vanishedHint")}</p>
          <Cut shown={report.firstVanished.length} count={report.vanished} />
          <DataTable
            caption={words("report.vanished", { count: report.vanished })}
            hideCaption
            rows={report.firstVanished}
            rowKey={({ key }) => key}
            columns={[
              { key: "key", head: words("report.key"), cell: ({ key }) => shownKey(key) },
              { key: "label", head: words("report.label"), cell: ({ label }) => label },
              { key: "unit", head: words("report.unit"), cell: ({ unit }) => unit },
              {
                key: "amount",
                head: words("report.stands"),
                unit: "€",
                align: "end",
                cell: ({ amount }) => <Amount quantity={amount} resource={resource} />,
              },
            ]}
          />
        </Section>
      )}
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Says that a table stops before its end. */
function Cut({ shown, count }: { readonly shown: number; readonly count: number }) {
  const words = useTranslations("extracts");
  return shown < count ? <p className={styles.note}>{words("report.more", { shown, count })}</p> : null;
}

function ChangeTable({ changes, resource }: { readonly changes: readonly ShownChange[]; readonly resource: Resource }) {
  const words = useTranslations("extracts");
  const amount = (key: string, head: string, of: (change: ShownChange) => bigint | null): Column<ShownChange> => {
    const cell = (change: ShownChange) => {
      const quantity = of(change);
      return quantity === null ? words("report.new") : <Amount quantity={quantity} resource={resource} />;
    };
    return { key, head, unit: resource === "EUR" ? "€" : "ETPT", align: "end", cell };
  };
  const columns: Column<ShownChange>[] = [
    { key: "row", head: words("report.row"), cell: ({ row }) => row ?? "" },
    { key: "key", head: words("report.key"), cell: ({ key }) => shownKey(key) },
    { key: "label", head: words("report.label"), cell: ({ label }) => label },
    { key: "unit", head: words("report.unit"), cell: ({ unit }) => unit },
    amount("before", words("report.before"), ({ before }) => before),
    amount("after", words("report.after"), ({ after }) => after),
    amount("gap", words("report.gap"), ({ before, after }) => after - (before ?? 0n)),
  ];
  return (
    <DataTable
      caption={words("report.changes", { count: changes.length })}
      hideCaption
      main
      columns={columns}
      rows={changes}
      rowKey={({ key, row }) => `${key} ${row}`}
    />
  );
}

/** « 2100000001|10 » is read « 2100000001 · 10 ». */
export function shownKey(key: string): string {
  return key
    .split("|")
    .filter((part) => part !== "")
    .join(" · ");
}

function Rejected({ year, id, report }: { readonly year: number; readonly id: string; readonly report: ExtractReport }) {
  const words = useTranslations("extracts");
  const reason = useFaultWords();
  const columns: Column<ExtractFault & { readonly rank: number }>[] = [
    { key: "row", head: words("report.row"), cell: ({ row }) => row },
    { key: "field", head: words("mapping.field"), cell: ({ field }) => words(`fields.${field}`) },
    { key: "text", head: words("report.text"), cell: ({ text }) => text },
    { key: "reason", head: words("report.reason"), cell: (fault) => reason(fault) },
  ];
  return (
    <Section
      title={words("report.rejected", { count: report.rejected })}
      actions={
        <span className={styles.links}>
          <a href={`${extractRejectedAddress(year, id)}?format=xlsx`} download>
            {words("report.rejectedXlsx")}
          </a>
          <a href={`${extractRejectedAddress(year, id)}?format=csv`} download>
            {words("report.rejectedCsv")}
          </a>
        </span>
      }
    >
      <p className={styles.note}>{words("report.rejectedHint")}</p>
      <DataTable
        caption={words("report.rejected", { count: report.rejected })}
        hideCaption
        columns={columns}
        rows={report.firstFaults.map((fault, rank) => ({ ...fault, rank }))}
        rowKey={({ rank }) => String(rank)}
      />
    </Section>
  );
}
