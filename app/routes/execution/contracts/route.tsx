import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { guard } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { type ContractRow, contractsPage } from "#db/queries/execution-contract.ts";
import { contractAddress, contractsAddress, newContractAddress } from "../../units/addresses.ts";
import { unitsInScope } from "../../units/scope.ts";
import styles from "../../units/units.module.css";
import { ContractState } from "../contract-state.tsx";
import { useExecutionCrumb } from "../execution-crumb.ts";
import { RateCell } from "../rate-cell.tsx";

const pageSize = 100;

export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { db, year, url, today, mayDo } = scene;
  const { query, after, unit } = searchOf(url);
  const running = url.searchParams.has("running");
  const units = (await unitsInScope(scene, "execution.read")).map(({ code }) => code);
  const page = await contractsPage(db, { units, on: today, query, running, after, limit: pageSize + 1 });
  const contracts = page.slice(0, pageSize);
  const last = page.length > pageSize ? contracts.at(-1) : undefined;
  return {
    ...{ year, today, query, running, unit: unit ?? null, contracts, paged: after !== undefined, next: last?.code ?? null },
    mayRefer: mayDo("execution.refer"),
  };
});

export default function ContractsPage() {
  const { year, today, query, running, unit, contracts, paged, next, mayRefer } = useLoaderData<typeof loader>();
  const words = useTranslations("acts.contracts");
  const execution = useTranslations("execution");
  const address = (after?: string) => {
    const entries = { unit: unit ?? "", q: query, running: running ? "on" : "", after: after ?? "" };
    return `${contractsAddress(year)}?${new URLSearchParams(Object.entries(entries).filter(([, value]) => value !== ""))}`;
  };
  const add = mayRefer && (
    <Link to={newContractAddress(year)} className={buttonClass("primary")}>
      {words("new")}
    </Link>
  );
  return (
    <Page title={words("title")} crumbs={[useExecutionCrumb(year)]} message={words("message")} actions={add}>
      <Form method="get" className={`${styles.inline} no-print`} role="search">
        {unit !== null && <input type="hidden" name="unit" value={unit} />}
        <TextField name="q" type="search" label={words("search")} defaultValue={query} />
        <label className={styles.inline}>
          <input type="checkbox" name="running" defaultChecked={running} /> {words("running")}
        </label>
        <SubmitButton look="plain">{execution("filter")}</SubmitButton>
      </Form>
      <DataTable
        caption={words("title")}
        hideCaption
        main
        columns={useColumns(year, today)}
        rows={contracts}
        rowKey={({ code }) => code}
        empty={<EmptyState title={words(query === "" && !running ? "noneYet" : "none")}>{add}</EmptyState>}
        pages={{ first: paged ? address() : undefined, next: next === null ? undefined : address(next) }}
      />
    </Page>
  );
}

function useColumns(year: number, today: string): Column<ContractRow>[] {
  const words = useTranslations("acts.contracts");
  const format = useFormat();
  return [
    {
      key: "code",
      head: words("code"),
      cell: ({ code }) => (
        <Link to={contractAddress(year, code)} className={styles.keep}>
          {code}
        </Link>
      ),
    },
    { key: "label", head: words("label"), cell: ({ label }) => label },
    { key: "party", head: words("party"), cell: ({ partyLabel }) => partyLabel },
    { key: "unit", head: words("unit"), cell: ({ unit }) => <span className={styles.keep}>{unit}</span> },
    { key: "state", head: words("state"), cell: (contract) => <ContractState contract={contract} today={today} /> },
    { key: "ends", head: words("endsOn"), cell: ({ endsOn }) => format.day(endsOn) },
    {
      key: "used",
      head: words("used"),
      unit: format.unit("AE"),
      align: "end",
      cell: ({ used }) => <Amount quantity={used} resource="AE" />,
    },
    {
      key: "maximum",
      head: words("maximum"),
      unit: format.unit("AE"),
      align: "end",
      cell: ({ maximum }) => <Amount quantity={maximum ?? "not-applicable"} resource="AE" />,
    },
    {
      key: "rate",
      head: words("rate"),
      align: "end",
      cell: ({ code, used, maximum }) =>
        maximum === null ? "///" : <RateCell label={code} resource="AE" part={used} whole={maximum} unit="exact" />,
    },
  ];
}
