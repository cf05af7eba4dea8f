import { Link, useSearchParams } from "@remix-run/react";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useTranslations } from "use-intl";
import type { BridgeLine } from "#app/domain/ledger/bridge.ts";
import type { Exercise } from "#app/domain/reference/fiscal-year.ts";
import { Amount } from "#app/ui/amount.tsx";
import { classNames } from "#app/ui/class-names.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { accountAddress } from "../addresses.ts";
import styles from "../books.module.css";
import { openSteps, type Rung } from "./ladder.ts";

interface LadderTableProps {
  /** Up to today where it runs. */
  readonly exercise: Exercise;
  readonly rungs: readonly Rung[];
}

/** From the payments down to the result; each step opens its accounts, and each account its ledger. */
export function LadderTable({ exercise, rungs }: LadderTableProps) {
  const words = useTranslations("bridge");
  const format = useFormat();
  const balance = (key: "opening" | "closing", day: string): Column<Rung> => ({
    key,
    head: words(key, { day: format.day(day) }),
    unit: format.unit("EUR"),
    align: "end",
    cell: ({ [key]: quantity }) => (quantity === null ? "" : <Amount quantity={quantity} resource="EUR" />),
  });
  const columns: Column<Rung>[] = [
    { key: "step", head: words("step"), cell: (rung) => <RungName year={exercise.year} rung={rung} /> },
    balance("opening", exercise.firstDay),
    balance("closing", exercise.lastDay),
    {
      key: "effect",
      head: words("effect"),
      unit: format.unit("EUR"),
      align: "end",
      cell: ({ effect, kind }) => <Amount quantity={effect} resource="EUR" sign={"sum" in kind ? "negative" : "always"} />,
    },
  ];
  return (
    <DataTable
      caption={words("caption", { year: String(exercise.year) })}
      hideCaption
      main
      columns={columns}
      rows={rungs}
      rowKey={({ key }) => key}
      isSubtotal={({ kind }) => "sum" in kind && kind.sum !== "income"}
      tree={({ kind }) => {
        if ("account" in kind) return { level: 2 };
        return "step" in kind && kind.open !== null ? { level: 1, expanded: kind.open } : { level: 1 };
      }}
    />
  );
}

function RungName({ year, rung: { kind } }: { readonly year: number; readonly rung: Rung }) {
  const words = useTranslations("bridge");
  if ("sum" in kind) return words(kind.sum);
  if ("account" in kind) {
    return (
      <span className={classNames(styles.node, styles.level2)}>
        <Link to={accountAddress(year, kind.account)}>
          {kind.account} · {kind.label}
        </Link>
      </span>
    );
  }
  return kind.open === null ? <a href="#events">{words(`line.${kind.step}`)}</a> : <StepLink step={kind.step} open={kind.open} />;
}

/** Opens and closes a step: the address keeps it, so that a link shows the same. */
function StepLink({ step, open }: { readonly step: BridgeLine; readonly open: boolean }) {
  const words = useTranslations("bridge");
  const [search] = useSearchParams();
  const steps = openSteps(search);
  const next = open ? steps.filter((line) => line !== step) : [...steps, step];
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <span className={styles.node}>
      <Chevron aria-hidden size={16} strokeWidth={1.75} />
      <Link to={next.length > 0 ? `?open=${next.join(",")}` : "?"} replace preventScrollReset className={styles.group} aria-expanded={open}>
        {words(`line.${step}`)}
      </Link>
    </span>
  );
}
