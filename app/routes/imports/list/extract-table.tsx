import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type StateKind, StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { ChorusImport } from "#db/queries/chorus/import.ts";
import styles from "../../units/units.module.css";
import { extractAddress } from "../addresses.ts";

type Shown = Omit<ChorusImport, "report" | "choices">;

const kinds: Readonly<Record<Shown["state"], StateKind>> = { waiting: "in-progress", posted: "done", undone: "returned" };

/** Every extract of the exercise: who gave it, when, its digest, and what became of it. */
export function ExtractTable({ year, imports }: { readonly year: number; readonly imports: readonly Shown[] }) {
  const words = useTranslations("extracts");
  const format = useFormat();
  const acts = ({ state, author, at, postedAt, postedBy, undoneAt, undoneBy }: Shown) => {
    if (state === "undone") return words("history.undone", { by: undoneBy ?? "", at: format.instant(undoneAt?.toISOString() ?? "") });
    if (state === "posted") return words("history.posted", { by: postedBy ?? "", at: format.instant(postedAt?.toISOString() ?? "") });
    return words("history.given", { by: author, at: format.instant(at.toISOString()) });
  };
  const columns: Column<Shown>[] = [
    {
      key: "name",
      head: words("history.file"),
      cell: ({ id, name, sha256 }) => (
        <>
          <Link to={extractAddress(year, id)}>{name}</Link>
          <div className={styles.code}>{sha256.slice(0, 16)}…</div>
        </>
      ),
    },
    { key: "kind", head: words("kind"), cell: ({ kind, site }) => `${words(`kinds.${kind}`)}${site === "" ? "" : ` · ${site}`}` },
    { key: "asOf", head: words("asOf"), cell: ({ asOf }) => format.day(asOf) },
    { key: "act", head: words("history.act"), cell: acts },
    {
      key: "state",
      head: words("history.state"),
      cell: ({ state }) => <StatePill kind={kinds[state]}>{words(`states.${state}`)}</StatePill>,
    },
  ];
  return (
    <DataTable
      caption={words("history.title")}
      hideCaption
      main
      columns={columns}
      rows={imports}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title={words("history.none")}>
          <p>{words("history.noneHint")}</p>
        </EmptyState>
      }
    />
  );
}
