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
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { type PartyRow, partiesPage } from "#db/queries/execution-party.ts";
import { newPartyAddress, partiesAddress, partyInExecutionAddress } from "../../units/addresses.ts";
import { unitsInScope } from "../../units/scope.ts";
import styles from "../../units/units.module.css";
import { useExecutionCrumb } from "../execution-crumb.ts";

const pageSize = 100;

export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { db, year, url, mayDo } = scene;
  const { query, after, unit } = searchOf(url);
  const units = (await unitsInScope(scene, "execution.read")).map(({ code }) => code);
  const page = await partiesPage(db, { units, query, after, limit: pageSize + 1 });
  const parties = page.slice(0, pageSize);
  const last = page.length > pageSize ? parties.at(-1) : undefined;
  return {
    ...{ year, query, unit: unit ?? null, parties, paged: after !== undefined, mayRefer: mayDo("execution.refer") },
    next: last ? `${last.label} ${last.code}` : null,
  };
});

export default function PartiesPage() {
  const { year, query, unit, parties, paged, next, mayRefer } = useLoaderData<typeof loader>();
  const words = useTranslations("acts.parties");
  const execution = useTranslations("execution");
  const format = useFormat();
  const address = (after?: string) => {
    const entries = { unit: unit ?? "", q: query, after: after ?? "" };
    return `${partiesAddress(year)}?${new URLSearchParams(Object.entries(entries).filter(([, value]) => value !== ""))}`;
  };
  const amount = (key: "committed" | "outstanding"): Column<PartyRow> => ({
    ...{ key, head: words(key), unit: format.unit("EUR"), align: "end" },
    cell: (row) => <Amount quantity={row[key]} resource="EUR" />,
  });
  const columns: Column<PartyRow>[] = [
    {
      key: "label",
      head: words("label"),
      cell: ({ code, label }) => <Link to={partyInExecutionAddress(year, code)}>{label}</Link>,
    },
    { key: "code", head: words("code"), cell: ({ code }) => <span className={styles.keep}>{code}</span> },
    { key: "kind", head: words("kind"), cell: ({ kind }) => words(`kinds.${kind}`) },
    { key: "siret", head: words("siret"), cell: ({ siret }) => siret ?? "///" },
    {
      key: "state",
      head: words("state"),
      cell: ({ closed }) => <StatePill kind={closed ? "locked" : "done"}>{words(closed ? "closed" : "open")}</StatePill>,
    },
    { key: "commitments", head: words("commitments"), align: "end", cell: ({ commitments }) => format.count(commitments) },
    amount("committed"),
    amount("outstanding"),
  ];
  return (
    <Page
      title={words("title")}
      crumbs={[useExecutionCrumb(year)]}
      message={words("message", { count: parties.length })}
      actions={
        mayRefer && (
          <Link to={newPartyAddress(year)} className={buttonClass("primary")}>
            {words("new")}
          </Link>
        )
      }
    >
      <Form method="get" className={`${styles.inline} no-print`} role="search">
        {unit !== null && <input type="hidden" name="unit" value={unit} />}
        <TextField name="q" type="search" label={words("search")} defaultValue={query} />
        <SubmitButton look="plain">{execution("filter")}</SubmitButton>
      </Form>
      <DataTable
        caption={words("title")}
        hideCaption
        main
        columns={columns}
        rows={parties}
        rowKey={({ code }) => code}
        empty={<EmptyState title={words("none")} />}
        pages={{ first: paged ? address() : undefined, next: next === null ? undefined : address(next) }}
      />
    </Page>
  );
}
