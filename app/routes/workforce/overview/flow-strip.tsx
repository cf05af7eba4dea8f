import { useTranslations } from "use-intl";
import type { Quantity } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { baseLine, Drawing, strongText } from "#app/ui/figure/drawing.tsx";
import { Figure } from "#app/ui/figure/figure.tsx";
import { ClassSwatch, Legend, markClass } from "#app/ui/figure/marks.tsx";
import { bandScale, barLength, largest } from "#app/ui/figure/scale.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { Column } from "#app/ui/table/data-table.tsx";
import type { Overview } from "./load-overview.ts";

interface FlowStripProps {
  readonly year: number;
  readonly overview: Pick<Overview, "months" | "flows" | "scheme" | "day">;
}

/** Hundredths of a full-time equivalent as the quantity that lists show: a year of that presence. */
const shown = (fte: Quantity) => fte * 12n;

/** Who comes, above, and who leaves, below, month by month. */
export function FlowStrip({ year, overview: { months, flows, scheme, day } }: FlowStripProps) {
  const words = useTranslations("workforce");
  const format = useFormat();
  const rows = months.flatMap((month, index) => {
    const own = flows[index];
    return own ? [{ month, ...own, net: own.entry + own.transferIn - own.exit - own.transferOut + own.ratio }] : [];
  });
  const say = (fte: Quantity, sign?: "always") => (fte === 0n ? "0" : format.amount(shown(fte), "ETPT", sign ? { sign } : {}));
  const title = words("flows.title", {
    year: String(year),
    entries: say(scheme.entries?.fte ?? 0n),
    exits: say(scheme.exits?.fte ?? 0n),
    net: say(scheme.own.net, "always"),
  });
  const amount = (key: "entry" | "exit" | "transferIn" | "transferOut" | "ratio" | "net"): Column<(typeof rows)[number]> => ({
    ...{ key, head: words(`flows.${key}`), unit: words("fte"), align: "end" },
    cell: (row) => <Amount quantity={shown(row[key])} resource="ETPT" sign={key === "net" || key === "ratio" ? "always" : "negative"} />,
  });
  return (
    <Figure
      title={title}
      unit={words("fte")}
      source={words("contracts")}
      asOf={format.day(day)}
      columns={[
        { key: "month", head: words("figure.month"), cell: ({ month }) => format.month(month, "longWithYear") },
        ...(["entry", "transferIn", "exit", "transferOut", "ratio", "net"] as const).map(amount),
      ]}
      rows={rows}
      rowKey={({ month }) => month}
      legend={
        <Legend
          entries={[
            { key: "in", swatch: <ClassSwatch className={markClass("paid", "etpt")} />, label: words("flows.entry") },
            { key: "moved", swatch: <ClassSwatch className={markClass("notified", "etpt")} />, label: words("flows.moved") },
            { key: "out", swatch: <ClassSwatch className={markClass("committed", "etpt")} />, label: words("flows.exit") },
          ]}
        />
      }
      svg={<FlowSvg rows={rows} label={title} month={(month) => format.month(month)} say={say} />}
    />
  );
}

interface FlowRow {
  readonly month: string;
  readonly entry: Quantity;
  readonly exit: Quantity;
  readonly transferIn: Quantity;
  readonly transferOut: Quantity;
}

const box = { width: 880, height: 220 } as const;
const middle = 100;
const reach = 74;

interface FlowSvgProps {
  readonly rows: readonly FlowRow[];
  readonly label: string;
  readonly month: (month: string) => string;
  readonly say: (fte: Quantity) => string;
}

function FlowSvg({ rows, label, month, say }: FlowSvgProps) {
  const most = largest(
    rows.flatMap(({ entry, exit, transferIn, transferOut }) => [entry + transferIn, exit + transferOut]),
    1n,
  );
  const length = (fte: Quantity) => barLength(fte, most, reach);
  const bands = bandScale(rows.length, [4, box.width - 4], 0.4);
  return (
    <Drawing box={box} label={label}>
      <line x1={4} x2={box.width - 4} y1={middle} y2={middle} className={baseLine} />
      {rows.map((row, index) => {
        const [x, width] = [bands.start(index), bands.width];
        const [entry, moved] = [length(row.entry), length(row.transferIn)];
        const [exit, left] = [length(row.exit), length(row.transferOut)];
        return (
          <g key={row.month}>
            <rect x={x} y={middle - entry} width={width} height={entry} className={markClass("paid", "etpt")} />
            <rect x={x} y={middle - entry - moved} width={width} height={moved} className={markClass("notified", "etpt")} />
            <rect x={x} y={middle} width={width} height={exit} className={markClass("committed", "etpt")} />
            <rect x={x} y={middle + exit} width={width} height={left} className={markClass("notified", "etpt")} />
            <text x={bands.middle(index)} y={middle - entry - moved - 6} textAnchor="middle" className={strongText}>
              {say(row.entry + row.transferIn)}
            </text>
            <text x={bands.middle(index)} y={middle + exit + left + 14} textAnchor="middle" className={strongText}>
              {say(row.exit + row.transferOut)}
            </text>
            <text x={bands.middle(index)} y={box.height - 6} textAnchor="middle">
              {month(row.month)}
            </text>
          </g>
        );
      })}
    </Drawing>
  );
}
