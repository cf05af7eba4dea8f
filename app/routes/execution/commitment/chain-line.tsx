import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { type Chain, outstanding } from "#app/domain/execution/chain.ts";
import { least } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { ChainStep, DetailLine } from "#db/queries/execution-commitment.ts";
import {
  newAdvanceAddress,
  newChangeAddress,
  newRequestAddress,
  newServiceAddress,
  operationAddress,
  paymentRequestAddress,
} from "../../units/addresses.ts";
import { Facts } from "../../units/facts.tsx";
import styles from "../../units/units.module.css";

interface ChainLineProps {
  readonly year: number;
  readonly commitmentId: string;
  readonly line: DetailLine & { readonly mayCommit: boolean; readonly mayCertify: boolean; readonly mayRequest: boolean };
}

/** What remains to be done on a line, in cents. */
function remainsOf({ committed, withdrawn, certified, advanced, requested, paid }: Chain) {
  const held = committed - withdrawn;
  return {
    certify: held - certified,
    request: least(certified + advanced, held) - requested,
    pay: requested - paid,
    advance: held - certified - advanced,
  };
}

/** A line of a commitment: what remains, what may be done next, its schedule in words, and the documents of its chain. */
export function ChainLine({ year, commitmentId, line }: ChainLineProps) {
  const words = useTranslations("execution");
  const acts = useTranslations("acts");
  const format = useFormat();
  const remains = remainsOf(line);
  const schedule = line.schedule.map((part) => `${part.year} : ${format.amountWithUnit(part.amount, "CP")}`).join(" · ");
  const fact = (label: string, quantity: bigint) => ({ label, value: <Amount quantity={quantity} resource="EUR" withUnit /> });
  return (
    <div className={styles.stack}>
      {line.schedule.length > 0 && <p className={styles.note}>{words("lineSchedule", { schedule })}</p>}
      {line.beneficiaryUnit !== line.unit && <p className={styles.note}>{words("lineBeneficiary", { unit: line.beneficiaryUnit })}</p>}
      {line.operation !== null && (
        <p>
          <Link to={operationAddress(year, line.operation)}>{acts("ofOperation", { operation: line.operation })}</Link>
        </p>
      )}
      <Facts
        facts={[
          fact(words("step.committed"), line.committed - line.withdrawn),
          fact(acts("remains.certify"), remains.certify),
          fact(acts("remains.request"), remains.request),
          fact(acts("remains.pay"), remains.pay),
          ...(line.advanced > 0n ? [fact(acts("remains.advance"), line.advanced)] : []),
          fact(words("outstanding"), outstanding(line)),
        ]}
      />
      <p className={`${styles.links} no-print`}>
        {line.mayCertify && remains.certify > 0n && (
          <Link to={newServiceAddress(year, commitmentId, line.line)} className={buttonClass()} preventScrollReset>
            {words("certify", { amount: format.amountWithUnit(remains.certify, "EUR") })}
          </Link>
        )}
        {line.mayRequest && remains.request + remains.certify > 0n && (
          <Link to={newRequestAddress(year, commitmentId, line.line)} className={buttonClass()}>
            {remains.request > 0n ? words("request", { amount: format.amountWithUnit(remains.request, "EUR") }) : words("requestDirect")}
          </Link>
        )}
        {line.mayRequest && remains.advance > 0n && (
          <Link to={newAdvanceAddress(year, commitmentId, line.line)} className={buttonClass()}>
            {acts("advanceLine")}
          </Link>
        )}
        {line.mayCommit && (
          <Link to={newChangeAddress(year, commitmentId, line.line)} className={buttonClass()}>
            {acts("changeLine")}
          </Link>
        )}
      </p>
      <DataTable
        caption={words("chain")}
        hideCaption
        columns={useColumns(year)}
        rows={line.steps}
        rowKey={({ kind, number }) => kind + number}
        empty={<EmptyState title={words("noStep")} />}
      />
    </div>
  );
}

function useColumns(year: number): Column<ChainStep>[] {
  const words = useTranslations("execution");
  const acts = useTranslations("acts");
  const format = useFormat();
  const kindOf = ({ kind }: ChainStep) =>
    kind === "service" || kind === "request" || kind === "payment" ? words(`documents.${kind}`) : acts(`steps.${kind}`);
  return [
    {
      key: "number",
      head: words("number"),
      cell: ({ kind, id, number }) =>
        kind === "request" || kind === "advance" || kind === "payment" ? (
          <Link to={paymentRequestAddress(year, id)} className={styles.keep}>
            {number}
          </Link>
        ) : (
          <span className={styles.keep}>{number}</span>
        ),
    },
    { key: "kind", head: words("document"), cell: kindOf },
    { key: "on", head: words("day"), cell: ({ on }) => format.day(on) },
    { key: "state", head: words("state"), cell: (step) => <StepState step={step} /> },
    { key: "note", head: words("note"), cell: ({ note }) => note },
    { key: "author", head: words("author"), cell: ({ author }) => author },
    {
      key: "amount",
      head: words("amount"),
      unit: format.unit("EUR"),
      align: "end",
      cell: ({ kind, amount }) => <Amount quantity={kind === "decommitment" || kind === "withdrawal" ? -amount : amount} resource="EUR" />,
    },
  ];
}

function StepState({ step: { kind, state, reusable } }: { readonly step: ChainStep }) {
  const words = useTranslations("execution.states");
  const acts = useTranslations("acts");
  const looks = { requested: "in-progress", paid: "done", rejected: "refused" } as const;
  if (state !== null) return <StatePill kind={looks[state]}>{words(state)}</StatePill>;
  if (kind === "service" || kind === "payment")
    return <StatePill kind="done">{words(kind === "service" ? "certified" : "paid")}</StatePill>;
  return reusable === null ? null : acts(reusable ? "reusable" : "notReusable");
}
