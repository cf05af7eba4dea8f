import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { ProposalWay } from "#app/domain/arbitration/proposal/way.ts";
import { type BudgetResource, sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { useCutWords } from "./cut-words.ts";
import { useLimitName } from "./limit-name.ts";
import type { LimitRow, ProposedRow } from "./picture.ts";
import { readableUnit } from "./readable-unit.ts";

interface RequestTableProps {
  readonly rows: readonly ProposedRow[];
  readonly limits: readonly LimitRow[];
  readonly measure: BudgetResource;
  readonly year: number;
  readonly way: ProposalWay;
  /** The page that asks the solver why a request was cut. */
  readonly why?: ((request: string) => string) | undefined;
  /** What another proposal gives, beside. */
  readonly other?: { readonly name: string; readonly amounts: ReadonlyMap<string, bigint> } | undefined;
  readonly actions?: ReactNode;
}

/** Request by request: asked, proposed, the gap, why it was cut and which ceiling binds. */
export function RequestTable({ rows, limits, measure, year, way, why, other, actions }: RequestTableProps) {
  const words = useTranslations("proposal");
  const format = useFormat();
  const cutWords = useCutWords(way, year);
  const nameOf = useLimitName();
  const unit = readableUnit(rows.map(({ asked }) => asked));
  const symbol = measure === "AE" || measure === "CP" ? { unit: format.unit(measure, unit) } : {};
  const names = new Map(limits.map((own) => [own.id, nameOf(own)]));
  const amount = (key: string, head: string, of: (row: ProposedRow) => bigint, signed = false): Column<ProposedRow> => ({
    ...{ key, head, ...symbol, align: "end" },
    cell: (row) => <Amount quantity={of(row)} resource={measure} unit={unit} {...(signed ? { sign: "always" as const } : {})} />,
  });
  const columns: Column<ProposedRow>[] = [
    {
      key: "request",
      head: words("columns.request"),
      cell: (row) => (
        <Link to={`/${year}/arbitration/requests/${row.id}`}>
          {words("requestName", { unit: row.unitLabel, number: row.number, title: row.title })}
        </Link>
      ),
    },
    amount("asked", words("columns.asked"), ({ asked }) => asked),
    amount("proposed", words("columns.proposed"), ({ proposed }) => proposed),
    amount("gap", words("columns.gap"), ({ asked, proposed }) => proposed - asked, true),
    ...(other ? [amount("other", other.name, ({ id }) => other.amounts.get(id) ?? 0n)] : []),
    {
      key: "why",
      head: words("columns.why"),
      cell: (row) => (
        <>
          {cutWords(row)}
          {why && row.outcome !== "whole" && (
            <>
              {" "}
              <Link to={why(row.id)}>
                {words("whyLink")}
                <span className="visually-hidden">
                  {" "}
                  {words("requestName", { unit: row.unitLabel, number: row.number, title: row.title })}
                </span>
              </Link>
            </>
          )}
        </>
      ),
    },
    { key: "binding", head: words("columns.binding"), cell: (row) => row.binding.map((id) => names.get(id) ?? id).join(", ") },
  ];
  const total = (of: (row: ProposedRow) => bigint, signed = false) => (
    <Amount quantity={sum(rows.map(of))} resource={measure} unit={unit} {...(signed ? { sign: "always" as const } : {})} />
  );
  return (
    <DataTable
      caption={words("table")}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      totals={{
        asked: total(({ asked }) => asked),
        proposed: total(({ proposed }) => proposed),
        gap: total(({ asked, proposed }) => proposed - asked, true),
        ...(other ? { other: total(({ id }) => other.amounts.get(id) ?? 0n) } : {}),
      }}
      actions={actions}
      main
    />
  );
}
