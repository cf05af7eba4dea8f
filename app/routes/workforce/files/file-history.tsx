import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Section } from "#app/ui/shell/page.tsx";
import { type StateKind, StatePill } from "#app/ui/state-pill.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";

export interface GivenFile {
  readonly id: string;
  readonly name: string;
  readonly state: "waiting" | "applied" | "undone";
  readonly author: string;
  readonly at: Date;
}

const looks: Readonly<Record<GivenFile["state"], StateKind>> = { waiting: "in-progress", applied: "done", undone: "returned" };

/** The files that were given, and what became of them. */
export function FileHistory({ files, addressOf }: { readonly files: readonly GivenFile[]; readonly addressOf: (id: string) => string }) {
  const words = useTranslations("workforce.files");
  const format = useFormat();
  return (
    <Section title={words("history")}>
      <DataTable
        caption={words("history")}
        hideCaption
        main
        columns={[
          { key: "name", head: words("name"), cell: ({ id, name }: GivenFile) => <Link to={addressOf(id)}>{name}</Link> },
          { key: "at", head: words("givenAt"), cell: ({ at }) => format.instant(at.toISOString()) },
          { key: "author", head: words("by"), cell: ({ author }) => author },
          {
            key: "state",
            head: words("state"),
            cell: ({ state }) => <StatePill kind={looks[state]}>{words(`states.${state}`)}</StatePill>,
          },
        ]}
        rows={files}
        rowKey={({ id }) => id}
        empty={<EmptyState title={words("none")} />}
      />
    </Section>
  );
}
