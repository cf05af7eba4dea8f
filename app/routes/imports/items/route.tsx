import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { guard } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { searchItems } from "#db/queries/chorus/item.ts";
import { useExecutionCrumb } from "../../execution/execution-crumb.ts";
import { commitmentAddress } from "../../units/addresses.ts";
import { unitsInScope } from "../../units/scope.ts";
import styles from "../../units/units.module.css";
import { extractsAddress } from "../addresses.ts";

const mostShown = 200;

export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { query } = searchOf(scene.url);
  const units = (await unitsInScope(scene, "execution.read")).map(({ code }) => code);
  const found = await searchItems(scene.db, { query, units, limit: mostShown + 1 });
  return {
    year: scene.year,
    query,
    items: found.slice(0, mostShown),
    more: found.length > mostShown,
    mayImport: scene.mayDo("execution.import"),
  };
});

/** The pieces of Chorus by any of their numbers and codes: the block that Chorus gave them stands beside. */
export default function ItemsPage() {
  const { year, query, items, more, mayImport } = useLoaderData<typeof loader>();
  const words = useTranslations("extracts");
  const format = useFormat();
  const crumbs = mayImport ? [{ label: words("title"), to: extractsAddress(year) }] : [];
  return (
    <Page title={words("items.title")} crumbs={[useExecutionCrumb(year), ...crumbs]} message={words("items.sentence")}>
      <Form method="get" className={styles.inline} role="search">
        <TextField name="q" type="search" label={words("items.search")} defaultValue={query} />
        <SubmitButton look="plain">{words("items.submit")}</SubmitButton>
      </Form>
      {more && <p className={styles.note}>{words("items.more", { count: items.length })}</p>}
      <DataTable
        caption={words("items.title")}
        hideCaption
        main
        wide
        rows={items}
        rowKey={({ kind, key }) => `${kind} ${key}`}
        columns={[
          {
            key: "number",
            head: words("items.number"),
            cell: ({ kind, key, commitmentId }) => {
              const text = `${kind === "payments" ? "DP" : "EJ"} ${key
                .split("|")
                .filter((part) => part !== "")
                .join(" · ")}`;
              return commitmentId === null ? text : <Link to={commitmentAddress(year, commitmentId)}>{text}</Link>;
            },
          },
          {
            key: "label",
            head: words("report.label"),
            cell: ({ label, party }) => [label, party].filter((own) => own !== null && own !== "").join(" · "),
          },
          {
            key: "unit",
            head: words("report.unit"),
            cell: ({ unit, beneficiary }) => (unit === beneficiary ? unit : words("items.units", { unit, beneficiary })),
          },
          { key: "on", head: words("fields.on"), cell: ({ on }) => format.day(on) },
          {
            key: "amount",
            head: words("fields.amount"),
            unit: "€",
            align: "end",
            cell: ({ amount }) => <Amount quantity={amount} resource="EUR" />,
          },
          { key: "coding", head: words("items.coding"), cell: ({ coding }) => codingText(coding) },
          { key: "state", head: words("history.state"), cell: ({ vanished }) => (vanished ? words("items.vanished") : "") },
        ]}
        empty={<EmptyState title={words("items.none")} />}
      />
    </Page>
  );
}

/** The codes beside the numbers, in the order of the block. */
function codingText(coding: Readonly<Record<string, string>>): string {
  const names = [
    "financial_centre",
    "cost_centre",
    "functional_domain",
    "activity_code",
    "budget_account",
    "fund",
    "functional_tranche",
    "goods_group",
    "contract_number",
  ];
  return names.flatMap((name) => coding[name] ?? []).join(" · ");
}
