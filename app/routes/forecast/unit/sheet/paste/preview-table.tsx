import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef } from "react";
import { useTranslations } from "use-intl";
import type { Preview, PreviewFault, TextPlace } from "#app/domain/forecast/preview.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import type { RowWords } from "../rows.ts";
import { signedText } from "../signed-text.ts";
import { columnsOf } from "../view.ts";
import styles from "./paste.module.css";
import type { Paste } from "./plan.ts";

interface PreviewTableProps {
  readonly paste: Paste;
  readonly preview: Preview;
  readonly words: RowWords;
}

interface Shown extends TextPlace {
  readonly text: string;
  readonly kind: "accepted" | "rejected" | "ambiguous";
  readonly before?: Quantity | null;
  readonly after?: Quantity;
  readonly fault?: PreviewFault;
}

const rowHeight = 32;
const shownHeight = 256;

/** Each figure, old and new; what cannot be taken comes first. Only the rows in sight are drawn. */
export function PreviewTable({ paste, preview, words: rowWords }: PreviewTableProps) {
  const words = useTranslations("paste.table");
  const unit = useFormat().unit(paste.view.measure, "eur");
  const frame = useRef<HTMLDivElement>(null);
  const rows = useMemo((): Shown[] => {
    const { rejected, locked, ambiguous, accepted } = preview;
    return [
      ...[...rejected, ...locked].map((own) => ({ ...own, kind: "rejected" as const })),
      ...ambiguous.map((own) => ({ ...own, kind: "ambiguous" as const })),
      ...accepted.map((own) => ({ ...own, kind: "accepted" as const })),
    ];
  }, [preview]);
  const names = useMemo(() => namesOf(paste), [paste]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialRect: { width: 0, height: shownHeight },
  });
  const { measure } = paste.view;
  const figure = (amount: Quantity | null | undefined) => (amount === null || amount === undefined ? "" : amountText(amount, measure));
  if (rows.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section ref={frame} className={styles.frame} tabIndex={0} aria-label={words("label")}>
      {/* biome-ignore lint/a11y/useSemanticElements: the rows of a table of HTML cannot be placed one by one */}
      <div role="table" aria-label={words("label")} aria-rowcount={rows.length + 1} className={styles.table}>
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: nothing is done with its rows */}
        <div role="row" aria-rowindex={1} className={styles.heads}>
          {(["line", "column", "before", "after", "delta"] as const).map((head) => (
            // biome-ignore lint/a11y/useSemanticElements: as above
            // biome-ignore lint/a11y/useFocusableInteractive: as above
            <div key={head} role="columnheader" data-head={head}>
              {words(head, { unit })}
            </div>
          ))}
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            if (!row) return null;
            const { kind, before, after, fault, text } = row;
            return (
              // biome-ignore lint/a11y/useSemanticElements: as above
              // biome-ignore lint/a11y/useFocusableInteractive: as above
              <div
                key={index}
                role="row"
                aria-rowindex={index + 2}
                data-kind={kind}
                className={styles.row}
                style={{ transform: `translateY(${start}px)` }}
              >
                <Cell>{names.line(row)}</Cell>
                <Cell>{names.column(row)}</Cell>
                {after === undefined ? (
                  // biome-ignore lint/a11y/useSemanticElements: as above
                  <div role="cell" aria-colspan={3} className={styles.why} title={fault ? rowWords.fault(fault, measure) : undefined}>
                    {fault ? rowWords.fault(fault, measure) : words("ambiguous", { text: text.trim() })}
                  </div>
                ) : (
                  <>
                    <Cell end>{figure(before)}</Cell>
                    <Cell end>{figure(after)}</Cell>
                    <Cell end>{signedText(after - (before ?? 0n), measure)}</Cell>
                  </>
                )}
              </div>
            );
          })}
        </div>
      </div>
    </section>
  );
}

function Cell({ children, end = false }: { readonly children: string; readonly end?: boolean }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: as above
    <div role="cell" data-end={end || undefined} title={end ? undefined : children}>
      {children}
    </div>
  );
}

/** How the grid names a place. */
function namesOf({ shown, columns, view }: Paste) {
  const heads = new Map(shown.lines.flatMap((line, row) => (line ? [[line.line.id, shown.rows[row]?.head ?? ""]] : [])));
  const own = columnsOf(view);
  return {
    line: ({ lineId }: TextPlace) => heads.get(lineId) ?? "",
    column: ({ targetYear, month }: TextPlace) =>
      columns[own.findIndex((column) => column.targetYear === targetYear && column.month === month)]?.head ?? "",
  };
}
