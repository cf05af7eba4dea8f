import { useTranslations } from "use-intl";
import { Amount } from "#app/ui/amount.tsx";
import form from "#app/ui/form/form.module.css";
import { amountText } from "#app/ui/planning/amount-text.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import styles from "../scenario/scenario.module.css";
import type { MergeLine } from "./merge-lines.ts";

/** What the three sides are called on a page. */
export interface SideHeads {
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
}

const sides = ["base", "mine", "theirs"] as const;

function useColumns(heads: SideHeads): Column<MergeLine>[] {
  const words = useTranslations("scenarios");
  const resources = useTranslations("resources");
  return [
    {
      key: "line",
      head: words("columns.line"),
      cell: (line) => (
        <>
          {line.words?.label}
          <span className={styles.small}>
            {line.words?.unitLabel} · {line.words?.requestNumber}. {line.words?.requestTitle} ·{" "}
            {words("merge.of", { measure: resources(`short.${line.measure}`), year: String(line.targetYear) })}
          </span>
        </>
      ),
    },
    ...sides.map(
      (side): Column<MergeLine> => ({
        ...{ key: side, head: heads[side], align: "end" },
        cell: (line) => <Amount quantity={line[side]} resource={line.measure} withUnit />,
      }),
    ),
  ];
}

/** Conflicts side by side, each with its choice: mine, theirs, another amount. */
export function ConflictTable({
  lines,
  heads,
  caption,
}: {
  readonly lines: readonly MergeLine[];
  readonly heads: SideHeads;
  readonly caption: string;
}) {
  const words = useTranslations("scenarios");
  const columns = useColumns(heads);
  // On personnel AE and CP are settled together: the choice stands on the first of the two.
  const first = (line: MergeLine) => lines.find((own) => own.group === line.group) === line;
  return (
    <DataTable
      caption={caption}
      rows={lines}
      rowKey={(line) => line.name}
      main
      columns={[
        ...columns,
        { key: "choice", head: words("columns.choice"), cell: (line) => (first(line) ? <Choice line={line} /> : null) },
      ]}
    />
  );
}

function Choice({ line }: { readonly line: MergeLine }) {
  const words = useTranslations("scenarios");
  const name = line.words?.label ?? line.name;
  return (
    <fieldset className={styles.group}>
      <legend className="visually-hidden">{words("merge.choiceOf", { line: name })}</legend>
      <span className={styles.choices}>
        <label className={styles.box}>
          <input type="radio" name={`keep.${line.group}`} value="mine" />
          {words("merge.keepMine")}
        </label>
        <label className={styles.box}>
          <input type="radio" name={`keep.${line.group}`} value="theirs" />
          {words("merge.takeTheirs")}
        </label>
        <label className={styles.box}>
          <input type="radio" name={`keep.${line.group}`} value="other" />
          {words("merge.other")}
        </label>
        <input
          type="text"
          inputMode="decimal"
          autoComplete="off"
          className={`${form.control} ${styles.typed}`}
          name={`other.${line.group}`}
          aria-label={words("merge.otherOf", { line: name })}
          defaultValue={amountText(line.theirs, line.measure)}
        />
      </span>
    </fieldset>
  );
}

/** Lines on three sides that ask for no choice. */
export function SidesTable({
  lines,
  heads,
  caption,
}: {
  readonly lines: readonly MergeLine[];
  readonly heads: SideHeads;
  readonly caption: string;
}) {
  const columns = useColumns(heads);
  if (lines.length === 0) return null;
  return <DataTable caption={caption} rows={lines} rowKey={(line) => line.name} columns={columns} />;
}
