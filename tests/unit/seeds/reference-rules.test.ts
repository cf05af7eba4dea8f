import { describe, expect, it } from "vitest";
import { periodsOf } from "#app/domain/reference/fiscal-year.ts";
import { type Kept, reviseTree } from "#app/domain/reference/revision.ts";
import { checkTree, type TreeNode } from "#app/domain/reference/tree.ts";

describe("a tree of codes", () => {
  const root: TreeNode = { code: "R", parent: null };
  const cases: readonly { name: string; nodes: TreeNode[]; rule: string; code: string }[] = [
    {
      name: "a validity that holds no day",
      nodes: [root, { code: "A", parent: "R", from: "2024-01-01", until: "2024-01-01" }],
      rule: "empty-validity",
      code: "A",
    },
    { name: "one code twice", nodes: [root, { code: "A", parent: "R" }, { code: "A", parent: "R" }], rule: "duplicate", code: "A" },
    {
      name: "two descriptions on one day",
      nodes: [root, { code: "A", parent: "R", until: "2024-06-01" }, { code: "A", parent: "R", from: "2024-05-31" }],
      rule: "overlapping-validity",
      code: "A",
    },
    { name: "two roots", nodes: [root, { code: "S", parent: null }], rule: "two-roots", code: "S" },
    { name: "a parent that nobody knows", nodes: [root, { code: "A", parent: "X" }], rule: "orphan-parent", code: "A" },
    {
      name: "a parent that ends before its child",
      nodes: [root, { code: "A", parent: "R", until: "2024-01-01" }, { code: "B", parent: "A" }],
      rule: "orphan-parent",
      code: "B",
    },
    { name: "a cycle", nodes: [root, { code: "A", parent: "B" }, { code: "B", parent: "A" }], rule: "cycle", code: "A" },
  ];
  it.each(cases)("is refused for $name", ({ nodes, rule, code }) => {
    expect(checkTree("unit", nodes)).toEqual({ ok: false, refusal: { rule, dimension: "unit", code } });
  });

  it("may change from one day to the next", () => {
    const nodes = [root, { code: "A", parent: "R", until: "2021-01-01" }, { code: "B", parent: "R", from: "2021-01-01" }];
    expect(checkTree("activity", nodes).ok).toBe(true);
  });

  it("keeps what says the same, replaces what says something else, ends what receives an end", () => {
    const kept: Kept<TreeNode>[] = [
      { id: 1n, code: "R", parent: null },
      { id: 2n, code: "A", parent: "R" },
      { id: 3n, code: "B", parent: "R" },
    ];
    const wanted: TreeNode[] = [
      { code: "R", parent: null },
      { code: "A", parent: "R", until: "2025-01-01" },
      { code: "B", parent: "A", until: "2025-01-01" },
    ];
    expect(reviseTree("unit", kept, wanted)).toEqual({ ok: true, value: { added: wanted.slice(1), superseded: [2n, 3n] } });
  });
});

describe("an exercise", () => {
  it("counts its own months, September first, and ends with the complementary period", () => {
    const periods = periodsOf({ year: 2022, firstDay: "2021-09-01", lastDay: "2022-08-31" }, []);
    if (!periods.ok) throw new Error(periods.refusal.rule);
    expect(periods.value).toHaveLength(13);
    expect(periods.value[0]).toEqual({ period: 1, firstDay: "2021-09-01", lastDay: "2021-09-30", complementary: false });
    expect(periods.value[5]).toEqual({ period: 6, firstDay: "2022-02-01", lastDay: "2022-02-28", complementary: false });
    expect(periods.value[12]).toEqual({ period: 13, firstDay: "2022-08-31", lastDay: "2022-08-31", complementary: true });
  });

  it("may begin and end within a month", () => {
    const periods = periodsOf({ year: 2024, firstDay: "2023-11-15", lastDay: "2024-01-10" }, []);
    expect(periods.ok && periods.value.map(({ firstDay, lastDay }) => `${firstDay} ${lastDay}`)).toEqual([
      "2023-11-15 2023-11-30",
      "2023-12-01 2023-12-31",
      "2024-01-01 2024-01-10",
      "2024-01-10 2024-01-10",
    ]);
  });

  const year2023 = { year: 2023, firstDay: "2023-01-01", lastDay: "2023-12-31" };
  const refused = [
    { rule: "not-a-day", year: 2024, firstDay: "2024-02-30", lastDay: "2024-12-31" },
    { rule: "order", year: 2024, firstDay: "2024-12-31", lastDay: "2024-12-31" },
    { rule: "named-after-last-day", year: 2024, firstDay: "2024-01-01", lastDay: "2025-01-31" },
    { rule: "too-long", year: 2026, firstDay: "2024-01-31", lastDay: "2026-01-01" },
    { rule: "overlap", year: 2024, firstDay: "2023-12-31", lastDay: "2024-12-31" },
  ];
  it.each(refused)("is refused: $rule", ({ rule, ...exercise }) => {
    expect(periodsOf(exercise, [year2023])).toEqual({ ok: false, refusal: { rule, ...exercise } });
  });

  it("lasts up to 24 months", () => {
    const periods = periodsOf({ year: 2025, firstDay: "2024-01-15", lastDay: "2025-12-31" }, []);
    expect(periods.ok && periods.value.length).toBe(25);
  });
});
