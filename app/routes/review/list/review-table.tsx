import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { Quantity } from "#app/domain/quantity.ts";
import { type ReviewedYear, shareTold, together, untoldOf } from "#app/domain/review/bridge.ts";
import type { Scope } from "#app/domain/trace/trace-key.ts";
import { alone, traceOf, within } from "#app/domain/trace/trace-of.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import type { Sort } from "#app/ui/table/sort.ts";
import { reviewAddress, unitReviewAddress } from "../../units/addresses.ts";
import type { ReviewRow, ReviewShown } from "../shown.ts";
import type { sortKeys } from "../sorted-rows.ts";

interface ReviewTableProps {
  readonly year: number;
  readonly shown: ReviewShown;
  readonly rows: readonly ReviewRow[];
  readonly sort: Sort;
  readonly search: string;
  /** The unit of the address; null: everything that the reader sees. */
  readonly scope: string | null;
}

const traced = ["asked", "decided", "released", "used"] as const;

/** Each unit: what it asked, had and used, and how far its gap is explained. */
export function ReviewTable({ year, shown: { resource, spendingClass, known }, rows, sort, search, scope: unitAsked }: ReviewTableProps) {
  const words = useTranslations("review");
  const format = useFormat();
  const whole = together(rows.map((row) => row.year));
  const unit = displayUnitFor(rows.flatMap((row) => [row.year.released, row.year.used]));
  // Gaps are small beside what they are gaps of: told in the unit of the credits, most would read as nothing.
  const gapUnit = displayUnitFor(rows.map((row) => untoldOf(row.year)).map((gap) => gap / 100n));
  const unitOf = (key: string) => (key === "gap" || key === "untold" ? gapUnit : unit);
  const planned = whole.asked !== 0n || whole.decided !== 0n;
  const amount = (key: string, head: string, of: (year: ReviewedYear) => Quantity, sign?: "always"): Column<ReviewRow> => ({
    ...{ key, head, unit: format.unit(resource, unitOf(key)), align: "end", sortable: true },
    cell: (row) => (
      <Amount
        quantity={of(row.year)}
        resource={resource}
        unit={unitOf(key)}
        trace={traceIn(key, alone(row.unit))}
        {...(sign && { sign })}
      />
    ),
  });
  const cut = spendingClass === "all" ? {} : { spendingClass };
  const traceIn = (key: string, scope: Scope) => {
    const measure = traced.find((each) => each === key);
    return measure && traceOf(measure, { resource, scope, year, cut, ...(known === null ? {} : { asOf: { on: known, known: true } }) });
  };
  const amounts: readonly {
    readonly key: Exclude<(typeof sortKeys)[number], "unit">;
    readonly of: (year: ReviewedYear) => Quantity;
    readonly sign?: "always";
  }[] = [
    ...(planned
      ? [
          { key: "asked" as const, of: ({ asked }: ReviewedYear) => asked },
          { key: "decided" as const, of: ({ decided }: ReviewedYear) => decided },
        ]
      : []),
    { key: "released", of: ({ released }) => released },
    { key: "used", of: ({ used }) => used },
    { key: "gap", of: ({ used, released }) => used - released, sign: "always" },
    { key: "untold", of: untoldOf, sign: "always" },
  ];
  return (
    <DataTable
      caption={words("byUnit")}
      main
      sort={sort}
      rows={rows}
      rowKey={(row) => row.unit}
      empty={<EmptyState title={words("nothing")}>{words("nothingHint")}</EmptyState>}
      actions={<ExportMenu file={`${reviewAddress(year)}/file`} />}
      totals={Object.fromEntries(
        amounts.map(({ key, of, sign }) => [
          key,
          <Amount
            key={key}
            quantity={of(whole)}
            resource={resource}
            unit={unitOf(key)}
            trace={traceIn(key, within(unitAsked))}
            {...(sign && { sign })}
          />,
        ]),
      )}
      columns={[
        {
          ...{ key: "unit", head: words("unit"), sortable: true },
          cell: (row) => <Link to={`${unitReviewAddress(year, row.unit)}${search}`}>{row.label}</Link>,
        },
        ...amounts.map(({ key, of, sign }) => amount(key, words(`columns.${key}`, { resource }), of, sign)),
        { key: "told", head: words("columns.told"), cell: (row) => <ToldState year={row.year} /> },
      ]}
    />
  );
}

/** How far a gap is explained, in a word and a share. */
export function ToldState({ year }: { readonly year: ReviewedYear }) {
  const words = useTranslations("review");
  const format = useFormat();
  const share = shareTold(year);
  if (share === null) return <StatePill kind="done">{words("states.none")}</StatePill>;
  if (untoldOf(year) === 0n) return <StatePill kind="done">{words("states.whole")}</StatePill>;
  if (Object.keys(year.told).length === 0) return <StatePill kind="not-started">{words("states.nothing")}</StatePill>;
  return <StatePill kind="in-progress">{words("states.part", { share: format.share({ part: share, whole: 1000n }) })}</StatePill>;
}
