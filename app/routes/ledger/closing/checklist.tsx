import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { isBlocking } from "#app/domain/ledger/closing-check.ts";
import { isWaivable } from "#app/domain/ledger/reopening.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { ProofRun } from "#db/queries/ledger/proof.ts";
import type { ReadinessCheck, ReadinessName } from "#db/queries/ledger/readiness.ts";
import type { Waiver } from "#db/queries/ledger/waiver.ts";
import { closingAddress, newWaiverAddress, proofAddress, waiverAddress } from "../addresses.ts";
import styles from "../ledger.module.css";

interface ChecklistProps {
  readonly year: number;
  /** The exercise before, where one is. */
  readonly before: number | null;
  readonly checks: readonly ReadinessCheck[];
  /** The latest, which says what the check of integrity says. */
  readonly proof: Pick<ProofRun, "at" | "sound"> | null;
  readonly waivers: readonly Waiver[];
  readonly may: { readonly close: boolean; readonly approve: boolean };
}

/** What stands before a closing: each point with its count, its amount and its way in; the silent ones too, at the end. */
export function Checklist({ year, before, checks, proof, waivers, may }: ChecklistProps) {
  const words = useTranslations("closing");
  const format = useFormat();
  const rank = (check: ReadinessCheck) => (check.count === 0 ? 2 : isBlocking(check, waivers) ? 0 : 1);
  const rows = checks.toSorted((left, right) => rank(left) - rank(right));
  const of = (wanted: number) => checks.filter((check) => rank(check) === wanted).length;
  const columns: Column<ReadinessCheck>[] = [
    { key: "check", head: words("checklist.check"), cell: ({ name }) => words(`check.${name}`) },
    { key: "result", head: words("checklist.result"), cell: (check) => <Finding check={check} waivers={waivers} /> },
    { key: "count", head: words("checklist.count"), align: "end", cell: ({ count }) => (count === 0 ? "–" : format.count(count)) },
    {
      key: "amount",
      head: words("checklist.amount"),
      align: "end",
      cell: ({ count, amount, resource }) => (count === 0 || amount === null ? "" : format.amountWithUnit(amount, resource)),
    },
    {
      key: "where",
      head: words("checklist.where"),
      cell: (check) =>
        check.count === 0 ? (
          ""
        ) : (
          <span className={styles.plain}>
            {placeOf(check) && (
              <Link to={placeOf(check) ?? ""} aria-label={`${words("checklist.open")} : ${words(`check.${check.name}`)}`}>
                {words("checklist.open")}
              </Link>
            )}
            {isWaivable(check.name) && <WaiverLink {...{ year, check, waivers, may }} />}
          </span>
        ),
    },
  ];
  return (
    <div className={styles.stack}>
      <p>
        {words("checklist.summary", { blocking: of(0), warnings: of(1), silent: of(2) })}{" "}
        <Link to={proofAddress(year)}>
          {proof === null
            ? words("checklist.notProved")
            : words(proof.sound ? "checklist.proved" : "checklist.disproved", { at: format.instant(proof.at) })}
        </Link>
      </p>
      <DataTable caption={words("checklist.caption")} hideCaption main columns={columns} rows={rows} rowKey={({ name }) => name} />
    </div>
  );

  /** Where it is settled; what this page itself settles is further down. */
  function placeOf({ name, link }: ReadinessCheck): string | null {
    if (name === "earlier-year-open") return before === null ? null : closingAddress(before);
    if (link !== "ledger/closing") return `/${year}/${link}`;
    return here[name] ?? null;
  }
}

const here: Readonly<Partial<Record<ReadinessName, string>>> = {
  "months-open": "#periods",
  "opening-missing": "#opening",
  "opening-differs": "#opening",
};

function Finding({ check, waivers }: { readonly check: ReadinessCheck; readonly waivers: readonly Waiver[] }) {
  const words = useTranslations("closing");
  if (check.count === 0) return <StatePill kind="done">{words("checklist.silent")}</StatePill>;
  if (isBlocking(check, waivers)) return <StatePill kind="fault">{words("checklist.blocking")}</StatePill>;
  if (check.severity === "blocking") return <StatePill kind="decision">{words("checklist.waived")}</StatePill>;
  return <StatePill kind="late">{words("checklist.warning")}</StatePill>;
}

/** Asked, agreed to, or still to ask. */
function WaiverLink({
  year,
  check,
  waivers,
  may,
}: Omit<ChecklistProps, "checks" | "before" | "proof"> & { readonly check: ReadinessCheck }) {
  const words = useTranslations("closing");
  const waiver = waivers.find((own) => own.check === check.name && own.amount === check.amount);
  if (!waiver) return may.close ? <Link to={newWaiverAddress(year, check.name)}>{words("checklist.waive")}</Link> : null;
  if (waiver.approvedAt !== null) return null;
  return <Link to={waiverAddress(year, waiver.id)}>{may.approve ? words("checklist.agree") : words("checklist.waiting")}</Link>;
}
