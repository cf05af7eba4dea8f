import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { LandedResource } from "#app/domain/landing/manual.ts";
import { monthOfYear } from "#app/domain/month.ts";
import type { TraceKey } from "#app/domain/trace/trace-key.ts";
import { traceOf } from "#app/domain/trace/trace-of.ts";
import { Amount } from "#app/ui/amount.tsx";
import type { DisplayUnit, Shown } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { LandedRow, SaidLanding } from "./load-parts.ts";

/** Of euros: what a unit says of its landing shows in thousands, and would not in millions. */
const unit: DisplayUnit = "keur";

interface LandedTableProps {
  readonly rows: readonly LandedRow[];
  readonly resource: LandedResource;
  /** The unit alone, its year and its months that are over; undefined as known on a past day. */
  readonly place: Pick<TraceKey, "scope" | "year" | "upTo"> | undefined;
  readonly empty: ReactNode;
}

/** What the methods say and what the unit says, side by side, and which of them counts. */
export function LandedTable({ rows, resource, place, empty }: LandedTableProps) {
  const words = useTranslations("followUp.landed");
  const format = useFormat();
  const amount = (key: string, head: string, of: (row: LandedRow) => Shown): Column<LandedRow> => ({
    ...{ key, head, unit: format.unit(resource, unit), align: "end" },
    cell: (row) => <Amount quantity={of(row)} resource={resource} unit={unit} />,
  });
  const storyOf = (measure: "notified" | "used", { spendingClass }: LandedRow) => {
    if (!place) return undefined;
    const { upTo, ...year } = place;
    return traceOf(measure, { ...year, resource, cut: { spendingClass }, ...(measure === "used" && { upTo }) });
  };
  const columns: Column<LandedRow>[] = [
    { key: "class", head: words("class"), cell: ({ spendingClass }) => words(`classes.${spendingClass}`) },
    {
      ...amount("notified", words("notified"), ({ followed }) => followed.notified),
      cell: (row) => <Amount quantity={row.followed.notified} {...{ resource, unit }} trace={storyOf("notified", row)} />,
    },
    {
      ...amount("used", words("used", { resource }), ({ used }) => used),
      cell: (row) => <Amount quantity={row.used} {...{ resource, unit }} trace={storyOf("used", row)} />,
    },
    amount("model", words("model"), ({ followed }) => followed.model?.likely ?? "not-applicable"),
    amount("low", words("low"), ({ followed }) => followed.model?.low ?? "not-applicable"),
    amount("high", words("high"), ({ followed }) => followed.model?.high ?? "not-applicable"),
    amount("said", words("said"), ({ last }) => last?.amount ?? "not-entered"),
    amount("counts", words("counts"), ({ followed }) => followed.landing?.likely ?? "not-applicable"),
    {
      key: "standing",
      head: words("standing"),
      cell: ({ standing }) => (
        <StatePill kind={standing === "stands" ? "decision" : standing === "overtaken" ? "late" : "in-progress"}>
          {words(`standings.${standing}`)}
        </StatePill>
      ),
    },
  ];
  return (
    <DataTable
      caption={words("table")}
      main
      wide
      columns={columns}
      rows={rows}
      rowKey={({ spendingClass }) => spendingClass}
      empty={empty}
    />
  );
}

/** Everything that was said, the latest first: who, when, from which knowledge, why. */
export function VersionTable({ versions, resource }: { readonly versions: readonly SaidLanding[]; readonly resource: LandedResource }) {
  const words = useTranslations("followUp.landed");
  const format = useFormat();
  const columns: Column<SaidLanding>[] = [
    { key: "at", head: words("at"), cell: ({ at }) => format.instant(at) },
    { key: "author", head: words("author"), cell: ({ author }) => author },
    { key: "class", head: words("class"), cell: ({ spendingClass }) => words(`classes.${spendingClass}`) },
    {
      ...{ key: "amount", head: words("said"), unit: format.unit(resource, unit), align: "end" },
      cell: ({ amount }) => (amount === null ? words("standings.withdrawn") : <Amount quantity={amount} resource={resource} unit={unit} />),
    },
    {
      key: "months",
      head: words("knowledge"),
      cell: ({ months }) => (months === 0 ? words("noMonth") : format.month(monthOfYear(2001, months), "long").replace(/\s*2001/, "")),
    },
    { key: "reason", head: words("why"), cell: ({ reason }) => reason },
  ];
  return (
    <DataTable
      caption={words("versions")}
      hideCaption
      columns={columns}
      rows={versions}
      rowKey={({ spendingClass, version }) => `${spendingClass} ${version}`}
    />
  );
}
