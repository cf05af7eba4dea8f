import { useTranslations } from "use-intl";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Section } from "#app/ui/shell/page.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import type { EnvelopeAct } from "#db/queries/arbitration/ceiling.ts";
import { useHypothesisWords } from "./hypothesis-words.ts";

/** Everything that was set here, the latest first: nothing is ever erased. */
export function HistoryTable({ history }: { readonly history: readonly EnvelopeAct[] }) {
  const words = useTranslations("envelopes.history");
  const format = useFormat();
  const name = useHypothesisWords();
  return (
    <Section title={words("title")}>
      <DataTable
        caption={words("title")}
        hideCaption
        rows={history}
        rowKey={(row) => row.id}
        empty={<p>{words("none")}</p>}
        columns={[
          { key: "when", head: words("when"), cell: (row) => format.instant(row.at.toISOString()) },
          { key: "who", head: words("who"), cell: (row) => row.author },
          { key: "year", head: words("year"), cell: (row) => String(row.targetYear) },
          {
            ...{ key: "amount", head: words("amount"), align: "end" },
            cell: (row) => (row.amount === null ? words("lifted") : <Amount quantity={row.amount} resource={row.measure} withUnit />),
          },
          { key: "hypothesis", head: words("hypothesis"), cell: (row) => (row.amount === null ? "" : name(row)) },
        ]}
      />
    </Section>
  );
}
