import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { MatchProposal } from "#app/domain/execution/planned/proposal.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Section } from "#app/ui/shell/page.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import type { PlannedRow } from "#db/queries/planned/expense.ts";
import type { FreeLine } from "#db/queries/planned/match.ts";
import { commitmentAddress, plannedExpenseAddress } from "../../../units/addresses.ts";
import { MatchButtons } from "../match-buttons.tsx";

export interface ShownProposal extends MatchProposal {
  readonly expense: PlannedRow;
  readonly commitment: FreeLine;
  readonly key: string;
}

/** Commitments that look like planned expenses, one press away from being theirs. */
export function Proposals({ year, proposals }: { readonly year: number; readonly proposals: readonly ShownProposal[] }) {
  const words = useTranslations("planned");
  const format = useFormat();
  if (proposals.length === 0) return null;
  const amount = (quantity: bigint, sign?: "always") => <Amount quantity={quantity} resource="AE" {...(sign ? { sign } : {})} />;
  return (
    <Section title={words("proposals")}>
      <p>{words("proposalsIntro")}</p>
      <p>{words("acceptHint")}</p>
      <DataTable
        caption={words("proposals")}
        hideCaption
        rows={proposals}
        rowKey={({ expenseId }) => expenseId}
        columns={[
          {
            key: "object",
            head: words("object"),
            cell: ({ expense }) => (
              <Link to={plannedExpenseAddress(year, expense.id)}>
                {words("named", { number: String(expense.number), object: expense.object })}
              </Link>
            ),
          },
          {
            key: "open",
            head: words("open"),
            unit: format.unit("AE"),
            align: "end",
            cell: ({ expense }) => amount(expense.amount - expense.matched),
          },
          {
            key: "commitment",
            head: words("commitment"),
            cell: ({ commitment }) => (
              <>
                <Link to={commitmentAddress(year, commitment.commitmentId)}>{commitment.number}</Link> {commitment.label}
              </>
            ),
          },
          { key: "day", head: words("day"), cell: ({ commitment }) => format.day(commitment.on) },
          { key: "party", head: words("party"), cell: ({ commitment }) => commitment.party },
          { key: "free", head: words("free"), unit: format.unit("AE"), align: "end", cell: ({ commitment }) => amount(commitment.free) },
          { key: "gap", head: words("gap"), unit: format.unit("AE"), align: "end", cell: ({ gap }) => amount(gap, "always") },
          { key: "rule", head: words("rule"), cell: ({ rule, late }) => words(`rules.${rule}`, { late, months: Math.abs(late) }) },
          {
            key: "act",
            head: words("act"),
            cell: ({ expense, commitment, gap, key }) => (
              <MatchButtons
                to={plannedExpenseAddress(year, expense.id)}
                commandKey={key}
                version={expense.version}
                commitment={commitment}
                partial={gap < 0n}
                back="list"
              />
            ),
          },
        ]}
      />
    </Section>
  );
}
