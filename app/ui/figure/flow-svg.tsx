import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { classNames } from "../class-names.ts";
import { Drawing, strongText } from "./drawing.tsx";
import styles from "./flow-svg.module.css";
import { type Flow, type FlowNode, type Flows, layFlows, type Nearness, type PlacedNode } from "./flows.ts";
import { shortened } from "./labels.ts";
import { hueOf, markClass, type Stage } from "./marks.tsx";

/** A node as the figure draws it: in the notation of its stage, or plain. */
export interface ShownNode extends FlowNode {
  readonly stage?: Stage | undefined;
}

const size = { width: 880, height: 460 } as const;
const box = { left: 2, right: size.width - 190, top: 26, bottom: size.height - 6, node: 12, gap: 14 } as const;
/** What a label may take: its column's share of the width, in characters; an amount may stand after it. */
const characters = 21;
/** Between two labels of a column, one line each. */
const line = 14;

export interface FlowSvgProps {
  readonly label: string;
  readonly resource: BudgetResource;
  /** Heads of the columns, left to right. */
  readonly columns: readonly string[];
  /** As they are drawn: the smallest are others already. */
  readonly flows: Flows<ShownNode>;
  /** The flows of the focused node, near and far; the others step back. Null: none is focused. */
  readonly path: ReadonlyMap<Flow, Nearness> | null;
  readonly focus: string | null;
  readonly say: (quantity: Quantity) => string;
}

/** Ribbons as wide as what goes through; nodes in the notation of their stage, each named with its amount. */
export function FlowSvg({ label, resource, columns, flows, path, focus, say }: FlowSvgProps) {
  const layout = layFlows(flows, box);
  const heads = new Map(layout.nodes.map(({ node, x }) => [node.column, x]));
  const lit = new Set(path === null ? [] : [focus, ...[...path.keys()].flatMap(({ from, to }) => [from, to])]);
  return (
    <Drawing box={size} label={label}>
      {[...heads].map(([column, x]) => (
        <text key={column} x={x} y={13} className={strongText}>
          {columns[column]}
        </text>
      ))}
      {layout.flows.map(({ flow, path: d }) => (
        <path
          key={`${flow.from} ${flow.to}`}
          d={d}
          className={classNames(styles.ribbon, path !== null && styles[path.get(flow) ?? "dim"])}
        />
      ))}
      {layout.nodes.map((own) => (
        <Node key={own.node.key} own={own} resource={resource} dim={path !== null && !lit.has(own.node.key)} say={say} />
      ))}
    </Drawing>
  );
}

interface NodeProps {
  readonly own: PlacedNode<ShownNode>;
  readonly resource: BudgetResource;
  readonly dim: boolean;
  readonly say: (quantity: Quantity) => string;
}

function Node({ own: { node, amount, x, y, height }, resource, dim, say }: NodeProps) {
  const middle = y + height / 2;
  const high = height >= 2 * line;
  const text = { x: x + box.node + 5, className: styles.label };
  return (
    <g className={dim ? styles.dimNode : undefined}>
      <rect
        x={x}
        y={y}
        width={box.node}
        height={Math.max(1, height)}
        className={node.stage === undefined ? styles.node : markClass(node.stage, hueOf[resource])}
      />
      <text {...text} y={high ? middle - 2 : middle} dy={high ? undefined : "0.32em"}>
        {shortened(node.label, high ? characters : characters - 3)}
        {!high && <tspan className={strongText}> {say(amount)}</tspan>}
      </text>
      {high && (
        <text {...text} y={middle + 12} className={classNames(styles.label, strongText)}>
          {say(amount)}
        </text>
      )}
    </g>
  );
}
