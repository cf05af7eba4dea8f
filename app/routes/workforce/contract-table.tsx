import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { HeldContract } from "#db/queries/workforce/contract.ts";
import styles from "../units/units.module.css";
import { contractAddress, personAddress, postAddress } from "./addresses.ts";

interface ContractTableProps {
  readonly year: number;
  readonly caption: string;
  /** `mayEdit`: the reader keeps the staff of its unit; `mayName`: sees who holds it. */
  readonly contracts: readonly (HeldContract & { readonly mayEdit: boolean; readonly mayName?: boolean })[];
  /** Of one person, or of one post. */
  readonly of: "person" | "post";
}

/** The contracts of somebody, or on a post, the latest first, and what may be done with each. */
export function ContractTable({ year, caption, contracts, of }: ContractTableProps) {
  const words = useTranslations("workforce");
  const format = useFormat();
  type Row = (typeof contracts)[number];
  const keep = (text: string, to: string) => (
    <Link to={to} className={styles.keep}>
      {text}
    </Link>
  );
  const whose: Column<Row> =
    of === "post"
      ? {
          key: "number",
          head: words("columns.number"),
          cell: ({ number, mayName }) => (mayName ? keep(number, personAddress(year, number)) : "–"),
        }
      : { key: "post", head: words("columns.post"), cell: ({ post }) => (post === null ? "–" : keep(post, postAddress(year, post))) };
  const columns: Column<Row>[] = [
    { key: "firstDay", head: words("columns.firstDay"), cell: ({ firstDay }) => format.day(firstDay) },
    { key: "lastDay", head: words("columns.lastDay"), cell: ({ lastDay }) => (lastDay === null ? "–" : format.day(lastDay)) },
    whose,
    { key: "unit", head: words("columns.unit"), cell: ({ unit }) => <span className={styles.keep}>{unit}</span> },
    { key: "category", head: words("columns.category"), cell: ({ category }) => category },
    {
      key: "profile",
      head: words("columns.profile"),
      cell: ({ profile, dataProcessing }) => `${profile}${dataProcessing ? ` (${words("columns.dataProcessing")})` : ""}`,
    },
    { key: "ratio", head: words("columns.ratio"), unit: "%", align: "end", cell: ({ ratio }) => format.count(ratio) },
  ];
  const acts: Column<Row> = {
    key: "acts",
    head: words("contract.acts"),
    cell: ({ id, mayEdit, firstDay }) =>
      mayEdit && (
        <span className={styles.links}>
          {(["change", "departure", "correction"] as const).map((act) => (
            <Link key={act} to={contractAddress(year, id, act)} aria-label={words(`contract.${act}Of`, { day: format.day(firstDay) })}>
              {words(`contract.${act}`)}
            </Link>
          ))}
        </span>
      ),
  };
  return (
    <DataTable
      caption={caption}
      hideCaption
      main
      columns={contracts.some(({ mayEdit }) => mayEdit) ? [...columns, acts] : columns}
      rows={contracts}
      rowKey={({ id }) => id}
    />
  );
}
