import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { StatementKind } from "#app/domain/ledger/statements/arrangement.ts";
import type { StatementRow } from "#app/domain/ledger/statements/presentation.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { statementLineAddress } from "../addresses.ts";
import styles from "./statements.module.css";

interface StatementTableProps {
  readonly kind: StatementKind;
  readonly year: number;
  readonly previousYear: number | null;
  readonly rows: readonly StatementRow[];
  readonly main?: boolean;
}

/** One statement beside the year before; assets show gross, depreciation and net. Each line opens the accounts that it takes. */
export function StatementTable({ kind, year, previousYear, rows, main = false }: StatementTableProps) {
  const words = useTranslations("statements");
  const format = useFormat();
  const amount = (key: string, head: string, cell: Column<StatementRow>["cell"]): Column<StatementRow> => ({
    key,
    head,
    unit: format.unit("EUR"),
    align: "end",
    cell: (row) => (row.kind === "heading" ? null : cell(row)),
  });
  const euros = (quantity: bigint) => <Amount quantity={quantity} resource="EUR" />;
  const columns: Column<StatementRow>[] = [
    { key: "line", head: words(`kind.${kind}`), cell: (row) => <LineName row={row} year={year} /> },
    ...(kind === "A"
      ? [
          amount("gross", words("gross"), ({ gross }) => euros(gross)),
          amount("depreciation", words("depreciation"), ({ depreciation }) => euros(depreciation)),
        ]
      : []),
    amount("net", kind === "A" ? words("netOf", { year: String(year) }) : String(year), ({ net }) => euros(net)),
    ...(previousYear === null
      ? []
      : [
          amount("previous", kind === "A" ? words("netOf", { year: String(previousYear) }) : String(previousYear), ({ previous }) =>
            euros(previous ?? 0n),
          ),
          amount("variation", words("variation"), ({ net, previous }) => (
            <Amount quantity={net - (previous ?? 0n)} resource="EUR" sign="always" />
          )),
        ]),
  ];
  return (
    <DataTable
      caption={words("caption", { statement: words(`kind.${kind}`), year: String(year) })}
      hideCaption
      main={main}
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.kind}-${row.code}`}
      isSubtotal={(row) => row.kind === "total"}
    />
  );
}

function LineName({ row: { kind, code, depth, label }, year }: { readonly row: StatementRow; readonly year: number }) {
  if (kind === "line") {
    return (
      <span className={styles.name} data-depth={depth}>
        <Link to={statementLineAddress(year, code)}>{label}</Link>
      </span>
    );
  }
  return (
    <span className={styles.name} data-depth={depth}>
      <strong>{label}</strong>
    </span>
  );
}
