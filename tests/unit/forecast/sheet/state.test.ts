import { describe, expect, test } from "vitest";
import { amountIn, type LineState } from "#app/routes/forecast/unit/sheet/lines.ts";
import { type SheetRead, sheetState } from "#app/routes/forecast/unit/sheet/sheet-state.ts";
import { type SheetAct, type SheetState, sheetAfter, waitingEdits } from "#app/routes/forecast/unit/sheet/state.ts";
import type { SheetView } from "#app/routes/forecast/unit/sheet/view.ts";
import { exactText } from "#app/ui/planning/amount-text.ts";

const year = 2027;
const view: SheetView = { measure: "CP", by: "months", year };
const column = (month?: number) => ({ targetYear: year, month });

const line = (id: string): SheetRead["lines"][number] => ({
  ...{ id, request: "R", requestNumber: 1, requestTitle: "Socle", requestKind: "baseline", requestState: "draft", requestVersion: 1 },
  ...{
    nature: "31",
    natureLabel: "Achats",
    activity: "01",
    activityLabel: "Enquêtes",
    profile: null,
    label: "",
    spendingClass: "nonPersonnel",
    component: null,
    fromStaff: false,
  },
});

/** Two lines; the first holds CP 100 in January, written at revision 3 of 5. */
const january = { lineId: "L", measure: "CP" as const, targetYear: year, month: 1, amount: 100n, revision: 3n };
const lines = [line("L"), line("M")];
const read: SheetRead = {
  campaignState: "open",
  mayEdit: true,
  seesCosts: true,
  revision: 5n,
  lines,
  cells: [january],
  holds: [],
  formulas: [],
};
const start = () => sheetState(read);

/** In a month of the first line; month 0 is the total. */
function typed(text: string, { month = 1, pasted = false } = {}): SheetAct {
  return { kind: "texts", view, lines: [{ line: "L", texts: [{ column: column(month || undefined), text }] }], pasted };
}

function played(...acts: SheetAct[]): SheetState {
  return acts.reduce(sheetAfter, start());
}

const first = ({ lines: [own] }: SheetState): LineState => own ?? expect.fail("no line");
const shown = (state: SheetState, month?: number) => amountIn(first(state), view, column(month));
const edit = (amount: bigint | null, month = 1, seen = 5n) =>
  ({ lineId: "L", measure: "CP", targetYear: year, month, amount, seen }) as const;
const written = { revision: "6", conflicts: [], refusals: [] };

describe("what is typed", () => {
  test("is shown at once and waits, with the revision that was seen", () => {
    const state = played(typed("150"));
    expect(shown(state, 1)).toBe(15_000n);
    expect(waitingEdits(state)).toEqual([edit(15_000n)]);
  });

  test("and says nothing new is not sent", () => {
    expect(waitingEdits(played(typed("1")))).toEqual([]);
  });

  test("empty empties, pasted empty changes nothing", () => {
    expect(waitingEdits(played(typed("")))).toEqual([edit(null)]);
    expect(waitingEdits(played(typed("", { pasted: true })))).toEqual([]);
  });

  test("in a total is spread over the months that hold something", () => {
    const state = played(typed("3", { month: 2 }), typed("8", { month: 0 }));
    expect([shown(state, 1), shown(state, 2), shown(state)]).toEqual([200n, 600n, 800n]);
  });

  test("as a whole year refuses months until it is spread over them, whole", () => {
    const whole = sheetState({ ...read, cells: [{ ...january, month: 0, amount: 1_000n }] });
    const refused = sheetAfter(whole, typed("5"));
    expect(first(refused).faults.get("CP 2027 1")).toMatchObject({ fault: { kind: "year-and-months" } });
    const spread = sheetAfter(refused, { kind: "months", view, lines: ["L"] });
    expect([shown(spread, 1), shown(spread, 12), shown(spread), first(spread).faults.size]).toEqual([84n, 83n, 1_000n, 0]);
    expect(waitingEdits(spread)).toHaveLength(13);
  });

  test("that cannot be read stays where it was typed, and leaves with the next text", () => {
    const wrong = played(typed("abc"));
    expect(first(wrong).faults.get("CP 2027 1")).toEqual({ text: "abc", fault: { kind: "not-a-number", text: "abc" } });
    expect(waitingEdits(wrong)).toEqual([]);
    expect(first(sheetAfter(wrong, typed("150"))).faults.size).toBe(0);
  });

  test("against a rule is never sent", () => {
    const state = played(typed("-5"));
    expect(first(state).faults.get("CP 2027 1")).toMatchObject({ fault: { kind: "cell-negative", amount: -500n } });
    expect([shown(state, 1), waitingEdits(state)]).toEqual([100n, []]);
  });

  test("touches one line: the others are the same objects", () => {
    const before = start();
    expect(sheetAfter(before, typed("150")).lines[1]).toBe(before.lines[1]);
  });
});

