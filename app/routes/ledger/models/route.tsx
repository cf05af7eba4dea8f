import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { entryModels } from "#db/queries/ledger/entry-model.ts";
import {
  ledgerCrumbs,
  modelAddress,
  newEntryAddress,
  newModelAddress,
  newSubscriptionAddress,
  subscriptionsAddress,
} from "../addresses.ts";
import styles from "../ledger.module.css";

export const loader = guard.loader({ capability: "ledger.post", whole: true }, async (scene) => {
  const { db, year, newKey } = scene;
  const models = await entryModels(db, { archived: true });
  return { year, models: models.map((model) => ({ ...model, commandKey: newKey() })) };
});

type ModelRow = ReturnType<typeof useLoaderData<typeof loader>>["models"][number];

/** The models of entries: to use, to change, to follow regularly. */
export default function ModelsPage() {
  const { year, models } = useLoaderData<typeof loader>();
  const words = useTranslations("entryModels");
  const ledgerWords = useTranslations("ledger");
  const columns = useColumns(year);
  const [live, archived] = [models.filter(({ archivedAt }) => !archivedAt), models.filter(({ archivedAt }) => archivedAt)];
  return (
    <Page
      title={words("title")}
      crumbs={ledgerCrumbs(ledgerWords("title"), year)}
      message={words("sentence")}
      actions={
        <>
          <Link to={newModelAddress(year)} className={buttonClass("primary")}>
            {words("new")}
          </Link>
          <Link to={subscriptionsAddress(year)} className={buttonClass()}>
            {words("subscriptions.title")}
          </Link>
        </>
      }
    >
      <DataTable
        caption={words("title")}
        hideCaption
        main
        columns={columns}
        rows={live}
        rowKey={({ id }) => id}
        empty={<EmptyState title={words("empty")}>{<Link to={newModelAddress(year)}>{words("new")}</Link>}</EmptyState>}
      />
      {archived.length > 0 && (
        <Section title={words("archivedTitle")}>
          <DataTable caption={words("archivedTitle")} hideCaption columns={columns} rows={archived} rowKey={({ id }) => id} />
        </Section>
      )}
    </Page>
  );
}

function useColumns(year: number): Column<ModelRow>[] {
  const words = useTranslations("entryModels");
  const ledgerWords = useTranslations("ledger");
  const format = useFormat();
  return [
    { key: "name", head: words("name"), cell: ({ id, name }) => <Link to={modelAddress(year, id)}>{name}</Link> },
    { key: "journal", head: ledgerWords("journal.head"), cell: ({ journal }) => journal },
    { key: "label", head: ledgerWords("entry.label"), cell: ({ label }) => label },
    { key: "lines", head: ledgerWords("entry.lineCount"), align: "end", cell: ({ lines }) => format.count(lines.length) },
    { key: "parameters", head: words("parameters"), cell: ({ parameters }) => parameters.map(({ label }) => label).join(", ") },
    {
      key: "subscriptions",
      head: words("subscriptions.title"),
      align: "end",
      cell: ({ subscriptions }) => (subscriptions === 0 ? "–" : format.count(subscriptions)),
    },
    { key: "at", head: words("changed"), cell: ({ updatedAt }) => format.instant(updatedAt.toISOString()) },
    {
      key: "act",
      head: words("act"),
      cell: ({ id, name, archivedAt, commandKey }) => (
        <div className={styles.filters}>
          {!archivedAt && (
            <>
              <Link to={`${newEntryAddress(year)}?model=${id}`} className={buttonClass()}>
                {words("use")}
                <span className="visually-hidden"> {name}</span>
              </Link>
              <Link to={`${newSubscriptionAddress(year)}?model=${id}`} className={buttonClass()}>
                {words("subscribe")}
                <span className="visually-hidden"> {name}</span>
              </Link>
            </>
          )}
          <Form method="post" action={`${modelAddress(year, id)}/archive`} reloadDocument>
            <CommandKey value={commandKey} />
            {archivedAt && <input type="hidden" name="archived" value="off" />}
            <SubmitButton look="plain">
              {words(archivedAt ? "restore" : "archive")}
              <span className="visually-hidden"> {name}</span>
            </SubmitButton>
          </Form>
        </div>
      ),
    },
  ];
}
