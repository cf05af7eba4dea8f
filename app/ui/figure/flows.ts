import { type Quantity, sum } from "#app/domain/quantity.ts";
import { place } from "./scale.ts";

/** What money goes through: a credit, a unit, a nature, a stage. Columns are counted from 0, left to right. */
export interface FlowNode {
  readonly key: string;
  readonly label: string;
  readonly column: number;
}

/** What goes from one node to another, of a column further right; > 0, in the smallest unit. What is not positive is not drawn: correct it in the data. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly amount: Quantity;
  /** Which story it opens; flows that are drawn as one open none. */
  readonly trace?: string | undefined;
}

export interface Flows<Node extends FlowNode = FlowNode> {
  readonly nodes: readonly Node[];
  readonly flows: readonly Flow[];
}

export interface PlacedNode<Node extends FlowNode> {
  readonly node: Node;
  /** What comes in or goes out, whichever is more: a node that keeps something is as high as what came in. */
  readonly amount: Quantity;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

export interface PlacedFlow {
  readonly flow: Flow;
  readonly path: string;
}

export interface FlowLayout<Node extends FlowNode> {
  readonly nodes: readonly PlacedNode<Node>[];
  readonly flows: readonly PlacedFlow[];
}

export interface FlowBox {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** How wide a node is. */
  readonly node: number;
  /** Between two nodes of a column. */
  readonly gap: number;
}

/** What comes in or goes out of each node, whichever is more. */
export function amountsOf({ nodes, flows }: Flows): ReadonlyMap<string, Quantity> {
  return new Map(
    nodes.map(({ key }) => {
      const into = sum(flows.filter(({ to }) => to === key).map(({ amount }) => amount));
      const out = sum(flows.filter(({ from }) => from === key).map(({ amount }) => amount));
      return [key, into > out ? into : out];
    }),
  );
}

/**
 * The smallest nodes of each column beyond `most` become one, named by `others`; their flows become one for each neighbour. Nothing is lost: each column
 * keeps its total. The order is the caller's, the others last; nodes of no amount are left out.
 */
export function withOthers<Node extends FlowNode>(
  all: Flows<Node>,
  most: number,
  others: (column: number, count: number) => Node,
): Flows<Node> {
  const flows = all.flows.filter(({ amount }) => amount > 0n);
  const amounts = amountsOf({ nodes: all.nodes, flows });
  const amountOf = (node: Node) => amounts.get(node.key) ?? 0n;
  const columns = [...new Set(all.nodes.map(({ column }) => column))].sort((one, other) => one - other);
  const renamed = new Map<string, string>();
  const nodes = columns.flatMap((column) => {
    const own = all.nodes.filter((node) => node.column === column && amountOf(node) > 0n);
    if (own.length <= most) return own;
    const byAmount = own.toSorted((one, other) => compare(amountOf(other), amountOf(one)));
    const small = new Set(byAmount.slice(most - 1));
    const other = others(column, small.size);
    for (const { key } of small) renamed.set(key, other.key);
    return [...own.filter((node) => !small.has(node)), other];
  });
  const nameOf = (key: string) => renamed.get(key) ?? key;
  const merged = new Map<string, Flow>();
  for (const { from, to, amount, trace } of flows) {
    const [source, target] = [nameOf(from), nameOf(to)];
    const name = JSON.stringify([source, target]);
    const before = merged.get(name);
    merged.set(name, { from: source, to: target, amount: amount + (before?.amount ?? 0n), ...(before ? {} : { trace }) });
  }
  return { nodes, flows: [...merged.values()] };
}

function compare(one: Quantity, other: Quantity): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

/** Nodes in columns on one scale, each in the order given; ribbons between them, in the order of what they join, so that few cross. */
export function layFlows<Node extends FlowNode>({ nodes, flows }: Flows<Node>, box: FlowBox): FlowLayout<Node> {
  const drawn = flows.filter(({ amount }) => amount > 0n);
  const amounts = amountsOf({ nodes, flows: drawn });
  const columns = [...new Set(nodes.map(({ column }) => column))].sort((one, other) => one - other);
  const scale = unitHeight(nodes, columns, amounts, box);
  const step = columns.length > 1 ? (box.right - box.left - box.node) / (columns.length - 1) : 0;
  const placed = columns.flatMap((column, rank) => {
    let y = box.top;
    return nodes
      .filter((node) => node.column === column)
      .map((node): PlacedNode<Node> => {
        const amount = amounts.get(node.key) ?? 0n;
        const height = place(Number(amount) * scale);
        const own = { node, amount, x: place(box.left + rank * step), y: place(y), height };
        y += height + box.gap;
        return own;
      });
  });
  const orderOf = new Map(placed.map(({ node }, index) => [node.key, index]));
  const nodeOf = new Map(placed.map((own) => [own.node.key, own]));
  const order = (key: string) => orderOf.get(key) ?? 0;
  const leaving = new Map<string, number>();
  const arriving = new Map<string, number>();
  const ends = new Map<Flow, { from: number; to: number }>();
  const known = drawn.filter(({ from, to }) => nodeOf.has(from) && nodeOf.has(to));
  for (const flow of known.toSorted((one, other) => order(one.from) - order(other.from) || order(one.to) - order(other.to))) {
    const from = leaving.get(flow.from) ?? nodeOf.get(flow.from)?.y ?? 0;
    leaving.set(flow.from, from + Number(flow.amount) * scale);
    ends.set(flow, { from, to: 0 });
  }
  for (const flow of known.toSorted((one, other) => order(one.to) - order(other.to) || order(one.from) - order(other.from))) {
    const to = arriving.get(flow.to) ?? nodeOf.get(flow.to)?.y ?? 0;
    arriving.set(flow.to, to + Number(flow.amount) * scale);
    ends.set(flow, { from: ends.get(flow)?.from ?? 0, to });
  }
  const ribbons = known.map((flow): PlacedFlow => {
    const { from, to } = ends.get(flow) ?? { from: 0, to: 0 };
    const [source, target] = [nodeOf.get(flow.from)?.x ?? 0, nodeOf.get(flow.to)?.x ?? 0];
    return { flow, path: ribbon(source + box.node, from, target, to, Number(flow.amount) * scale) };
  });
  return { nodes: placed, flows: ribbons };
}

/** How high one smallest unit is: the fullest column, with its gaps, fills the box. */
function unitHeight(nodes: readonly FlowNode[], columns: readonly number[], amounts: ReadonlyMap<string, Quantity>, box: FlowBox): number {
  const scales = columns.flatMap((column) => {
    const own = nodes.filter((node) => node.column === column);
    const whole = Number(sum(own.map(({ key }) => amounts.get(key) ?? 0n)));
    return whole > 0 ? [Math.max(1, box.bottom - box.top - (own.length - 1) * box.gap) / whole] : [];
  });
  return scales.length === 0 ? 0 : Math.min(...scales);
}

function ribbon(x1: number, y1: number, x2: number, y2: number, height: number): string {
  const middle = place((x1 + x2) / 2);
  const [a, b] = [place(y1), place(y2)];
  const [c, d] = [place(y1 + height), place(y2 + height)];
  return `M${x1} ${a}C${middle} ${a} ${middle} ${b} ${x2} ${b}V${d}C${middle} ${d} ${middle} ${c} ${x1} ${c}z`;
}

/** How a flow stands to a node: it is the node's own, or leads to it or from it further on, where other money joins. */
export type Nearness = "near" | "far";

/** What a node is joined with: the flows that lead to it and those that it leads to. */
export function pathOf(flows: readonly Flow[], key: string): ReadonlyMap<Flow, Nearness> {
  const found = new Map<Flow, Nearness>();
  const follow = (start: string, side: "from" | "to", other: "from" | "to") => {
    const seen = new Set([start]);
    const waiting = [start];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const flow of flows) {
        if (flow[side] !== next) continue;
        found.set(flow, flow.from === key || flow.to === key ? "near" : "far");
        if (seen.has(flow[other])) continue;
        seen.add(flow[other]);
        waiting.push(flow[other]);
      }
    }
  };
  follow(key, "from", "to");
  follow(key, "to", "from");
  return found;
}