describe("what was sent", () => {
  const sent = [edit(15_000n)];

  test("waits no more, then is kept with the revision that wrote it", () => {
    const state = played(typed("150"), { kind: "sent", edits: sent }, { kind: "answered", edits: sent, answer: written });
    expect(waitingEdits(state)).toEqual([]);
    expect(waitingEdits(sheetAfter(state, typed("160")))).toEqual([edit(16_000n, 1, 6n)]);
  });

  test("and failed waits again", () => {
    expect(waitingEdits(played(typed("150"), { kind: "sent", edits: sent }, { kind: "failed", edits: sent }))).toEqual(sent);
  });

  test("and was typed again meanwhile waits with its new figure", () => {
    const state = played(typed("150"), { kind: "sent", edits: sent }, typed("170"), { kind: "answered", edits: sent, answer: written });
    expect(waitingEdits(state)).toEqual([edit(17_000n, 1, 6n)]);
  });

  test("after somebody else shows theirs, and keeps mine beside it for a choice", () => {
    const theirs = { lineId: "L", measure: "CP" as const, targetYear: year, month: 1, mine: "15000", theirs: "12000", revision: "6" };
    const answer = { ...written, conflicts: [{ ...theirs, author: "Camille", at: "2026-06-15T10:00:00Z" }] };
    const state = played(typed("150"), { kind: "sent", edits: sent }, { kind: "answered", edits: sent, answer });
    expect([shown(state, 1), waitingEdits(state)]).toEqual([12_000n, []]);
    const settle = (keep: "mine" | "theirs") => sheetAfter(state, { kind: "settled", line: "L", cell: "CP 2027 1", keep });
    expect(waitingEdits(settle("mine"))).toEqual([edit(15_000n, 1, 6n)]);
    expect([shown(settle("theirs"), 1), waitingEdits(settle("theirs"))]).toEqual([12_000n, []]);
  });

  test("and is refused after all says why", () => {
    const place = { lineId: "L", measure: "CP" as const, targetYear: year, month: 1 };
    const answer = { ...written, refusals: [{ ...place, fault: { kind: "cell-locked" as const, lock: { kind: "right" as const } } }] };
    const state = played(typed("150"), { kind: "sent", edits: sent }, { kind: "answered", edits: sent, answer });
    expect(first(state).faults.get("CP 2027 1")).toMatchObject({ text: "150", fault: { kind: "cell-locked" } });
    expect(waitingEdits(state)).toEqual([]);
  });
});

test("what another wrote before the sheet was read again is not covered: mine still says what it had seen", () => {
  const theirs = sheetState({ ...read, revision: 9n, cells: [{ ...january, amount: 777n, revision: 8n }] });
  expect(waitingEdits(sheetAfter(played(typed("150")), { kind: "read", state: theirs }))).toEqual([edit(15_000n, 1, 5n)]);
});

test("a sheet that is read again keeps what waits on top of it", () => {
  const again = sheetState({ ...read, revision: 9n });
  const state = sheetAfter(played(typed("150"), typed("abc", { month: 3 })), { kind: "read", state: again });
  expect([shown(state, 1), state.revision, first(state).faults.size]).toEqual([15_000n, 9n, 1]);
});

test.each([
  [150_000n, "CP", "1500"],
  [150_050n, "CP", "1500,50"],
  [-5n, "CP", "-0,05"],
  [1_800n, "ETPT", "1,50"],
  [400n, "ETPT", "=4,00/12"],
  [1_250n, "DAY", "12,50"],
] as const)("%s of %s is copied as « %s », which reads back as itself", (amount, measure, text) => {
  expect(exactText(amount, measure)).toBe(text);
});
