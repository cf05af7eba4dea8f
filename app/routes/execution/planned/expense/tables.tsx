import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { MonthPayment } from "#app/domain/execution/planned/payments.ts";
import { sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Section } from "#app/ui/shell/page.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import type { PlannedRow, PlannedStep } from "#db/queries/planned/expense.ts";
import type { FreeLine, PlannedMatch } from "#db/queries/planned/match.ts";
import { commitmentAddress, plannedExpenseAddress } from "../../../units/addresses.ts";
import { MatchButtons } from "../match-buttons.tsx";

type Keyed<Row> = Row & { readonly key: string };

export function PaymentTable({ payments }: { readonly payments: readonly MonthPayment[] }) {
  const words = useTranslations("planned");
  const format = useFormat();
  return (
    <DataTable
      caption={words("monthly")}
      rows={payments}
      rowKey={({ month }) => month}
      columns={[
        { key: "month", head: words("payments"), cell: ({ month }) => format.month(month, "longWithYear") },
        {
          ...{ key: "amount", head: words("amountPaid"), unit: format.unit("CP"), align: "end" },
          cell: ({ amount }) => <Amount quantity={amount} resource="CP" />,
        },
      ]}
      totals={{ amount: <Amount quantity={sum(payments.map(({ amount }) => amount))} resource="CP" /> }}
    />
  );
}

interface MatchTableProps {
  readonly year: number;
  readonly matches: readonly Keyed<PlannedMatch>[];
  readonly version: number;
  readonly mayPlan: boolean;
  readonly here: string;
}

export function MatchTable({ year, matches, version, mayPlan, here }: MatchTableProps) {
  const words = useTranslations("planned");
  const format = useFormat();
  const live = matches.filter(({ undoneAt }) => undoneAt === null);
  return (
    <Section title={words("matches")}>
      <DataTable
        caption={words("matches")}
        hideCaption
        rows={matches}
        rowKey={({ id }) => id}
        empty={<p>{words("noMatch")}</p>}
        columns={[
          {
            key: "commitment",
            head: words("commitment"),
            cell: (row) => (
              <>
                <Link to={commitmentAddress(year, row.commitmentId)}>{row.number}</Link> {row.label}
              </>
            ),
          },
          { key: "day", head: words("day"), cell: (row) => format.day(row.on) },
          {
            ...{ key: "matched", head: words("matched"), unit: format.unit("AE"), align: "end" },
            cell: (row) => (row.undoneAt === null ? <Amount quantity={row.amount} resource="AE" /> : "///"),
          },
          {
            ...{ key: "committed", head: words("committed"), unit: format.unit("AE"), align: "end" },
            cell: (row) => <Amount quantity={row.committed} resource="AE" />,
          },
          {
            key: "who",
            head: words("author"),
            cell: (row) =>
              row.undoneAt === null
                ? words("byAt", { author: row.author, at: format.instant(row.at.toISOString()) })
                : words("undoneBy", { by: row.undoneBy ?? "", at: format.instant(row.undoneAt.toISOString()) }),
          },
          {
            key: "act",
            head: words("act"),
            cell: (row) =>
              mayPlan && row.undoneAt === null ? (
                <Form method="post" action={here}>
                  <CommandKey value={row.key} />
                  <input type="hidden" name="act" value="unmatch" />
                  <input type="hidden" name="seenVersion" value={version} />
                  <input type="hidden" name="matchId" value={row.id} />
                  <SubmitButton look="plain">
                    {words("undo")}
                    <span className="visually-hidden"> {row.number}</span>
                  </SubmitButton>
                </Form>
              ) : (
                "///"
              ),
          },
        ]}
        totals={live.length > 1 ? { matched: <Amount quantity={sum(live.map(({ amount }) => amount))} resource="AE" /> } : undefined}
      />
    </Section>
  );
}

interface CandidateTableProps {
  readonly year: number;
  readonly expense: PlannedRow;
  readonly open: bigint;
  readonly candidates: readonly Keyed<FreeLine>[];
  readonly count: number;
}

/** The commitments of the unit that may be this expense, the nearest amounts first. */
export function CandidateTable({ year, expense, open, candidates, count }: CandidateTableProps) {
  const words = useTranslations("planned");
  const format = useFormat();
  return (
    <Section title={words("candidates")}>
      {count > candidates.length && <p>{words("candidatesMore", { count: candidates.length })}</p>}
      {count > 0 && <p>{words("acceptHint")}</p>}
      <DataTable
        caption={words("candidates")}
        hideCaption
        rows={candidates}
        rowKey={({ commitmentId, line }) => `${commitmentId} ${line}`}
        empty={<p>{words("noCandidate", { unit: expense.unitLabel })}</p>}
        columns={[
          {
            key: "commitment",
            head: words("commitment"),
            cell: (row) => (
              <>
                <Link to={commitmentAddress(year, row.commitmentId)}>{row.number}</Link> {row.label}
              </>
            ),
          },
          { key: "day", head: words("day"), cell: (row) => format.day(row.on) },
          { key: "party", head: words("party"), cell: (row) => row.party },
          { key: "place", head: words("place"), cell: (row) => `${row.nature} · ${row.activity}` },
          {
            ...{ key: "free", head: words("free"), unit: format.unit("AE"), align: "end" },
            cell: (row) => <Amount quantity={row.free} resource="AE" />,
          },
          {
            ...{ key: "gap", head: words("gap"), unit: format.unit("AE"), align: "end" },
            cell: (row) => <Amount quantity={row.free - open} resource="AE" sign="always" />,
          },
          {
            key: "act",
            head: words("act"),
            cell: (row) => (
              <MatchButtons
                to={plannedExpenseAddress(year, expense.id)}
                commandKey={row.key}
                version={expense.version}
                commitment={row}
                partial={row.free < open}
                back="own"
              />
            ),
          },
        ]}
      />
    </Section>
  );
}

export function StepTable({ steps }: { readonly steps: readonly PlannedStep[] }) {
  const words = useTranslations("planned");
  const format = useFormat();
  return (
    <Section title={words("history")}>
      <DataTable
        caption={words("history")}
        hideCaption
        rows={steps}
        rowKey={({ version }) => String(version)}
        columns={[
          { key: "when", head: words("when"), cell: (row) => format.instant(row.at.toISOString()) },
          { key: "who", head: words("author"), cell: (row) => row.author },
          { key: "what", head: words("what"), cell: (row) => words(`acts.${row.act}`) },
          { key: "object", head: words("object"), cell: (row) => row.object },
          {
            key: "month",
            head: words("month"),
            cell: (row) =>
              row.monthBefore === null || row.monthBefore === row.month
                ? format.month(row.month, "withYear")
                : `${format.month(row.monthBefore, "withYear")} → ${format.month(row.month, "withYear")}`,
          },
          {
            ...{ key: "before", head: words("before"), unit: format.unit("AE"), align: "end" },
            cell: (row) => (row.amountBefore === null ? "" : <Amount quantity={row.amountBefore} resource="AE" />),
          },
          {
            ...{ key: "after", head: words("after"), unit: format.unit("AE"), align: "end" },
            cell: (row) => <Amount quantity={row.amount} resource="AE" />,
          },
        ]}
      />
    </Section>
  );
}
