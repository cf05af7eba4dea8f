import { expect, test } from "vitest";
import { tasksShown, toDoOf } from "#app/domain/home/to-do.ts";

const today = "2026-06-15";
const task = (verb: string, dueOn: string | null = null) => ({ verb, year: 2026, dueOn });
const names = (tasks: readonly { verb: string }[]) => tasks.map(({ verb }) => verb).join(" ");

test("what is due first comes first, then the order of the cycle; five are shown and the others stay within reach", () => {
  const tasks = [task("a"), task("b", "2026-07-01"), task("c"), task("d", "2026-06-01"), task("e"), task("f"), task("g", "2026-07-01")];
  const { shown, more, aside } = toDoOf(tasks, new Map(), today);
  expect([names(shown), names(more), names(aside)]).toEqual(["d b g a c", "e f", ""]);
  expect(shown).toHaveLength(tasksShown);
});

test("what was put aside comes apart until its day, and never for good", () => {
  const tasks = [task("a"), task("b"), { ...task("a"), year: 2027 }];
  const snoozed = new Map([
    ["a-2026", "2026-06-16"],
    ["b-2026", "2026-06-15"],
  ]);
  const { shown, aside } = toDoOf(tasks, snoozed, today);
  expect(aside).toEqual([{ ...task("a"), until: "2026-06-16" }]);
  expect(shown.map(({ verb, year }) => `${verb} ${year}`)).toEqual(["b 2026", "a 2027"]);
});
