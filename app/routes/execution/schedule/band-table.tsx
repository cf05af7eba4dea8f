import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { Band } from "#app/domain/execution/coverage.ts";
import type { Day } from "#app/domain/month.ts";
import { sum } from "#app/domain/quantity.ts";
import { chainTrace, within } from "#app/domain/trace/trace-of.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { outstandingAddress } from "../../units/addresses.ts";
import { bandName, bandTrace } from "./band-name.ts";

interface BandTableProps {
  readonly year: number;
  readonly on: Day;
  readonly bands: readonly Band[];
  readonly unit: string | null;
}

/** What falls due each year, what the year may pay, and what is left for new commitments. */
export function BandTable({ year, on, bands, unit }: BandTableProps) {
  const words = useTranslations("outstanding");
  const format = useFormat();
  const scope = within(unit);
  const amount = (key: string, head: string, of: (band: Band) => bigint | null): Column<Band> => ({
    ...{ key, head, unit: format.unit("EUR"), align: "end" },
    cell: (band) => <Amount quantity={of(band) ?? "not-applicable"} resource="CP" />,
  });
  const columns: Column<Band>[] = [
    {
      ...{ key: "year", head: words("due") },
      cell: (band) =>
        band.open ? (
          bandName(words, band)
        ) : (
          <Link to={`${outstandingAddress(year, { unit, due: band.year })}#commitments`}>{bandName(words, band)}</Link>
        ),
    },
    {
      ...amount("due", words("schedule.due"), ({ due }) => due),
      cell: (band) => <Amount quantity={band.due} resource="CP" trace={bandTrace(band, { scope, year, on })} />,
    },
    amount("overdue", words("schedule.overdue"), ({ overdue }) => overdue),
    amount("cover", words("schedule.cover"), ({ cover }) => cover),
    {
      key: "kind",
      head: words("schedule.coverKind"),
      cell: ({ coverKind }) => (coverKind === null ? "" : words(`schedule.kind.${coverKind}`)),
    },
    amount("room", words("schedule.roomHead"), ({ room }) => room),
    {
      ...{ key: "state", head: words("schedule.state") },
      cell: ({ room }) =>
        room === null ? (
          ""
        ) : (
          <StatePill kind={room < 0n ? "fault" : "done"}>{words(room < 0n ? "schedule.uncovered" : "schedule.covered")}</StatePill>
        ),
    },
  ];
  const totals = {
    due: <Amount quantity={sum(bands.map(({ due }) => due))} resource="CP" trace={chainTrace("outstanding", { scope, year, on })} />,
    overdue: <Amount quantity={sum(bands.map(({ overdue }) => overdue))} resource="CP" />,
  };
  return (
    <DataTable
      caption={words("schedule.byYear")}
      hideCaption
      main
      columns={columns}
      rows={bands}
      rowKey={(band) => String(band.year)}
      totals={totals}
    />
  );
}
