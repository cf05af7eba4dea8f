import { useTranslations } from "use-intl";
import type { LedgerImportReport } from "#app/commands/examine-ledger-file.ts";
import type { PartTotal } from "#app/domain/fec/coherence.ts";
import type { FecRuleCount } from "#app/domain/fec/fault.ts";
import { type ImportVerdict, verdictOf } from "#app/domain/fec/verdict.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { importCorrectedAddress, importFaultsAddress } from "../addresses.ts";
import ledger from "../ledger.module.css";
import { FaultTable } from "./fault-table.tsx";
import styles from "./import.module.css";
import { PostForm } from "./post-form.tsx";
import { RuleTable } from "./rule-table.tsx";

interface CheckReportProps {
  readonly year: number;
  readonly upload: { readonly id: string; readonly sha256: string };
  readonly report: LedgerImportReport;
  readonly commandKey: string;
}

/** What the check found: whether the file may be imported, what it says, what is wrong with it and where. */
export function CheckReport({ year, upload, report, commandKey }: CheckReportProps) {
  const words = useTranslations("ledgerImport");
  const verdict = verdictOf(report.rules, report.exercise !== null);
  const found = report.rules.length > 0;
  return (
    <div id="report" className={styles.form}>
      <VerdictNotice report={report} verdict={verdict} />
      {verdict.blocking.length === 0 && report.earlier === null && (
        <PostForm year={year} upload={upload} report={report} verdict={verdict} commandKey={commandKey} />
      )}
      <Section title={words("report.title")}>
        <div className={styles.form}>
          <Facts report={report} />
          <div className={styles.parts}>
            <PartTable title={words("report.byJournal")} head={words("report.journal")} parts={report.byJournal} />
            <PartTable title={words("report.byMonth")} head={words("report.month")} parts={report.byMonth.map(monthFirst)} />
          </div>
        </div>
      </Section>
      {found && (
        <Section
          title={words("report.rules")}
          actions={
            <span className={styles.links}>
              <a href={`${importFaultsAddress(year, upload.id)}?format=csv`} download>
                {words("report.faultsCsv")}
              </a>
              <a href={`${importFaultsAddress(year, upload.id)}?format=xlsx`} download>
                {words("report.faultsXlsx")}
              </a>
              <a href={importCorrectedAddress(year, upload.id)} download>
                {words("report.corrected")}
              </a>
            </span>
          }
        >
          <RuleTable rules={report.rules} />
          <FaultTable faults={report.faults} />
        </Section>
      )}
    </div>
  );
}

function VerdictNotice({ report, verdict }: { readonly report: LedgerImportReport; readonly verdict: ImportVerdict }) {
  const words = useTranslations("ledgerImport");
  const rules = useTranslations("fec");
  const format = useFormat();
  const { earlier } = report;
  if (earlier) return <Notice kind="refusal" title={words("report.earlier", { at: earlier.at, by: earlier.by })} />;
  const blocked = verdict.blocking.length > 0;
  const sum = (counted: readonly FecRuleCount[]) => counted.reduce((total, { count }) => total + count, 0);
  const counts = {
    lines: format.count(report.lines),
    faults: sum(verdict.blocking),
    created: sum(verdict.toCreate),
    tolerable: sum(verdict.toTolerate),
    notices: sum(verdict.notices),
  };
  return (
    <Notice kind={blocked ? "refusal" : "success"} title={words(blocked ? "report.refused" : "report.admissible")}>
      {words("report.counts", counts)}
      {blocked && (
        <ul className={styles.questions}>
          {verdict.blocking.slice(0, 5).map(({ rule, first: [fault] }) => (
            <li key={rule}>
              {fault && fault.line > 0 && `${words("rule.line", { line: fault.line })} `}
              {fault && rules(`rules.${rule}`, { value: fault.value, expected: fault.expected })}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

function Facts({ report }: { readonly report: LedgerImportReport }) {
  const words = useTranslations("ledgerImport");
  const format = useFormat();
  const { exercise, missing } = report;
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [
      words("report.exercise"),
      exercise ? (
        <>
          {words("report.days", { first: format.day(exercise.firstDay), last: format.day(exercise.lastDay) })}
          {missing.exercise && <p>{words("report.exerciseToCreate")}</p>}
        </>
      ) : (
        words("report.exerciseUnknown")
      ),
    ],
    [words("report.read"), words("report.linesAndEntries", { lines: report.lines, entries: report.entries })],
    [words("report.debit"), <Amount key="debit" quantity={report.debit} resource="EUR" withUnit />],
    [words("report.credit"), <Amount key="credit" quantity={report.credit} resource="EUR" withUnit />],
    ...(["journals", "accounts", "parties"] as const).map(
      (part) => [words(`report.${part}`), words("report.ofWhichMissing", { count: report[part], missing: missing[part].length })] as const,
    ),
  ];
  return (
    <dl className={ledger.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** « 09/2021 ». */
function monthFirst(total: PartTotal): PartTotal {
  const [year = "", month = ""] = total.part.split("-");
  return { ...total, part: month === "" ? total.part : `${month}/${year}` };
}

function PartTable({ title, head, parts }: { readonly title: string; readonly head: string; readonly parts: readonly PartTotal[] }) {
  const words = useTranslations("ledgerImport");
  const format = useFormat();
  const columns: Column<PartTotal>[] = [
    { key: "part", head, cell: ({ part }) => part || "–" },
    { key: "lines", head: words("report.lines"), align: "end", cell: ({ lines }) => format.count(lines) },
    { key: "debit", head: words("report.debit"), unit: "€", align: "end", cell: ({ debit }) => <Amount quantity={debit} resource="EUR" /> },
    {
      key: "credit",
      head: words("report.credit"),
      unit: "€",
      align: "end",
      cell: ({ credit }) => <Amount quantity={credit} resource="EUR" />,
    },
  ];
  return <DataTable caption={title} columns={columns} rows={parts} rowKey={({ part }) => part} />;
}
