import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { LedgerImportReport } from "#app/commands/examine-ledger-file.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Section } from "#app/ui/shell/page.tsx";
import styles from "../ledger.module.css";
import { RuleTable } from "./rule-table.tsx";

type Shown = Omit<LedgerImportReport, "faults">;

/** What a file says and what is wrong with it: totals read, codes that are missing, each rule with its count and first lines. */
export function ImportReport({ report }: { readonly report: Shown }) {
  const words = useTranslations("exports");
  const format = useFormat();
  const { exercise, missing } = report;
  return (
    <Section title={words("import.report")}>
      <div className={styles.parts}>
        <dl className={styles.facts}>
          <Fact name={words("history.file")}>
            {report.fileName}
            <p className={styles.hash}>{report.sha256.slice(0, 16)}…</p>
          </Fact>
          <Fact name={words("import.period")}>
            {exercise
              ? words("import.days", { first: format.day(exercise.firstDay), last: format.day(exercise.lastDay) })
              : words("import.unknown")}
            {missing.exercise && <p>{words("import.toCreate")}</p>}
          </Fact>
          <Fact name={words("import.read")}>{words("import.counts", { lines: report.lines, entries: report.entries })}</Fact>
          <Fact name={words("import.sums")}>
            <Amount quantity={report.debit} resource="EUR" withUnit />
            <p>
              <Amount quantity={report.credit} resource="EUR" withUnit />
            </p>
          </Fact>
          {(["journals", "accounts", "parties"] as const).map((part) => (
            <Fact key={part} name={words(`import.${part}`)}>
              {format.count(report[part])}
              {missing[part].length > 0 && <Missing codes={missing[part].map(({ code }) => code)} />}
            </Fact>
          ))}
        </dl>
        <RuleTable rules={report.rules} />
      </div>
    </Section>
  );
}

const namedCodes = 12;

function Missing({ codes }: { readonly codes: readonly string[] }) {
  const words = useTranslations("exports");
  const named = codes.slice(0, namedCodes).join(", ");
  return <p>{words("import.missing", { count: codes.length, codes: codes.length > namedCodes ? `${named}…` : named })}</p>;
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
