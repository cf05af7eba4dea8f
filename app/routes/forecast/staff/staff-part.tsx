import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { RequestKind } from "#app/domain/forecast/request-state.ts";
import { fullYearEffect, inHundredths, staffOf } from "#app/domain/forecast/staff/staff-line.ts";
import { sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import { Section } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { StoredStaffLine } from "#db/queries/forecast/staff.ts";
import styles from "../forecast.module.css";
import { BridgeTable } from "./bridge-table.tsx";
import type { StaffShown } from "./load-staff.ts";

/** « Effectifs demandés »: who is asked for, what it makes of ETPT year by year, and what it costs for whoever sees it. */
export function StaffPart({
  staff,
  kind,
  edit,
}: {
  readonly staff: StaffShown;
  readonly kind: RequestKind;
  readonly edit?: string | undefined;
}) {
  const words = useTranslations("staff");
  const format = useFormat();
  const { lines, years, categories, bridges } = staff;
  if (lines.length === 0 && edit === undefined) return null;
  const first = years[0] ?? 0;
  const month = (text: string) => `${format.month(text, "long")} ${text.slice(0, 4)}`;
  const etpt = new Map(years.map((year) => [year, inHundredths(lines.map((line) => staffOf(kind, line, year)))]));
  const effects = inHundredths(lines.map((line) => fullYearEffect(line, first)));
  const row = (line: StoredStaffLine) => lines.indexOf(line);
  const columns: Column<StoredStaffLine>[] = [
    {
      key: "category",
      head: words("category"),
      cell: ({ category, label }) => label || (categories.find(({ code }) => code === category)?.label ?? category),
    },
    { key: "activity", head: words("activity"), cell: ({ activity }) => activity },
    { key: "fte", head: words("fte"), align: "end", cell: ({ fte }) => amountText(fte, "DAY") },
    {
      key: "entry",
      head: words("entry"),
      cell: ({ entry }) => (entry === null ? words("present", { year: String(first - 1) }) : month(entry)),
    },
    { key: "exit", head: words("exit"), cell: ({ exit }) => (exit === null ? words("stays") : month(exit)) },
    ...years.map(
      (year): Column<StoredStaffLine> => ({
        ...{ key: String(year), head: words("etptOf", { year: String(year) }), align: "end" },
        cell: (line) => <Amount quantity={etpt.get(year)?.[row(line)] ?? 0n} resource="ETPT" />,
      }),
    ),
    ...(years.length > 1
      ? [
          {
            ...{ key: "fullYear", head: words("fullYear", { year: String(first + 1) }), align: "end" as const },
            cell: (line: StoredStaffLine) => <Amount quantity={effects[row(line)] ?? 0n} resource="ETPT" sign="always" />,
          },
        ]
      : []),
  ];
  const totals = {
    fte: amountText(sum(lines.map(({ fte }) => fte)), "DAY"),
    ...Object.fromEntries(years.map((year) => [String(year), <Amount key={year} quantity={sum(etpt.get(year) ?? [])} resource="ETPT" />])),
    fullYear: <Amount quantity={sum(effects)} resource="ETPT" sign="always" />,
  };
  return (
    <Section title={words("title")}>
      <div id="staff" className={styles.stack}>
        <DataTable
          caption={words("title")}
          hideCaption
          rows={lines}
          rowKey={({ id }) => id}
          columns={columns}
          totals={totals}
          empty={<EmptyState title={words("none")}>{words("noneHint")}</EmptyState>}
        />
        {edit !== undefined && (
          <p>
            <Link className={buttonClass()} to={edit}>
              {words("edit")}
            </Link>
          </p>
        )}
        {lines.length > 0 &&
          (bridges === "hidden" ? <p className={styles.note}>{words("hidden")}</p> : <BridgeTable bridges={bridges} before={first - 1} />)}
      </div>
    </Section>
  );
}
