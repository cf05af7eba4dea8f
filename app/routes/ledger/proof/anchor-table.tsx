import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { type Anchor, printedHash } from "#app/domain/ledger/anchor.ts";
import { resources } from "#app/domain/quantity.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { journalAddress } from "../addresses.ts";
import styles from "../ledger.module.css";

type Row = Anchor & { readonly takenAt: string };

/** How far each chain of the exercise had come, as it stands in the minutes of a closing. */
export function AnchorTable({ year, anchors }: { readonly year: number; readonly anchors: readonly Row[] }) {
  const words = useTranslations("proof");
  const format = useFormat();
  const columns: Column<Row>[] = [
    {
      key: "journal",
      head: words("anchors.journal"),
      cell: ({ journal, fiscalYear }) => <Link to={journalAddress(fiscalYear, journal)}>{journal}</Link>,
    },
    { key: "number", head: words("anchors.number"), align: "end", cell: ({ lastNumber }) => format.count(lastNumber) },
    { key: "moved", head: words("anchors.moved"), align: "end", cell: ({ debits }) => moved(debits) },
    { key: "hash", head: words("anchors.hash"), cell: ({ hash }) => <span className={styles.hash}>{printedHash(hash)}</span> },
    { key: "at", head: words("anchors.at"), cell: ({ takenAt }) => format.instant(takenAt) },
  ];
  return (
    <DataTable
      caption={words("anchors.caption", { year: String(year) })}
      hideCaption
      main
      columns={columns}
      rows={anchors}
      rowKey={({ journal }) => journal}
      empty={<EmptyState title={words("anchors.empty")} />}
    />
  );

  /** Each resource with its unit: a journal of the budget book moves several. */
  function moved(debits: Row["debits"]): string {
    const known = resources.filter((resource) => debits[resource] !== undefined);
    const said = known.map((resource) => {
      const amount = format.amountWithUnit(debits[resource] ?? 0n, resource);
      return resource === "AE" || resource === "CP" ? `${resource} ${amount}` : amount;
    });
    return said.join(" · ");
  }
}
