import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Section } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { DocumentEntry } from "#db/queries/execution-commitment.ts";
import styles from "../units/units.module.css";

/** What a document posted to both books; each opens where the reader may read the journal. */
export function DocumentEntries({ entries, mayRead }: { readonly entries: readonly DocumentEntry[]; readonly mayRead: boolean }) {
  const words = useTranslations("acts");
  const execution = useTranslations("execution");
  const format = useFormat();
  const columns: Column<DocumentEntry>[] = [
    {
      key: "entry",
      head: words("entry"),
      cell: ({ id, journal, number, fiscalYear }) => {
        const name = `${journal}-${number}`;
        return mayRead ? (
          <Link to={`/${fiscalYear}/ledger/entries/${id}`} className={styles.keep}>
            {name}
          </Link>
        ) : (
          <span className={styles.keep}>{name}</span>
        );
      },
    },
    { key: "book", head: words("book"), cell: ({ book }) => words(`books.${book}`) },
    { key: "on", head: execution("day"), cell: ({ on }) => format.day(on) },
    { key: "label", head: execution("label"), cell: ({ label }) => label },
    {
      key: "amount",
      head: execution("amount"),
      align: "end",
      cell: ({ amounts }) => (
        <span className={styles.keep}>
          {amounts.map(({ resource, amount }, index) => (
            <span key={resource}>
              {index > 0 && " · "}
              {resource !== "EUR" && `${resource} `}
              <Amount quantity={amount} resource={resource} withUnit />
            </span>
          ))}
        </span>
      ),
    },
  ];
  return (
    <Section title={words("entries")}>
      <DataTable
        caption={words("entries")}
        hideCaption
        columns={columns}
        rows={entries}
        rowKey={({ id }) => id.toString()}
        empty={<EmptyState title={words("noEntry")} />}
      />
    </Section>
  );
}
