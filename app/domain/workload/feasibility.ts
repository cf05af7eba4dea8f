import type { Month } from "../month.ts";
import type { Quantity } from "../quantity.ts";

/** Days that a team's profile can give in a month. */
export interface Supply {
  readonly unit: string;
  readonly profile: string;
  readonly month: Month;
  readonly days: Quantity;
}

/** Days that an item asks of some teams and profiles, in some months: whichever of them gives the days. */
export interface Demand {
  readonly item: string;
  readonly units: readonly string[];
  readonly profiles: readonly string[];
  readonly firstMonth: Month;
  readonly lastMonth: Month;
  readonly days: Quantity;
}

/** Days given by a team's profile in a month to a demand, by their places in what was asked. */
export interface Assignment {
  readonly demand: number;
  readonly supply: number;
  readonly days: Quantity;
}

/**
 * Either everybody's days can be given to the works within profiles and months, and here is how; or they cannot, and here is why: these demands
 * together ask for `missing` more than all that may serve them can give. No average hides it: it is a proof either way (Hall; max-flow, min-cut).
 */
export type Feasibility =
  | { readonly feasible: true; readonly assignments: readonly Assignment[] }
  | {
      readonly feasible: false;
      readonly assignments: readonly Assignment[];
      readonly missing: Quantity;
      readonly demands: readonly number[];
      readonly supplies: readonly number[];
    };

/** Is there an assignment of people to works, within profiles and months? Days are whole hundredths; by Dinic's algorithm. */
export function feasibility(supplies: readonly Supply[], demands: readonly Demand[]): Feasibility {
  const { source, sink, demandNode, supplyNode, network } = networkOf(supplies, demands);
  const asked = demands.reduce((total, { days }) => total + days, 0n);
  let given = 0n;
  while (network.level(source, sink)) given += network.push(source, sink);
  const assignments = demands.flatMap((_, demand) =>
    network.carried(demandNode(demand)).map(({ to, flow }) => ({ demand, supply: to - supplyNode(0), days: flow })),
  );
  if (given === asked) return { feasible: true, assignments };
  const within = network.reached();
  return {
    ...{ feasible: false, assignments, missing: asked - given },
    demands: demands.flatMap((_, index) => (within[demandNode(index)] ? [index] : [])),
    supplies: supplies.flatMap((_, index) => (within[supplyNode(index)] ? [index] : [])),
  };
}

function networkOf(supplies: readonly Supply[], demands: readonly Demand[]) {
  const [source, sink] = [0, 1];
  const demandNode = (index: number) => 2 + index;
  const supplyNode = (index: number) => 2 + demands.length + index;
  const network = new Network(2 + demands.length + supplies.length);
  const places = new Map<string, number[]>();
  for (const [index, { unit, profile, days }] of supplies.entries()) {
    const key = `${unit} ${profile}`;
    places.set(key, [...(places.get(key) ?? []), index]);
    network.join(supplyNode(index), sink, days);
  }
  for (const [index, { units, profiles, firstMonth, lastMonth, days }] of demands.entries()) {
    network.join(source, demandNode(index), days);
    for (const unit of units)
      for (const profile of profiles)
        for (const place of places.get(`${unit} ${profile}`) ?? []) {
          const month = supplies[place]?.month ?? "";
          if (firstMonth <= month && month <= lastMonth) network.join(demandNode(index), supplyNode(place), days);
        }
  }
  return { source, sink, demandNode, supplyNode, network };
}

/** A flow network, its edges in pairs: an edge and its return have numbers that differ by their last bit. */
class Network {
  readonly #from: number[][];
  readonly #to: number[] = [];
  readonly #left: Quantity[] = [];
  #levels: number[] = [];
  #next: number[] = [];

  constructor(nodes: number) {
    this.#from = Array.from({ length: nodes }, () => []);
  }

  join(from: number, to: number, most: Quantity): void {
    this.#from[from]?.push(this.#to.length);
    this.#to.push(to);
    this.#left.push(most);
    this.#from[to]?.push(this.#to.length);
    this.#to.push(from);
    this.#left.push(0n);
  }

  /** How far each node is from the source through what is left; whether the sink is reached. */
  level(source: number, sink: number): boolean {
    this.#levels = this.#from.map(() => -1);
    this.#levels[source] = 0;
    const queue = [source];
    for (const node of queue) {
      for (const edge of this.#from[node] ?? []) {
        const to = this.#to[edge] ?? 0;
        if ((this.#left[edge] ?? 0n) === 0n || this.#levels[to] !== -1) continue;
        this.#levels[to] = (this.#levels[node] ?? 0) + 1;
        queue.push(to);
      }
    }
    this.#next = this.#from.map(() => 0);
    return this.#levels[sink] !== -1;
  }

  /** All that flows through the levels as they stand. */
  push(source: number, sink: number): Quantity {
    let pushed = 0n;
    for (let more = this.#along(source, sink, null); more > 0n; more = this.#along(source, sink, null)) pushed += more;
    return pushed;
  }

  /** One path, at most four levels deep before returns lengthen it: recursion stays shallow beside the number of nodes. */
  #along(node: number, sink: number, most: Quantity | null): Quantity {
    if (node === sink) return most ?? 0n;
    const edges = this.#from[node] ?? [];
    for (let place = this.#next[node] ?? 0; place < edges.length; place += 1) {
      this.#next[node] = place;
      const edge = edges[place] ?? 0;
      const [to, left] = [this.#to[edge] ?? 0, this.#left[edge] ?? 0n];
      if (left === 0n || this.#levels[to] !== (this.#levels[node] ?? 0) + 1) continue;
      const through = this.#along(to, sink, most === null || left < most ? left : most);
      if (through === 0n) continue;
      this.#left[edge] = left - through;
      this.#left[edge ^ 1] = (this.#left[edge ^ 1] ?? 0n) + through;
      return through;
    }
    this.#next[node] = edges.length;
    return 0n;
  }

  /** What flows from a node, edge by edge. */
  carried(node: number): { readonly to: number; readonly flow: Quantity }[] {
    return (this.#from[node] ?? []).flatMap((edge) => {
      const flow = edge % 2 === 0 ? (this.#left[edge ^ 1] ?? 0n) : 0n;
      return flow > 0n ? [{ to: this.#to[edge] ?? 0, flow }] : [];
    });
  }

  /** The nodes that the source still reaches once nothing flows any more: one side of a least cut. */
  reached(): boolean[] {
    return this.#levels.map((level) => level !== -1);
  }
}
