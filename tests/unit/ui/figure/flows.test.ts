import { describe, expect, it } from "vitest";
import { sum } from "#app/domain/quantity.ts";
import { amountsOf, type Flow, type Flows, layFlows, pathOf, withOthers } from "#app/ui/figure/flows.ts";
import { moneyFlows } from "#tests/support/figures/data.ts";

const box = { left: 0, right: 400, top: 0, bottom: 100, node: 10, gap: 10 };
const small: Flows = {
  nodes: [
    { key: "credits", label: "Crédits", column: 0 },
    { key: "a", label: "A", column: 1 },
    { key: "b", label: "B", column: 1 },
    { key: "paid", label: "Payé", column: 2 },
  ],
  flows: [
    { from: "credits", to: "a", amount: 60n },
    { from: "credits", to: "b", amount: 30n },
    { from: "a", to: "paid", amount: 45n },
    { from: "b", to: "paid", amount: 15n },
  ],
};

describe("flows", () => {
  it("make a node as high as what comes in or goes out, whichever is more", () => {
    expect(Object.fromEntries(amountsOf(small))).toEqual({ credits: 90n, a: 60n, b: 30n, paid: 60n });
  });

  it("stand in columns on one scale: the fullest, with its gaps, fills the height", () => {
    const { nodes } = layFlows(small, box);
    expect(nodes.map(({ node, x, y, height }) => [node.key, x, y, height])).toEqual([
      ["credits", 0, 0, 90],
      ["a", 195, 0, 60],
      ["b", 195, 70, 30],
      ["paid", 390, 0, 60],
    ]);
  });

  it("leave and arrive one under the other, within their nodes", () => {
    const { flows } = layFlows(small, box);
    expect(flows.map(({ path }) => path)[1]).toBe("M10 60C102.5 60 102.5 70 195 70V100C102.5 100 102.5 90 10 90z");
    expect(flows).toHaveLength(4);
  });

  it("that are not positive are not drawn, and those of an unknown node neither", () => {
    const odd: Flow[] = [
      { from: "credits", to: "a", amount: -60n },
      { from: "credits", to: "nobody", amount: 1n },
      { from: "credits", to: "b", amount: 0n },
    ];
    const { flows, nodes } = layFlows({ nodes: small.nodes, flows: odd }, box);
    expect(flows).toEqual([]);
    expect(JSON.stringify(nodes.map(({ y, height }) => [y, height]))).not.toMatch(/null/);
  });

  it("draw nothing of nothing", () => {
    expect(layFlows({ nodes: [], flows: [] }, box)).toEqual({ nodes: [], flows: [] });
  });

  it("keep the total of each column when the smallest become others, in the caller's order", () => {
    const all = moneyFlows(45);
    const shown = withOthers(all, 8, (column, count) => ({ key: `others-${column}`, label: `${count} autres`, column }));
    const totalOf = ({ nodes, flows }: Flows, column: number) => {
      const amounts = amountsOf({ nodes, flows });
      return sum(nodes.filter((node) => node.column === column).map(({ key }) => amounts.get(key) ?? 0n));
    };
    for (const column of [0, 1, 2, 3, 4]) expect(totalOf(shown, column)).toBe(totalOf(all, column));
    const units = shown.nodes.filter(({ column }) => column === 1);
    expect(units).toHaveLength(8);
    expect(units.at(-1)?.label).toBe("38 autres");
    const kept = units.slice(0, -1).map(({ key }) => key);
    expect(kept).toEqual(kept.toSorted());
  });

  it("of one node are its own, and further on those that its money joins", () => {
    const path = pathOf(small.flows, "a");
    expect([...path].map(([{ from, to }, how]) => `${from} ${to} ${how}`)).toEqual(["a paid near", "credits a near"]);
    expect([...pathOf(small.flows, "paid").values()].filter((how) => how === "far")).toHaveLength(2);
  });

  it("that go round in a circle are followed once", () => {
    const circle: Flow[] = [
      { from: "x", to: "y", amount: 1n },
      { from: "y", to: "x", amount: 1n },
    ];
    expect(pathOf(circle, "x").size).toBe(2);
  });
});
