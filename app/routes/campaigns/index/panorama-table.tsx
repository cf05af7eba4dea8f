import { Form, Link } from "@remix-run/react";
import { type KeyboardEvent, useRef } from "react";
import { useTranslations } from "use-intl";
import { presentYear } from "#app/domain/campaign/kind.ts";
import { absolute, sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { barLength } from "#app/ui/figure/scale.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { ProgressPill } from "#app/ui/planning/progress-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import type { Sort } from "#app/ui/table/sort.ts";
import type { Campaign } from "#db/queries/campaign.ts";
import styles from "./campaigns.module.css";
import type { PanoramaRow } from "./panorama-rows.ts";

interface PanoramaTableProps {
  readonly campaign: Campaign;
  readonly rows: readonly PanoramaRow[];
  readonly sort: Sort | undefined;
  readonly mayConduct: boolean;
  readonly commandKey: string;
}

/** The units of a campaign: Space chooses a row, Enter opens it, Ctrl+Enter reminds those chosen. */
export function PanoramaTable({ campaign, rows, sort, mayConduct, commandKey }: PanoramaTableProps) {
  const words = useTranslations("campaigns");
  const form = useRef<HTMLFormElement>(null);
  const remind = useRef<HTMLButtonElement>(null);
  const base = `/${campaign.targetYear}/campaigns/${campaign.id}`;
  const columns = useColumns(rows, campaign, mayConduct);
  const unit = displayUnitFor(rows.flatMap(({ cp, previous }) => [cp, previous ?? 0n]));
  const total = sum(rows.map(({ cp }) => cp));
  const table = (
    <DataTable
      caption={words("units", { label: campaign.label })}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.unit}
      sort={sort}
      totals={{ cp: <Amount quantity={total} resource="CP" unit={unit} /> }}
      actions={<ExportMenu file={`/${campaign.targetYear}/campaigns/file`} />}
      empty={<EmptyState title={words("noUnit")} />}
      main
    />
  );
  if (!mayConduct) return table;
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: the keys go to the boxes and the links of the rows, which are the controls
    <Form
      method="post"
      action={`${base}/reminders`}
      ref={form}
      className={styles.table}
      onKeyDown={(event) => onKey(event, form.current, remind.current)}
    >
      <CommandKey value={commandKey} />
      <div className={`${styles.bar} no-print`}>
        <button type="submit" ref={remind} className={buttonClass("primary")}>
          {words("bar.remind")}
        </button>
        {(["starts", "time", "reopening", "versions"] as const).map((act) => (
          <button key={act} type="submit" formMethod="get" formAction={`${base}/${act}`} className={buttonClass()}>
            {words(`bar.${act}`)}
          </button>
        ))}
        <button type="button" className={buttonClass()} onClick={() => chooseLate(form.current, rows)}>
          {words("bar.chooseLate")}
        </button>
        <span>{words("bar.keys")}</span>
      </div>
      {table}
    </Form>
  );
}

function useColumns(rows: readonly PanoramaRow[], campaign: Campaign, mayConduct: boolean): Column<PanoramaRow>[] {
  const words = useTranslations("campaigns");
  const format = useFormat();
  const unit = displayUnitFor(rows.flatMap(({ cp, previous }) => [cp, previous ?? 0n]));
  const euros = format.unit("CP", unit);
  const widest = rows.reduce((most, { delta }) => (delta !== null && absolute(delta) > most ? absolute(delta) : most), 1n);
  const previousYear = String(presentYear(campaign) - 1);
  const columns: Column<PanoramaRow>[] = [
    {
      ...{ key: "unit", head: words("columns.unit"), sortable: true },
      cell: (row) => (
        <span className={styles.unit}>
          {mayConduct && <input type="checkbox" name="units" value={row.unit} aria-label={words("bar.choose", { unit: row.label })} />}
          <Link to={`/${campaign.targetYear}/forecast/${row.unit}?campaign=${campaign.id}`}>{row.label}</Link>
        </span>
      ),
    },
    { key: "state", head: words("columns.state"), sortable: true, cell: (row) => <ProgressPill progress={row.progress} late={row.late} /> },
    {
      ...{ key: "filled", head: words("columns.filled"), unit: "%", align: "end", sortable: true },
      cell: (row) => (row.percent === null ? "///" : format.count(row.percent)),
    },
    {
      ...{ key: "cp", head: words("asked", { measure: "CP" }), unit: euros, align: "end", sortable: true },
      cell: (row) => <Amount quantity={row.cp} resource="CP" unit={unit} />,
    },
    {
      ...{ key: "previous", head: words("columns.previous", { year: previousYear }), unit: euros, align: "end" },
      cell: (row) => (row.previous === null ? "///" : <Amount quantity={row.previous} resource="CP" unit={unit} />),
    },
    {
      ...{ key: "delta", head: words("columns.delta"), unit: euros, align: "end", sortable: true },
      cell: (row) =>
        row.delta === null ? (
          "///"
        ) : (
          <>
            <DeltaBar delta={row.delta} widest={widest} />
            <Amount quantity={row.delta} resource="CP" unit={unit} sign="always" />
          </>
        ),
    },
    {
      ...{ key: "activity", head: words("columns.lastActivity"), sortable: true },
      cell: (row) => (row.lastActivity ? format.instant(row.lastActivity.toISOString()) : "///"),
    },
    { key: "deadline", head: words("columns.deadline"), sortable: true, cell: (row) => format.day(row.deadline) },
  ];
  if (!mayConduct) return columns;
  const reminded = (row: PanoramaRow) =>
    row.remindedAt ? words("reminded", { count: row.reminders, at: format.instant(row.remindedAt.toISOString()) }) : "///";
  return [...columns, { key: "reminded", head: words("columns.reminded"), cell: reminded }];
}

/** The gap to last year, on one scale for all the rows: to the right more, to the left less. */
function DeltaBar({ delta, widest }: { readonly delta: bigint; readonly widest: bigint }) {
  const width = barLength(absolute(delta), widest, 38);
  return (
    <svg viewBox="0 0 80 12" className={styles.delta} aria-hidden focusable="false">
      <line x1="40" x2="40" y1="0" y2="12" className={styles.axis} />
      <rect x={delta < 0n ? 40 - width : 40} y="2" width={width} height="8" className={delta < 0n ? styles.less : styles.more} />
    </svg>
  );
}

function onKey(event: KeyboardEvent, form: HTMLFormElement | null, remind: HTMLButtonElement | null): void {
  const row = (event.target as HTMLElement).closest("tbody tr");
  if (!row || !form) return;
  const isBox = (event.target as HTMLElement).matches("input[type=checkbox]");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit(remind);
  } else if (event.key === "Enter" && isBox) {
    event.preventDefault();
    row.querySelector("a")?.click();
  } else if (event.key === " " && !isBox) {
    event.preventDefault();
    row.querySelector<HTMLInputElement>("input[type=checkbox]")?.click();
  }
}

function chooseLate(form: HTMLFormElement | null, rows: readonly PanoramaRow[]): void {
  const late = new Set(rows.filter((row) => row.late).map(({ unit }) => unit));
  for (const box of form?.querySelectorAll<HTMLInputElement>("input[name=units]") ?? []) box.checked = late.has(box.value);
}
