import { useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { type Baseline, baselineOf, baselines, type ReferenceColumn, referenceColumns, shownReferences } from "./reference-columns.ts";
import styles from "./references.module.css";
import { yearsOf } from "./totals-bar.tsx";

/** Which references stand beside the months, and which of them the gap is measured from; the address keeps both. */
export function ReferenceChoice({ present }: { readonly present: number }) {
  const words = useTranslations("references");
  const [search, setSearch] = useSearchParams();
  const shown = shownReferences(search);
  const change = (name: "cols" | "ref", value: string) => {
    const next = new URLSearchParams(search);
    next.set(name, value);
    setSearch(next, { replace: true, preventScrollReset: true });
  };
  const toggle = (column: ReferenceColumn) => {
    const next = referenceColumns.filter((own) => (own === column) !== shown.includes(own));
    change("cols", next.length === 0 ? "none" : next.join(","));
  };
  return (
    <details className={styles.choice}>
      <summary>{words("choose")}</summary>
      <div className={styles.choices}>
        {referenceColumns.map((column) => (
          <label key={column}>
            <input type="checkbox" checked={shown.includes(column)} onChange={() => toggle(column)} />
            {words(`columns.${column}`, yearsOf(present))}
          </label>
        ))}
        <label className={styles.baseline}>
          {words("baseline")}
          <select value={baselineOf(search)} onChange={(event) => change("ref", event.currentTarget.value as Baseline)}>
            {baselines.map((baseline) => (
              <option key={baseline} value={baseline}>
                {words(`of.${baseline}`, yearsOf(present))}
              </option>
            ))}
          </select>
        </label>
      </div>
    </details>
  );
}
