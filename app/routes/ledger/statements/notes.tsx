import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Section } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { OutstandingCommitment } from "#db/queries/ledger/statement-notes.ts";
import { accountAddress, statementLineAddress } from "../addresses.ts";
import type { AccruedAccount, StatementNotes, YearOfLine } from "./read-notes.ts";
import styles from "./statements.module.css";

/** The notes: what the balance sheet cannot hold, and what explains its largest lines. */
export function Notes({ year, notes }: { readonly year: number; readonly notes: StatementNotes }) {
  const words = useTranslations("statements");
  return (
    <>
      <Section title={words("note.commitments")}>
        <p className={styles.note}>{words("note.commitmentsSentence")}</p>
        <CommitmentTable year={year} rows={notes.commitments} />
      </Section>
      <Section title={words("note.assets")}>
        <YearTable year={year} name="assets" rows={notes.assets} />
      </Section>
      <Section title={words("note.depreciation")}>
        <YearTable year={year} name="depreciation" rows={notes.depreciation} />
      </Section>
      <Section title={words("note.accrued")}>
        <AccruedTable year={year} rows={notes.accrued} />
      </Section>
    </>
  );
}

function CommitmentTable({ year, rows }: { readonly year: number; readonly rows: readonly OutstandingCommitment[] }) {
  const words = useTranslations("statements");
  const format = useFormat();
  const amounts = ["committed", "certified", "outstanding"] as const;
  const columns: Column<OutstandingCommitment>[] = [
    {
      key: "unit",
      head: words("note.unit"),
      cell: ({ unit, unitLabel }) => (
        <Link to={`/${year}/execution/commitments?unit=${encodeURIComponent(unit)}&outstanding=on`}>
          {unit} · {unitLabel}
        </Link>
      ),
    },
    { key: "title", head: words("note.titleHead"), cell: ({ title }) => words("note.titleName", { title: title.replace(/^T/, "") }) },
    { key: "count", head: words("note.count"), align: "end", cell: ({ commitments }) => format.count(commitments) },
    ...amounts.map((name) => ({
      key: name,
      head: words(`note.${name}`),
      unit: format.unit("EUR"),
      align: "end" as const,
      cell: (row: OutstandingCommitment) => <Amount quantity={row[name]} resource="EUR" />,
    })),
  ];
  return (
    <DataTable
      caption={words("note.commitments")}
      hideCaption
      columns={columns}
      rows={rows}
      rowKey={({ unit, title }) => `${unit} ${title}`}
      totals={Object.fromEntries(
        amounts.map((name) => [name, <Amount key={name} quantity={sum(rows.map((row) => row[name]))} resource="EUR" />]),
      )}
      empty={<EmptyState title={words("note.noCommitment")} />}
    />
  );
}

const columnsOfYear = ["opening", "increases", "decreases", "closing"] as const;

function YearTable({
  year,
  name,
  rows,
}: {
  readonly year: number;
  readonly name: "assets" | "depreciation";
  readonly rows: readonly YearOfLine[];
}) {
  const words = useTranslations("statements");
  const format = useFormat();
  const columns: Column<YearOfLine>[] = [
    { key: "line", head: words("note.line"), cell: ({ code, label }) => <Link to={statementLineAddress(year, code)}>{label}</Link> },
    ...columnsOfYear.map((column) => ({
      key: column,
      head: words(`note.${name}Columns.${column}`),
      unit: format.unit("EUR"),
      align: "end" as const,
      cell: (row: YearOfLine) => <Amount quantity={row[column]} resource="EUR" />,
    })),
  ];
  return (
    <DataTable
      caption={words(`note.${name}`)}
      hideCaption
      columns={columns}
      rows={rows}
      rowKey={({ code }) => code}
      totals={Object.fromEntries(
        columnsOfYear.map((column) => [column, <Amount key={column} quantity={sum(rows.map((row) => row[column]))} resource="EUR" />]),
      )}
      empty={<EmptyState title={words(`note.${name}Empty`)} />}
    />
  );
}

function AccruedTable({ year, rows }: { readonly year: number; readonly rows: readonly AccruedAccount[] }) {
  const words = useTranslations("statements");
  const format = useFormat();
  const columns: Column<AccruedAccount>[] = [
    {
      key: "account",
      head: words("note.account"),
      cell: ({ account, label }) => (
        <Link to={accountAddress(year, account)}>
          {account} · {label}
        </Link>
      ),
    },
    {
      key: "amount",
      head: words("note.amount"),
      unit: format.unit("EUR"),
      align: "end",
      cell: ({ amount }) => <Amount quantity={amount} resource="EUR" />,
    },
  ];
  return (
    <DataTable
      caption={words("note.accrued")}
      hideCaption
      columns={columns}
      rows={rows}
      rowKey={({ account }) => account}
      totals={{ amount: <Amount quantity={sum(rows.map(({ amount }) => amount))} resource="EUR" /> }}
      empty={<EmptyState title={words("note.noAccrued")} />}
    />
  );
}
