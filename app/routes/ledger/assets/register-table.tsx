import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { RegisteredAsset } from "#db/queries/ledger/assets.ts";
import { accountAddress, assetAddress } from "../addresses.ts";
import { AssetPill } from "./asset-pill.tsx";

interface RegisterTableProps {
  readonly year: number;
  readonly assets: readonly RegisteredAsset[];
  readonly empty: ReactNode;
}

/** Each asset with its value, its wear and what is left of it; those that left in the year no longer count in the totals. */
export function RegisterTable({ year, assets, empty }: RegisterTableProps) {
  const words = useTranslations("assets");
  const format = useFormat();
  const unit = format.unit("EUR");
  const held = assets.filter(({ state }) => state !== "disposed");
  const amounts = {
    gross: ({ gross }: RegisteredAsset) => gross,
    depreciated: ({ depreciated }: RegisteredAsset) => depreciated,
    net: ({ gross, depreciated }: RegisteredAsset) => gross - depreciated,
  } as const;
  const names = Object.keys(amounts) as (keyof typeof amounts)[];
  const columns: Column<RegisteredAsset>[] = [
    {
      key: "asset",
      head: words("asset"),
      cell: ({ id, code, label }) => (
        <Link to={assetAddress(year, id)}>
          {code} · {label}
        </Link>
      ),
    },
    { key: "account", head: words("account"), cell: ({ account }) => <Link to={accountAddress(year, account)}>{account}</Link> },
    { key: "unit", head: words("unit"), cell: ({ unitLabel }) => unitLabel },
    {
      key: "commissioned",
      head: words("commissionedOn"),
      cell: ({ commissionedOn }) => (commissionedOn ? format.day(commissionedOn) : ""),
    },
    {
      key: "duration",
      head: words("duration"),
      unit: words("durationUnit"),
      align: "end",
      cell: ({ durationMonths }) => (durationMonths === null ? "///" : format.count(durationMonths)),
    },
    ...names.map((name) => ({
      key: name,
      head: words(name),
      unit,
      align: "end" as const,
      cell: (asset: RegisteredAsset) => (
        <Amount quantity={amounts[name](asset)} resource="EUR" {...(asset.state === "disposed" ? { tone: "muted" as const } : {})} />
      ),
    })),
    { key: "state", head: words("stateHead"), cell: ({ state }) => <AssetPill state={state} /> },
  ];
  return (
    <DataTable
      caption={words("caption", { year: String(year) })}
      hideCaption
      main
      columns={columns}
      rows={assets}
      rowKey={({ id }) => id}
      totals={Object.fromEntries(names.map((name) => [name, <Amount key={name} quantity={sum(held.map(amounts[name]))} resource="EUR" />]))}
      empty={empty}
    />
  );
}
