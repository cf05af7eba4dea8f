import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { sheetAddress } from "#app/domain/forecast/cell-address.ts";
import type { DetailOrigin } from "#app/domain/forecast/detail.ts";
import { Amount } from "#app/ui/amount.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { Section } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import styles from "../units/units.module.css";
import { bringAddress } from "./addresses.ts";
import type { BroughtLine } from "./load-brought.ts";

interface BroughtSectionProps {
  readonly year: number;
  readonly origin: DetailOrigin;
  readonly rows: readonly BroughtLine[];
  readonly mayEdit: boolean;
}

/** In which sheets the years of a lease or of machines stand, and whether they still say what it says. */
export function BroughtSection({ year, origin, rows, mayEdit }: BroughtSectionProps) {
  const words = useTranslations("means.brought");
  const columns: Column<BroughtLine>[] = [
    { key: "campaign", head: words("campaign"), cell: ({ campaignLabel, firstYear }) => `${campaignLabel} (${firstYear})` },
    {
      key: "line",
      head: words("line"),
      cell: ({ firstYear, unit, campaignId, lineId, lineLabel, request }) => (
        <Link
          to={sheetAddress(
            { year: firstYear, unit, campaign: campaignId },
            { cell: { lineId, measure: "CP", targetYear: firstYear, month: 0 } },
          )}
        >
          {words("lineName", { label: lineLabel, request })}
        </Link>
      ),
    },
    { key: "ae", head: words("ae"), unit: "€", align: "end", cell: ({ ae }) => <Amount quantity={ae} resource="AE" /> },
    { key: "cp", head: words("cp"), unit: "€", align: "end", cell: ({ cp }) => <Amount quantity={cp} resource="CP" /> },
    {
      key: "state",
      head: words("state"),
      cell: ({ upToDate, lineId }) => (
        <>
          <StatePill kind={upToDate ? "done" : "late"}>{words(upToDate ? "upToDate" : "changed")}</StatePill>{" "}
          {mayEdit && <Link to={bringAddress(year, origin, lineId)}>{words("see")}</Link>}
        </>
      ),
    },
  ];
  return (
    <Section
      title={words("title")}
      actions={
        mayEdit && (
          <Link to={bringAddress(year, origin)} className={buttonClass(rows.length === 0 ? "primary" : "plain")}>
            {words("bring")}
          </Link>
        )
      }
    >
      <DataTable
        caption={words("title")}
        hideCaption
        columns={columns}
        rows={rows}
        rowKey={({ lineId }) => lineId}
        empty={<p className={styles.note}>{words("none")}</p>}
      />
    </Section>
  );
}
