import { useFetcher, useSearchParams } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { type CellAddress, periodText } from "#app/domain/forecast/cell-address.ts";
import { anchorText } from "#app/domain/forecast/comments/anchor.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { loader } from "../../comments/route.ts";
import { CommentForm } from "./comment-form.tsx";
import { CommentThread, type ShownThread } from "./comment-thread.tsx";
import styles from "./side-panel.module.css";
import type { SheetPlace } from "./use-sheet.ts";

interface CommentPanelProps {
  readonly place: SheetPlace;
  readonly cell: CellAddress | undefined;
  readonly cellLabel: string;
}

/** The threads of a sheet: those of the cell that has the keyboard first, then the others. */
export function CommentPanel({ place, cell, cellLabel }: CommentPanelProps) {
  const words = useTranslations("comments");
  const placeWords = usePlaceWords();
  const { load, data } = useFetcher<typeof loader>();
  const [search] = useSearchParams();
  const base = `/${place.year}/forecast/${place.unit}`;
  const address = `${base}/comments?campaign=${place.campaign}`;
  useEffect(() => load(address), [load, address]);
  if (!data) return <p>{words("loading")}</p>;
  const named = search.get("thread");
  const isHere = (thread: ShownThread) => cell !== undefined && isAbout(thread, cell);
  const here = data.threads.filter(isHere);
  const elsewhere = data.threads.filter((thread) => !isHere(thread));
  const shown = (thread: ShownThread) => (
    <CommentThread
      key={thread.id}
      thread={thread}
      title={placeWords(thread)}
      isNamed={thread.id === named}
      base={base}
      campaign={place.campaign}
      people={data.people}
    />
  );
  return (
    <div className={styles.talk}>
      <CommentForm
        action={`${base}/comments`}
        fields={{ campaign: place.campaign, on: cell ? anchorText({ kind: "cell", ...cell }) : "sheet" }}
        label={words("new")}
        about={cell ? cellLabel : words("sheet")}
        send={words("send")}
        people={data.people}
      />
      {data.threads.length === 0 && (
        <p>
          <strong>{words("empty")}</strong> {words("emptyWhy")}
        </p>
      )}
      {here.length > 0 && <h4>{words("here")}</h4>}
      {here.map(shown)}
      {elsewhere.length > 0 && here.length > 0 && <h4>{words("elsewhere")}</h4>}
      {elsewhere.map(shown)}
    </div>
  );
}

function isAbout(thread: ShownThread, cell: CellAddress): boolean {
  const { lineId, measure, targetYear, month } = thread;
  return lineId === cell.lineId && measure === cell.measure && targetYear === cell.targetYear && month === cell.month;
}

/** What a thread is about, in words. */
function usePlaceWords(): (thread: ShownThread) => string {
  const words = useTranslations("comments");
  const format = useFormat();
  return ({ requestId, requestNumber, lineLabel, measure, targetYear, month }) => {
    if (requestId !== null) return words("request", { number: String(requestNumber) });
    if (measure === null || targetYear === null || month === null)
      return lineLabel === null ? words("sheet") : words("line", { line: lineLabel });
    const period = periodText({ targetYear, month });
    return words("cell", { line: lineLabel ?? "", measure, period: month === 0 ? period : format.month(period, "longWithYear") });
  };
}
