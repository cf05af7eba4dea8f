import { useTranslations } from "use-intl";
import type { StepName } from "#app/domain/campaign/calendar.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { DataTable } from "#app/ui/table/data-table.tsx";
import type { LoggedEvent } from "#db/queries/campaign/event.ts";

/** What happened to a campaign, the latest first: when, who, what, to which unit, why. */
export function CampaignHistory({ events }: { readonly events: readonly LoggedEvent[] }) {
  const words = useTranslations("campaigns");
  const format = useFormat();
  const day = (value: unknown) => (typeof value === "string" ? format.day(value) : "");
  const what = ({ kind, from, to, detail }: LoggedEvent): string => {
    const step = detail["step"] as StepName | undefined;
    return words(`events.${kind}`, {
      from: from ? words(`states.${from}`) : "",
      to: to ? words(`states.${to}`) : "",
      step: step ? words(`stepOf.${step}`) : "",
      first: day(detail["opensOn"]),
      last: day(detail["closesOn"]),
      until: day(detail["until"]),
      name: String(detail["name"] ?? ""),
      count: Number(detail["people"] ?? detail["sheets"] ?? detail["lines"] ?? detail["requests"] ?? detail["units"] ?? 0),
    });
  };
  return (
    <DataTable
      caption={words("history.title")}
      rows={events}
      rowKey={(row) => String(row.id)}
      empty={<p>{words("history.none")}</p>}
      columns={[
        { key: "when", head: words("versions.when"), cell: (row) => format.instant(row.at.toISOString()) },
        { key: "who", head: words("versions.who"), cell: (row) => row.actor },
        { key: "what", head: words("history.what"), cell: what },
        { key: "unit", head: words("columns.unit"), cell: (row) => row.unitLabel ?? words("history.allUnits") },
        { key: "why", head: words("reason"), cell: (row) => row.reason || "///" },
      ]}
    />
  );
}
