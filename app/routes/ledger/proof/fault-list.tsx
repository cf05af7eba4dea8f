import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Notice } from "#app/ui/notice.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { entryAddress } from "../addresses.ts";
import type { FaultRow } from "./fault-rows.ts";

interface FaultListProps {
  readonly year: number;
  readonly faults: readonly FaultRow[];
  /** Of all of them, those that are not listed too. */
  readonly faultCount: bigint;
}

/** What the last verification found, in the order of the journals and numbers; the first one is where to look first. */
export function FaultList({ year, faults, faultCount }: FaultListProps) {
  const words = useTranslations("proof");
  const columns: Column<FaultRow>[] = [
    { key: "what", head: words("faults.what"), cell: ({ what }) => what },
    {
      key: "where",
      head: words("faults.where"),
      cell: ({ entryId }) => (entryId === null ? "–" : <Link to={entryAddress(year, entryId)}>{words("faults.entry")}</Link>),
    },
  ];
  const more = faultCount - BigInt(faults.length);
  return (
    <>
      <Notice kind="warning" title={words("faults.advice")} />
      <DataTable caption={words("faults.caption")} hideCaption columns={columns} rows={faults} rowKey={({ key }) => key} />
      {more > 0n && <p>{words("faults.more", { count: String(more) })}</p>}
    </>
  );
}
