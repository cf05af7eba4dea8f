import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { Sort } from "#app/ui/table/sort.ts";
import type { TestedRow } from "./load-back-tests.ts";

interface TestedTableProps {
  readonly caption: string;
  readonly head: string;
  readonly rows: readonly TestedRow[];
  readonly nameOf: (row: TestedRow) => ReactNode;
  readonly sort?: Sort;
}

/** How often the range held the outturn, and the middle error beside that of the two ways that anybody has. */
export function TestedTable({ caption, head, rows, nameOf, sort }: TestedTableProps) {
  const words = useTranslations("review.landings");
  const format = useFormat();
  const sortable = sort !== undefined;
  const share = (key: string, name: string, of: (row: TestedRow) => number): Column<TestedRow> => ({
    ...{ key, head: name, align: "end", sortable },
    cell: (row) => format.share(shareOf(of(row))),
  });
  return (
    <DataTable
      caption={caption}
      hideCaption
      main={sortable}
      rows={rows}
      rowKey={({ key }) => key}
      sort={sort}
      columns={[
        { key: "row", head, cell: nameOf, sortable },
        { ...{ key: "count", head: words("count"), align: "end" }, cell: ({ summary }) => String(summary.count) },
        share("held", words("held"), ({ summary }) => summary.held),
        share("error", words("error"), ({ summary }) => summary.error),
        share("lastYear", words("lastYear"), ({ summary }) => summary.lastYearError),
        share("linear", words("linear"), ({ summary }) => summary.linearError),
      ]}
    />
  );
}

const millionths = 1_000_000n;

/** A share that was computed, as one that is written. */
export function shareOf(share: number): { readonly part: bigint; readonly whole: bigint } {
  return { part: BigInt(Math.round(share * Number(millionths))), whole: millionths };
}
