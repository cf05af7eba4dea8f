import { useTranslations } from "use-intl";
import { foretoldTogether, gapOf } from "#app/domain/review/accuracy.ts";
import type { ReviewedResource } from "#app/domain/review/cause.ts";
import { traceOf } from "#app/domain/trace/trace-of.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { VotedAndUsed } from "#db/queries/review/foretold.ts";

interface ProgrammeTablesProps {
  readonly resource: ReviewedResource;
  readonly byYear: readonly VotedAndUsed[];
  readonly byAction: readonly VotedAndUsed[];
  readonly of: number;
}

/** The programme's own forecast: what the finance act opened, against what was used of all that came. */
export function ProgrammeTables({ resource, byYear, byAction, of }: ProgrammeTablesProps) {
  const words = useTranslations("review.accuracy");
  return (
    <>
      <VotedTable
        caption={words("byAction", { year: String(of) })}
        head={words("action")}
        rows={byAction}
        resource={resource}
        actionsOf={of}
      />
      <VotedTable caption={words("byYear")} head={words("year")} rows={byYear} resource={resource} />
    </>
  );
}

function VotedTable({
  caption,
  head,
  rows,
  resource,
  actionsOf,
}: {
  readonly caption: string;
  readonly head: string;
  readonly rows: readonly VotedAndUsed[];
  readonly resource: ReviewedResource;
  /** The year whose actions its rows are; else each is a year. */
  readonly actionsOf?: number;
}) {
  const words = useTranslations("review.accuracy");
  const review = useTranslations("review");
  const format = useFormat();
  const gap = (own: Pick<VotedAndUsed, "forecast" | "outturn">) => {
    const thousandths = gapOf(own);
    return thousandths === null ? "///" : format.gap(thousandths);
  };
  const storyOf = ({ of, spendingClass }: VotedAndUsed) =>
    traceOf("used", {
      ...{ resource, scope: { kind: "all" }, year: actionsOf ?? Number(of) },
      cut: { spendingClass, ...(actionsOf !== undefined && { action: of }) },
    });
  const whole = foretoldTogether(rows);
  const exact = (key: string, name: string, of: (own: VotedAndUsed) => bigint, sign?: "always"): Column<VotedAndUsed> => ({
    ...{ key, head: name, unit: format.unit(resource), align: "end" },
    cell: (own) => <Amount quantity={of(own)} resource={resource} {...(sign && { sign })} />,
  });
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ of, spendingClass }) => `${of} ${spendingClass}`}
      totals={{
        voted: <Amount quantity={whole.forecast} resource={resource} />,
        used: <Amount quantity={whole.outturn} resource={resource} />,
        gap: <Amount quantity={whole.outturn - whole.forecast} resource={resource} sign="always" />,
        share: gap(whole),
      }}
      columns={[
        { key: "of", head, cell: ({ of }) => of },
        { key: "class", head: review("titles"), cell: ({ spendingClass }) => review(`classes.${spendingClass}`) },
        exact("voted", words("voted"), ({ forecast }) => forecast),
        {
          ...exact("used", words("used", { resource }), ({ outturn }) => outturn),
          cell: (own) => <Amount quantity={own.outturn} resource={resource} trace={storyOf(own)} />,
        },
        exact("gap", words("moreThanVoted"), ({ forecast, outturn }) => outturn - forecast, "always"),
        { ...{ key: "share", head: words("missed"), unit: "%", align: "end" }, cell: gap },
      ]}
    />
  );
}
