import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { Day } from "#app/domain/month.ts";
import { sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { subscriptionAddress, subscriptionsAddress } from "../addresses.ts";
import styles from "../ledger.module.css";
import type { DueRow } from "./due-preview.ts";

type Due = DueRow & { readonly commandKey: string };

interface DueTableProps {
  readonly year: number;
  readonly until: Day;
  readonly due: readonly Due[];
  readonly postable: readonly Due[];
  readonly postingKey: string;
}

/** What one press would post, and what the books would refuse, each with its reason. */
export function DueTable({ year, until, due, postable, postingKey }: DueTableProps) {
  const words = useTranslations("entryModels");
  return (
    <div className={styles.parts}>
      <DataTable
        caption={words("subscriptions.due")}
        hideCaption
        main
        columns={useColumns(year, until)}
        rows={due}
        rowKey={({ subscriptionId, ordinal }) => `${subscriptionId}.${ordinal}`}
        totals={{ amount: <Amount quantity={sum(postable.map(({ amount }) => amount))} resource="EUR" /> }}
      />
      {postable.length > 0 && (
        <Form method="post" action={`${subscriptionsAddress(year)}/posting`} reloadDocument>
          <CommandKey value={postingKey} />
          <input type="hidden" name="until" value={until} />
          {postable.map(({ subscriptionId, ordinal }) => (
            <input key={`${subscriptionId}.${ordinal}`} type="hidden" name="occurrence" value={`${subscriptionId}.${ordinal}`} />
          ))}
          <p className={styles.muted}>{words("subscriptions.consequence")}</p>
          <SubmitButton>{words("subscriptions.post", { count: postable.length })}</SubmitButton>
        </Form>
      )}
    </div>
  );
}

function useColumns(year: number, until: Day): Column<Due>[] {
  const words = useTranslations("entryModels");
  const ledgerWords = useTranslations("ledger");
  const format = useFormat();
  return [
    { key: "day", head: ledgerWords("entry.date"), cell: ({ day }) => format.day(day) },
    {
      key: "name",
      head: words("subscriptions.one"),
      cell: ({ subscriptionId, name }) => <Link to={subscriptionAddress(year, subscriptionId)}>{name}</Link>,
    },
    { key: "journal", head: ledgerWords("journal.head"), cell: ({ journal }) => journal },
    { key: "label", head: ledgerWords("entry.label"), cell: ({ label }) => label },
    {
      key: "lines",
      head: words("subscriptions.accounts"),
      cell: ({ lines }) =>
        [
          ...new Set(lines.map(({ account, debit }) => `${account} ${words(debit > 0n ? "subscriptions.debit" : "subscriptions.credit")}`)),
        ].join(" · "),
    },
    {
      key: "amount",
      head: ledgerWords("entry.amount"),
      unit: format.unit("EUR"),
      align: "end",
      cell: ({ amount }) => <Amount quantity={amount} resource="EUR" />,
    },
    {
      key: "state",
      head: words("subscriptions.state"),
      cell: ({ refused }) =>
        refused === null ? (
          <StatePill kind="not-started">{words("subscriptions.toPost")}</StatePill>
        ) : (
          <StatePill kind="fault">{refused}</StatePill>
        ),
    },
    {
      key: "act",
      head: words("act"),
      cell: ({ subscriptionId, ordinal, name, day, commandKey }) => (
        <details>
          <summary>
            {words("subscriptions.skip")}
            <span className="visually-hidden">
              {" "}
              {name} {format.day(day)}
            </span>
          </summary>
          <Form method="post" action={`${subscriptionAddress(year, subscriptionId)}/skip`} reloadDocument className={styles.form}>
            <CommandKey value={commandKey} />
            <input type="hidden" name="ordinal" value={ordinal} />
            <input type="hidden" name="until" value={until} />
            <label htmlFor={`skip-${subscriptionId}-${ordinal}`}>{words("subscriptions.skipReason")}</label>
            <input id={`skip-${subscriptionId}-${ordinal}`} name="reason" type="text" required maxLength={400} />
            <SubmitButton look="danger">{words("subscriptions.skipSubmit")}</SubmitButton>
          </Form>
        </details>
      ),
    },
  ];
}
