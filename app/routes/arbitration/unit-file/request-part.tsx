import { Link, useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { classNames } from "#app/ui/class-names.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { TextAreaField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { RequestStatePill } from "#app/ui/planning/request-state-pill.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { useHydrated } from "#app/ui/use-hydrated.ts";
import type { BoardRequest } from "../board/board.ts";
import type { ShownEnvelope } from "../board/shown.ts";
import { VerbIcon } from "../board/verb-icons.tsx";
import { Arguments } from "../request-file/arguments.tsx";
import styles from "./unit-file.module.css";
import type { FileOfRequest } from "./unit-file.tsx";

interface RequestPartProps {
  readonly unit: string;
  readonly request: BoardRequest;
  readonly file: FileOfRequest;
  readonly measure: BudgetResource;
  readonly year: number;
  readonly envelopes: readonly ShownEnvelope[];
  readonly campaign: string;
  readonly commandKey: string;
  readonly search: string;
  /** The decisions at the foot of the page are about it. */
  readonly current: boolean;
  readonly onCurrent: () => void;
}

/** A request of the unit beside the envelope, line by line; why, what was said of it, its files. */
export function RequestPart(props: RequestPartProps) {
  const { unit, request, file, measure, year, envelopes, search, current, onCurrent } = props;
  const words = useTranslations("board");
  const arbitration = useTranslations("arbitration");
  const forecast = useTranslations("forecast");
  const format = useFormat();
  const rows = rowsOf(request, file, envelopes);
  const { decision } = request;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: whatever is looked at becomes what the decisions are about
    <section
      className={classNames(styles.request, current && styles.current)}
      onFocus={onCurrent}
      onClick={onCurrent}
      aria-labelledby={`request-${request.number}`}
    >
      <header className={styles.head}>
        <h2 id={`request-${request.number}`} tabIndex={-1}>
          {request.number}. {request.title}
        </h2>
        <RequestStatePill state={request.state} version={request.version} />
        <span className={styles.muted}>
          {forecast(`kinds.${request.kind}`)} · {forecast(`obligations.${file.request.obligation}`)}
        </span>
        <Link to={`/${year}/arbitration/requests/${request.id}${search}`}>{words("unitFile.openFile")}</Link>
      </header>
      {(request.view || decision) && (
        <p className={styles.said}>
          {request.view && (
            <span>
              {arbitration("columns.opinion")} : <strong>{arbitration(`views.${request.view}`)}</strong>. {request.sentence}
            </span>
          )}
          {decision && (
            <span data-outcome={decision.outcome}>
              <VerbIcon verb={decision.verb} />{" "}
              {arbitration("decide.decided", {
                number: decision.number,
                outcome: arbitration(`outcomes.${decision.outcome}`),
                reason: decision.reason,
              })}
            </span>
          )}
        </p>
      )}
      <DataTable
        caption={`${words("unitFile.lines")} · ${request.number}. ${request.title}`}
        hideCaption
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          { key: "line", head: words("unitFile.line"), cell: (row) => row.label },
          {
            key: "code",
            head: `${words("unitFile.nature")} · ${words("unitFile.activity")}`,
            cell: (row) => `${row.nature} · ${row.activity}`,
          },
          {
            ...{ key: "asked", head: arbitration("columns.asked", { year: String(year) }), align: "end" },
            cell: (row) => <Figure of={row.asked} measure={measure} />,
          },
          {
            ...{ key: "decided", head: words("columns.decided"), align: "end" },
            cell: (row) => <Figure of={row.decided ?? "not-entered"} measure={measure} />,
          },
          {
            ...{ key: "left", head: words("unitFile.leftAfter"), align: "end" },
            cell: (row) =>
              row.left === null ? words("unitFile.noEnvelope") : <Figure of={row.left} measure={measure} over={row.left < 0n} />,
          },
        ]}
        totals={{
          asked: <Figure of={rows.reduce((sum, row) => sum + row.asked, 0n)} measure={measure} />,
          decided: decision ? <Figure of={rows.reduce((sum, row) => sum + (row.decided ?? 0n), 0n)} measure={measure} /> : undefined,
        }}
      />
      <Arguments request={file.request} />
      {file.attachments.length > 0 && (
        <ul className={styles.files} aria-label={words("unitFile.attachments", { count: file.attachments.length })}>
          {file.attachments.map(({ id, name }) => (
            <li key={id}>
              <a href={`/${year}/forecast/${encodeURIComponent(unit)}/requests/${request.id}/attachments/${id}`}>{name}</a>
            </li>
          ))}
        </ul>
      )}
      <details className={styles.talk} open={file.threads.length > 0}>
        <summary>
          {words("unitFile.comments")} ({file.threads.length})
        </summary>
        {file.threads.map((thread) => (
          <ul key={thread.id} className={styles.thread}>
            {thread.comments
              .filter(({ body }) => body !== "")
              .map(({ id, author, at, body }) => (
                <li key={id}>
                  <strong>{author}</strong> <span className={styles.muted}>{format.instant(at.toISOString())}</span>
                  {thread.resolvedAt && <span className={styles.muted}> · {words("unitFile.resolved")}</span>}
                  <p>{body}</p>
                </li>
              ))}
          </ul>
        ))}
        <Message {...props} />
      </details>
    </section>
  );
}

