import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { Resource } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { JournalBook, JournalLine, JournalTotals } from "#db/queries/ledger/journal-book.ts";
import { accountAddress, entryAddress, partyAddress } from "../addresses.ts";
import styles from "../books.module.css";
import { Side } from "../side.tsx";

type Row =
  | { readonly kind: "entry" | "line"; readonly line: JournalLine }
  | { readonly kind: "brought" | "carried" | "total"; readonly resource: Resource; readonly debit: bigint; readonly credit: bigint };

interface JournalTableProps {
  readonly year: number;
  readonly caption: string;
  readonly page: JournalBook;
  readonly general: boolean;
  readonly after: boolean;
  readonly pages: { readonly first?: string | undefined; readonly next?: string | undefined } | undefined;
}

/** The lines under their entries, between what is brought forward and what is carried on. */
export function JournalTable({ year, caption, page, general, after, pages }: JournalTableProps) {
  return (
    <DataTable
      caption={caption}
      hideCaption
      main
      columns={useColumns(year, general)}
      rows={rowsOf(page, after)}
      rowKey={(row) => ("line" in row ? `${row.line.entryId}-${row.line.line}` : `${row.kind}-${row.resource}`)}
      isSubtotal={(row) => !("line" in row)}
      pages={pages}
    />
  );
}

/** Each first line of an entry bears its number, its day and its state; the next ones their account alone. */
function rowsOf({ lines, brought, totals, next }: JournalBook, after: boolean): Row[] {
  const rows = lines.map((line, index): Row => ({ kind: lines[index - 1]?.entryId === line.entryId ? "line" : "entry", line }));
  const first = after ? brought.map((sums): Row => ({ kind: "brought", ...sums })) : [];
  const last =
    next === null
      ? totals.map((sums): Row => ({ kind: "total", ...sums }))
      : carried(brought, lines).map((sums): Row => ({ kind: "carried", ...sums }));
  return [...first, ...rows, ...last];
}

function carried(brought: readonly JournalTotals[], lines: readonly JournalLine[]): JournalTotals[] {
  const resources = [...new Set([...brought, ...lines].map(({ resource }) => resource))];
  return resources.map((resource) => {
    const own = [...brought, ...lines].filter((each) => each.resource === resource);
    const add = (side: "debit" | "credit") => own.reduce((total, each) => total + each[side], 0n);
    return { resource, debit: add("debit"), credit: add("credit") };
  });
}

function useColumns(year: number, general: boolean): Column<Row>[] {
  const words = useTranslations("ledger");
  const format = useFormat();
  const ofLine = (cell: (line: JournalLine) => React.ReactNode) => (row: Row) => ("line" in row ? cell(row.line) : null);
  const amount = { ...(general && { unit: format.unit("EUR") }), align: "end" as const };
  return [
    { key: "number", head: words("entry.number"), cell: (row) => <RowName row={row} year={year} general={general} /> },
    { key: "date", head: words("entry.date"), cell: (row) => (row.kind === "entry" ? format.day(row.line.entryDate) : null) },
    {
      key: "account",
      head: words("account.head"),
      cell: ofLine(({ account, accountLabel }) =>
        general ? (
          <Link to={accountAddress(year, account)}>
            {account} · {accountLabel ?? account}
          </Link>
        ) : (
          <span>{accountLabel ?? account}</span>
        ),
      ),
    },
    general
      ? {
          key: "party",
          head: words("entry.party"),
          cell: ofLine(({ party }) => party !== null && <Link to={partyAddress(year, party)}>{party}</Link>),
        }
      : { key: "unit", head: words("entry.unit"), cell: ofLine(({ unit }) => unit) },
    { key: "label", head: words("entry.label"), cell: ofLine(({ label }) => label) },
    { key: "voucher", head: words("entry.voucher"), cell: ofLine(({ voucher }) => <span className={styles.code}>{voucher}</span>) },
    { key: "debit", head: words("entry.debit"), ...amount, cell: (row) => <RowSide row={row} side="debit" general={general} /> },
    { key: "credit", head: words("entry.credit"), ...amount, cell: (row) => <RowSide row={row} side="credit" general={general} /> },
  ];
}

function RowName({ row, year, general }: { readonly row: Row; readonly year: number; readonly general: boolean }) {
  const books = useTranslations("books");
  const words = useTranslations("ledger");
  if (!("line" in row)) return `${books(`journal.${row.kind}`)}${general ? "" : ` ${words(`resource.${row.resource}`)}`}`;
  const { line } = row;
  if (row.kind === "line") return <span className="visually-hidden">{`${String(line.number)}, ${line.line}`}</span>;
  return (
    <span className={styles.entryHead}>
      <Link to={entryAddress(year, line.entryId)}>{String(line.number)}</Link>
      {line.line > 1 && <span className={styles.note}>{books("journal.continued")}</span>}
      {line.reversedBy !== null && (
        <Link to={entryAddress(year, line.reversedBy)}>
          <StatePill kind="refused">{words("entry.reversed")}</StatePill>
        </Link>
      )}
      {line.reverses !== null && (
        <Link to={entryAddress(year, line.reverses)}>
          <StatePill kind="returned">{words("entry.isReversal")}</StatePill>
        </Link>
      )}
    </span>
  );
}

/** A budget journal says its unit beside each figure: its lines are of several resources. */
function RowSide({ row, side, general }: { readonly row: Row; readonly side: "debit" | "credit"; readonly general: boolean }) {
  const { resource, [side]: quantity } = "line" in row ? row.line : row;
  if (general) return <Side amount={quantity} resource={resource} />;
  return quantity === 0n ? null : <Amount quantity={quantity} resource={resource} withUnit />;
}
