import { useState } from "react";
import { useTranslations } from "use-intl";
import type { LoadThresholds } from "#app/domain/workload/capacity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { staffName, workName } from "../field-names.ts";
import { LoadRate } from "../load-level.tsx";
import own from "../workload.module.css";
import type { TrialTeam, TrialWork } from "./load-trial.ts";
import { useTeamLabel } from "./team-label.ts";

interface Judged {
  readonly capacity: bigint;
  readonly load: bigint;
  readonly delay: number | null;
}

interface StaffTableProps {
  readonly teams: readonly TrialTeam[];
  readonly fields: ReadonlyMap<string, string>;
  readonly judged: ReadonlyMap<string, Judged>;
  readonly thresholds: LoadThresholds;
  /** The least staff more for a team not to be over; null: no staff would do. */
  readonly seek: (team: TrialTeam) => bigint | null;
}

/** Each team with its full-time equivalents, which are typed, and what follows from them at once. */
export function StaffTable({ teams, fields, judged, thresholds, seek }: StaffTableProps) {
  const words = useTranslations("workload");
  const format = useFormat();
  const labelOf = useTeamLabel();
  const nothing: Judged = { capacity: 0n, load: 0n, delay: 0 };
  const of = ({ name }: TrialTeam) => judged.get(name) ?? nothing;
  const amount = (key: "capacity" | "load") => ({
    ...{ key, head: words(`columns.${key}`), unit: format.unit("DAY"), align: "end" as const },
    cell: (team: TrialTeam) => <Amount quantity={of(team)[key]} resource="DAY" />,
  });
  return (
    <DataTable
      caption={words("trialPage.teams")}
      hideCaption
      rows={teams}
      rowKey={({ name }) => name}
      columns={[
        { key: "team", head: words("columns.team"), cell: ({ labels }) => labelOf(labels) },
        {
          ...{ key: "fte", head: words("trialPage.fte"), align: "end" as const },
          cell: (team) => (
            <Typed name={staffName(team.name)} label={labelOf(team.labels)} shown={amountText(team.fte, "DAY")} fields={fields} />
          ),
        },
        amount("capacity"),
        amount("load"),
        { key: "rate", head: words("columns.rate"), align: "end", cell: (team) => <LoadRate balance={of(team)} thresholds={thresholds} /> },
        {
          ...{ key: "delay", head: words("columns.delay"), align: "end" as const },
          cell: (team) => {
            const { delay } = of(team);
            return delay === null ? words("never") : words("delay", { months: delay });
          },
        },
        {
          key: "wanted",
          head: words("columns.wanted"), // What was found holds for the plan that it was sought in.
          cell: (team) => <Wanted key={`${of(team).capacity} ${of(team).load}`} team={labelOf(team.labels)} seek={() => seek(team)} />,
        },
      ]}
    />
  );
}

/** Goal seek, asked for by a press. */
function Wanted({ team, seek }: { readonly team: string; readonly seek: () => bigint | null }) {
  const words = useTranslations("workload.trialPage");
  const [found, setFound] = useState<bigint | null>();
  const said =
    found === undefined
      ? ""
      : found === null
        ? words("never")
        : found === 0n
          ? words("enough")
          : words("more", { fte: amountText(found, "DAY") });
  return (
    <>
      <button type="button" className={buttonClass()} onClick={() => setFound(seek())} aria-label={words("seekLabel", { team })}>
        {words("seek")}
      </button>{" "}
      <output>{said}</output>
    </>
  );
}

/** The days of each item by team, which are typed. */
export function WorkTable({ works, fields }: { readonly works: readonly TrialWork[]; readonly fields: ReadonlyMap<string, string> }) {
  const words = useTranslations("workload");
  const format = useFormat();
  const labelOf = useTeamLabel();
  return (
    <DataTable
      caption={words("trialPage.items")}
      hideCaption
      rows={works}
      rowKey={({ name }) => name}
      columns={[
        { key: "item", head: words("columns.item"), cell: ({ label }) => label },
        { key: "team", head: words("columns.team"), cell: ({ teamLabels }) => labelOf(teamLabels) },
        {
          ...{ key: "days", head: words("columns.days"), unit: format.unit("DAY"), align: "end" as const },
          cell: (work) => (
            <Typed
              name={workName(work.name)}
              label={`${work.label}, ${labelOf(work.teamLabels)}`}
              shown={work.days === 0n ? "" : amountText(work.days, "DAY")}
              fields={fields}
            />
          ),
        },
      ]}
    />
  );
}

function Typed({
  name,
  label,
  shown,
  fields,
}: {
  readonly name: string;
  readonly label: string;
  readonly shown: string;
  readonly fields: ReadonlyMap<string, string>;
}) {
  return (
    <input
      className={own.days}
      name={name}
      defaultValue={fields.get(name) ?? shown}
      inputMode="decimal"
      autoComplete="off"
      aria-label={label}
    />
  );
}
