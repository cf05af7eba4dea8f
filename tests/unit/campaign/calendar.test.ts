import { expect, test } from "vitest";
import { checkCalendar, deadlineOf, expectedReturns, type LateWindow, stepLock, type Writer } from "#app/domain/campaign/calendar.ts";
import { actsFrom, campaignActs, campaignMoves, moveCampaign } from "#app/domain/campaign/campaign-state.ts";
import { calendarFrom, campaignKinds, modelOf, usualCalendars } from "#app/domain/campaign/kind.ts";

const calendar = calendarFrom(usualCalendars.initial, 2027);
const forAll: LateWindow = { unit: null, until: "2026-04-10", writers: "everyone" };
const forHeads: LateWindow = { unit: "DR44", until: "2026-04-10", writers: "heads" };

function writing(today: string, writer: Writer, late: readonly LateWindow[] = []) {
  return stepLock({ calendar, late, unit: "DR44", writer, today }, "writing");
}

test.each(campaignKinds)("the usual calendar of the %s campaign is in order, and is its own model", (kind) => {
  const own = calendarFrom(usualCalendars[kind], 2027);
  expect(checkCalendar(own)).toMatchObject({ ok: true });
  expect(modelOf(own, 2027)).toEqual(usualCalendars[kind]);
});

test("both days of a window are in it", () => {
  expect(writing("2026-01-31", "agent")).toEqual({ kind: "step-to-come", step: "writing", opensOn: "2026-02-01" });
  expect(writing("2026-02-01", "agent")).toBeUndefined();
  expect(writing("2026-03-31", "agent")).toBeUndefined();
  expect(writing("2026-04-01", "agent")).toEqual({ kind: "step-over", step: "writing", closedOn: "2026-03-31", headsUntil: null });
});

test("a late window reopens writing for those it names, until its day", () => {
  expect(writing("2026-04-10", "agent", [forAll])).toBeUndefined();
  expect(writing("2026-04-11", "agent", [forAll])).toMatchObject({ kind: "step-over", headsUntil: null });
  expect(writing("2026-04-10", "head", [forHeads])).toBeUndefined();
  expect(writing("2026-04-10", "agent", [forHeads])).toMatchObject({ kind: "step-over", headsUntil: "2026-04-10" });
  expect(writing("2026-04-10", "head", [{ ...forHeads, unit: "DPT" }])).toMatchObject({ kind: "step-over" });
});

test("staff is not bound by the windows of units, and is by those of review", () => {
  expect(writing("2026-12-01", "staff")).toBeUndefined();
  const review = stepLock({ calendar, late: [forAll], unit: "DR44", writer: "staff", today: "2026-12-01" }, "review");
  expect(review).toMatchObject({ kind: "step-over", closedOn: "2026-05-31" });
});

test("without a calendar nothing is enforced", () => {
  expect(stepLock({ calendar: [], late: [], unit: "DR44", writer: "agent", today: "2030-01-01" }, "writing")).toBeUndefined();
  expect(deadlineOf([], [], "DR44", "2026-04-30")).toBe("2026-04-30");
});

test("a unit's deadline is the close of submission, or its own late window", () => {
  expect(deadlineOf(calendar, [], "DR44", "2026-12-31")).toBe("2026-04-15");
  expect(deadlineOf(calendar, [{ ...forHeads, until: "2026-05-02" }], "DR44", "2026-12-31")).toBe("2026-05-02");
  expect(deadlineOf(calendar, [{ ...forHeads, until: "2026-05-02" }], "DPT", "2026-12-31")).toBe("2026-04-15");
});

test.each([
  ["a step is missing", calendar.slice(0, 3), { kind: "steps-missing", steps: ["arbitration"] }],
  ["a day is none", calendar.map((own) => ({ ...own, closesOn: "2026-02-30" })), { kind: "not-a-day" }],
  ["a step ends before it begins", calendar.map((own) => ({ ...own, closesOn: "2025-01-01" })), { kind: "dates-out-of-order" }],
  [
    "a step begins before the one it follows",
    calendar.map((own) => (own.step === "submission" ? { ...own, opensOn: "2026-01-15" } : own)),
    { kind: "steps-out-of-order", earlier: "writing", later: "submission" },
  ],
] as const)("refused: %s", (_, own, refusal) => {
  expect(checkCalendar(own)).toMatchObject({ ok: false, refusal });
});

test.each([
  ["2026-02-28", 0],
  ["2026-03-01", 1],
  ["2026-03-05", 5],
  ["2026-03-10", 10],
  ["2026-06-01", 10],
])("by %s the calendar expects %i of ten units", (day, expected) => {
  expect(expectedReturns({ opensOn: "2026-03-01", closesOn: "2026-03-10" }, 10, day)).toBe(expected);
});

test("a campaign moves by its acts and by no other", () => {
  const states = ["draft", "open", "arbitration", "closed"] as const;
  const reached = states.flatMap((from) =>
    campaignActs.flatMap((act) => {
      const moved = moveCampaign(from, act, "Parce que");
      return moved.ok ? [`${from} ${act} ${moved.value}`] : [];
    }),
  );
  expect(reached).toEqual([
    "draft open open",
    "open arbitrate arbitration",
    "open close closed",
    "arbitration close closed",
    "arbitration reopen open",
    "closed reopen open",
  ]);
  expect(moveCampaign("closed", "reopen", " ")).toMatchObject({ ok: false, refusal: { kind: "reason-required" } });
  expect(actsFrom("closed")).toEqual(["reopen"]);
  expect(campaignMoves.close.reasoned).toBe(false);
});
