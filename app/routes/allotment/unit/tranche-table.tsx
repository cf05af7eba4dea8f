import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { documentNumber } from "#app/domain/execution/document-number.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { DateField } from "#app/ui/form/text-fields.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { MovementSummary } from "#db/queries/allotment-board.ts";
import styles from "../../units/units.module.css";
import { MovementAmounts, TrancheDay } from "../movement-amounts.tsx";

type Tranche = MovementSummary & { readonly key: string };

interface TrancheTableProps {
  readonly year: number;
  readonly today: string;
  readonly tranches: readonly Tranche[];
  readonly mayRelease: boolean;
}

/** The tranches that wait, each with the one thing to do: put it at disposal on a day. */
export function TrancheTable({ year, today, tranches, mayRelease }: TrancheTableProps) {
  const words = useTranslations("allotment");
  const columns: Column<Tranche>[] = [
    {
      key: "number",
      head: words("number"),
      cell: ({ number }) => <span className={styles.keep}>{documentNumber("MV", year, number)}</span>,
    },
    {
      key: "on",
      head: words("plannedOn"),
      cell: ({ on }) => <TrancheDay on={on} today={today} />,
    },
    { key: "reason", head: words("reason"), cell: ({ reason }) => reason },
    {
      key: "amounts",
      head: words("amount"),
      align: "end",
      cell: ({ amounts }) => <MovementAmounts amounts={amounts} />,
    },
    ...(mayRelease
      ? [{ key: "release", head: words("release"), cell: (tranche: Tranche) => <Release tranche={tranche} today={today} /> }]
      : []),
  ];
  return (
    <DataTable
      caption={words("tranches")}
      hideCaption
      columns={columns}
      rows={tranches}
      rowKey={({ id }) => id}
      empty={<EmptyState title={words("noTranche")} />}
    />
  );
}

function Release({ tranche, today }: { readonly tranche: Tranche; readonly today: string }) {
  const words = useTranslations("allotment");
  return (
    <Form method="post" className={styles.inline}>
      <CommandKey value={tranche.key} />
      <input type="hidden" name="movementId" value={tranche.id} />
      <DateField
        name="on"
        id={`on-${tranche.id}`}
        label={words("releaseDay")}
        hideLabel
        defaultValue={today.slice(0, 4) < tranche.on.slice(0, 4) ? tranche.on : today}
      />
      <SubmitButton look="plain">{words("releaseNow")}</SubmitButton>
    </Form>
  );
}
