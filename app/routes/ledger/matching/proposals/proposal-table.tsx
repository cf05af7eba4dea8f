import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { lineText } from "#app/domain/ledger/matching/group.ts";
import { Amount } from "#app/ui/amount.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { entryAddress } from "../../addresses.ts";
import styles from "../matching.module.css";
import type { RuleProposals, ShownAmbiguity, ShownLine, ShownProposal } from "./load-proposals.server.ts";

interface TableProps {
  readonly year: number;
  readonly group: RuleProposals;
  readonly mayMatch: boolean;
}

/** The first proposals of a rule, to accept one, those that are ticked, or all. */
export function ProposalTable({ year, group: { rule, count, proposals }, mayMatch }: TableProps) {
  const words = useTranslations("matching");
  return (
    <DataTable
      caption={words("proposals.caption", { rule: words(`rule.${rule}`), count })}
      hideCaption
      columns={useColumns(year, mayMatch)}
      rows={proposals}
      rowKey={({ text }) => text}
    />
  );
}

function useColumns(year: number, mayMatch: boolean): Column<ShownProposal>[] {
  const words = useTranslations("matching.proposals");
  const format = useFormat();
  const party = (proposal: ShownProposal) => proposal.party ?? words("noParty");
  return [
    {
      key: "party",
      head: words("party"),
      cell: (proposal) =>
        mayMatch ? (
          <label className={styles.choice}>
            <input
              type="checkbox"
              name="proposal"
              value={proposal.text}
              aria-label={words("tick", { amount: format.amountWithUnit(proposal.amount, "EUR"), party: party(proposal) })}
            />
            {party(proposal)}
          </label>
        ) : (
          party(proposal)
        ),
    },
    {
      key: "lines",
      head: words("lines"),
      cell: ({ shown, lines, completes }) => (
        <>
          <LineNames year={year} lines={shown} more={lines.length - shown.length} />
          {completes.length > 0 && (
            <small className={styles.muted}>{words("completes", { codes: completes.map(({ code }) => code).join(", ") })}</small>
          )}
        </>
      ),
    },
    {
      key: "days",
      head: words("days"),
      cell: ({ firstDay, lastDay }) =>
        firstDay === lastDay ? format.day(firstDay) : words("daysText", { first: format.day(firstDay), last: format.day(lastDay) }),
    },
    {
      key: "amount",
      head: words("amount"),
      unit: format.unit("EUR"),
      align: "end",
      cell: ({ amount }) => <Amount quantity={amount} resource="EUR" />,
    },
    ...(mayMatch
      ? [
          {
            key: "one",
            head: words("one"),
            cell: ({ text }: ShownProposal) => (
              <button type="submit" name="accept" value={text} className={buttonClass()}>
                {words("one")}
              </button>
            ),
          },
        ]
      : []),
  ];
}

/** The entries of some lines, by name; how many more there are. */
function LineNames({ year, lines, more }: { readonly year: number; readonly lines: readonly ShownLine[]; readonly more: number }) {
  return (
    <ul className={styles.names}>
      {lines.map((line) => (
        <li key={lineText(line)}>
          <Link to={entryAddress(year, line.entryId)}>{line.name}</Link>
        </li>
      ))}
      {more > 0 && <li>+ {more}</li>}
    </ul>
  );
}

/** Lines that could be matched in several ways: shown, with no button. */
export function AmbiguityTable({ year, rows }: { readonly year: number; readonly rows: readonly ShownAmbiguity[] }) {
  const words = useTranslations("matching");
  return (
    <DataTable
      caption={words("proposals.ambiguousCaption")}
      hideCaption
      columns={[
        { key: "rule", head: words("proposals.rule"), cell: ({ rule }) => words(`rule.${rule}`) },
        { key: "party", head: words("proposals.party"), cell: ({ party }) => party ?? words("proposals.noParty") },
        {
          key: "lines",
          head: words("proposals.lines"),
          cell: ({ shown, lines }) => <LineNames year={year} lines={shown} more={lines.length - shown.length} />,
        },
      ]}
      rows={rows}
      rowKey={({ rule, lines }) => `${rule}:${lines.map(lineText).join(",")}`}
    />
  );
}