interface LineRow {
  readonly id: string;
  readonly label: string;
  readonly nature: string;
  readonly activity: string;
  readonly asked: Quantity;
  readonly decided: Quantity | null;
  /** What the envelope would keep once this line and those before it are granted, everything else as it is decided. */
  readonly left: Quantity | null;
}

function rowsOf(request: BoardRequest, { lines }: FileOfRequest, envelopes: readonly ShownEnvelope[]): LineRow[] {
  const left = new Map(
    envelopes.map((own) => [
      own.spendingClass,
      own.envelope === null ? null : own.envelope - own.decided + (request.decided?.[own.spendingClass] ?? 0n),
    ]),
  );
  return lines.map(({ id, label, nature, activity, spendingClass, asked, decided }) => {
    const before = left.get(spendingClass) ?? null;
    const after = before === null ? null : before - asked;
    left.set(spendingClass, after);
    return { id, label, nature, activity, asked, decided: request.decision ? decided : null, left: after };
  });
}

function Figure({
  of,
  measure,
  over = false,
}: {
  readonly of: Quantity | "not-entered";
  readonly measure: BudgetResource;
  readonly over?: boolean;
}) {
  return <Amount quantity={of} resource={measure} unit="eur" withUnit {...(over ? { tone: "over" as const } : {})} />;
}

/** A message on the request, where its unit reads it; with a script, for it stays on the page. */
function Message({ unit, request, year, campaign, commandKey }: RequestPartProps) {
  const words = useTranslations("board");
  const hydrated = useHydrated();
  const fetcher = useFetcher<{ threadId?: string; refusal?: { message: string } }>();
  const form = useRef<HTMLFormElement>(null);
  const { state, data } = fetcher;
  useEffect(() => {
    if (state === "idle" && data?.threadId !== undefined) form.current?.reset();
  }, [state, data]);
  if (!hydrated) return null;
  return (
    <fetcher.Form ref={form} method="post" action={`/${year}/forecast/${encodeURIComponent(unit)}/comments`} className={styles.message}>
      <CommandKey value={commandKey} />
      <input type="hidden" name="campaign" value={campaign} />
      <input type="hidden" name="on" value={`request:${request.id}`} />
      <TextAreaField
        name="body"
        id={`message-${request.number}`}
        label={words("unitFile.comment")}
        rows={2}
        error={data?.refusal?.message}
      />
      <button type="submit" className={buttonClass()} aria-busy={state !== "idle" || undefined}>
        {words("unitFile.send")}
      </button>
    </fetcher.Form>
  );
}
