import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { enteredSteps } from "#app/domain/ledger/commitment-bridge.ts";
import { guard } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { type BridgeEntry, bridgeEntries } from "#db/queries/ledger/bridge-entries.ts";
import { commitmentBridgeOf } from "#db/queries/ledger/commitment-bridge.ts";
import { exerciseNamed } from "#db/queries/ledger/exercise.ts";
import { bridgeAddress, bridgeEntriesAddress, entryAddress, ledgerCrumbs } from "../addresses.ts";

const pageSize = 100;

export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const { db, year, url, notFound } = scene;
  const asked = url.searchParams.get("step") ?? "";
  const step = enteredSteps.find((own) => own === asked);
  if (!step) throw notFound("step", asked);
  if (!(await exerciseNamed(db, year))) throw notFound("year", String(year));
  const { after } = searchOf(url);
  const page = await bridgeEntries(db, { year, step, after, limit: pageSize + 1 });
  const entries = page.slice(0, pageSize);
  const last = page.length > pageSize ? entries.at(-1) : undefined;
  return {
    ...{ year, step, entries, paged: after !== undefined, next: last ? `${last.on} ${last.id}` : null },
    total: (await commitmentBridgeOf(db, year))[step],
  };
});

/** The entries of the budget book that make a step of the second bridge; their amounts add up to it. */
export default function BridgeEntriesPage() {
  const { year, step, entries, next, paged, total } = useLoaderData<typeof loader>();
  const words = useTranslations("bridge");
  const ledgerWords = useTranslations("ledger");
  const format = useFormat();
  const name = words(`commitments.line.${step}`);
  const columns: Column<BridgeEntry>[] = [
    {
      ...{ key: "entry", head: words("entries.entry") },
      cell: ({ id, journal, number }) => (
        <Link to={entryAddress(year, id)}>
          {journal}-{String(number)}
        </Link>
      ),
    },
    { key: "on", head: words("entries.on"), cell: ({ on }) => format.day(on) },
    { key: "label", head: words("entries.label"), cell: ({ label }) => label },
    { key: "voucher", head: words("entries.voucher"), cell: ({ voucher }) => voucher ?? "" },
    {
      ...{ key: "units", head: words("entries.units") },
      cell: ({ units }) => (units.length > 3 ? words("entries.manyUnits", { count: units.length }) : units.join(", ")),
    },
    {
      ...{ key: "amount", head: words("commitments.amount"), unit: format.unit("EUR"), align: "end" },
      cell: ({ amount }) => <Amount quantity={amount} resource="EUR" />,
    },
  ];
  return (
    <Page
      title={name}
      crumbs={ledgerCrumbs(ledgerWords("title"), year, { label: `${words("title")} ${year}`, to: `${bridgeAddress(year)}#commitments` })}
      message={words("entries.message", { step: name, year: String(year), amount: format.amountWithUnit(total, "EUR") })}
    >
      <DataTable
        caption={name}
        hideCaption
        main
        columns={columns}
        rows={entries}
        rowKey={({ id }) => String(id)}
        totals={{ amount: <Amount quantity={total} resource="EUR" /> }}
        empty={<p>{words("entries.none")}</p>}
        pages={{
          first: paged ? bridgeEntriesAddress(year, step) : undefined,
          next: next === null ? undefined : bridgeEntriesAddress(year, step, next),
        }}
      />
    </Page>
  );
}
