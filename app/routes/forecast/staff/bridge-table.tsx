import { useTranslations } from "use-intl";
import { type BridgeRow, bridgeRows } from "#app/domain/forecast/staff/bridge.ts";
import type { YearBridge } from "#app/domain/forecast/staff/staff-plan.ts";
import { absolute, type Quantity } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import styles from "./staff.module.css";

type Line = { readonly key: BridgeRow | "pay" | "pensions" | "total"; readonly of: (bridge: YearBridge) => Quantity };

const lines: readonly Line[] = [
  ...bridgeRows.map((key): Line => ({ key, of: ({ rows }) => rows[key] })),
  { key: "pay", of: ({ pay }) => pay },
  { key: "pensions", of: ({ pensions }) => pensions },
  { key: "total", of: ({ total }) => total },
];

/** From the people who are there to what title 2 costs: each step to the cent, drawn for the first year. */
export function BridgeTable({ bridges, before }: { readonly bridges: readonly YearBridge[]; readonly before: number }) {
  const words = useTranslations("staff.bridge");
  const format = useFormat();
  if (bridges.length === 0) return null;
  const [first] = bridges;
  const name = ({ key }: Line) =>
    key === "pay" || key === "pensions" || key === "total" ? words(key) : words(`rows.${key}`, { year: String(before) });
  const columns: Column<Line>[] = [
    { key: "row", head: words("row"), cell: name },
    ...bridges.map(
      (bridge): Column<Line> => ({
        ...{ key: String(bridge.year), head: String(bridge.year), unit: format.unit("EUR", "exact"), align: "end" },
        cell: ({ of }) => <Amount quantity={of(bridge)} resource="EUR" unit="exact" />,
      }),
    ),
    ...(first
      ? [{ key: "drawn", head: `${words("drawn")} ${first.year}`, cell: (line: Line) => <Step bridge={first} line={line} /> }]
      : []),
  ];
  return (
    <DataTable
      caption={words("caption")}
      rows={lines}
      rowKey={({ key }) => key}
      columns={columns}
      isSubtotal={({ key }) => key === "pay" || key === "total"}
    />
  );
}

const width = 160;

/** One step of the waterfall: where the sum stood, and what the step moves. The figures are in the row. */
function Step({ bridge, line }: { readonly bridge: YearBridge; readonly line: Line }) {
  const ends = endsOf(bridge);
  const [from, to] = ends.get(line.key) ?? [0n, 0n];
  const all = [...ends.values()].flat();
  const low = all.reduce((least, own) => (own < least ? own : least), 0n);
  const high = all.reduce((most, own) => (own > most ? own : most), 0n);
  const scale = high - low === 0n ? 1n : high - low;
  const at = (amount: Quantity) => Number(((amount - low) * BigInt(width)) / scale);
  const kind = line.key === "pay" || line.key === "total" || line.key === "base" ? "whole" : to < from ? "down" : "up";
  const left = Math.min(at(from), at(to));
  return (
    <svg viewBox={`0 0 ${width} 12`} width={width} height="12" aria-hidden focusable="false" className={styles.step}>
      <rect x={left} y="1" width={absolute(to - from) === 0n ? 0 : Math.max(1, Math.abs(at(to) - at(from)))} height="10" data-kind={kind} />
    </svg>
  );
}

function endsOf(bridge: YearBridge): ReadonlyMap<Line["key"], readonly [Quantity, Quantity]> {
  const ends = new Map<Line["key"], readonly [Quantity, Quantity]>();
  let sum = 0n;
  for (const { key, of } of lines) {
    const amount = of(bridge);
    if (key === "pay" || key === "total") {
      ends.set(key, [0n, amount]);
      continue;
    }
    ends.set(key, [sum, sum + amount]);
    sum += amount;
  }
  return ends;
}
