import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { ProposalWay } from "#app/domain/arbitration/proposal/way.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { StatePill } from "#app/ui/state-pill.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { useGapWords } from "../proposing/gap-words.ts";

interface KeptRow {
  readonly id: string;
  readonly number: number;
  readonly way: ProposalWay;
  readonly criteriaName: string | null;
  readonly worth: bigint | null;
  readonly bound: bigint | null;
  readonly continues: number | null;
  readonly author: string;
  readonly at: Date;
  readonly changed: boolean;
}

interface KeptTableProps {
  readonly rows: readonly KeptRow[];
  readonly year: number;
  /** The one that stands on the board. */
  readonly board: string | null;
  readonly search: string;
}

/** The proposals that were kept, the latest first: to open again, and to compare with the latest. */
export function KeptTable({ rows, year, board, search }: KeptTableProps) {
  const words = useTranslations("proposal");
  const format = useFormat();
  const gapWords = useGapWords();
  const [latest] = rows;
  return (
    <DataTable
      caption={words("kept.title")}
      hideCaption
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "number",
          head: words("kept.number"),
          cell: (row) => <Link to={`/${year}/arbitration/proposal/${row.id}${search}`}>{words("number", { number: row.number })}</Link>,
        },
        { key: "way", head: words("kept.way"), cell: (row) => words(`ways.${row.way}`, { year: String(year - 1) }) },
        {
          key: "criteria",
          head: words("kept.criteria"),
          cell: (row) => (row.way === "computed" ? (row.criteriaName ?? words("criteria.usual")) : ""),
        },
        {
          key: "gap",
          head: words("kept.gap"),
          cell: (row) => (row.worth === null || row.bound === null ? "" : gapWords({ worth: row.worth, bound: row.bound })),
        },
        { key: "author", head: words("kept.author"), cell: (row) => `${row.author}, ${format.instant(row.at.toISOString())}` },
        {
          key: "state",
          head: words("kept.state"),
          cell: (row) => (
            <>
              {row.id === board && <StatePill kind="done">{words("kept.onBoard")}</StatePill>}{" "}
              {row.changed && <StatePill kind="in-progress">{words("kept.changed")}</StatePill>}
            </>
          ),
        },
        {
          key: "compare",
          head: words("kept.compare"),
          cell: (row) =>
            latest && row.id !== latest.id ? (
              <Link to={`/${year}/arbitration/proposal/${latest.id}${search}&with=${row.id}`}>
                {words("kept.compareWith", { number: latest.number })}
                <span className="visually-hidden"> {words("number", { number: row.number })}</span>
              </Link>
            ) : (
              ""
            ),
        },
      ]}
    />
  );
}
