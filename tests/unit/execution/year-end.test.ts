import { describe, expect, test } from "vitest";
import { complementaryDay, isComplementary } from "#app/domain/execution/year-end/complementary.ts";
import { stateOfSteps, type YearEndFacts, yearEndSteps } from "#app/domain/execution/year-end/steps.ts";

const exercise = { year: 2025, firstDay: "2025-01-01", lastDay: "2025-12-31" };

describe("the complementary period", () => {
  test.each([
    ["2025-12-31", false],
    ["2026-01-01", true],
    ["2026-01-20", true],
    ["2026-01-21", false],
  ])("%s: %s", (on, within) => {
    expect(isComplementary(exercise, on)).toBe(within);
    expect(complementaryDay(exercise, on)).toEqual(
      within
        ? { ok: true, value: "2025-12-31" }
        : { ok: false, refusal: { kind: "complementary-over", year: 2025, lastDay: "2025-12-31", on, days: 20 } },
    );
  });
});

const quiet: YearEndFacts = {
  ...{ ended: true, complementary: false, closed: false, overruns: 0, overrunsWaived: 0, tranches: 0, unpaid: 0, open: 0, lapsed: false },
  ...{ toTakeAgain: 0, takenAgain: 0, openCommitments: 0, carriable: 0n, carried: 0n, closingBlocked: 0 },
};

describe("the steps of a year's end", () => {
  test.each<[string, Partial<YearEndFacts>, string]>([
    ["an overrun blocks", { overruns: 2, overrunsWaived: 1 }, "overruns blocking"],
    ["overruns that two persons let through do not", { overruns: 2, overrunsWaived: 2 }, "overruns done"],
    ["planned tranches wait for a decision until the lapse", { tranches: 1 }, "tranches toDo"],
    ["and lapse with the rest", { tranches: 1, lapsed: true }, "tranches done"],
    ["nothing lapses while the year runs", { open: 3, ended: false }, "lapse waiting"],
    ["then it does", { open: 3 }, "lapse toDo"],
    ["again when something came after it", { open: 1, lapsed: true }, "lapse toDo"],
    ["not in a closed year", { open: 1, closed: true }, "lapse waiting"],
    ["zero everywhere is done", { lapsed: true }, "lapse done"],
    ["a request may still be paid within twenty days", { unpaid: 1, complementary: true }, "payments toDo"],
    ["unless its credit has lapsed", { unpaid: 1, complementary: true, lapsed: true }, "payments done"],
    ["the next year takes it once the lapse gave its credit back", { toTakeAgain: 1 }, "requests waiting"],
    ["then", { toTakeAgain: 1, lapsed: true }, "requests toDo"],
    ["until all are taken", { takenAgain: 1, lapsed: true }, "requests done"],
    ["commitments pass by themselves", { openCommitments: 4 }, "commitments done"],
    ["what lapsed may be carried over", { carriable: 1n, lapsed: true }, "carryOver toDo"],
    ["once", { carriable: 1n, carried: 1n, lapsed: true }, "carryOver done"],
    ["the closing waits for the lapse", { open: 1 }, "closing waiting"],
    ["says what stands before it", { closingBlocked: 2 }, "closing blocking"],
    ["and is the last step", {}, "closing toDo"],
    ["closed is closed", { closed: true }, "closing done"],
  ])("%s", (_name, facts, expected) => {
    const [step, state] = expected.split(" ");
    expect(stateOfSteps({ ...quiet, ...facts })[step as (typeof yearEndSteps)[number]]).toBe(state);
  });

  test("a year with nothing in it asks for its closing and nothing else", () => {
    const states = stateOfSteps(quiet);
    expect(yearEndSteps.filter((step) => states[step] === "toDo" || states[step] === "blocking")).toEqual(["closing"]);
  });
});
