import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { Resource } from "#app/domain/quantity.ts";
import { resources, sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { LedgerEntry, LedgerLine } from "#db/queries/ledger/entry.ts";
import { accountAddress } from "../addresses.ts";
import styles from "../ledger.module.css";
import { Side } from "../side.tsx";

/** The lines of an entry, a table for each resource, since it balances for each. */
export function EntryLines({ entry }: { readonly entry: LedgerEntry }) {
  const words = useTranslations("ledger");
  return (
    <>
      {resources
        .filter((resource) => entry.lines.some((line) => line.resource === resource))
        .map((resource, index) => (
          <ResourceLines
            key={resource}
            entry={entry}
            resource={resource}
            caption={entry.book === "general" ? words("entry.lines") : words("entry.linesOf", { resource: words(`resource.${resource}`) })}
            main={index === 0}
          />
        ))}
    </>
  );
}

interface ResourceLinesProps {
  readonly entry: LedgerEntry;
  readonly resource: Resource;
  readonly caption: string;
  readonly main: boolean;
}

function ResourceLines({ entry, resource, caption, main }: ResourceLinesProps) {
  const lines = entry.lines.filter((line) => line.resource === resource);
  const columns = useColumns(entry, resource).filter(({ filled }) => filled === undefined || lines.some(filled));
  return (
    <DataTable
      caption={caption}
      main={main}
      columns={columns}
      rows={lines}
      rowKey={({ line }) => String(line)}
      totals={{
        debit: <Amount quantity={sum(lines.map(({ debit }) => debit))} resource={resource} />,
        credit: <Amount quantity={sum(lines.map(({ credit }) => credit))} resource={resource} />,
      }}
    />
  );
}

/** A column is shown when some line has something in it. */
type LineColumn = Column<LedgerLine> & { readonly filled?: (line: LedgerLine) => boolean };

function useColumns(entry: LedgerEntry, resource: Resource): LineColumn[] {
  const words = useTranslations("ledger");
  const format = useFormat();
  const text = (key: string, head: string, value: (line: LedgerLine) => ReactNode): LineColumn => ({
    key,
    head,
    cell: value,
    filled: (line) => value(line) !== null,
  });
  const code = (key: string, head: string, value: (line: LedgerLine) => string | null): LineColumn => ({
    key,
    head,
    cell: (line) => <span className={styles.whole}>{value(line)}</span>,
    filled: (line) => value(line) !== null,
  });
  const side = (key: "debit" | "credit"): LineColumn => ({
    key,
    head: words(`entry.${key}`),
    unit: format.unit(resource),
    align: "end",
    cell: (line) => <Side amount={line[key]} resource={resource} />,
  });
  return [
    {
      key: "account",
      head: entry.book === "general" ? words("account.head") : words("entry.stage"),
      cell: (line) => <AccountOf line={line} entry={entry} />,
    },
    text("label", words("entry.lineLabel"), ({ label }) => (label === entry.label ? null : label)),
    text("party", words("entry.party"), ({ party, partyLabel }) => partyLabel ?? party),
    code("unit", words("entry.unit"), ({ unit }) => unit),
    code("beneficiary", words("entry.beneficiary"), ({ unit, beneficiaryUnit }) => (beneficiaryUnit === unit ? null : beneficiaryUnit)),
    code("nature", words("entry.nature"), ({ nature }) => nature),
    code("activity", words("entry.activity"), ({ activity }) => activity),
    code("voucher", words("entry.voucher"), ({ voucher, voucherDate }) =>
      voucher === null ? null : `${voucher}${voucherDate === null ? "" : ` · ${format.day(voucherDate)}`}`,
    ),
    side("debit"),
    side("credit"),
  ];
}

function AccountOf({ line, entry }: { readonly line: LedgerLine; readonly entry: LedgerEntry }) {
  const words = useTranslations("ledger");
  if (entry.book === "general") {
    return (
      <Link to={accountAddress(entry.fiscalYear, line.account)}>
        {line.account} · {line.accountLabel ?? line.account}
      </Link>
    );
  }
  const key = `stage.${line.account}` as Parameters<typeof words>[0];
  return <>{words.has(key) ? words(key) : line.account}</>;
}
