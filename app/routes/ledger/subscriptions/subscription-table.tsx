import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { Subscription } from "#db/queries/ledger/subscription.ts";
import { entryAddress, newSubscriptionAddress, subscriptionAddress } from "../addresses.ts";
import styles from "../ledger.module.css";

type Row = Omit<Subscription, "taken" | "amounts"> & { readonly commandKey: string; readonly next: Day | null; readonly amount: Quantity };

const marks = { active: "in-progress", paused: "returned", stopped: "locked" } as const;

export function SubscriptionTable({ year, subscriptions }: { readonly year: number; readonly subscriptions: readonly Row[] }) {
  const words = useTranslations("entryModels");
  const ledgerWords = useTranslations("ledger");
  const format = useFormat();
  const columns: Column<Row>[] = [
    { key: "name", head: words("name"), cell: ({ id, name }) => <Link to={subscriptionAddress(year, id)}>{name}</Link> },
    { key: "model", head: words("one"), cell: ({ modelName }) => modelName },
    { key: "frequency", head: words("subscriptions.frequency"), cell: ({ frequency }) => words(`subscriptions.${frequency}`) },
    {
      key: "amount",
      head: ledgerWords("entry.amount"),
      unit: format.unit("EUR"),
      align: "end",
      cell: ({ amount }) => <Amount quantity={amount} resource="EUR" />,
    },
    { key: "next", head: words("subscriptions.next"), cell: ({ next }) => (next === null ? "–" : format.day(next)) },
    {
      key: "last",
      head: words("subscriptions.last"),
      cell: ({ lastDone }) => {
        if (lastDone === null) return "–";
        if (lastDone.entryId === null || lastDone.fiscalYear === null)
          return `${format.day(lastDone.day)} · ${words("subscriptions.skipped")}`;
        return <Link to={entryAddress(lastDone.fiscalYear, lastDone.entryId)}>{`${format.day(lastDone.day)} · ${lastDone.number}`}</Link>;
      },
    },
    {
      key: "state",
      head: words("subscriptions.state"),
      cell: ({ state }) => <StatePill kind={marks[state]}>{words(`subscriptions.states.${state}`)}</StatePill>,
    },
    {
      key: "act",
      head: words("act"),
      cell: ({ id, name, state, commandKey }) =>
        state !== "stopped" && (
          <Form method="post" action={`${subscriptionAddress(year, id)}/state`} reloadDocument className={styles.filters}>
            <CommandKey value={commandKey} />
            <SubmitButton look="plain" name="state" value={state === "active" ? "paused" : "active"}>
              {words(state === "active" ? "subscriptions.pause" : "subscriptions.resume")}
              <span className="visually-hidden"> {name}</span>
            </SubmitButton>
            <SubmitButton look="danger" name="state" value="stopped">
              {words("subscriptions.stop")}
              <span className="visually-hidden"> {name}</span>
            </SubmitButton>
          </Form>
        ),
    },
  ];
  return (
    <DataTable
      caption={words("subscriptions.all")}
      hideCaption
      columns={columns}
      rows={subscriptions}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title={words("subscriptions.empty")}>
          {<Link to={newSubscriptionAddress(year)}>{words("subscriptions.new")}</Link>}
        </EmptyState>
      }
    />
  );
}
