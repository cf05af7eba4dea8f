import { useTranslations } from "use-intl";
import { printedHash } from "#app/domain/ledger/anchor.ts";
import { Amount } from "#app/ui/amount.tsx";
import { classNames } from "#app/ui/class-names.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { ClosedJournal } from "#db/queries/ledger/closing.ts";
import styles from "../ledger.module.css";

interface JournalRow extends Pick<ClosedJournal, "journal" | "label" | "lastNumber" | "lastHash"> {
  readonly totals: readonly Pick<ClosedJournal, "resource" | "debit">[];
}

/** Each journal once: its last number, what it debits of each resource, the hash that ends its chain. */
export function ClosedJournals({ journals }: { readonly journals: readonly ClosedJournal[] }) {
  const words = useTranslations("closing");
  const format = useFormat();
  const columns: Column<JournalRow>[] = [
    { key: "journal", head: words("minutes.journal"), cell: ({ journal, label }) => `${journal} · ${label}` },
    { key: "last", head: words("minutes.lastNumber"), align: "end", cell: ({ lastNumber }) => format.count(lastNumber) },
    {
      key: "debit",
      head: words("minutes.debit"),
      align: "end",
      cell: ({ totals }) => (
        <ul className={styles.plain}>
          {totals.map(({ resource, debit }) => (
            <li key={resource} className={styles.whole}>
              {(resource === "AE" || resource === "CP") && `${resource} `}
              <Amount quantity={debit} resource={resource} withUnit />
            </li>
          ))}
        </ul>
      ),
    },
    {
      key: "hash",
      head: words("minutes.hash"),
      cell: ({ lastHash }) => <code className={classNames(styles.hash, styles.chain)}>{printedHash(lastHash)}</code>,
    },
  ];
  return (
    <DataTable
      caption={words("minutes.journalsCaption")}
      hideCaption
      main
      columns={columns}
      rows={rowsOf(journals)}
      rowKey={({ journal }) => journal}
    />
  );
}

function rowsOf(journals: readonly ClosedJournal[]): JournalRow[] {
  const rows = new Map<string, JournalRow>();
  for (const { journal, label, lastNumber, lastHash, resource, debit } of journals) {
    const totals = [...(rows.get(journal)?.totals ?? []), { resource, debit }];
    rows.set(journal, { journal, label, lastNumber, lastHash, totals });
  }
  return [...rows.values()];
}
