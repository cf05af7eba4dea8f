import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { ChainStep, DetailLine } from "#db/queries/execution-commitment.ts";
import { newRequestAddress, newServiceAddress } from "../../units/addresses.ts";
import styles from "../../units/units.module.css";

interface ChainLineProps {
  readonly year: number;
  readonly commitmentId: string;
  readonly line: DetailLine & { readonly mayCertify: boolean; readonly mayRequest: boolean };
}

/** A line of a commitment: what may be done next, its schedule in words, and the documents of its chain. */
export function ChainLine({ year, commitmentId, line }: ChainLineProps) {
  const words = useTranslations("execution");
  const format = useFormat();
  const toCertify = line.committed - line.withdrawn - line.certified;
  const toRequest = line.certified + line.advanced - line.requested;
  const schedule = line.schedule.map((part) => `${part.year} : ${format.amountWithUnit(part.amount, "CP")}`).join(" · ");
  return (
    <div className={styles.stack}>
      <p className={styles.note}>{words("lineSchedule", { schedule })}</p>
      {line.beneficiaryUnit !== line.unit && <p className={styles.note}>{words("lineBeneficiary", { unit: line.beneficiaryUnit })}</p>}
      <p className={styles.links}>
        {line.mayCertify && toCertify > 0n && (
          <Link to={newServiceAddress(year, commitmentId, line.line)} className={buttonClass()}>
            {words("certify", { amount: format.amountWithUnit(toCertify, "EUR") })}
          </Link>
        )}
        {line.mayRequest && toRequest + toCertify > 0n && (
          <Link to={newRequestAddress(year, commitmentId, line.line)} className={buttonClass()}>
            {toRequest > 0n ? words("request", { amount: format.amountWithUnit(toRequest, "EUR") }) : words("requestDirect")}
          </Link>
        )}
      </p>
      <DataTable
        caption={words("chain")}
        hideCaption
        columns={useColumns()}
        rows={line.steps}
        rowKey={({ kind, number }) => kind + number}
        empty={<EmptyState title={words("noStep")} />}
      />
    </div>
  );
}

function useColumns(): Column<ChainStep>[] {
  const words = useTranslations("execution");
  const format = useFormat();
  return [
    { key: "number", head: words("number"), cell: ({ number }) => <span className={styles.keep}>{number}</span> },
    { key: "kind", head: words("document"), cell: ({ kind }) => words(`documents.${kind}`) },
    { key: "on", head: words("day"), cell: ({ on }) => format.day(on) },
    { key: "state", head: words("state"), cell: (step) => <StepState step={step} /> },
    { key: "note", head: words("note"), cell: ({ note }) => note },
    { key: "author", head: words("author"), cell: ({ author }) => author },
    {
      key: "amount",
      head: words("amount"),
      unit: format.unit("EUR"),
      align: "end",
      cell: ({ amount }) => <Amount quantity={amount} resource="EUR" />,
    },
  ];
}

function StepState({ step: { kind, state } }: { readonly step: ChainStep }) {
  const words = useTranslations("execution.states");
  const looks = { requested: "in-progress", paid: "done", rejected: "refused" } as const;
  if (state === null) return <StatePill kind="done">{words(kind === "service" ? "certified" : "paid")}</StatePill>;
  return <StatePill kind={looks[state]}>{words(state)}</StatePill>;
}
